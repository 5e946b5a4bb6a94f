// A profile that the real Thunderbird wrote, real mail servers, and the real window between them.
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { RANGES } from '../real/addresses.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeAuthority, type Authority } from '../real/ca.ts';
import { startDovecot, USER } from '../real/dovecot.ts';
import { MAIL_DOMAIN, startPostfix, USER_ADDRESS, type Postfix } from '../real/postfix.ts';
import { describeReal } from '../real/requirements.ts';
import { privateThunderbird, SOCKET_TYPE, type Thunderbird } from '../real/thunderbird.ts';
import { differences, everythingIn } from '../support/snapshot.ts';
import { handOver, windowRig, type RunningApp, type WindowRig } from './window-rig.ts';
import { personAt } from './window-steps.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 300_000 }); // the first one fetches Electron

/** A plaintext greeting on 465, STARTTLS required on 587. */
const APPLIANCE = { host: `appliance.${MAIL_DOMAIN}`, address: `${RANGES.window}.1` };
/** Implicit TLS on 993. */
const IMAP = { host: `imap.${MAIL_DOMAIN}`, address: `${RANGES.window}.2` };

const AS_CREATED = { hostname: APPLIANCE.host, effectivePort: 465, socketType: 3 };
const AS_NEEDED = { hostname: APPLIANCE.host, effectivePort: 587, socketType: 2 };

const FOLDER = '.thunderbird/w1nd0wed.default';
const PROFILES_INI = `[Profile0]
Name=default
IsRelative=1
Path=w1nd0wed.default
Default=1

[General]
StartWithLastProfile=1
Version=2
`;

