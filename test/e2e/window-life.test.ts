// The window from its start to its end, and what becomes of it when something dies.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { ORIGIN, START_PAGE } from '../../main/electron/pages.ts';
import { NOTICES } from '../../shared/messages/notices.ts';
import { describeReal } from '../real/requirements.ts';
import { until } from '../real/wait.ts';
import { windowRig, type AppStart, type RunningApp, type WindowRig } from './window-rig.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }); // the first one fetches Electron

describeReal('the app', ['electron', 'xvfb'], () => {
  let rig: WindowRig;
  let running: RunningApp | undefined;

  beforeAll(async () => {
    rig = await windowRig();
  });

  afterAll(async () => {
    await rig.remove();
  });

  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  const start = async (options?: AppStart): Promise<RunningApp> => {
    running = await rig.start(options);
    return running;
  };

  /**
   * What an expression is in whatever page the window shows; Playwright's own page dies with its
   * renderer. Undefined while there is none: a script whose page goes away is never answered.
   */
  const inWindow = (app: RunningApp, expression: string): Promise<unknown> =>
    app.app.evaluate(async ({ BrowserWindow }, code) => {
      const { webContents } = BrowserWindow.getAllWindows()[0] ?? {};
      return Promise.race<unknown>([
        webContents?.executeJavaScript(code).catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, 1000)),
      ]);
    }, expression);

  const welcomed = (app: RunningApp): Promise<unknown> =>
    until(
      () => inWindow(app, "starttlsMigrator.ask('welcome', null)"),
      () => 'no page that can ask',
    );

  const heading = (app: RunningApp, wanted: string): Promise<unknown> =>
    until(
      async () =>
        (await inWindow(app, "document.querySelector('h1')?.textContent")) === wanted || undefined,
      () => `no page with the heading "${wanted}"`,
    );

  const demoFolders = ({ home }: RunningApp): readonly string[] =>
    readdirSync(home).filter((name) => name.startsWith('starttls-migrator-demo-'));

  const crash = (app: RunningApp): Promise<void> =>
    app.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });

  it('opens its first page, and leaves nothing of the demo behind', async () => {
    const app = await start();
    await app.page.locator('h1').waitFor();
    expect(app.page.url()).toBe(START_PAGE);
    expect(demoFolders(app)).toHaveLength(1);
    expect(await app.close()).toBe(0);
    running = undefined;
    expect(demoFolders(app)).toEqual([]);
  });

  it('is closed by its own button', async () => {
    const app = await start();
    await app.page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(await app.ended).toBe(0);
  });

  it('is one: a second copy only brings the first to the front', async () => {
    const app = await start();
    const called = app.app.evaluate(
      ({ app: process }) => new Promise((resolve) => process.once('second-instance', resolve)),
    );
    expect(await app.startAnother()).toBe(0);
    await called;
    expect(app.app.windows()).toHaveLength(1);
  });

  it.each([
    ['en_GB.UTF-8', 'en'],
    ['fr_CA.UTF-8', 'fr'],
    ['de_AT.UTF-8', 'de'],
    ['it_IT.UTF-8', 'en'],
  ])('under %s speaks %s', async (locale, language) => {
    const app = await start({ language: locale });
    expect(await welcomed(app)).toMatchObject({
      ok: true,
      value: { language },
    });
  });

  it('hears of each server while a check runs, until it stops listening', async () => {
    const { page } = await start();
    await page.locator('h1').waitFor();
    const told = await page.evaluate<{ during: number; after: number; checked: number }>(`
      (async () => {
        const bridge = starttlsMigrator;
        const value = (outcome) => outcome.value;
        const { accounts } = value(await bridge.ask('findAccounts', { goal: 'just-check' }));
        const heard = { during: new Set(), after: 0 };
        const stop = bridge.listen('connection', ({ id }) => heard.during.add(id));
        const ids = accounts.map(({ id }) => id);
        const { connections } = value(await bridge.ask('check', { accounts: ids }));
        stop();
        const late = bridge.listen('connection', () => (heard.after += 1));
        late();
        await bridge.ask('check', { accounts: ids.slice(0, 1) });
        return { during: heard.during.size, after: heard.after, checked: connections.length };
      })()`);
    expect(told.checked).toBeGreaterThan(1);
    expect(told).toEqual({ during: told.checked, after: 0, checked: told.checked });
  });

  it('starts over cleanly when the page is loaded again', async () => {
    const app = await start();
    const complaints: string[] = [];
    app.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    app.page.on('pageerror', (error) => complaints.push(error.message));
    await app.page.reload();
    await app.page.locator('h1').waitFor();
    expect(complaints).toEqual([]);
    expect(await welcomed(app)).toMatchObject({
      ok: true,
    });
  });

  it('says so when the page has crashed, and starts again', async () => {
    const app = await start();
    await app.page.locator('h1').waitFor();
    const first = await app.page.locator('h1').textContent();
    const { stopped } = NOTICES.en;
    await crash(app);
    await heading(app, stopped.title);
    expect(await inWindow(app, 'location.href')).toBe(`${ORIGIN}/stopped`);
    await inWindow(app, "document.querySelector('a').click()");
    await heading(app, first ?? '');
    expect(await welcomed(app)).toMatchObject({
      ok: true,
    });
    // Also the next time, and it is no loop: a notice that crashes too ends the app.
    await crash(app);
    await heading(app, stopped.title);
    await crash(app).catch(() => undefined);
    expect(await app.ended).toBe(70);
    expect(demoFolders(app)).toEqual([]);
  });

  it('shows a page with a report when the program itself fails, and no dialog', async () => {
    const app = await start();
    await app.app.evaluate((_electron, folder) => {
      setTimeout(() => {
        throw new Error(`<b>planned</b> in ${folder}/file`);
      });
    }, app.home);
    await heading(app, NOTICES.en.failed.title);
    const report = await inWindow(app, "document.querySelector('pre').textContent");
    expect(report).toContain('STARTTLS Migrator 0.1.0: internal');
    expect(report).toContain('Error: <b>planned</b> in ~/file');
    expect(report).not.toContain(app.home);
    expect(await app.close()).toBe(70);
    running = undefined;
  });

  it('shows the same page when its world can not be opened', async () => {
    const app = await start({ args: ['--root', '/nonexistent/folder'], language: 'de_DE.UTF-8' });
    await heading(app, NOTICES.de.failed.title);
    expect(await inWindow(app, "document.querySelector('pre').textContent")).toContain(
      'folder-missing: /nonexistent/folder',
    );
  });

  it('obeys a policy file', async () => {
    const policy = path.join(rig.folder, 'policy.json');
    const organisation = { name: 'Example University', contact: 'Help desk 555-0142' };
    writeFileSync(policy, JSON.stringify({ organisation }), { mode: 0o644 });
    const app = await start({ args: ['--demo', '--policy', policy] });
    expect(await welcomed(app)).toMatchObject({
      value: { organisation },
    });
  });

  it('can be made larger and smaller with the keys of every browser', async () => {
    const { app, page } = await start();
    const factor = (): Promise<number> =>
      app.evaluate(({ BrowserWindow }) =>
        Math.round((BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0) * 100),
      );
    await page.locator('h1').waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (const keyCode of ['+', '+', '-', '+', '+']) {
        contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers: ['control'] });
      }
    });
    await until(
      async () => ((await factor()) === 173 ? true : undefined), // 1.2 to the third power
      () => 'not zoomed',
    );
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
        type: 'keyDown',
        keyCode: '0',
        modifiers: ['control'],
      });
    });
    await until(
      async () => ((await factor()) === 100 ? true : undefined),
      () => 'not as before',
    );
  });
});
