import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { withoutComments } from '../../../../main/clients/thunderbird/autoconfig.ts';
import type { Reading } from '../../../../main/clients/client.ts';
import type { Platform } from '../../../../main/system/environment.ts';
import type { Profile } from '../../../../shared/model/profile.ts';
import { GIVEN_OVERRIDES } from '../../../support/given-overrides.ts';
import { prefsText, profileAt, STORY } from '../../../support/thunderbird-profile.ts';
import { mailServer, readingIn } from '../../../support/thunderbird-reading.ts';

const TLS = 'mail.smtpserver.smtp1.try_ssl';
const PORT = 'mail.smtpserver.smtp1.port';
const INSTALL = '/usr/lib/thunderbird';
const POLICIES = `${INSTALL}/distribution/policies.json`;
const ETC_POLICIES = '/etc/thunderbird/policies/policies.json';

type Tree = Parameters<typeof readingIn>[0];

const HOME: Profile = profileAt('/home/u/.thunderbird/x');
const read = (tree: Tree, profile = HOME, platform: Platform = 'linux'): Reading => {
  const separator = platform === 'win32' ? '\\' : '/';
  const prefs = { [`${profile.path}${separator}prefs.js`]: prefsText(STORY) };
  return readingIn({ ...prefs, ...tree }, profile, platform);
};
const policies = (value: unknown): string => JSON.stringify({ policies: value });
const lockPolicy = policies({ Preferences: { [TLS]: { Value: 2, Status: 'locked' } } });

/** An installation that names an autoconfig file, not shifted unless said so. */
const autoconfig = (text: string, where = `${INSTALL}/site.cfg`, shift = 0): Tree => ({
  [`${INSTALL}/defaults/pref/autoconfig.js`]:
    `pref("general.config.filename", "site.cfg");\n` +
    (shift === 13 ? '' : `pref("general.config.obscure_value", ${shift});\n`),
  [where]: Buffer.from(Buffer.from(`// first line\n${text}`).map((byte) => byte + shift)),
});

describe('what beats prefs.js, alone and together', () => {
  it.each(GIVEN_OVERRIDES)('$says', (given) => {
    const tree = {
      ...(given.autoconfig === undefined ? {} : autoconfig(given.autoconfig)),
      ...(given.policies === undefined ? {} : { [POLICIES]: policies(given.policies) }),
      ...(given.userJs === undefined ? {} : { [`${HOME.path}/user.js`]: given.userJs }),
      ...Object.fromEntries(
        Object.entries(given.files ?? {}).map(([name, text]) => [`${INSTALL}/${name}`, text]),
      ),
    };
    const { port, tls, lockedBy } = mailServer(read(tree), 'smtp1');
    expect({ port, tls, lockedBy: lockedBy?.code ?? null }).toEqual({
      port: given.smtp1.port,
      tls: ['none', 'opportunistic', 'starttls', 'implicit'][given.smtp1.socketType],
      lockedBy: given.smtp1.lockedBy,
    });
  });
});

