// test/real: the real Thunderbird, headless, for tests: it says what it makes of a profile, writes
// profiles, holds them open, sends mail. May import: node, this folder.
import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildOverlay, type OverlayOptions } from './thunderbird-overlay.ts';
import { copySettings, runJob, runJobToTheEnd, startJob, type Run } from './thunderbird-process.ts';

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

/** nsMsgSocketType, as Thunderbird's preferences store it. */
export const SOCKET_TYPE = { plain: 0, legacyOpportunistic: 1, starttls: 2, implicit: 3 } as const;

export interface ServerSpec {
  readonly hostname: string;
  readonly port: number;
  /** See SOCKET_TYPE. */
  readonly socketType: number;
}

export interface AccountSpec {
  readonly username: string;
  /** Saved in Thunderbird's password store as well. */
  readonly password: string;
  readonly incoming: ServerSpec & { readonly type: 'imap' | 'pop3' };
  /** At least one; each brings its own outgoing server. */
  readonly identities: readonly { readonly email: string; readonly outgoing: ServerSpec }[];
}

export interface Message {
  /** Key of the sending identity, such as `id1`; its outgoing server is used. */
  readonly identity: string;
  /** For the outgoing server. */
  readonly password: string;
  readonly to: string;
  readonly subject: string;
}

/** A server of an autoconfig file, as Thunderbird would set it up. */
export interface ReadServer {
  readonly type: string;
  readonly hostname: string;
  /** Null: the file gives none. */
  readonly port: number | null;
  /** See SOCKET_TYPE. */
  readonly socketType: number;
  /** nsMsgAuthMethod. */
  readonly auth: number;
  readonly username: string | null;
}

/** The first of each list is the one that new accounts get. */
export type ReadConfig =
  | { readonly incoming: readonly ReadServer[]; readonly outgoing: readonly ReadServer[] }
  | { readonly error: string };

/** A Thunderbird that is running on a profile. */
export interface HeldProfile {
  /** Process id, as in /proc/locks. */
  readonly pid: number;
  /** Ends it with SIGTERM: the lock is taken back. Does nothing if it has ended. */
  readonly release: () => Promise<void>;
  /** Ends it with SIGKILL, as a crash: a stale lock stays behind. Does nothing if it has ended. */
  readonly kill: () => Promise<void>;
}

export interface Thunderbird {
  /**
   * Every server as Thunderbird resolves it, after prefs.js, user.js, policies and its own
   * migrations. Works on a copy: the profile is not touched. About 0.5 s.
   */
  readonly resolve: (profile: string) => Promise<Resolved>;
  /**
   * Lets Thunderbird make accounts in a profile folder (empty or not) and quit, so that every file
   * in it is Thunderbird's own work. Returns what it then resolves.
   */
  readonly createAccounts: (profile: string, accounts: readonly AccountSpec[]) => Promise<Resolved>;
  /**
   * Sends one message over the identity's outgoing server and returns Thunderbird's status
   * (nsresult): 0 is sent, 0x804b000d connection refused, 0x805a1ff3 unknown issuer. Works on a
   * copy of the settings. A server that stays silent lasts until the time limit and throws.
   */
  readonly sendMessage: (profile: string, message: Message) => Promise<number>;
  /** What Thunderbird makes of autoconfig files, by their paths. Works on a copy of the profile. */
  readonly readConfigs: (
    profile: string,
    files: readonly string[],
  ) => Promise<readonly ReadConfig[]>;
  /**
   * Starts on the profile itself and goes on running, as at a user's desk: resolves when it holds
   * the lock and is about to open its windows. It connects to the profile's servers, if reachable.
   */
  readonly holdOpen: (profile: string) => Promise<HeldProfile>;
  /** Removes the overlay. */
  readonly remove: () => void;
}

export interface ThunderbirdOptions extends OverlayOptions {
  /** PEM files with one root certificate each, installed by policy (Certificates.Install). */
  readonly trust?: readonly string[];
}

/**
 * A private Thunderbird in a temporary folder; see thunderbird-overlay.ts. One is enough for any
 * number of profiles; `remove` it at the end.
 */
export function privateThunderbird(options: ThunderbirdOptions = {}): Thunderbird {
  const { trust = [], ...overlay } = options;
  const folder = mkdtempSync(path.join(tmpdir(), 'real-thunderbird-'));
  chmodSync(folder, 0o755); // it runs as the owner of a profile
  const program = buildOverlay(path.join(folder, 'program'), {
    ...overlay,
    policies: { ...overlay.policies, Certificates: { Install: trust } },
  });
  const onCopy = async <Answer>(name: string, profile: string, input: unknown): Promise<Answer> => {
    const copy = mkdtempSync(path.join(folder, 'copy-'));
    copySettings(profile, copy);
    try {
      return await runJob<Answer>({ program, profile: copy, name, input });
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  };

  return {
    resolve: (profile) => onCopy<Resolved>('resolve', profile, null),
    createAccounts: (profile, accounts) =>
      runJobToTheEnd<Resolved>({ program, profile, name: 'createAccounts', input: { accounts } }),
    async sendMessage(profile, message) {
      const certificates = trust.map(base64Of);
      const input = { ...message, certificates };
      return (await onCopy<{ status: number }>('sendMessage', profile, input)).status;
    },
    readConfigs: (profile, files) =>
      onCopy<readonly ReadConfig[]>('readConfigs', profile, { files }),
    holdOpen: (profile) => hold({ program, profile, name: 'holdOpen', input: null }),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function hold(run: Run): Promise<HeldProfile> {
  const started = startJob(run);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    started.signal(signal);
    await started.gone;
    started.clean();
  };
  try {
    await started.answer;
  } catch (error) {
    await end('SIGKILL');
    throw error;
  }
  return { pid: started.pid, release: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

function base64Of(pemFile: string): string {
  return new X509Certificate(readFileSync(pemFile)).raw.toString('base64');
}
