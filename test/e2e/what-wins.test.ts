// What beats prefs.js: apply says which file wins, and changes nothing there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { differences, everythingIn } from '../support/snapshot.ts';
import { runIn, temporaryDemo } from '../support/terminal.ts';

const PROFILE = '.thunderbird/k3x81qvz.default-release';

async function demoWith(files: Readonly<Record<string, string>>) {
  const demo = await temporaryDemo();
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(demo.home, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const profile = path.join(demo.home, PROFILE);
  const apply = (...more: readonly string[]) =>
    runIn(demo.world, ['apply', '--yes', '--profile', profile, '--json', '--no-redact', ...more]);
  return { ...demo, profile, apply };
}

const policies = (preference: unknown): string =>
  JSON.stringify({ policies: { Preferences: { 'mail.smtpserver.smtp1.try_ssl': preference } } });

const AUTOCONFIG = {
  'usr/lib/thunderbird/thunderbird': '',
  'usr/lib/thunderbird/defaults/pref/autoconfig.js':
    'pref("general.config.filename", "org.cfg");\npref("general.config.obscure_value", 0);\n',
};

describe('apply exits with 13, names the file, and changes nothing when', () => {
  it.each([
    [
      'user-js',
      'user.js',
      { [`${PROFILE}/user.js`]: 'user_pref("mail.smtpserver.smtp1.port", 465);\n' },
    ],
    [
      'policy',
      'policies.json',
      { 'etc/thunderbird/policies/policies.json': policies({ Value: 3, Status: 'locked' }) },
    ],
    ['policy', 'policies.json', { 'etc/thunderbird/policies/policies.json': policies(3) }],
    [
      'autoconfig',
      'org.cfg',
      {
        ...AUTOCONFIG,
        'usr/lib/thunderbird/org.cfg': '//\nlockPref("mail.smtpserver.smtp1.try_ssl", 3);\n',
      },
    ],
    [
      'locked-default',
      'site.js',
      {
        'usr/lib/thunderbird/thunderbird': '',
        'usr/lib/thunderbird/defaults/pref/site.js':
          'pref("mail.smtpserver.smtp1.port", 465, locked);\n',
      },
    ],
  ])('%s: %s sets the value', async (code, name, files) => {
    const { profile, apply } = await demoWith(files);
    const before = everythingIn(profile);
    const ran = await apply();
    expect(ran.exitCode).toBe(13);
    const { servers, changes, receipts } = ran.document();
    const server = servers.find(({ id }) => id.endsWith('/smtp1'))!;
    expect(server).toMatchObject({ editable: false, lockedBy: { code } });
    expect(path.basename(server.lockedBy!.file)).toBe(name);
    expect(changes).toMatchObject([{ server: server.id, state: 'skipped' }]);
    expect(receipts).toEqual([]);
    expect(differences(before, everythingIn(profile))).toEqual([]);
  });

  it('and a person reads the reason and the file', async () => {
    const { world } = await demoWith({
      'etc/thunderbird/policies/policies.json': policies({ Value: 3, Status: 'locked' }),
    });
    const { out, exitCode } = await runIn(world, ['apply', '--yes']);
    // The policy is for both profiles of the demo.
    expect(exitCode).toBe(13);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /Not changed: Set by your organisation: the policy \S+policies\.json sets mail\.smtpserver\.smtp1\.try_ssl/,
    );
  });
});

describe('a default that a policy sets without locking it', () => {
  it('is no obstacle', async () => {
    const { apply } = await demoWith({
      'etc/thunderbird/policies/policies.json': policies({ Value: 3, Status: 'default' }),
    });
    const { changes } = (await apply()).document();
    expect(changes).toMatchObject([{ state: 'verified' }]);
  });
});

describe('with --include-user-js', () => {
  it('both files are changed, nothing else in them, and undo restores both to the byte', async () => {
    const text =
      '// mine\r\nuser_pref("mail.smtpserver.smtp1.port", 465); // old\r\nuser_pref("mail.smtpserver.smtp1.try_ssl",3);';
    const { world, profile, apply } = await demoWith({ [`${PROFILE}/user.js`]: text });
    const before = everythingIn(profile);
    const ran = await apply('--include-user-js');
    expect(ran.document().changes).toMatchObject([{ state: 'verified' }]);
    expect(differences(before, everythingIn(profile))).toEqual(['prefs.js', 'user.js']);
    expect(readFileSync(path.join(profile, 'user.js'), 'latin1')).toBe(
      text.replace('465', '587').replace(',3)', ',2)'),
    );
    const undone = await runIn(world, ['undo', '--yes', '--json']);
    expect(undone.exitCode).toBe(0);
    expect(differences(before, everythingIn(profile))).toEqual([]);
  });
});
