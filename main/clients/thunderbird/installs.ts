// main/clients/thunderbird: the installed programs, whose files can beat a profile's own.
// May import: shared, main/system, this folder.
import { pathOf, type Environment, type Platform } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';
import { isFolder } from './roots.ts';

/** Sandboxed programs see only their own system files, and only start their own profiles. */
type Sandbox = 'none' | 'flatpak' | 'snap';

export interface Install {
  /** Where the program's own files are (defaults/, distribution/); null if it was not found. */
  readonly folder: string | null;
  /** /etc/thunderbird as this program sees it; null outside Linux. */
  readonly system: string | null;
}

interface InstallRow {
  readonly platform: Platform;
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly system: string | null;
}

const ETC = '/etc/thunderbird';

const linux = (folder: string): InstallRow => ({
  platform: 'linux',
  sandbox: 'none',
  folder,
  system: ETC,
});

const flatpak = (id: string, shelf: string, name: string): InstallRow => {
  const files = `${shelf}/app/${id}/current/active/files`;
  return {
    platform: 'linux',
    sandbox: 'flatpak',
    folder: `${files}/lib/${name}`,
    system: `${files}/etc/thunderbird`,
  };
};

const FLATPAKS = [
  ['org.mozilla.Thunderbird', 'thunderbird'],
  ['net.thunderbird.Thunderbird', 'thunderbird'],
  ['eu.betterbird.Betterbird', 'betterbird'],
] as const;

/**
 * `~` is the home folder, `%NAME%` a variable of Windows. Sources: Debian, Fedora, Arch and openSUSE
 * packages, the vendor's archive (/opt), flatpak and snap layouts, the vendor's installers.
 */
const INSTALLS: readonly InstallRow[] = [
  linux('/usr/lib/thunderbird'),
  linux('/usr/lib64/thunderbird'),
  linux('/usr/local/lib/thunderbird'),
  linux('/usr/local/thunderbird'),
  linux('/opt/thunderbird'),
  linux('/usr/lib/betterbird'),
  linux('/usr/lib64/betterbird'),
  linux('/opt/betterbird'),
  ...['/var/lib/flatpak', '~/.local/share/flatpak'].flatMap((shelf) =>
    FLATPAKS.map(([id, name]) => flatpak(id, shelf, name)),
  ),
  { platform: 'linux', sandbox: 'snap', folder: '/snap/thunderbird/current', system: ETC },
  ...['Thunderbird', 'Betterbird'].flatMap((name) =>
    ['/Applications', '~/Applications'].map((shelf): InstallRow => ({
      platform: 'darwin',
      sandbox: 'none',
      folder: `${shelf}/${name}.app/Contents/Resources`,
      system: null,
    })),
  ),
  ...['Mozilla Thunderbird', 'Betterbird'].flatMap((name) =>
    ['%ProgramFiles%', '%ProgramFiles(x86)%', '%LOCALAPPDATA%'].map((shelf): InstallRow => ({
      platform: 'win32',
      sandbox: 'none',
      folder: `${shelf}\\${name}`,
      system: null,
    })),
  ),
];

/** Where the variables of Windows point when they are not set (--root, tests). */
const USUAL: Readonly<Record<string, string>> = {
  ProgramFiles: 'C:\\Program Files',
  'ProgramFiles(x86)': 'C:\\Program Files (x86)',
};

/** A path of the system as it stands under --root: `/etc/x` is `<root>/etc/x`. */
export function underRoot(environment: Environment, path: string): string {
  const { systemRoot } = environment;
  if (systemRoot === '') return path;
  const rules = pathOf(environment);
  const inside = rules.relative(systemRoot, path);
  if (inside === '' || (!inside.startsWith('..') && !rules.isAbsolute(inside))) return path;
  return rules.join(systemRoot, path.replace(/^[A-Za-z]:/, ''));
}

function expand(environment: Environment, folder: string): string | undefined {
  if (folder.startsWith('~/')) return pathOf(environment).join(environment.home, folder.slice(2));
  const variable = /^%([^%]+)%(.*)$/.exec(folder);
  if (!variable) return underRoot(environment, folder);
  const [, name = '', rest = ''] = variable;
  const value = environment.variables[name] ?? USUAL[name];
  return value === undefined ? undefined : underRoot(environment, value + rest);
}

function sandboxOf(profile: string): Sandbox {
  if (profile.includes('/.var/app/')) return 'flatpak';
  return profile.includes('/snap/thunderbird/') ? 'snap' : 'none';
}

/** The folder of the program that last ran a profile, as compatibility.ini has it, if it has. */
function lastPlatformFolder(files: Files, environment: Environment, profile: string) {
  const file = pathOf(environment).join(profile, 'compatibility.ini');
  try {
    if (files.facts(file) === undefined) return undefined;
    return /^LastPlatformDir=(.+?)\r?$/m.exec(files.readFile(file).toString('utf8'))?.[1];
  } catch {
    return undefined; // a profile that never ran, or was copied without it: the table has the rest
  }
}

/** The installed programs of this computer, looked for once. */
export class Installs {
  readonly #files: Files;
  readonly #environment: Environment;
  readonly #usual = new Map<Sandbox, readonly Install[]>();

  constructor(files: Files, environment: Environment) {
    this.#files = files;
    this.#environment = environment;
  }

  /**
   * The installations that may start a profile: the one that did last, or, where that is not known
   * or gone, all that are found in the usual places and in the same kind of sandbox. On Linux the
   * system's own files count even if no program is found.
   */
  for(profile: string): readonly Install[] {
    const named = lastPlatformFolder(this.#files, this.#environment, profile);
    const sandbox = sandboxOf(profile);
    const last = named === undefined ? undefined : this.#at(named, sandbox);
    return last ? [last] : this.#usualFor(sandbox);
  }

  #at(named: string, sandbox: Sandbox): Install | undefined {
    const folder = underRoot(this.#environment, named);
    if (!isFolder(this.#files, folder)) return undefined;
    const known = this.#usualFor(sandbox).find((install) => install.folder === folder);
    return known ?? { folder, system: this.#etc(sandbox) };
  }

  /** A flatpak has its own /etc inside its folder; the table knows where. */
  #etc(sandbox: Sandbox): string | null {
    if (this.#environment.platform !== 'linux' || sandbox === 'flatpak') return null;
    return underRoot(this.#environment, ETC);
  }

  #usualFor(sandbox: Sandbox): readonly Install[] {
    const known = this.#usual.get(sandbox);
    if (known) return known;
    const found = INSTALLS.filter(
      (row) => row.platform === this.#environment.platform && row.sandbox === sandbox,
    ).flatMap((row): Install[] => {
      const folder = expand(this.#environment, row.folder);
      if (folder === undefined || !isFolder(this.#files, folder)) return [];
      const system = row.system === null ? undefined : expand(this.#environment, row.system);
      return [{ folder, system: system ?? null }];
    });
    const etc = this.#etc(sandbox);
    const installs = found.length > 0 || etc === null ? found : [{ folder: null, system: etc }];
    this.#usual.set(sandbox, installs);
    return installs;
  }
}
