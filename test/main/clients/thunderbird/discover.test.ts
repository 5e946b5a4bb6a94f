import { describe, expect, it } from 'vitest';
import { discover } from '../../../../main/clients/thunderbird/discover.ts';
import type { Environment, Platform } from '../../../../main/system/environment.ts';
import { nodeFiles } from '../../../../main/system/node-files.ts';
import { link, memoryFiles, type Link } from '../../../support/memory-files.ts';
import { temporaryFolder, writeFiles } from '../../../support/thunderbird-profile.ts';

type Tree = Readonly<Record<string, string | Link>>;

const HOMES: Readonly<Record<Platform, string>> = {
  linux: '/home/u',
  darwin: '/Users/u',
  win32: 'C:\\Users\\u',
};

function environmentOf(platform: Platform, rest: Partial<Environment> = {}): Environment {
  return {
    platform,
    variables: {},
    home: HOMES[platform],
    systemRoot: '',
    state: '/state',
    ...rest,
  };
}

const look = (
  platform: Platform,
  tree: Tree,
  rest: Partial<Environment> = {},
  folders: readonly string[] = [],
) => discover(memoryFiles(tree, platform), environmentOf(platform, rest), folders);

const ini = (path: string, relative = 1, more = ''): string =>
  `[Profile0]\nName=default\nIsRelative=${relative}\nPath=${path}\n${more}`;

/** A root with one profile in it. */
const rootAt = (root: string, separator = '/'): Tree => ({
  [`${root}${separator}profiles.ini`]: ini('Profiles/x.default'),
  [['', 'Profiles', 'x.default', 'prefs.js'].join(separator).replace(/^/, root)]: '',
});

describe('profiles are found', () => {
  it.each<[string, Platform, string, Partial<Environment>]>([
    ['Linux', 'linux', '/home/u/.thunderbird', {}],
    ['Linux, XDG', 'linux', '/home/u/.config/thunderbird', {}],
    [
      'Linux, XDG elsewhere',
      'linux',
      '/cfg/thunderbird',
      { variables: { XDG_CONFIG_HOME: '/cfg' } },
    ],
    ['Debian of old', 'linux', '/home/u/.icedove', {}],
    ['flatpak', 'linux', '/home/u/.var/app/org.mozilla.Thunderbird/.thunderbird', {}],
    ["Fedora's flatpak", 'linux', '/home/u/.var/app/net.thunderbird.Thunderbird/.thunderbird', {}],
    ['Betterbird, flatpak', 'linux', '/home/u/.var/app/eu.betterbird.Betterbird/.thunderbird', {}],
    ['flatpak, XDG', 'linux', '/home/u/.var/app/org.mozilla.Thunderbird/config/thunderbird', {}],
    ['snap', 'linux', '/home/u/snap/thunderbird/common/.thunderbird', {}],
    ['macOS', 'darwin', '/Users/u/Library/Thunderbird', {}],
    ['Windows', 'win32', 'C:\\Users\\u\\AppData\\Roaming\\Thunderbird', {}],
    [
      'Windows, roaming elsewhere',
      'win32',
      'N:\\roaming\\Thunderbird',
      { variables: { APPDATA: 'N:\\roaming' } },
    ],
    [
      "the Store's package",
      'win32',
      'C:\\Users\\u\\AppData\\Local\\Packages\\MozillaThunderbird.MZLA_h5892qc0xkpca\\LocalCache\\Roaming\\Thunderbird',
      {},
    ],
  ])('in the root of %s', (_, platform, root, rest) => {
    const separator = platform === 'win32' ? '\\' : '/';
    const { profiles, places, problems } = look(platform, rootAt(root, separator), rest);
    expect(profiles).toEqual([
      {
        id: expect.stringMatching(/^thunderbird-[0-9a-f]{8}$/) as string,
        client: 'thunderbird',
        name: 'default',
        path: [root, 'Profiles', 'x.default'].join(separator),
      },
    ]);
    expect(places).toContainEqual({ path: root, found: true });
    expect(problems).toEqual([]);
  });

  it.each(['D:\\ThunderbirdPortable', 'E:\\PortableApps\\ThunderbirdPortable'])(
    'in the portable program at %s, which no ini names',
    (folder) => {
      const profile = `${folder}\\Data\\profile`;
      const { profiles } = look('win32', { [`${profile}\\prefs.js`]: '' });
      expect(profiles).toMatchObject([{ name: 'profile', path: profile }]);
    },
  );

  it('nowhere, and every place that was looked at is told', () => {
    const { profiles, places, problems } = look('linux', { '/home/u/': '' });
    expect({ profiles, problems }).toEqual({ profiles: [], problems: [] });
    expect(places).toHaveLength(10);
    expect(places.every(({ found }) => !found)).toBe(true);
  });

  it('once, however many links lead there', () => {
    const { profiles, places } = look('linux', {
      ...rootAt('/home/u/.thunderbird'),
      '/home/u/.icedove': link('.thunderbird'),
      '/home/u/.config/thunderbird': link('/home/u/.thunderbird'),
    });
    expect(profiles.map(({ path }) => path)).toEqual(['/home/u/.thunderbird/Profiles/x.default']);
    expect(places).toContainEqual({ path: '/home/u/.icedove', found: true });
  });

  it('with the same id in every run', () => {
    const once = look('linux', rootAt('/home/u/.thunderbird'));
    const again = look('linux', rootAt('/home/u/.thunderbird'));
    expect(once.profiles).toEqual(again.profiles);
  });

  it('outside the root, where the ini has an absolute path', () => {
    const { profiles } = look('win32', {
      'C:\\Users\\u\\AppData\\Roaming\\Thunderbird\\profiles.ini': ini('D:\\mail\\me', 0),
      'D:\\mail\\me\\prefs.js': '',
    });
    expect(profiles).toMatchObject([{ path: 'D:\\mail\\me' }]);
  });

  it('above the root, where a relative path goes up and leads somewhere', () => {
    const { profiles, problems } = look('linux', {
      '/home/u/.thunderbird/profiles.ini': ini('../mail'),
      '/home/u/mail/prefs.js': '',
    });
    expect(profiles).toMatchObject([{ path: '/home/u/mail' }]);
    expect(problems).toEqual([]);
  });

  it('from installs.ini, where profiles.ini is lost', () => {
    const { profiles } = look('linux', {
      '/home/u/.thunderbird/installs.ini': '[FDC34C9F024745EB]\nDefault=x.default\n',
      '/home/u/.thunderbird/x.default/prefs.js': '',
    });
    expect(profiles).toMatchObject([{ name: 'x.default' }]);
  });

  it('even where prefs.js is a link: what is wrong with it is told when it is read', () => {
    const { profiles } = look('linux', {
      '/home/u/.thunderbird/profiles.ini': ini('x'),
      '/home/u/.thunderbird/x/prefs.js': link('/elsewhere/prefs.js'),
    });
    expect(profiles).toHaveLength(1);
  });
});

