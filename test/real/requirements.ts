// test/real: which of the real parts this computer has. A test that lacks one says so in its title.
// May import: node, vitest, this folder, build/debian-packages.mjs.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEBIAN_PACKAGES, UNPACKED_PACKAGES } from '../../build/debian-packages.mjs';
import { EXIM } from './exim.ts';
import { whyNoNamespaces } from './namespaces.ts';

export const REQUIREMENTS = [
  'thunderbird',
  'postfix',
  'dovecot',
  'exim',
  'stunnel',
  'haproxy',
  'openssl',
  'bash',
  'zsh',
  'fish',
  'wine',
  'electron',
  'xvfb',
  'chromium',
  'namespaces',
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
const PROGRAMS: Readonly<Partial<Record<Requirement, readonly string[]>>> = {
  thunderbird: ['/usr/lib/thunderbird/thunderbird-bin'],
  postfix: ['/usr/sbin/postfix'],
  dovecot: ['/usr/sbin/dovecot', '/usr/lib/dovecot/imap', '/usr/lib/dovecot/pop3'],
  exim: [EXIM, '/usr/bin/unshare'],
  stunnel: ['/usr/bin/stunnel4'],
  haproxy: ['/usr/sbin/haproxy'],
  openssl: ['/usr/bin/openssl'],
  bash: ['/bin/bash'],
  zsh: ['/usr/bin/zsh'],
  fish: ['/usr/bin/fish'],
  wine: ['/usr/lib/wine/wine64', '/usr/lib/wine/wineserver'],
  chromium: ['/usr/bin/chromium'],
  xvfb: ['/usr/bin/Xvfb', '/usr/bin/setpriv'],
};

/** The libraries of programs that no package manager has installed with them. */
const LIBRARIES: Readonly<Partial<Record<Requirement, readonly string[]>>> = {
  exim: [
    'libdb-5.3.so',
    'libgnutls-dane.so.0',
    'libgnutls.so.30',
    'libidn.so.12',
    'libidn2.so.0',
    'libnsl.so.2',
    'libpcre2-8.so.0',
  ],
  electron: ['libasound.so.2', 'libgbm.so.1', 'libgtk-3.so.0', 'libnss3.so'],
};

/** What else can keep a part away: why it does, or the empty string. */
const OBSTACLES: Readonly<Partial<Record<Requirement, () => string>>> = {
  electron: () =>
    process.platform === 'linux' && process.arch === 'x64' ? '' : 'no Linux on x64, for Electron',
  namespaces: whyNoNamespaces,
  // Real mail servers take low ports and other users' names.
  root: () => (process.getuid?.() === 0 ? '' : 'not run as root'),
};

/** Looks for one part. */
export function requirement(name: Requirement): Presence {
  const missing =
    PROGRAMS[name]?.find((program) => !executable(program)) ??
    LIBRARIES[name]?.find((soname) => !linkable(soname));
  const reason = missing === undefined ? (OBSTACLES[name]?.() ?? '') : `no ${missing}`;
  return { present: reason === '', reason, debianPackages: debianPackages(name) };
}

function debianPackages(name: Requirement): readonly string[] {
  switch (name) {
    case 'root':
      return [];
    case 'exim':
      return [...DEBIAN_PACKAGES.exim, ...UNPACKED_PACKAGES.exim];
    default:
      return DEBIAN_PACKAGES[name];
  }
}

function linkable(soname: string): boolean {
  const { stdout } = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' });
  return typeof stdout === 'string' && stdout.includes(`\t${soname} (`);
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