describe('policies.json', () => {
  it('locks, and is named with its file and key', () => {
    const server = mailServer(read({ [POLICIES]: lockPolicy }), 'smtp1');
    expect(server).toMatchObject({ tls: 'starttls', port: 465, editable: false });
    expect(server.lockedBy).toEqual({ code: 'policy', file: POLICIES, key: TLS, line: null });
  });

  it('does not lock the servers that it does not speak of', () => {
    expect(mailServer(read({ [POLICIES]: lockPolicy }), 'server1').lockedBy).toBeNull();
  });

  it('of the system is the only one, where there is one', () => {
    const tree = { [ETC_POLICIES]: policies({}), [POLICIES]: lockPolicy };
    expect(mailServer(read({ ...tree, [`${INSTALL}/x`]: '' }), 'smtp1').lockedBy).toBeNull();
  });

  it('of the system counts, though no installation is found', () => {
    expect(mailServer(read({ [ETC_POLICIES]: lockPolicy }), 'smtp1').lockedBy).toMatchObject({
      code: 'policy',
      file: ETC_POLICIES,
    });
  });

  it('is not obeyed in what Thunderbird does not allow it to set', () => {
    const text = policies({
      Preferences: { 'security.enterprise_roots.enabled': { Value: true, Status: 'locked' } },
    });
    expect(read({ [POLICIES]: text }).trust.system).toBe(false);
  });

  it('may give its preferences as a text', () => {
    const inner = JSON.stringify({ [PORT]: { Value: 2465, Status: 'locked' } });
    const server = mailServer(read({ [POLICIES]: policies({ Preferences: inner }) }), 'smtp1');
    expect(server).toMatchObject({ port: 2465, lockedBy: { code: 'policy', key: PORT } });
  });

  it.each([
    ['no JSON', '{'],
    ['no JSON inside', policies({ Preferences: '{' })],
  ])('that can not be read is told, and ignored as Thunderbird ignores it: %s', (_, text) => {
    const reading = read({ [POLICIES]: text });
    expect(reading.problems).toMatchObject([{ code: 'override-unreadable', where: POLICIES }]);
    expect(mailServer(reading, 'smtp1').lockedBy).toBeNull();
  });

  it.each(['', 'null', '[]', '{}', policies(null), policies({ Preferences: [] })])(
    'that says nothing changes nothing: %s',
    (text) => {
      const reading = read({ [POLICIES]: text });
      expect(reading.problems).toEqual([]);
      expect(mailServer(reading, 'smtp1').lockedBy).toBeNull();
    },
  );
});

describe('autoconfig', () => {
  const lockPref = `lockPref("${TLS}", 2);`;

  it('locks, and is named with its file, key and line', () => {
    const server = mailServer(read(autoconfig(`\n${lockPref}`)), 'smtp1');
    expect(server).toMatchObject({ tls: 'starttls', editable: false });
    expect(server.lockedBy).toEqual({
      code: 'autoconfig',
      file: `${INSTALL}/site.cfg`,
      key: TLS,
      line: 3,
    });
  });

  it('is looked for in /etc/thunderbird first', () => {
    const tree = {
      ...autoconfig('// nothing'),
      ...autoconfig(lockPref, '/etc/thunderbird/site.cfg'),
    };
    expect(mailServer(read(tree), 'smtp1').lockedBy?.file).toBe('/etc/thunderbird/site.cfg');
  });

  it('is read through the shift by 13 that Thunderbird expects unless told otherwise', () => {
    const tree = autoconfig(lockPref, `${INSTALL}/site.cfg`, 13);
    expect(mailServer(read(tree), 'smtp1').lockedBy?.code).toBe('autoconfig');
  });

  it('is not read unless the defaults name it', () => {
    const tree = { [`${INSTALL}/site.cfg`]: lockPref };
    expect(mailServer(read(tree), 'smtp1').lockedBy).toBeNull();
  });

  it.each([
    `lockPref("mail.smtpserver." + key + ".try_ssl", 2);`,
    `for (const key of keys) pref('mail.smtpserver.' + key, 3);`,
  ])('that puts names together locks all that they may become: %s', (text) => {
    const reading = read(autoconfig(text));
    expect(mailServer(reading, 'smtp1').lockedBy).toMatchObject({ code: 'autoconfig', key: TLS });
    expect(mailServer(reading, 'server1').lockedBy).toBeNull();
  });

  it('that computes a value locks; the stored value is shown', () => {
    const reading = read(autoconfig(`lockPref("${TLS}", secure ? 3 : 2);`));
    expect(mailServer(reading, 'smtp1')).toMatchObject({
      tls: 'implicit',
      lockedBy: { code: 'autoconfig' },
    });
  });

  it.each([
    ['names', 'lockPref("autoadmin.global_config_url", "https://it.example.org/tb.jsc");'],
    ['asks', 'getLDAPAttributes("ldap.example.org", "o=x", "uid=" + user, "mail");'],
  ])('that %s a server for more locks everything: that can not be known here', (_, text) => {
    const reading = read(autoconfig(text));
    for (const key of ['server1', 'smtp1']) {
      expect(mailServer(reading, key).lockedBy).toMatchObject({
        code: 'autoconfig-remote',
        file: `${INSTALL}/site.cfg`,
        line: 2,
      });
    }
  });

  it('with the address of that server among the defaults', () => {
    const tree = {
      ...autoconfig('// nothing'),
      [`${INSTALL}/defaults/pref/remote.js`]: 'pref("autoadmin.global_config_url", "https://x/");',
    };
    expect(mailServer(read(tree), 'smtp1').lockedBy?.code).toBe('autoconfig-remote');
  });

  it('that is named but not there is told', () => {
    const tree = {
      [`${INSTALL}/defaults/pref/a.js`]: 'pref("general.config.filename", "gone.cfg");',
    };
    expect(read(tree).problems).toMatchObject([{ code: 'override-unreadable', where: 'gone.cfg' }]);
  });

  it('is not found in comments, but in strings that look like them', () => {
    const text = 'a("http://x"); // b("y")\n/* c("z")\n */ d(\'/*\'); e("//\\"");';
    expect(withoutComments(text).replaceAll(/ +/g, ' ')).toBe(
      'a("http://x"); \n \n d(\'/*\'); e("//\\"");',
    );
  });
});