describe('a profiles.ini that is wrong', () => {
  const problemsOf = (path: string, tree: Tree = {}, relative = 1) =>
    look('linux', { '/home/u/.thunderbird/profiles.ini': ini(path, relative), ...tree }).problems;

  it.each([
    ['nowhere', 'gone', 1, '/home/u/.thunderbird/gone'],
    ['nowhere above', '../../../gone', 1, '/gone'],
    ['nowhere at all', '/gone', 0, '/gone'],
    ['in no way that we know', 'AAAAAAHOAAIAAQxNYWNpbnRvc2g=', 0, 'AAAAAAHOAAIAAQxNYWNpbnRvc2g='],
  ])('and points %s', (_, path, relative, where) => {
    expect(problemsOf(path, {}, relative)).toEqual([{ code: 'profile-missing', where, facts: {} }]);
  });

  it.each(['.', '..', '../..', '../../../..', 'x/..'])(
    'and points at itself or what contains it: %s',
    (path) => {
      const tree = { '/home/u/.thunderbird/prefs.js': '', '/home/u/.thunderbird/x/': '' };
      expect(problemsOf(path, tree)).toMatchObject([{ code: 'profile-loop' }]);
    },
  );

  it('points at itself through a link', () => {
    const tree = { '/home/u/.thunderbird/x': link('.') };
    expect(problemsOf('x', tree)).toMatchObject([{ code: 'profile-loop' }]);
  });

  it('has bytes of no text', () => {
    const { problems } = look('linux', { '/home/u/.thunderbird/profiles.ini': '\u0000\u0001' });
    expect(problems).toMatchObject([
      { code: 'ini-unreadable', where: '/home/u/.thunderbird/profiles.ini' },
    ]);
  });

  it('is a folder, and the other roots go on', () => {
    const { profiles, problems } = look('linux', {
      '/home/u/.thunderbird/profiles.ini/x': '',
      ...rootAt('/home/u/snap/thunderbird/common/.thunderbird'),
    });
    expect(problems).toMatchObject([{ code: 'ini-unreadable', facts: { system: 'EISDIR' } }]);
    expect(profiles).toHaveLength(1);
  });

  it('names one broken profile, and the others are found', () => {
    const { profiles, problems } = look('linux', {
      '/home/u/.thunderbird/profiles.ini': `${ini('gone')}[Profile1]\nIsRelative=1\nPath=here\n`,
      '/home/u/.thunderbird/here/prefs.js': '',
    });
    expect(profiles).toMatchObject([{ name: 'here' }]);
    expect(problems).toHaveLength(1);
  });
});

