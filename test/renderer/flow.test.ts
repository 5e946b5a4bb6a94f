// test/renderer: the wizard without a mouse, and what it tells those who can't see it; and what it does
// with text that wishes it ill.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answers, ConnectionView, Outcome } from '../../shared/contract.ts';
import { describeReal } from '../real/requirements.ts';
import {
  ACCOUNTS,
  BROKEN_MAIL,
  CHANGES,
  CHECK,
  CHECKING_RELAY,
  CLOSED,
  EXPIRED_CHOIR,
  HEALTHY_IMAP,
  HEALTHY_RELAY,
  RESULT,
  REVIEW,
  RUNNING,
  WELCOME,
  accountOf,
  changeOf,
  checkingOf,
  connectionOf,
  diagnosisOf,
  endpointOf,
  serverOf,
} from './fixtures.ts';
import { sceneNamed, sceneScript, type Scene } from './gallery.ts';
import { openWizard, startHost, type Host, type OpenWizard } from './host.ts';
import { failed, held, ok, type Replies } from './script.ts';

describeReal('the flow', ['chromium'], () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost();
  });
  afterAll(() => host.close());

  const openWith = (replies: Replies, scene: Scene = sceneNamed('1-start')): Promise<OpenWizard> =>
    openWizard(host, sceneScript({ ...scene, replies: { ...scene.replies, ...replies } }), {
      reducedMotion: 'reduce',
    });
  const heading = (page: Page): Locator => page.locator('h1');
  const primary = (page: Page): Locator => page.locator('.foot .button.primary');
  const reach = async (scene: string, replies: Replies = {}): Promise<OpenWizard> => {
    const wizard = await openWith(replies, sceneNamed(scene));
    await sceneNamed(scene).go(wizard.page);
    return wizard;
  };

  describe('with the keyboard alone', () => {
    it('goes from the first page to the undo, the heading taking the focus at each step', async () => {
      const check = held<Outcome<Answers['check']>>();
      const wizard = await openWith({ check: () => check.promise, review: ok(REVIEW) });
      const { page, asked } = wizard;
      const arrivesAt = async (title: string): Promise<void> => {
        await page.locator('h1:focus', { hasText: title }).waitFor();
      };
      await arrivesAt('What brings you here?');
      await tabTo(page, 'I can’t send mail');
      await page.keyboard.press('Enter');

      await arrivesAt('We found 4 mail accounts');
      await tabTo(page, 'anna.berger@choir.example.net');
      await page.keyboard.press('Space');
      await tabTo(page, 'Check 2 accounts');
      await page.keyboard.press('Enter');

      await arrivesAt('Checking how your mail travels');
      await tabTo(page, 'Continue');
      await page.keyboard.press('Enter');
      expect(asked.map(([channel]) => channel)).not.toContain('review');
      check.give(ok(CHECK));
      await arrivesAt('One connection needs attention');
      await tabTo(page, 'Evidence');
      await page.keyboard.press('Enter');
      await page.getByText('220 mail.example.org ESMTP').first().waitFor();
      await tabTo(page, 'Continue');
      await page.keyboard.press('Enter');

      await arrivesAt('Two servers need new settings');
      await tabTo(page, 'Change 2 servers');
      await page.keyboard.press('Enter');
      expect(asked.map(([channel]) => channel)).not.toContain('apply');
      await wizard.send('programs', CLOSED);
      await page.locator('.gate').waitFor({ state: 'detached' });
      expect(await focused(page)).toContain('Change 2 servers');
      await page.keyboard.press('Enter');

      await arrivesAt('Two servers changed, and both work');
      await tabTo(page, 'Undo both changes');
      await page.keyboard.press('Enter');
      await arrivesAt('Put back as it was');
      const ids = ACCOUNTS.accounts.slice(0, 2).map(({ id }) => id);
      expect(asked.filter(([channel]) => channel === 'check')).toEqual([
        ['check', { accounts: ids }],
      ]);
      expect(asked.slice(-2)).toEqual([
        ['apply', { changes: CHANGES.map(({ id }) => id) }],
        ['undo', { run: 'run-1', despite: [] }],
      ]);
      expect(wizard.complaints).toEqual([]);
      await wizard.close();
    });

    it('gives the focus on to the change when the program closes under the other button', async () => {
      const wizard = await reach('4-review');
      await tabTo(wizard.page, 'Look again');
      await wizard.send('programs', CLOSED);
      await wizard.page.locator('#commit:focus').waitFor();
      await wizard.close();
    });
  });

  describe('the gate', () => {
    it('waits for the program, and says that it is closed', async () => {
      const wizard = await reach('4-review');
      const { page } = wizard;
      await page.getByText('Please close Thunderbird first.').waitFor();
      await wizard.send(
        'programs',
        RUNNING.map((one) => ({ ...one, state: 'unknown' })),
      );
      await page.getByText('Please make sure that Thunderbird is closed.').waitFor();
      await wizard.send('programs', CLOSED);
      await page.getByText('Thunderbird is closed. You can go on.').waitFor({ state: 'attached' });
      await wizard.send('programs', RUNNING);
      await page.locator('.gate').waitFor();
      expect(await primary(page).getAttribute('aria-disabled')).toBe('true');
      await wizard.close();
    });

    it('comes back when a program was opened at the last moment', async () => {
      const wizard = await reach('4-review-ready', { apply: failed('busy') });
      await primary(wizard.page).click();
      await wizard.page.getByRole('alert').filter({ hasText: 'is open' }).waitFor();
      expect(await heading(wizard.page).textContent()).toBe('Two servers need new settings');
      await wizard.close();
    });
  });

  describe('a check', () => {
    it('is said politely, one sentence for each server that is finished', async () => {
      const wizard = await reach('3-check');
      const { page } = wizard;
      const log = page.locator('[role=log] p');
      await log.nth(1).waitFor({ state: 'attached' });
      await wizard.send('connection', HEALTHY_RELAY);
      await log.nth(2).waitFor({ state: 'attached' });
      expect(await log.allTextContents()).toEqual([
        'imap.example.org: Healthy',
        'mail.example.org: The server greeted in plain text where SSL/TLS was expected',
        'relay.example.org: Healthy',
      ]);
      expect(await page.locator('[role=log]').getAttribute('aria-live')).toBe('polite');
      await wizard.close();
    });

    it('reads as a list that says what the drawing shows', async () => {
      const wizard = await reach('3-check');
      const list = wizard.page.getByRole('list', {
        name: 'Connection to mail.example.org: stops at step 3 of 5, Encryption.',
      });
      const items = await list.getByRole('listitem').allTextContents();
      expect(items).toEqual([
        'This computer',
        'Network',
        'Connect, done: 38 ms',
        'Greeting, unexpected: Plain text',
        'Encryption, failed: Not possible',
        'Certificate: Not reached',
        'Sign-in methods: Not reached',
        'Mail server',
      ]);
      await wizard.close();
    });

    it('can be stopped, says how far it came, and goes on', async () => {
      const check = held<Outcome<Answers['check']>>();
      const wizard = await reach('3-check', {
        check: async (_, send) => {
          await send('connection', HEALTHY_IMAP);
          await send('connection', CHECKING_RELAY);
          await send('connection', EXPIRED_CHOIR);
          return check.promise;
        },
      });
      const { page, asked } = wizard;
      await page.getByRole('button', { name: 'Stop checking' }).click();
      await page.getByRole('button', { name: 'Stopping' }).waitFor();
      expect(asked.at(-1)).toEqual(['stopCheck', null]);
      const stopped: ConnectionView = { ...CHECKING_RELAY, state: 'stopped' };
      check.give(
        ok({ ...CHECK, connections: [HEALTHY_IMAP, stopped, EXPIRED_CHOIR], wasStopped: true }),
      );
      await page.getByText('Stopped. 2 of 3 connections were checked.').waitFor();
      await page.getByRole('button', { name: 'Go on checking' }).click();
      await page.getByRole('button', { name: 'Stop checking' }).waitFor();
      expect(asked.filter(([channel]) => channel === 'check')).toHaveLength(2);
      await wizard.close();
    });

    it('leads to the one trouble at once, to the list for several, and past the review if all is well', async () => {
      const trouble = await reach('6-trouble');
      expect(await heading(trouble.page).textContent()).toBe(
        'The server’s certificate has expired',
      );
      await trouble.page
        .getByText('Choose Cancel')
        .or(trouble.page.getByText('choose Cancel'))
        .waitFor();
      await trouble.page.getByRole('button', { name: 'All results' }).click();
      expect(await heading(trouble.page).textContent()).toBe('One connection needs attention');
      await trouble.page.getByRole('button', { name: 'What to do about smtp.choir' }).click();
      await trouble.page.locator('.answers').waitFor();
      await trouble.close();

      const healthy = await reach('5-result-healthy');
      expect(await heading(healthy.page).textContent()).toBe('Everything works as it is set');
      expect(await healthy.page.locator('.step.not-needed').textContent()).toContain('not needed');
      await healthy.close();
    });

    it('that only looks asks for no review until the user does', async () => {
      const wizard = await reach('5-result-findings', { review: ok(REVIEW) });
      expect(wizard.asked.map(([channel]) => channel)).not.toContain('review');
      await wizard.page.getByRole('button', { name: 'Show the changes' }).click();
      await wizard.page.locator('.change').first().waitFor();
      await wizard.close();
    });
  });

  describe('a report', () => {
    it('says that it is there, why it is not, and nothing when the user chose no place', async () => {
      const wizard = await reach('6-trouble', { saveReport: ok(false) });
      const status = wizard.page.locator('.reports [role=status]');
      await wizard.page.getByRole('button', { name: 'Copy report' }).click();
      await status.filter({ hasText: 'Report copied' }).waitFor();
      await wizard.page.getByRole('button', { name: 'Save report' }).click();
      await status.filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
      await wizard.close();
      const full = await reach('6-trouble', { saveReport: failed('disk-full') });
      await full.page.getByRole('button', { name: 'Save report' }).click();
      await full.page.getByText('The disk is full.').waitFor();
      await full.page.locator('.answers').waitFor();
      await full.close();
    });
  });

  it('an undo leaves what was changed since, unless it is ticked', async () => {
    const wizard = await reach('5-result-undo-conflict');
    const { page, asked } = wizard;
    expect(await heading(page).textContent()).toBe('Nothing was put back');
    await page.getByLabel('Put it back all the same').check();
    await page.getByRole('button', { name: 'Put the ticked ones back' }).click();
    await expect
      .poll(() => asked.at(-1))
      .toEqual(['undo', { run: 'run-1', despite: ['conflict-1'] }]);
    await wizard.close();
  });

  it('the history undoes a run, and is then asked again', async () => {
    const wizard = await reach('7-history');
    const { page, asked } = wizard;
    await page.getByRole('button', { name: /Undo the changes of November 24/ }).click();
    await page.locator('h1', { hasText: 'Put back as it was' }).waitFor();
    await expect
      .poll(() => asked.slice(-2))
      .toEqual([
        ['undo', { run: 'run-3', despite: [] }],
        ['history', null],
      ]);
    await wizard.close();
  });

  it('the language can be changed at any time, and is told to the main process', async () => {
    const wizard = await reach('1-start');
    await wizard.page.getByLabel('Language:').selectOption('de');
    await wizard.page.getByText('Was führt Sie hierher?').waitFor();
    expect(wizard.asked.at(-1)).toEqual(['setLanguage', 'de']);
    await wizard.close();
  });

  describe('what policy hides', () => {
    it('is not there: ways in, folders, and the block of an organisation that there is not', async () => {
      const welcome = ok({
        ...WELCOME,
        organisation: null,
        goals: ['asked-to'] as const,
        mayChooseFolder: false,
      });
      const wizard = await openWith({ welcome, findAccounts: ok({ ...ACCOUNTS, accounts: [] }) });
      const { page } = wizard;
      await page.locator('.choice').waitFor();
      expect(await page.locator('.organisation').count()).toBe(0);
      await page.locator('.choice').click();
      await page.locator('.places').waitFor();
      expect(await page.getByText('Look in another folder').count()).toBe(0);
      await wizard.close();
    });
  });

  describe('text that wishes ill', () => {
    const LONG = `${'x'.repeat(290)}.example`;
    const HTML = '<img src=x onerror=alert(1)>';
    const RTL = '\u202eexe.gro\u2066.elpmaxe';

    it('is shown as text, breaks where it must, and turns nothing around', async () => {
      const endpoints = [LONG, HTML, RTL, 'שלום.example'].map((host) =>
        endpointOf(host, 465, 'implicit'),
      );
      const connections = endpoints.map((endpoint) =>
        connectionOf(endpoint, {
          ...BROKEN_MAIL,
          id: connectionOf(endpoint).id,
          endpoint,
          diagnosis: diagnosisOf(endpoint, 'server-refuses', {
            facts: { host: endpoint.host, seenPort: 465, reply: HTML },
          }),
          evidence: BROKEN_MAIL.evidence.map((one) => ({
            ...one,
            trace: [{ ms: 1, secure: false, direction: 'received', text: `220 ${HTML} ${RTL}` }],
          })),
        }),
      );
      const wizard = await reach('3-check-over-evidence', {
        findAccounts: ok({
          ...ACCOUNTS,
          accounts: endpoints.map((endpoint) =>
            accountOf(`${endpoint.host}@${endpoint.host}`, [serverOf(endpoint)], { profile: HTML }),
          ),
        }),
        check: ok({ ...CHECK, connections }),
        review: ok({
          ...REVIEW,
          changes: endpoints.map((endpoint) =>
            changeOf({ server: serverOf(endpoint), accounts: [`${LONG}@${LONG}`] }),
          ),
          programs: CLOSED,
        }),
        apply: ok({
          ...RESULT,
          connections,
          notChanged: endpoints.map((endpoint) => ({
            server: serverOf(endpoint),
            reason: { kind: 'verdict', diagnosis: diagnosisOf(endpoint, 'server-refuses') },
          })),
        }),
      });
      const { page } = wizard;
      const fits = async (): Promise<void> => {
        for (const width of [960, 320]) {
          await page.setViewportSize({ width, height: 680 });
          expect(await page.evaluate(sideways)).toBe(false);
          expect(await page.locator('body').textContent()).not.toMatch(/[\u202e\u2066]/);
        }
      };
      await fits();
      expect(await page.getByText(HTML).count()).toBeGreaterThan(0);
      expect(await page.locator('img').count()).toBe(0);
      await primary(page).click();
      await page.locator('.change').nth(3).waitFor();
      await fits();
      await primary(page).click();
      await page.locator('.reports').waitFor();
      await fits();
      await page
        .getByRole('button', { name: /What to do about/ })
        .first()
        .click();
      await page.locator('.answers').waitFor();
      await fits();
      expect(wizard.complaints).toEqual([]);
      await wizard.close();
    });
  });

  it('200 accounts and 200 servers stay usable: what is healthy folds to a line', async () => {
    const endpoints = Array.from({ length: 200 }, (_, index) =>
      endpointOf(`mail${String(index)}.example.org`, 465, 'implicit'),
    );
    const waiting = endpoints.map((endpoint) => checkingOf(endpoint, null));
    const wizard = await reach('2-accounts', {
      findAccounts: ok({
        ...ACCOUNTS,
        accounts: endpoints.map((endpoint) =>
          accountOf(`a@${endpoint.host}`, [serverOf(endpoint)]),
        ),
      }),
      check: async (_, send) => {
        for (const one of waiting) await send('connection', one);
        for (const { id, endpoint } of waiting)
          await send('connection', { ...connectionOf(endpoint), id });
        const connections = waiting.map(({ id, endpoint }) => ({ ...connectionOf(endpoint), id }));
        return ok({ ...CHECK, connections, changes: 0 });
      },
    });
    const { page } = wizard;
    await primary(page).filter({ hasText: 'Check 200 accounts' }).click();
    await page.locator('h1', { hasText: 'Every connection works as it is set' }).waitFor();
    expect(await page.locator('.connection').count()).toBe(200);
    expect(await page.locator('.picture').count()).toBe(0);
    expect(await page.locator('[role=log] p').count()).toBeLessThanOrEqual(20);
    await page.getByRole('button', { name: 'mail7.example.org' }).click();
    expect(await page.locator('.picture').count()).toBe(1);
    await wizard.close();
  });
});

/** Tab, until what has the focus says this. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)).includes(words)) return;
  }
  throw new Error(`Tab never came to "${words}"`);
}

async function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: {
        activeElement: {
          textContent: string | null;
          labels?: ArrayLike<{ textContent: string | null }>;
        } | null;
      };
    };
    const element = document.activeElement;
    const label = element?.labels?.[0]?.textContent ?? '';
    return `${label} ${element?.textContent ?? ''}`;
  });
}

/** Runs in the page. */
function sideways(): boolean {
  const { document } = globalThis as unknown as {
    document: { querySelector: (selector: string) => { scrollWidth: number; clientWidth: number } };
  };
  const main = document.querySelector('main');
  return main.scrollWidth > main.clientWidth;
}
