// Every page of the real app in light and dark: axe-core finds nothing wrong, and a picture of each
// is made for people who read about it, when STARTTLS_MIGRATOR_SCREENSHOTS=1 asks for them.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { describeReal } from '../real/requirements.ts';
import { axeViolations } from '../support/axe.ts';
import { windowRig, type RunningApp, type WindowRig } from './window-rig.ts';
import { personAt } from './window-steps.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 300_000 }); // the first one fetches Electron

const PICTURES = fileURLToPath(new URL('../screenshots/', import.meta.url));
const makesPictures = process.env['STARTTLS_MIGRATOR_SCREENSHOTS'] === '1';

describeReal('each page of the app', ['electron', 'xvfb'], () => {
  let rig: WindowRig;

  beforeAll(async () => {
    rig = await windowRig();
    if (makesPictures) mkdirSync(PICTURES, { recursive: true });
  });
  afterAll(() => rig.remove());

  async function startAt960x680(): Promise<RunningApp> {
    const running = await rig.start();
    await running.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(960, 680);
    });
    // A row under the pointer looks unlike the others.
    await running.page.mouse.move(0, 0);
    return running;
  }

  /** In both schemes; the picture only of a page that has a name. */
  async function look(page: Page, name: string | null = null): Promise<void> {
    await page.mouse.move(0, 0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await axeViolations(page), `${name ?? page.url()}, ${colorScheme}`).toEqual([]);
      if (makesPictures && name !== null) {
        await page.screenshot({ path: path.join(PICTURES, `${name}-${colorScheme}.png`) });
      }
    }
  }

  it('from the first to the undo has no axe violation', async () => {
    const { page, close } = await startAt960x680();
    const { arrivesAt, clicks, sees } = personAt(page);
    await arrivesAt('What brings you here?');
    await look(page, '1-start');
    await clicks('I can’t send mail');
    await arrivesAt('We found 2 mail accounts');
    await look(page, '2-accounts');
    await clicks('Check 2 accounts');
    await arrivesAt('Three connections need attention');
    await look(page, '3-check');
    await clicks('Continue');
    await arrivesAt('Two servers need new settings');
    await look(page, '4-review');
    await clicks('Change 2 servers');
    await arrivesAt('Two servers changed, and both work');
    await look(page, '5-result');
    await page.reload();
    await clicks('Earlier changes: 1');
    await arrivesAt('Earlier changes');
    await look(page, '7-history');
    await clicks(/^Undo the changes of /);
    await arrivesAt('Put back as it was');
    await sees('Taken back');
    await look(page);
    expect(await close()).toBe(0);
  });

  it('about trouble has no axe violation', async () => {
    const { page, close } = await startAt960x680();
    const { arrivesAt, clicks } = personAt(page);
    await clicks('Just check');
    await clicks('Check 2 accounts');
    await page.getByText('Evidence').first().click();
    await look(page);
    await clicks('Continue');
    await arrivesAt('Three connections need attention');
    await look(page);
    await clicks('What to do about smtp.partner.example');
    await arrivesAt('The server’s certificate has expired');
    await look(page, '6-trouble');
    await page.getByText('Technical evidence').click();
    await look(page);
    expect(await close()).toBe(0);
  });
});