describe('default preference files', () => {
  it.each([
    `${INSTALL}/defaults/pref/site.js`,
    `${INSTALL}/defaults/preferences/site.js`,
    `${INSTALL}/defaults/syspref/site.js`,
    '/etc/thunderbird/pref/site.js',
    '/etc/thunderbird/defaults/pref/site.js',
  ])('lock from %s', (file) => {
    const text = `// site\npref("${TLS}", 2, locked);\n`;
    expect(mailServer(read({ [file]: text }), 'smtp1')).toMatchObject({
      tls: 'starttls',
      lockedBy: { code: 'locked-default', file, key: TLS, line: 2 },
    });
  });

  it('are only those that end in .js', () => {
    const tree = { [`${INSTALL}/defaults/pref/site.js.bak`]: `pref("${TLS}", 2, locked);` };
    expect(mailServer(read(tree), 'smtp1').lockedBy).toBeNull();
  });
});

describe('installations', () => {
  const lockedBy = (tree: Tree, profile = HOME, platform: Platform = 'linux') =>
    mailServer(read(tree, profile, platform), 'smtp1').lockedBy?.file ?? null;

  it.each([
    '/usr/lib/thunderbird',
    '/usr/lib64/thunderbird',
    '/usr/local/lib/thunderbird',
    '/usr/local/thunderbird',
    '/opt/thunderbird',
    '/usr/lib/betterbird',
    '/usr/lib64/betterbird',
    '/opt/betterbird',
  ])('are looked for at %s on Linux', (install) => {
    const file = `${install}/distribution/policies.json`;
    expect(lockedBy({ [file]: lockPolicy })).toBe(file);
  });

  it.each([
    '/Applications/Thunderbird.app',
    '/Applications/Betterbird.app',
    '/nowhere/home/Applications/Thunderbird.app',
  ])('are looked for at %s on macOS', (app) => {
    const file = `${app}/Contents/Resources/distribution/policies.json`;
    const profile = profileAt('/Users/u/Library/Thunderbird/Profiles/x');
    expect(lockedBy({ [file]: lockPolicy }, profile, 'darwin')).toBe(file);
  });

  it.each([
    'C:\\Program Files\\Mozilla Thunderbird',
    'C:\\Program Files (x86)\\Mozilla Thunderbird',
    'C:\\Program Files\\Betterbird',
  ])('are looked for at %s on Windows', (install) => {
    const file = `${install}\\distribution\\policies.json`;
    const profile = profileAt('C:\\Users\\u\\AppData\\Roaming\\Thunderbird\\Profiles\\x');
    expect(lockedBy({ [file]: lockPolicy }, profile, 'win32')).toBe(file);
  });

  it('of a flatpak count for its own profiles, with its own /etc', () => {
    const files = '/var/lib/flatpak/app/org.mozilla.Thunderbird/current/active/files';
    const inside = profileAt('/home/u/.var/app/org.mozilla.Thunderbird/.thunderbird/x');
    const file = `${files}/etc/thunderbird/policies/policies.json`;
    const tree = { [`${files}/lib/thunderbird/x`]: '', [file]: lockPolicy };
    expect(lockedBy(tree, inside)).toBe(file);
    expect(lockedBy(tree)).toBeNull();
    expect(lockedBy({ [ETC_POLICIES]: lockPolicy }, inside)).toBeNull();
  });

  it('of a snap obey /etc/thunderbird', () => {
    const inside = profileAt('/home/u/snap/thunderbird/common/.thunderbird/x');
    const tree = { '/snap/thunderbird/current/x': '', [ETC_POLICIES]: lockPolicy };
    expect(lockedBy(tree, inside)).toBe(ETC_POLICIES);
  });

  it('that ran the profile last is the only one that counts, wherever it is', () => {
    const own = '/home/u/tb/distribution/policies.json';
    const compatibility = (folder: string): string =>
      `[Compatibility]\nLastVersion=153.7.0_1/1\nLastPlatformDir=${folder}\nLastAppDir=${folder}\n`;
    const tree = { [own]: lockPolicy, [POLICIES]: policies({}) };
    const ini = `${HOME.path}/compatibility.ini`;
    expect(lockedBy(tree)).toBeNull();
    expect(lockedBy({ ...tree, [ini]: compatibility('/home/u/tb') })).toBe(own);
    expect(lockedBy({ ...tree, [ini]: compatibility('/home/u/gone') })).toBeNull();
  });

  it('are those of the searched disk with --root', () => {
    const profile = profileAt('/mnt/home/u/.thunderbird/x');
    const file = `/mnt${ETC_POLICIES}`;
    const tree = {
      [`${profile.path}/prefs.js`]: prefsText(STORY),
      [file]: lockPolicy,
      [ETC_POLICIES]: policies({}),
    };
    const reading = readingIn(tree, profile, 'linux', { home: '/mnt', systemRoot: '/mnt' });
    expect(mailServer(reading, 'smtp1').lockedBy?.file).toBe(file);
  });
});

