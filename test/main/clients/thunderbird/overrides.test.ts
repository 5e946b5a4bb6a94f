import { describe, expect, it } from 'vitest';
import { withoutComments } from '../../../../main/clients/thunderbird/autoconfig.ts';
import { GIVEN_OVERRIDES } from '../../../support/given-overrides.ts';
import {
  HOME_PROFILE,
  mailServer,
  policiesText,
  readingOfStory,
  type Tree,
} from '../../../support/thunderbird-reading.ts';

const TLS = 'mail.smtpserver.smtp1.try_ssl';
const PORT = 'mail.smtpserver.smtp1.port';
const INSTALL = '/usr/lib/thunderbird';
const POLICIES = `${INSTALL}/distribution/policies.json`;
const ETC_POLICIES = '/etc/thunderbird/policies/policies.json';
const lockPolicy = policiesText({ Preferences: { [TLS]: { Value: 2, Status: 'locked' } } });
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
      ...(given.policies === undefined ? {} : { [POLICIES]: policiesText(given.policies) }),
      ...(given.userJs === undefined ? {} : { [`${HOME_PROFILE.path}/user.js`]: given.userJs }),
      ...Object.fromEntries(
        Object.entries(given.files ?? {}).map(([name, text]) => [`${INSTALL}/${name}`, text]),
      ),
    };
    const { port, tls, lockedBy } = mailServer(readingOfStory(tree), 'smtp1');
    expect({ port, tls, lockedBy: lockedBy?.code ?? null }).toEqual({
      port: given.smtp1.port,
      tls: ['none', 'opportunistic', 'starttls', 'implicit'][given.smtp1.socketType],
      lockedBy: given.smtp1.lockedBy,
    });
  });
});

describe('policies.json', () => {
  it('locks, and is named with its file and key', () => {
    const server = mailServer(readingOfStory({ [POLICIES]: lockPolicy }), 'smtp1');
    expect(server).toMatchObject({ tls: 'starttls', port: 465, editable: false });
    expect(server.lockedBy).toEqual({ code: 'policy', file: POLICIES, key: TLS, line: null });
  });

  it('does not lock the servers that it does not speak of', () => {
    expect(mailServer(readingOfStory({ [POLICIES]: lockPolicy }), 'server1').lockedBy).toBeNull();
  });

  it('of the system is the only one, where there is one', () => {
    const tree = { [ETC_POLICIES]: policiesText({}), [POLICIES]: lockPolicy };
    expect(
      mailServer(readingOfStory({ ...tree, [`${INSTALL}/x`]: '' }), 'smtp1').lockedBy,
    ).toBeNull();
  });

  it('of the system counts, though no installation is found', () => {
    expect(
      mailServer(readingOfStory({ [ETC_POLICIES]: lockPolicy }), 'smtp1').lockedBy,
    ).toMatchObject({
      code: 'policy',
      file: ETC_POLICIES,
    });
  });

  it('is not obeyed in what Thunderbird does not allow it to set', () => {
    const text = policiesText({
      Preferences: { 'security.enterprise_roots.enabled': { Value: true, Status: 'locked' } },
    });
    expect(readingOfStory({ [POLICIES]: text }).trust.system).toBe(false);
  });

  it('may give its preferences as a text', () => {
    const inner = JSON.stringify({ [PORT]: { Value: 2465, Status: 'locked' } });
    const server = mailServer(
      readingOfStory({ [POLICIES]: policiesText({ Preferences: inner }) }),
      'smtp1',
    );
    expect(server).toMatchObject({ port: 2465, lockedBy: { code: 'policy', key: PORT } });
  });

  it.each([
    ['no JSON', '{'],
    ['no JSON inside', policiesText({ Preferences: '{' })],
  ])('that can not be read is told, and ignored as Thunderbird ignores it: %s', (_, text) => {
    const reading = readingOfStory({ [POLICIES]: text });
    expect(reading.problems).toMatchObject([{ code: 'override-unreadable', where: POLICIES }]);
    expect(mailServer(reading, 'smtp1').lockedBy).toBeNull();
  });

  it.each(['', 'null', '[]', '{}', policiesText(null), policiesText({ Preferences: [] })])(
    'that says nothing changes nothing: %s',
    (text) => {
      const reading = readingOfStory({ [POLICIES]: text });
      expect(reading.problems).toEqual([]);
      expect(mailServer(reading, 'smtp1').lockedBy).toBeNull();
    },
  );
});

describe('autoconfig', () => {
  const lockPref = `lockPref("${TLS}", 2);`;

  it('locks, and is named with its file, key and line', () => {
    const server = mailServer(readingOfStory(autoconfig(`\n${lockPref}`)), 'smtp1');
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
    expect(mailServer(readingOfStory(tree), 'smtp1').lockedBy?.file).toBe(
      '/etc/thunderbird/site.cfg',
    );
  });

  it('is read through the shift by 13 that Thunderbird expects unless told otherwise', () => {
    const tree = autoconfig(lockPref, `${INSTALL}/site.cfg`, 13);
    expect(mailServer(readingOfStory(tree), 'smtp1').lockedBy?.code).toBe('autoconfig');
  });

  it('is not read unless the defaults name it', () => {
    const tree = { [`${INSTALL}/site.cfg`]: lockPref };
    expect(mailServer(readingOfStory(tree), 'smtp1').lockedBy).toBeNull();
  });

  it.each([
    `lockPref("mail.smtpserver." + key + ".try_ssl", 2);`,
    `for (const key of keys) pref('mail.smtpserver.' + key, 3);`,
  ])('that puts names together locks all that they may become: %s', (text) => {
    const reading = readingOfStory(autoconfig(text));
    expect(mailServer(reading, 'smtp1').lockedBy).toMatchObject({ code: 'autoconfig', key: TLS });
    expect(mailServer(reading, 'server1').lockedBy).toBeNull();
  });

  it('that computes a value locks; the stored value is shown', () => {
    const reading = readingOfStory(autoconfig(`lockPref("${TLS}", secure ? 3 : 2);`));
    expect(mailServer(reading, 'smtp1')).toMatchObject({
      tls: 'implicit',
      lockedBy: { code: 'autoconfig' },
    });
  });

  it.each([
    ['names', 'lockPref("autoadmin.global_config_url", "https://it.example.org/tb.jsc");'],
    ['asks', 'getLDAPAttributes("ldap.example.org", "o=x", "uid=" + user, "mail");'],
  ])('that %s a server for more locks everything: that can not be known here', (_, text) => {
    const reading = readingOfStory(autoconfig(text));
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
    expect(mailServer(readingOfStory(tree), 'smtp1').lockedBy?.code).toBe('autoconfig-remote');
  });

  it('that is named but not there is told', () => {
    const tree = {
      [`${INSTALL}/defaults/pref/a.js`]: 'pref("general.config.filename", "gone.cfg");',
    };
    expect(readingOfStory(tree).problems).toMatchObject([
      { code: 'override-unreadable', where: 'gone.cfg' },
    ]);
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
    expect(mailServer(readingOfStory({ [file]: text }), 'smtp1')).toMatchObject({
      tls: 'starttls',
      lockedBy: { code: 'locked-default', file, key: TLS, line: 2 },
    });
  });

  it('are only those that end in .js', () => {
    const tree = { [`${INSTALL}/defaults/pref/site.js.bak`]: `pref("${TLS}", 2, locked);` };
    expect(mailServer(readingOfStory(tree), 'smtp1').lockedBy).toBeNull();
  });
});
