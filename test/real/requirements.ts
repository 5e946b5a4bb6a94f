// test/real: which of the real parts this computer has. A test that lacks one says so in its title.
// May import: node, vitest, build/debian-packages.mjs.
import { accessSync, constants } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEBIAN_PACKAGES } from '../../build/debian-packages.mjs';

export const REQUIREMENTS = [
  'thunderbird',
  'postfix',
  'dovecot',
  'openssl',
  'bash',
  'zsh',
  'fish',
  'wine',
  'root',
] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

export interface Presence {
  readonly present: boolean;
  /** What is missing, as words for a test's title; empty if nothing is. */
  readonly reason: string;
  /** What to install on Debian to have it; empty for `root`. */
  readonly debianPackages: readonly string[];
}

/** The programs each part is made of, where Debian's packages put them. */
const PROGRAMS: Readonly<Record<Exclude<Requirement, 'root'>, readonly string[]>> = {
  thunderbird: ['/usr/lib/thunderbird/thunderbird-bin'],
  postfix: ['/usr/sbin/postfix'],
  dovecot: ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/pop3'],
  openssl: ['/usr/bin/openssl'],
  bash: ['/bin/bash'],
  zsh: ['/usr/bin/zsh'],
  fish: ['/usr/bin/fish'],
  wine: ['/usr/lib/wine/wine64', '/usr/lib/wine/wineserver'],
};

/** Looks for one part. `root` because real mail servers take low ports and other users' names. */
export function requirement(name: Requirement): Presence {
  if (name === 'root') {
    const present = process.getuid?.() === 0;
    return { present, reason: present ? '' : 'not run as root', debianPackages: [] };
  }
  const missing = PROGRAMS[name].find((program) => !executable(program));
  return {
    present: missing === undefined,
    reason: missing === undefined ? '' : `no ${missing}`,
    debianPackages: DEBIAN_PACKAGES[name],
  };
}

function executable(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Set to 1 where every part must be there, as in the project's own continuous integration. */
export const REQUIRE_ALL = 'STARTTLS_MIGRATOR_REQUIRE_ALL';

export type Verdict = 'run' | 'skip' | 'fail';

/** What happens to tests that need these parts, and why not, if they don't run. */
export function verdict(
  needs: readonly Requirement[],
  look: (name: Requirement) => Presence = requirement,
  requireAll = process.env[REQUIRE_ALL] === '1',
): { readonly verdict: Verdict; readonly reason: string } {
  const reason = needs
    .map(look)
    .filter(({ present }) => !present)
    .map(({ reason, debianPackages }) =>
      debianPackages.length === 0 ? reason : `${reason} (Debian: ${debianPackages.join(' ')})`,
    )
    .join(', ');
  if (reason === '') return { verdict: 'run', reason };
  return { verdict: requireAll ? 'fail' : 'skip', reason };
}

/**
 * `describe` for tests with real parts: runs them, skips them with the reason in the title, or,
 * under STARTTLS_MIGRATOR_REQUIRE_ALL=1, fails with the reason.
 */
export function describeReal(name: string, needs: readonly Requirement[], tests: () => void): void {
  const outcome = verdict(needs);
  switch (outcome.verdict) {
    case 'run':
      describe(name, tests);
      break;
    case 'skip':
      describe.skip(`${name} [skipped: ${outcome.reason}]`, tests);
      break;
    case 'fail':
      describe(name, () => {
        it('has every real part it needs', () => {
          expect.fail(outcome.reason);
        });
      });
  }
}