describe('whom the profile trusts', () => {
  const pem = rootCertificates[0]!;
  const der = new X509Certificate(pem).raw;
  const install = (...names: readonly string[]): string =>
    policies({ Certificates: { Install: names } });

  it.each<[Platform, boolean]>([
    ['linux', false],
    ['darwin', true],
    ['win32', true],
  ])("Mozilla's roots, and on %s the system's: %s", (platform, system) => {
    const path = platform === 'win32' ? 'C:\\p' : '/p';
    expect(read({}, profileAt(path), platform).trust).toEqual({
      mozilla: true,
      system,
      added: [],
      unread: [],
    });
  });

  it.each([true, false])('the policy decides over the system store: %s', (value) => {
    const text = policies({ Certificates: { ImportEnterpriseRoots: value } });
    expect(read({ [POLICIES]: text }).trust.system).toBe(value);
  });

  it('so does the preference', () => {
    const text = prefsText({ ...STORY, 'security.enterprise_roots.enabled': true });
    expect(read({ [`${HOME.path}/prefs.js`]: text }).trust.system).toBe(true);
  });

  it.each<[string, string, string | Buffer]>([
    ['/etc/pki/ours.pem', '/etc/pki/ours.pem', pem],
    ['/etc/pki/ours.der', '/etc/pki/ours.der', der],
    ['ours.pem', `${INSTALL}/distribution/certificates/ours.pem`, pem],
    ['ours.pem', '/nowhere/home/.mozilla/certificates/ours.pem', pem],
    ['ours.pem', '/usr/lib/mozilla/certificates/ours.pem', pem],
    ['ours.pem', '/usr/lib64/mozilla/certificates/ours.pem', pem],
  ])('certificates that the policy installs: %s at %s', (name, file, content) => {
    const { trust, problems } = read({ [POLICIES]: install(name), [file]: content });
    expect(trust.added.map((one) => new X509Certificate(one).fingerprint256)).toEqual([
      new X509Certificate(pem).fingerprint256,
    ]);
    expect(problems).toEqual([]);
  });

  it('certificates that are not there or none are told', () => {
    const tree = { [POLICIES]: install('gone.pem', '/x.pem'), '/x.pem': 'no certificate' };
    const { trust, problems } = read(tree);
    expect(trust.added).toEqual([]);
    expect(problems).toMatchObject([
      { code: 'ca-unreadable', where: 'gone.pem' },
      { code: 'ca-unreadable', where: '/x.pem' },
    ]);
  });

  it('names cert9.db, which is not read', () => {
    const database = `${HOME.path}/cert9.db`;
    expect(read({ [database]: '' }).trust.unread).toEqual([database]);
  });
});
