// What beats prefs.js: apply says which file wins, and changes nothing there.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeReal } from '../real/requirements.ts';
import { privateThunderbird, type ThunderbirdOptions } from '../real/thunderbird.ts';
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

describeReal('the real Thunderbird agrees', ['thunderbird'], () => {
  /** `465 3`: port and socket type that Thunderbird itself gives smtp1 of a profile. */
  function thunderbirdWith(options: ThunderbirdOptions) {
    const thunderbird = privateThunderbird(options);
    onTestFinished(thunderbird.remove);
    return async (profile: string): Promise<string> => {
      const { outgoing } = await thunderbird.resolve(profile);
      const { effectivePort, socketType } = outgoing.find(({ key }) => key === 'smtp1')!;
      return `${effectivePort} ${socketType}`;
    };
  }

  it('that user.js wins, and that changing both files moves the account there and back', async () => {
    const smtp1 = thunderbirdWith({});
    const { world, profile, apply } = await demoWith({
      [`${PROFILE}/user.js`]:
        'user_pref("mail.smtpserver.smtp1.port", 465);\nuser_pref("mail.smtpserver.smtp1.try_ssl", 3);\n',
    });
    expect(await smtp1(profile)).toBe('465 3');
    expect((await apply()).exitCode).toBe(13);
    expect(await smtp1(profile)).toBe('465 3');
    await apply('--include-user-js');
    expect(await smtp1(profile)).toBe('587 2');
    expect((await runIn(world, ['undo', '--yes'])).exitCode).toBe(0);
    expect(await smtp1(profile)).toBe('465 3');
  });

  it('that a locked policy wins over what prefs.js would say after a change', async () => {
    const locked = { Value: 3, Status: 'locked' };
    const smtp1 = thunderbirdWith({
      policies: { Preferences: { 'mail.smtpserver.smtp1.try_ssl': locked } },
    });
    const { profile, apply } = await demoWith({
      'etc/thunderbird/policies/policies.json': policies(locked),
    });
    expect(await smtp1(profile)).toBe('465 3');
    expect((await apply()).exitCode).toBe(13);
    expect(await smtp1(profile)).toBe('465 3');
    const prefs = path.join(profile, 'prefs.js');
    const text = readFileSync(prefs, 'utf8');
    writeFileSync(prefs, text.replace('smtp1.try_ssl", 3', 'smtp1.try_ssl", 2'));
    expect(await smtp1(profile)).toBe('465 3');
  });

  it('that autoconfig wins over what prefs.js would say after a change', async () => {
    const autoconfig = 'lockPref("mail.smtpserver.smtp1.port", 465);';
    const smtp1 = thunderbirdWith({ autoconfig });
    const { profile, apply } = await demoWith({
      ...AUTOCONFIG,
      'usr/lib/thunderbird/org.cfg': `//\n${autoconfig}\n`,
    });
    expect(await smtp1(profile)).toBe('465 3');
    expect((await apply()).exitCode).toBe(13);
    const prefs = path.join(profile, 'prefs.js');
    const text = readFileSync(prefs, 'utf8');
    writeFileSync(prefs, text.replace('smtp1.port", 465', 'smtp1.port", 587'));
    expect(await smtp1(profile)).toBe('465 3');
  });
});
