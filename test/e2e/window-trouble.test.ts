// What goes wrong while a person is at it: servers that die, accounts that vanish, second thoughts.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createAuthority } from '../../main/demo/certificates.ts';
import { startMailServer, type MailServer, type Temper } from '../../main/demo/mail-server.ts';
import { describeReal } from '../real/requirements.ts';
import { until } from '../real/wait.ts';
import { accountPrefs, prefsText } from '../support/prefs-text.ts';
import { demoHome, handOver, windowRig, type RunningApp, type WindowRig } from './window-rig.ts';
import { personAt } from './window-steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }); // the first one fetches Electron

const PROFILES_INI = '[Profile0]\nName=default\nIsRelative=1\nPath=a.default\nDefault=1\n';
/** No suggestion is looked for: this domain has no dot, and every name of it is this computer's. */
const ADDRESS = 'anna@localhost';

describeReal('the window in trouble', ['electron', 'xvfb'], () => {
  let rig: WindowRig;
  let app: RunningApp;

  beforeAll(async () => {
    rig = await windowRig();
  });
  afterAll(() => rig.remove());

  afterEach(async () => {
    expect(await app.close()).toBe(0);
  });

  async function serverWith(temper: Temper): Promise<MailServer> {
    const server = await startMailServer(temper);
    onTestFinished(() => server.close());
    return server;
  }

  /** A home with one account: it sends through the one and receives from the other. */
  function homeWith(smtp: MailServer, imap: MailServer): string {
    const home = rig.makeHome();
    const folder = path.join(home, '.thunderbird/a.default');
    mkdirSync(folder, { recursive: true });
    const prefs = accountPrefs({
      outgoing: { smtp1: { hostname: 'localhost', port: smtp.port, try_ssl: 3 } },
      incoming: {
        server1: { type: 'imap', hostname: '127.0.0.1', port: imap.port, socketType: 3 },
      },
    });
    writeFileSync(
      path.join(folder, 'prefs.js'),
      prefsText({ ...prefs, 'mail.identity.id1.useremail': ADDRESS }),
    );
    writeFileSync(path.join(home, '.thunderbird/profiles.ini'), PROFILES_INI);
    handOver(home);
    return home;
  }

  it('sees a server die in the middle of the check, and stops waiting for another', async () => {
    const authority = await createAuthority('Throw-away test');
    const identity = await authority.issue({ names: ['localhost'] });
    const root = path.join(rig.folder, 'root.pem');
    writeFileSync(root, authority.root, { mode: 0o644 });
    const dying = await serverWith({
      ...{ protocol: 'smtp', tls: 'implicit', identity },
      onCapabilities: 'silence',
    });
    const silent = await serverWith({ protocol: 'imap', tls: 'plain', blackhole: true });
    app = await rig.start({ home: homeWith(dying, silent), args: ['--ca', root] });
    const { page } = app;
    const { arrivesAt, clicks, sees, button } = personAt(page);
    await clicks('I can’t send mail');
    await arrivesAt('We found one mail account');
    await clicks('Check one account');
    await arrivesAt('Checking how your mail travels');
    const cardOf = (host: string) =>
      page.locator('.connection').filter({ has: page.getByRole('heading', { name: host }) });
    await until(
      () => (dying.transcript().some(({ secure }) => secure) ? true : undefined),
      () => 'nobody spoke TLS to the dying server',
    );
    expect(await cardOf('localhost').innerText()).toContain('Checking');
    await dying.close();
    await cardOf('localhost')
      .getByText(/^Stops at /)
      .waitFor();
    await sees('1 of 2 connections checked');

    expect(await button('Continue').isDisabled()).toBe(true);
    await clicks('Stop checking');
    await arrivesAt('The check was stopped');
    await sees('Stopped. 1 of 2 connections were checked.');
    expect(await cardOf('127.0.0.1').innerText()).toContain('Not checked');
    expect(await cardOf('localhost').innerText()).toContain('Stops at Sign-in methods');
    await silent.idle();
    const conversations = silent.sessions.length;
    await clicks('Continue');
    await sees('The check was stopped, so this is only a part. Nothing was changed.');
    expect(silent.sessions).toHaveLength(conversations);
  });

  it('finds nothing, and looks in the folder that the person chooses', async () => {
    app = await rig.start({ args: [] });
    const { arrivesAt, clicks, sees, button } = personAt(app.page);
    const elsewhere = path.join(rig.makeHome(), 'Old computer');
    mkdirSync(elsewhere);
    const server = { hostname: 'smtp.example.org', port: 465, try_ssl: 3 };
    const imap = { type: 'imap', hostname: 'imap.example.org', port: 993, socketType: 3 };
    const prefs = accountPrefs({ outgoing: { smtp1: server }, incoming: { server1: imap } });
    writeFileSync(path.join(elsewhere, 'prefs.js'), prefsText(prefs));
    handOver(elsewhere);
    // The system's dialog is not of this window, and can't be driven with it.
    const answerDialog = (filePaths: string[]): Promise<void> =>
      app.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () =>
          Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen });
      }, filePaths);

    await clicks('I can’t send mail');
    await arrivesAt('We found no mail accounts');
    await sees('~/.thunderbird');
    await answerDialog([]);
    await clicks('Look in another folder…');
    // Second thoughts: the page and the focus stay where they were.
    await button('Look in another folder…').and(app.page.locator(':focus')).waitFor();
    await answerDialog([elsewhere]);
    await clicks('Look in another folder…');
    await arrivesAt('We found one mail account');
    await sees('user1@example.org');
  });

  it('tells of a profile that vanishes before the check, and of one before the change', async () => {
    app = await rig.start();
    const { arrivesAt, clicks, sees } = personAt(app.page);
    const profiles = path.join(demoHome(app), '.thunderbird');
    await clicks('I can’t send mail');
    await arrivesAt('We found 2 mail accounts');
    rmSync(path.join(profiles, 'p07dm2ah.office'), { recursive: true });
    await clicks('Check 2 accounts');
    await arrivesAt('Three connections need attention');
    await sees('~/.thunderbird/p07dm2ah.office');
    await clicks('Continue');
    await arrivesAt('One server needs new settings');
    rmSync(path.join(profiles, 'k3x81qvz.default-release'), { recursive: true });
    await clicks('Change one server');
    await arrivesAt('Nothing was changed');
    await sees('~/.thunderbird/k3x81qvz.default-release');
    await app.page.reload();
    await clicks('Just check');
    await arrivesAt('We found no mail accounts');
  });

  it('keeps its page when a second copy is started, and comes to the front', async () => {
    app = await rig.start();
    const { arrivesAt, clicks, button } = personAt(app.page);
    await clicks('I can’t send mail');
    await arrivesAt('We found 2 mail accounts');
    const toTheFront = app.app.evaluate(
      ({ BrowserWindow }) =>
        new Promise((resolve) => {
          const [window] = BrowserWindow.getAllWindows();
          if (!window) throw new Error('no window');
          const focus = window.focus.bind(window);
          window.focus = () => {
            focus();
            resolve(BrowserWindow.getAllWindows().length);
          };
        }),
    );
    expect(await app.startAnother()).toBe(0);
    expect(await toTheFront).toBe(1);
    await arrivesAt('We found 2 mail accounts');
    expect(await button('Check 2 accounts').isEnabled()).toBe(true);
  });
});
