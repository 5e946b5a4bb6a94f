// main/clients/thunderbird: policies.json, an administrator's file beside or above an installation.
// May import: shared, main/system, this folder.
import { X509Certificate } from 'node:crypto';
import type { Problem } from '../../../shared/model/problem.ts';
import { pathOf, type Environment } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import { underRoot, type Install } from './installs.ts';
import type { CertificatePolicy, Override, OverrideEffect } from './overrides.ts';
import type { PrefValue } from './prefs/document.ts';
import { errorCode, problem } from './problems.ts';

export interface Policies {
  readonly overrides: readonly Override[];
  readonly certificates: CertificatePolicy;
  readonly problems: readonly Problem[];
}

type Json = Readonly<Record<string, unknown>>;

const NOTHING: Policies = {
  overrides: [],
  certificates: { importEnterpriseRoots: undefined, install: [] },
  problems: [],
};

/** Prefixes that the policy `Preferences` may set, as far as mail goes (Policies.sys.mjs). */
const ALLOWED = /^(?:mail|mailnews)\./;

/** What each Status does (Policies.sys.mjs, Preferences): absent means a default only. */
const EFFECTS: Readonly<Record<string, OverrideEffect>> = {
  locked: 'lock',
  user: 'user',
  clear: 'clear',
  default: 'default',
};

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function literal(value: unknown): PrefValue | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined;
}

/**
 * /etc/thunderbird/policies/policies.json, if it is there, is the only one; otherwise the one in
 * the installation's distribution folder (EnterprisePoliciesParent.sys.mjs).
 */
function policiesFile(
  files: Files,
  environment: Environment,
  install: Install,
): string | undefined {
  const rules = pathOf(environment);
  const candidates = [
    ...(install.system === null ? [] : [rules.join(install.system, 'policies', 'policies.json')]),
    ...(install.folder === null
      ? []
      : [rules.join(install.folder, 'distribution', 'policies.json')]),
  ];
  return candidates.find((file) => files.facts(file) !== undefined);
}

/** The object of a policy, which may also be given as a text that holds JSON. */
function objectOf(value: unknown): Json {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  return isObject(parsed) ? parsed : {};
}

function preferenceOverrides(preferences: Json, file: string): readonly Override[] {
  return Object.entries(preferences)
    .filter(([name]) => ALLOWED.test(name))
    .map(([name, given]): Override => {
      const common = { name, prefix: false, source: 'policy', file, line: null } as const;
      // The bare form of old, `"name": 465`, locks too, over other locks (setAndLockPref).
      if (!isObject(given)) return { ...common, effect: 'relock', value: literal(given) };
      const status = typeof given['Status'] === 'string' ? given['Status'] : 'default';
      return { ...common, effect: EFFECTS[status] ?? 'default', value: literal(given['Value']) };
    });
}

/** Where a certificate named without a folder is looked for (Policies.sys.mjs, Certificates). */
function certificateFolders(environment: Environment, install: Install): readonly string[] {
  const rules = pathOf(environment);
  const { home, variables } = environment;
  const own = install.folder === null ? [] : [rules.join(install.folder, 'distribution')];
  switch (environment.platform) {
    case 'linux':
      return [
        ...own,
        rules.join(home, '.mozilla'),
        underRoot(environment, '/usr/lib/mozilla'),
        underRoot(environment, '/usr/lib64/mozilla'),
      ].map((folder) => rules.join(folder, 'certificates'));
    case 'darwin':
      return [
        ...own,
        rules.join(home, 'Library', 'Application Support', 'Mozilla'),
        underRoot(environment, '/Library/Application Support/Mozilla'),
      ].map((folder) => rules.join(folder, 'Certificates'));
    case 'win32':
      return [
        ...own,
        rules.join(variables['APPDATA'] ?? rules.join(home, 'AppData', 'Roaming'), 'Mozilla'),
        rules.join(variables['LOCALAPPDATA'] ?? rules.join(home, 'AppData', 'Local'), 'Mozilla'),
      ].map((folder) => rules.join(folder, 'Certificates'));
  }
}

interface Installed {
  readonly pem: readonly string[];
  readonly problems: readonly Problem[];
}

function installed(
  files: Files,
  environment: Environment,
  install: Install,
  name: string,
): Installed {
  const rules = pathOf(environment);
  const candidates = rules.isAbsolute(name)
    ? [underRoot(environment, name)]
    : certificateFolders(environment, install).map((folder) => rules.join(folder, name));
  const file = candidates.find((candidate) => files.facts(candidate)?.kind === 'file');
  if (file === undefined) return { pem: [], problems: [problem('ca-unreadable', name)] };
  try {
    return { pem: [new X509Certificate(files.readFile(file)).toString()], problems: [] };
  } catch (error) {
    return { pem: [], problems: [problem('ca-unreadable', file, { system: errorCode(error) })] };
  }
}

function parse(files: Files, environment: Environment, install: Install, file: string): Policies {
  const text = files.readFile(file).toString('utf8');
  if (text.trim() === '') return NOTHING; // Thunderbird takes an empty file for none
  const policies = objectOf((JSON.parse(text) as Json | null)?.['policies']);
  const certificates = objectOf(policies['Certificates']);
  const roots = certificates['ImportEnterpriseRoots'];
  const names: readonly unknown[] = Array.isArray(certificates['Install'])
    ? certificates['Install']
    : [];
  const added = names
    .filter((name) => typeof name === 'string')
    .map((name) => installed(files, environment, install, name));
  return {
    overrides: preferenceOverrides(objectOf(policies['Preferences']), file),
    certificates: {
      importEnterpriseRoots: typeof roots === 'boolean' ? roots : undefined,
      install: added.flatMap(({ pem }) => pem),
    },
    problems: added.flatMap(({ problems }) => problems),
  };
}

/**
 * The policies that one installation obeys. Throws nothing: `override-unreadable` for a file that
 * can't be read or is not JSON (Thunderbird then ignores it), `ca-unreadable` for a certificate.
 */
export function readPolicies(files: Files, environment: Environment, install: Install): Policies {
  let file: string | undefined;
  try {
    file = policiesFile(files, environment, install);
    return file === undefined ? NOTHING : parse(files, environment, install, file);
  } catch (error) {
    const where = file ?? install.system ?? install.folder ?? 'policies.json';
    return {
      ...NOTHING,
      problems: [problem('override-unreadable', where, { system: errorCode(error) })],
    };
  }
}