describeReal(
  'a profile written by Thunderbird, through the window',
  ['electron', 'xvfb', 'thunderbird', 'postfix', 'dovecot', 'root'],
  () => {
    let rig: WindowRig;
    let authority: Authority;
    let postfix: Postfix;
    let thunderbird: Thunderbird;
    /** As Thunderbird left it; each test works on a copy. */
    let original: string;
    let home: string;
    let profile: string;
    let app: RunningApp;
    const later = atTheEnd();

    beforeAll(async () => {
      rig = await windowRig();
      later(rig.remove);
      authority = await makeAuthority();
      later(authority.remove);
      const certificate = await authority.issue({ names: [APPLIANCE.host, IMAP.host] });
      const dovecot = await startDovecot({ address: IMAP.address, open: ['imaps'], certificate });
      later(dovecot.stop);
      postfix = await startPostfix({
        services: [465, 587].map((port) => ({ ...APPLIANCE, port, mode: 'starttls' })),
        certificate,
        dovecot,
      });
      later(postfix.stop);
      thunderbird = privateThunderbird({
        trust: [authority.rootFile],
        world: { domain: MAIL_DOMAIN, address: APPLIANCE.address },
      });
      later(thunderbird.remove);
      original = rig.makeHome();
      const socketType = SOCKET_TYPE.implicit;
      mkdirSync(path.join(original, FOLDER), { recursive: true });
      const created = await thunderbird.createAccounts(path.join(original, FOLDER), [
        {
          username: USER.name,
          password: USER.password,
          incoming: { type: 'imap', hostname: IMAP.host, port: 993, socketType },
          identities: [
            {
              email: USER_ADDRESS,
              outgoing: { hostname: APPLIANCE.host, port: 465, socketType },
            },
          ],
        },
      ]);
      expect(created.outgoing).toMatchObject([AS_CREATED]);
      writeFileSync(path.join(original, '.thunderbird/profiles.ini'), PROFILES_INI);
    });

    beforeEach(() => {
      home = rig.makeHome();
      cpSync(original, home, { recursive: true, verbatimSymlinks: true });
      handOver(home);
      profile = path.join(home, FOLDER);
    });

    afterEach(async () => {
      expect(await app.close()).toBe(0);
    });

    const start = async (): Promise<RunningApp> => {
      const network = [
        ...[465, 587].map((port) => `${APPLIANCE.host}:${port}:${APPLIANCE.address}`),
        `${IMAP.host}:993:${IMAP.address}`,
      ];
      const args = ['--ca', authority.rootFile, ...network.flatMap((one) => ['--resolve', one])];
      return rig.start({ home, args });
    };

    /** Port and connection security as stored, without asking Thunderbird. */
    const stored = (): readonly string[] =>
      readFileSync(path.join(profile, 'prefs.js'), 'latin1').match(
        /(?<=smtp1\.(?:port|try_ssl)", )\d+/g,
      ) ?? [];
    const hasOurFiles = (): boolean => existsSync(path.join(home, '.local/state'));

    it('sends again after one change, and is as before after the undo', async () => {
      const before = everythingIn(profile);
      app = await start();
      const { arrivesAt, clicks, sees } = personAt(app.page);
      await clicks('I can’t send mail');
      await arrivesAt('We found one mail account');
      await sees(USER_ADDRESS);
      await clicks('Check one account');
      await arrivesAt('One connection needs attention');
      await clicks('Continue');
      await arrivesAt('One server needs new settings');
      await sees('~/.local/state/starttls-migrator/runs');
      expect(differences(before, everythingIn(profile))).toEqual([]);
      await clicks('Change one server');
      await arrivesAt('One server changed, and it works');
      await sees('Open Thunderbird and send yourself a short message to try it.');
      expect(differences(before, everythingIn(profile))).toEqual(['prefs.js']);

      const resolved = await thunderbird.resolve(profile);
      expect(resolved.outgoing).toMatchObject([AS_NEEDED]);
      const subject = 'after a change in the window';
      const identity = resolved.accounts.flatMap(({ identities }) => identities)[0]!.key;
      const message = { identity, password: USER.password, to: USER_ADDRESS, subject };
      expect(await thunderbird.sendMessage(profile, message)).toBe(0);
      expect(await postfix.arrived(subject)).toMatch(/with ESMTPSA/);

      // Another day: the window is opened anew, and knows.
      expect(await app.close()).toBe(0);
      app = await start();
      const later = personAt(app.page);
      await later.clicks('Earlier changes: 1');
      await later.clicks(/^Undo the changes of /);
      await later.arrivesAt('Put back as it was');
      expect(differences(before, everythingIn(profile))).toEqual([]);
    });

    it('is not touched while Thunderbird runs, and is as soon as it is closed', async () => {
      const held = await thunderbird.holdOpen(profile);
      try {
        app = await start();
        const { arrivesAt, clicks, sees, button } = personAt(app.page);
        await clicks('I can’t send mail');
        await sees('Open right now');
        await clicks('Check one account');
        await clicks('Continue');
        await arrivesAt('One server needs new settings');
        await sees('Please close Thunderbird first.');
        await sees('Waiting for Thunderbird to close');
        const commit = button('Change one server');
        expect(await commit.isDisabled()).toBe(true);
        // A person who clicks all the same.
        await commit.click({ force: true });
        await clicks('Look again');
        await sees('Please close Thunderbird first.');
        expect(await app.page.locator('h1').textContent()).toBe('One server needs new settings');
        expect(stored()).toEqual(['465', '3']);
        expect(hasOurFiles()).toBe(false);

        await held.release();
        await app.page.getByText('Thunderbird is closed. You can go on.').waitFor({
          state: 'attached',
        });
        expect(await app.page.getByText('Please close Thunderbird first.').count()).toBe(0);
        await clicks('Change one server');
        await arrivesAt('One server changed, and it works');
        expect((await thunderbird.resolve(profile)).outgoing).toMatchObject([AS_NEEDED]);
      } finally {
        await held.release();
      }
    });

    it('is not touched when Thunderbird is opened at the last moment', async () => {
      app = await start();
      const { arrivesAt, clicks, sees } = personAt(app.page);
      await clicks('I can’t send mail');
      await clicks('Check one account');
      await clicks('Continue');
      await arrivesAt('One server needs new settings');
      const held = await thunderbird.holdOpen(profile);
      try {
        await sees('Please close Thunderbird first.');
        const asked = await app.page.evaluate(
          "starttlsMigrator.ask('apply', { changes: ['change-1'] })",
        );
        expect(asked).toMatchObject({ ok: false, problem: { code: 'busy' } });
        expect(hasOurFiles()).toBe(false);
      } finally {
        await held.kill(); // crashed: its lock stays behind
      }
      await clicks('Change one server');
      await arrivesAt('One server changed, and it works');
      expect(stored()).toEqual(['587', '2']);
    });
  },
);
