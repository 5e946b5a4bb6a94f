// The window in three languages, and as an organisation has set it up.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { describeReal } from '../real/requirements.ts';
import {
  demoHome,
  windowRig,
  type AppStart,
  type RunningApp,
  type WindowRig,
} from './window-rig.ts';
import { personAt } from './window-steps.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }); // the first one fetches Electron

const POLICY = {
  organisation: { name: 'Example University', contact: 'Help desk 555-0142' },
  hosts: { exclude: ['smtp.branch.example'] },
  hide: ['just-check', 'choose-folder'],
  lockedAccounts: ['office@example.org'],
};

/** What is said on the way to the review, in each language. */
const WORDS = {
  en: {
    locale: 'en_GB.UTF-8',
    start: 'What brings you here?',
    cannotSend: 'I can’t send mail',
    accounts: 'We found 2 mail accounts',
    check: 'Check one account',
    checked: 'One connection needs attention',
    goOn: 'Continue',
    review: 'One server needs new settings',
  },
  fr: {
    locale: 'fr_CA.UTF-8',
    start: 'Qu’est-ce qui vous amène ?',
    cannotSend: 'Je ne peux pas envoyer de courrier',
    accounts: '2 comptes de messagerie ont été trouvés',
    check: 'Vérifier un compte',
    checked: 'Une connexion demande votre attention',
    goOn: 'Continuer',
    review: 'Un serveur a besoin de nouveaux paramètres',
  },
  de: {
    locale: 'de_AT.UTF-8',
    start: 'Was führt Sie hierher?',
    cannotSend: 'Ich kann keine E-Mails senden',
    accounts: '2 Mailkonten wurden gefunden',
    check: 'Ein Konto prüfen',
    checked: 'Eine Verbindung braucht Aufmerksamkeit',
    goOn: 'Weiter',
    review: 'Ein Server braucht neue Einstellungen',
  },
} as const;
/** The account with the server that never answers is left out: nobody waits for it here. */
const choosesTheQuickOne = (page: Page): Promise<void> =>
  page.getByRole('checkbox', { name: 'anna.berg@example.org' }).uncheck();

const LANGUAGES = ['en', 'fr', 'de'] as const;

describeReal('the window', ['electron', 'xvfb'], () => {
  let rig: WindowRig;
  let app: RunningApp;

  beforeAll(async () => {
    rig = await windowRig();
  });
  afterAll(() => rig.remove());

  const start = async (options?: AppStart): Promise<RunningApp> => (app = await rig.start(options));

  afterEach(async () => {
    expect(await app.close()).toBe(0);
  });

  it.each(LANGUAGES)('speaks %s where the system does, on every page', async (language) => {
    const words = WORDS[language];
    const { page } = await start({ language: words.locale });
    const { arrivesAt, clicks } = personAt(page);
    await arrivesAt(words.start);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await clicks(words.cannotSend);
    await arrivesAt(words.accounts);
    await choosesTheQuickOne(page);
    await clicks(words.check);
    await arrivesAt(words.checked);
    await clicks(words.goOn);
    await arrivesAt(words.review);
  });

  it('is switched from one language to the next, reports and all', async () => {
    const { app: process, page } = await start({ language: WORDS.de.locale });
    const { arrivesAt, clicks, sees } = personAt(page);
    const choice = page.getByRole('combobox');
    await arrivesAt(WORDS.de.start);
    for (const language of ['en', 'de', 'fr'] as const) {
      await choice.selectOption(language);
      await page.getByRole('heading', { level: 1, name: WORDS[language].start }).waitFor();
      await page.locator(`html[lang="${language}"]`).waitFor();
      // French has a space before its question marks that no line breaks at.
      const title = async (): Promise<string> => (await page.title()).replaceAll(/\s/g, ' ');
      await expect.poll(title).toContain(WORDS[language].start);
    }
    await clicks('Seulement vérifier');
    await arrivesAt(WORDS.fr.accounts);
    await choosesTheQuickOne(page);
    await clicks(WORDS.fr.check);
    await clicks(WORDS.fr.goOn);
    await clicks('Copier le rapport');
    await sees('Rapport copié');
    const copied = await process.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('ni noms de personnes ni mots de passe');

    // A page that is loaded again speaks as it did.
    await page.reload();
    await arrivesAt(WORDS.fr.start);
  });

  it('is set up by an organisation: who it is, what it hides, what it locks', async () => {
    const policy = path.join(rig.folder, 'policy.json');
    writeFileSync(policy, JSON.stringify(POLICY), { mode: 0o644 });
    const { page } = await start({ args: ['--demo', '--policy', policy] });
    const { arrivesAt, clicks, sees } = personAt(page);
    await arrivesAt('What brings you here?');
    const organisation = page.getByRole('complementary', { name: 'Set up for you by' });
    expect(await organisation.innerText()).toMatch(/Example University\s+Help desk 555-0142/);
    await sees('Example University is moving its mail. Get your mail program ready for it.');
    expect(await page.locator('.choice').count()).toBe(2);
    expect(await page.getByText('Just check').count()).toBe(0);
    await clicks('My organisation asked me to');

    await arrivesAt('We found 2 mail accounts');
    expect(await page.getByRole('checkbox').count()).toBe(1);
    const office = page.getByRole('listitem').filter({ hasText: 'office@example.org' });
    expect(await office.innerText()).toContain('Set by your organisation');
    await page.getByText(/^Missing an account/).click();
    await sees('~/.thunderbird');
    expect(await page.getByText('Look in another folder').count()).toBe(0);

    await clicks('Check 2 accounts');
    await arrivesAt('Two connections need attention');
    await sees('3 of 3 connections checked');
    expect(await page.getByText('smtp.branch.example').count()).toBe(0);
    await clicks('Continue');
    await arrivesAt('One server needs new settings');
    await clicks('Change one server');
    await arrivesAt('One server changed, and it works');
    await sees('Set by your organisation.');
    const prefs = (profile: string): string =>
      readFileSync(path.join(demoHome(app), '.thunderbird', profile, 'prefs.js'), 'latin1');
    expect(prefs('k3x81qvz.default-release')).toContain('smtp1.port", 587');
    expect(prefs('p07dm2ah.office')).toContain('smtp1.port", 465');

    await clicks('What to do about smtp.partner.example');
    await arrivesAt('The server’s certificate has expired');
    const answer = page.getByText('Ask Example University:');
    expect(await answer.innerText()).toContain('Help desk 555-0142');
  });
});
