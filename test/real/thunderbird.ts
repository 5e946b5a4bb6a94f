// test/real: the real Thunderbird, headless, for tests: it says what it makes of a profile, writes
// profiles, holds them open, sends mail. May import: node, this folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildOverlay, type OverlayOptions } from './thunderbird-overlay.ts';
import { copySettings, runJob } from './thunderbird-process.ts';

/** A server as Thunderbird itself resolved it, from defaults, prefs.js, user.js and policies. */
export interface ResolvedServer {
  /** `server1`, `smtp1`... */
  readonly key: string;
  /** `imap`, `pop3`, `none`, `smtp`, `ews`... */
  readonly type: string;
  readonly hostname: string;
  /** The property as it stands: 0 for an SMTP server without a stored port. */
  readonly port: number;
  /** Where it connects to. */
  readonly effectivePort: number;
  /** nsMsgSocketType: 0 plain, 2 STARTTLS required, 3 implicit TLS; 1 is a legacy value. */
  readonly socketType: number;
  /** nsMsgAuthMethod, such as 3 for a password. */
  readonly authMethod: number;
  readonly username: string;
  /** Which of its preferences are locked: `port`, `socketType`, `try_ssl`, `hostname`. */
  readonly locked: readonly string[];
}

export interface ResolvedAccount {
  readonly key: string;
  readonly server: string | null;
  readonly identities: readonly {
    readonly key: string;
    readonly email: string;
    /** Empty: the default outgoing server. */
    readonly smtpServer: string;
  }[];
}

export interface Resolved {
  readonly incoming: readonly ResolvedServer[];
  readonly outgoing: readonly ResolvedServer[];
  readonly accounts: readonly ResolvedAccount[];
  /** Key of the default outgoing server. */
  readonly defaultOutgoing: string;
  /** What Thunderbird threw while it listed them; a list that failed is empty. */
  readonly errors: readonly string[];
}

export interface Thunderbird {
  /**
   * Every server as Thunderbird resolves it, after prefs.js, user.js, policies and its own
   * migrations. Works on a copy: the profile is not touched. About 0.5 s.
   */
  resolve(profile: string): Promise<Resolved>;
  /** Removes the overlay. */
  remove(): void;
}

/**
 * A private Thunderbird in a temporary folder; see thunderbird-overlay.ts. One is enough for any
 * number of profiles; `remove` it at the end.
 */
export function privateThunderbird(options: OverlayOptions = {}): Thunderbird {
  const folder = mkdtempSync(path.join(tmpdir(), 'real-thunderbird-'));
  const program = buildOverlay(path.join(folder, 'program'), options);
  const run = <Answer>(name: string, profile: string, input: unknown): Promise<Answer> =>
    runJob<Answer>({ program, profile, name, input });

  return {
    async resolve(profile) {
      const copy = mkdtempSync(path.join(folder, 'copy-'));
      copySettings(profile, copy);
      try {
        return await run<Resolved>('resolve', copy, null);
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
