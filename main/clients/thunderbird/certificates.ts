// main/clients/thunderbird: what the profile says about certificates. Read only; never changed.
// May import: shared, main/system, this folder.
import type { TrustBasis } from '../client.ts';
import { pathOf, type Environment, type Platform } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import type { Overrides } from './overrides.ts';
import type { Preferences } from './preferences.ts';

/** security.enterprise_roots.enabled as it is built in (Thunderbird 153, by platform). */
const ENTERPRISE_ROOTS: Readonly<Record<Platform, boolean>> = {
  win32: true,
  darwin: true,
  linux: false,
};

/**
 * The `host:port` of every exception in cert_override.txt, in lower case. A line is
 * `host:port:origin attributes`, a tab, and the fingerprint; before Thunderbird 102 without the
 * second colon. An exception never holds on another port.
 */
export function parseExceptions(text: string): ReadonlySet<string> {
  return new Set(
    text.split(/\r?\n/).flatMap((line) => {
      const [name = ''] = line.split('\t');
      const match = line.startsWith('#') ? null : /^(.+?):(\d+)(?::(?:\^.*)?)?$/.exec(name);
      return match ? [`${match[1]?.toLowerCase() ?? ''}:${match[2] ?? ''}`] : [];
    }),
  );
}

/** Exceptions the user saved. A file that is not there or not readable holds none we know of. */
export function readExceptions(
  files: Files,
  environment: Environment,
  folder: string,
): ReadonlySet<string> {
  const file = pathOf(environment).join(folder, 'cert_override.txt');
  try {
    if (files.facts(file) === undefined) return new Set();
    return parseExceptions(files.readFile(file).toString('utf8'));
  } catch {
    return new Set(); // only a note hangs on it
  }
}

/** Which roots this profile's Thunderbird believes. cert9.db is named, as it is not read. */
export function trustOf(
  files: Files,
  environment: Environment,
  folder: string,
  preferences: Preferences,
  overrides: Overrides,
): TrustBasis {
  const database = pathOf(environment).join(folder, 'cert9.db');
  const { importEnterpriseRoots, install } = overrides.certificates;
  return {
    mozilla: true,
    system:
      importEnterpriseRoots ??
      preferences.flag('security.enterprise_roots.enabled') ??
      ENTERPRISE_ROOTS[environment.platform],
    added: install,
    unread: files.facts(database) === undefined ? [] : [database],
  };
}
