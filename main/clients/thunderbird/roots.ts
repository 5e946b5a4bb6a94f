// main/clients/thunderbird: where profiles are looked for on the three systems.
// May import: shared, main/system, this folder.
import { pathOf, type Environment, type Platform } from '../../system/environment.ts';
import type { Files } from '../../system/files.ts';

/** What a root's path starts from. */
type Base = 'home' | 'config' | 'roaming' | 'local-packages' | 'drives';

interface RootRow {
  readonly platform: Platform;
  readonly base: Base;
  /** Below the base. */
  readonly path: readonly string[];
  /** `ini`: a folder with profiles.ini. `profile`: itself a profile that no ini names. */
  readonly holds: 'ini' | 'profile';
}

/**
 * Sources: toolkit/xre/nsXREDirProvider.cpp (Windows, macOS, Linux and, since Gecko 147, XDG),
 * flathub/org.mozilla.Thunderbird and the Fedora and Betterbird flatpaks (ids), snapcraft
 * thunderbird (common folder), Debian's thunderbird-wrapper-helper.sh (Icedove), the Microsoft Store
 * package's redirected AppData, PortableApps.com. Betterbird shares Thunderbird's roots on all three.
 */
const ROOTS: readonly RootRow[] = [
  { platform: 'linux', base: 'home', path: ['.thunderbird'], holds: 'ini' },
  { platform: 'linux', base: 'config', path: ['thunderbird'], holds: 'ini' },
  { platform: 'linux', base: 'home', path: ['.icedove'], holds: 'ini' },
  ...['org.mozilla.Thunderbird', 'net.thunderbird.Thunderbird', 'eu.betterbird.Betterbird'].flatMap(
    (id): RootRow[] => [
      {
        platform: 'linux',
        base: 'home',
        path: ['.var', 'app', id, '.thunderbird'],
        holds: 'ini',
      },
      {
        platform: 'linux',
        base: 'home',
        path: ['.var', 'app', id, 'config', 'thunderbird'],
        holds: 'ini',
      },
    ],
  ),
  {
    platform: 'linux',
    base: 'home',
    path: ['snap', 'thunderbird', 'common', '.thunderbird'],
    holds: 'ini',
  },
  { platform: 'darwin', base: 'home', path: ['Library', 'Thunderbird'], holds: 'ini' },
  { platform: 'win32', base: 'roaming', path: ['Thunderbird'], holds: 'ini' },
  {
    platform: 'win32',
    base: 'local-packages',
    path: ['LocalCache', 'Roaming', 'Thunderbird'],
    holds: 'ini',
  },
  {
    platform: 'win32',
    base: 'drives',
    path: ['ThunderbirdPortable', 'Data', 'profile'],
    holds: 'profile',
  },
  {
    platform: 'win32',
    base: 'drives',
    path: ['PortableApps', 'ThunderbirdPortable', 'Data', 'profile'],
    holds: 'profile',
  },
];

/** The Store's package folders: a name, an underscore and a hash of the publisher. */
const STORE_PACKAGE = /^mozilla.*thunderbird/i;

/** Fixed and removable drives; A: and B: are floppy drives, which would only rattle. */
const DRIVES = Array.from({ length: 24 }, (_, index) => `${String.fromCharCode(0x43 + index)}:\\`);

export interface Root {
  readonly path: string;
  readonly holds: 'ini' | 'profile';
}

/** Names in a folder, none if it is not there or not ours to see: then there is nothing to find. */
function namesIn(files: Files, folder: string): readonly string[] {
  try {
    return files.list(folder);
  } catch {
    return [];
  }
}

/** Whether a folder is there and ours to see: an empty card reader or a closed door is neither. */
export function isFolder(files: Files, path: string): boolean {
  try {
    return files.facts(path)?.kind === 'folder';
  } catch {
    return false;
  }
}

/** The home folders to search: the user's own, and with --root all that a whole disk holds. */
function homesOf(files: Files, environment: Environment): readonly string[] {
  if (environment.systemRoot === '') return [environment.home];
  const rules = pathOf(environment);
  const shelves = ['home', 'Users'].map((name) => rules.join(environment.systemRoot, name));
  return [
    environment.home,
    rules.join(environment.systemRoot, 'root'),
    ...shelves.flatMap((shelf) =>
      namesIn(files, shelf)
        .toSorted()
        .map((name) => rules.join(shelf, name)),
    ),
  ].filter((home) => home === environment.home || isFolder(files, home));
}

function basesOf(files: Files, environment: Environment, home: string, base: Base): string[] {
  const rules = pathOf(environment);
  const { variables } = environment;
  switch (base) {
    case 'home':
      return [home];
    case 'config': {
      const config = variables['XDG_CONFIG_HOME'];
      return [
        config !== undefined && rules.isAbsolute(config) ? config : rules.join(home, '.config'),
      ];
    }
    case 'roaming':
      return [variables['APPDATA'] ?? rules.join(home, 'AppData', 'Roaming')];
    case 'local-packages': {
      const local = variables['LOCALAPPDATA'] ?? rules.join(home, 'AppData', 'Local');
      const packages = rules.join(local, 'Packages');
      return namesIn(files, packages)
        .filter((name) => STORE_PACKAGE.test(name))
        .map((name) => rules.join(packages, name));
    }
    case 'drives':
      return environment.systemRoot === ''
        ? DRIVES.filter((drive) => isFolder(files, drive))
        : [environment.systemRoot];
  }
}

/**
 * Every place where Thunderbird keeps profiles on this system, whether it exists or not. With
 * --root the disk may be another system's: then the places of all three are looked at.
 */
export function rootsOf(files: Files, environment: Environment): readonly Root[] {
  const rules = pathOf(environment);
  const anySystem = environment.systemRoot !== '';
  const rows = ROOTS.filter((row) => anySystem || row.platform === environment.platform);
  const roots = homesOf(files, environment).flatMap((home) =>
    rows.flatMap((row) =>
      basesOf(files, environment, home, row.base).map((base): Root => ({
        path: rules.join(base, ...row.path),
        holds: row.holds,
      })),
    ),
  );
  return [...new Map(roots.map((root) => [root.path, root])).values()];
}
