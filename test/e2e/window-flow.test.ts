// A person, the real app and the demo world: from the first page to the last, and all the way back.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeReal } from '../real/requirements.ts';
import { validDocument } from '../support/schema.ts';
import { differences, everythingIn } from '../support/snapshot.ts';
import { demoHome, windowRig, type RunningApp, type WindowRig } from './window-rig.ts';
import { personAt } from './window-steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }); // the first one fetches Electron

const WORK = 'k3x81qvz.default-release/prefs.js';
const OFFICE = 'p07dm2ah.office/prefs.js';

describeReal('the whole way through the window', ['electron', 'xvfb'], () => {
  let rig: WindowRig;
  let app: RunningApp;

  beforeAll(async () => {
    rig = await windowRig();
  });
  afterAll(() => rig.remove());

  afterEach(async () => {
    expect(await app.close()).toBe(0);
  });

  it('goes with the keyboard alone, changes two lines in each profile, and takes them back', async () => {
    app = await rig.start();
    const { arrivesAt, tabsTo, sees } = personAt(app.page);
    const profiles = path.join(demoHome(app), '.thunderbird');
    const before = everythingIn(profiles);
    const prefs = (name: string): string => readFileSync(path.join(profiles, name), 'latin1');
    const changed = (name: string): string => {
      const branch = 'user_pref("mail.smtpserver.smtp1';
      return before
        .get(name)!
        .replace(/^\d+ /, '')
        .replace(`${branch}.port", 465);`, `${branch}.port", 587);`)
        .replace(`${branch}.try_ssl", 3);`, `${branch}.try_ssl", 2);`);
    };
    const wanted = [changed(WORK), changed(OFFICE)];

    await arrivesAt('What brings you here?');
    await tabsTo('I can’t send mail', 'Enter');
    await arrivesAt('We found 2 mail accounts');
    await tabsTo('anna.berg@example.org', 'Space');
    await app.page.getByRole('button', { name: 'Check one account' }).waitFor();
    // Backwards is forwards too: the row is ticked again where it was.
    await app.page.keyboard.press('Space');
    await tabsTo('Check 2 accounts', 'Enter');
    await arrivesAt('Checking how your mail travels');
    await arrivesAt('Three connections need attention');
    await tabsTo('Continue', 'Enter');
    await arrivesAt('Two servers need new settings');
    await sees('Nothing changes before you agree.');
    expect(differences(before, everythingIn(profiles))).toEqual([]);
    await tabsTo('Change 2 servers', 'Enter');

    await arrivesAt('Two servers changed, and both work');
    expect(differences(before, everythingIn(profiles))).toEqual([WORK, OFFICE]);
    expect([prefs(WORK), prefs(OFFICE)]).toEqual(wanted);
    await tabsTo('Undo both changes', 'Enter');
    await arrivesAt('Put back as it was');
    await sees('2 servers have their old settings again.');
    expect(differences(before, everythingIn(profiles))).toEqual([]);
  });

  it('remembers a change, and takes it back from there', async () => {
    app = await rig.start();
    const { arrivesAt, clicks, sees } = personAt(app.page);
    const profiles = path.join(demoHome(app), '.thunderbird');
    const before = everythingIn(profiles);
    await clicks('My organisation asked me to');
    await app.page.getByRole('checkbox', { name: 'anna.berg@example.org' }).uncheck();
    await clicks('Check one account');
    await arrivesAt('One connection needs attention');
    await clicks('Continue');
    await arrivesAt('One server needs new settings');
    await clicks('Change one server');
    await arrivesAt('One server changed, and it works');
    expect(differences(before, everythingIn(profiles))).toEqual([OFFICE]);

    await app.page.reload();
    await arrivesAt('What brings you here?');
    await clicks('Earlier changes: 1');
    await arrivesAt('Earlier changes');
    await clicks(/^Undo the changes of /);
    await arrivesAt('Put back as it was');
    await sees('Taken back');
    expect(differences(before, everythingIn(profiles))).toEqual([]);
    await clicks('Back');
    await arrivesAt('What brings you here?');
    expect(await app.page.getByText('Earlier changes').count()).toBe(0);
  });

  it('tells of trouble that no setting can mend, with a report to copy and to save', async () => {
    app = await rig.start();
    const { arrivesAt, clicks, sees, button } = personAt(app.page);
    await clicks('Just check');
    await clicks('Check 2 accounts');
    await clicks('Continue');
    await arrivesAt('Three connections need attention');
    await sees('New settings for 2 servers would help.');
    await clicks('What to do about smtp.partner.example');
    await arrivesAt('The server’s certificate has expired');
    await sees('This is a fault of the server, not of your computer.');

    await clicks('Copy report');
    await sees('Report copied');
    const copied = await app.app.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('smtp.partner.example');
    expect(copied).not.toContain('anna.berg');

    const file = path.join(app.home, 'report.json');
    // The system's dialog is not of this window, and can't be driven with it.
    await app.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await clicks('Save report');
    await sees('Report saved');
    const report = validDocument(readFileSync(file, 'utf8'));
    expect(report.changes).toHaveLength(2);
    expect(JSON.stringify(report)).not.toContain('anna.berg');
    expect(statSync(file).mode & 0o777).toBe(0o600);

    await app.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    });
    await clicks('Save report');
    await app.page.getByText('Report saved').waitFor({ state: 'detached' });
    await clicks('All results');
    await arrivesAt('Three connections need attention');
    await clicks('Show the changes');
    await arrivesAt('Two servers need new settings');
    expect(await button('Change 2 servers').isEnabled()).toBe(true);
  });
});