describe('a folder without prefs.js', () => {
  it('is skipped in silence: Thunderbird leaves one behind at its first start', () => {
    const { profiles, problems, places } = look('linux', {
      '/home/u/.thunderbird/profiles.ini': ini('efgh.default'),
      '/home/u/.thunderbird/efgh.default/times.json': '{}',
    });
    expect({ profiles, problems }).toEqual({ profiles: [], problems: [] });
    expect(places).toContainEqual({
      path: '/home/u/.thunderbird/efgh.default',
      found: false,
    });
  });

  it('is a problem where an installation starts it', () => {
    const more = '[InstallFDC34C9F024745EB]\nDefault=x\n';
    const { problems } = look('linux', {
      '/home/u/.thunderbird/profiles.ini': ini('x', 1, more),
      '/home/u/.thunderbird/x/': '',
    });
    expect(problems).toEqual([
      { code: 'profile-empty', where: '/home/u/.thunderbird/x', facts: {} },
    ]);
  });
});

describe('--profile', () => {
  it('finds exactly the folders given, though no ini names them', () => {
    const tree = { ...rootAt('/home/u/.thunderbird'), '/mnt/copy/prefs.js': '' };
    const { profiles, problems } = look('linux', tree, {}, ['/mnt/copy']);
    expect(profiles).toMatchObject([{ name: 'copy', path: '/mnt/copy' }]);
    expect(problems).toEqual([]);
  });

  it.each([
    ['/mnt/gone', 'profile-missing'],
    ['/mnt/copy/prefs.js', 'profile-missing'],
    ['/mnt', 'profile-empty'],
  ])('says what is wrong with %s', (folder, code) => {
    const { problems } = look('linux', { '/mnt/copy/prefs.js': '' }, {}, [folder]);
    expect(problems).toEqual([{ code, where: folder, facts: {} }]);
  });
});

describe('--root', () => {
  const found = (tree: Tree): readonly string[] =>
    look('linux', tree, { home: '/mnt', systemRoot: '/mnt' }).profiles.map(({ path }) => path);

  it.each([
    ['a copied home of Linux', '/mnt/.thunderbird'],
    ['a copied home of macOS', '/mnt/Library/Thunderbird'],
    ['a copied home of Windows', '/mnt/AppData/Roaming/Thunderbird'],
    ["a disk of Linux, with anybody's home", '/mnt/home/anybody/.thunderbird'],
    ["a disk of Linux, with root's home", '/mnt/root/.thunderbird'],
    ["a disk of macOS, with anybody's home", '/mnt/Users/anybody/Library/Thunderbird'],
    ["a disk of Windows, with anybody's home", '/mnt/Users/anybody/AppData/Roaming/Thunderbird'],
  ])('searches %s', (_, root) => {
    expect(found(rootAt(root))).toEqual([`${root}/Profiles/x.default`]);
  });

  it('takes absolute paths for places on that disk', () => {
    const tree = {
      '/mnt/home/u/.thunderbird/profiles.ini': ini('/home/u/mail', 0),
      '/mnt/home/u/mail/prefs.js': '',
      '/home/u/mail/prefs.js': '',
    };
    expect(found(tree)).toEqual(['/mnt/home/u/mail']);
  });

  it('takes drives of Windows for that disk as well', () => {
    const tree = {
      '/mnt/Users/u/AppData/Roaming/Thunderbird/profiles.ini': ini('C:\\mail\\u', 0),
      '/mnt/mail/u/prefs.js': '',
    };
    expect(found(tree)).toEqual(['/mnt/mail/u']);
  });
});

it('a folder that may not be looked into is a problem, and the others go on', () => {
  const folder = temporaryFolder();
  writeFiles(folder, {
    '.thunderbird/profiles.ini': `${ini('closed')}[Profile1]\nIsRelative=1\nPath=open\n`,
    '.thunderbird/closed/prefs.js': '',
    '.thunderbird/open/prefs.js': '',
  });
  const closed = `${folder}/.thunderbird/closed`;
  // The tests may run as root, whom no door is closed to.
  const files = nodeFiles();
  const guarded = {
    ...files,
    linkFacts: (path: string) => {
      if (path.startsWith(closed)) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      return files.linkFacts(path);
    },
  };
  const { profiles, problems } = discover(guarded, environmentOf('linux', { home: folder }), []);
  expect(profiles).toMatchObject([{ name: 'open' }]);
  expect(problems).toEqual([
    { code: 'profile-unreadable', where: closed, facts: { system: 'EACCES' } },
  ]);
});
