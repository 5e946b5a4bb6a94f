// What the window may not do, tried in the real app: real Electron, its sandbox on, an ordinary user.
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { CONTENT_SECURITY_POLICY, ORIGIN, START_PAGE } from '../../main/electron/pages.ts';
import { windowOptions } from '../../main/electron/window.ts';
import type { Outcome } from '../../shared/contract.ts';
import { describeReal } from '../real/requirements.ts';
import { processStatus, windowRig, type RunningApp, type WindowRig } from './window-rig.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 300_000 }); // the first one fetches Electron

const REFUSED = { ok: false, problem: { code: 'bad-request', where: null, facts: {} } };

describeReal('the window', ['electron', 'xvfb'], () => {
  let rig: WindowRig;
  let running: RunningApp;
  let page: Page;

  /** Another computer, as far as the window knows: what reaches it has got out. */
  let outside: Server;
  let outsideUrl: string;
  let reached: string[] = [];

  beforeAll(async () => {
    outside = createServer(({ url = '' }, response) => {
      reached.push(url);
      if (url === '/redirect') response.writeHead(302, { location: '/redirected' });
      response.end('<title>outside</title>');
    }).listen(0, '127.0.0.1');
    await once(outside, 'listening');
    outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    rig = await windowRig();
    running = await rig.start();
    ({ page } = running);
    await page.waitForLoadState();
  });

  afterAll(async () => {
    outside.close();
    await rig.remove();
  });

  beforeEach(() => {
    reached = [];
  });

  /** Runs an expression in the page; it may await. */
  const inPage = <T>(expression: string): Promise<T> =>
    page.evaluate<T>(`(async () => (${expression}))()`);

  const ask = (channel: string, request: unknown): Promise<Outcome<unknown>> =>
    inPage(`starttlsMigrator.ask(${JSON.stringify(channel)}, ${JSON.stringify(request)})`);

  it('runs in a sandbox, also where somebody forgets to ask for one', async () => {
    const pids = await running.app.evaluate(async ({ BrowserWindow }, url) => {
      const [window] = BrowserWindow.getAllWindows();
      const careless = new BrowserWindow({ show: false, webPreferences: { sandbox: false } });
      await careless.loadURL(url);
      const both = [window, careless].map((one) => one?.webContents.getOSProcessId() ?? 0);
      careless.destroy();
      return both;
    }, 'about:blank');
    expect(new Set(pids).size).toBe(2);
    for (const pid of pids) {
      expect(processStatus(pid, 'Seccomp')).toBe('2');
      expect(processStatus(pid, 'NSpid')?.split(/\s+/).length).toBeGreaterThan(1);
    }
  });

  it('has the settings of the table, as Electron itself reports them', async () => {
    const settings = await running.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const { webContents } = window as unknown as {
        webContents: { getLastWebPreferences(): Record<string, unknown> };
      };
      return webContents.getLastWebPreferences();
    });
    const { webPreferences = {} } = windowOptions({
      preload: '',
      isPackaged: false,
      isDark: false,
    });
    const reported = Object.keys(webPreferences).filter((name) => name in settings);
    expect(reported).toEqual(
      expect.arrayContaining(['sandbox', 'contextIsolation', 'webSecurity']),
    );
    for (const name of reported) {
      const wanted: unknown = webPreferences[name as keyof typeof webPreferences];
      if (name !== 'preload') expect(settings[name], name).toBe(wanted);
    }
  });

  it('has no Node, no Electron, and of the main process only the bridge', async () => {
    expect(
      await inPage(
        "['require', 'process', 'module', 'global', 'Buffer', 'electron'].filter((name) => name in globalThis)",
      ),
    ).toEqual([]);
    expect(await inPage('Object.keys(starttlsMigrator)')).toEqual(['ask', 'listen']);
    expect(await inPage('Object.isFrozen(starttlsMigrator)')).toBe(true);
  });

  it('is served with its policy, and knows its own origin', async () => {
    expect(page.url()).toBe(START_PAGE);
    expect(await inPage('origin')).toBe(ORIGIN);
    expect(await inPage('isSecureContext')).toBe(true);
    const broken = inPage<string>(`new Promise((resolve) => {
      addEventListener('securitypolicyviolation', (event) => resolve(event.originalPolicy), { once: true });
      fetch('/index.html').catch(() => undefined);
    })`);
    expect(await broken).toBe(CONTENT_SECURITY_POLICY);
  });

  it('makes no markup and no code of a text', async () => {
    for (const attempt of [
      "document.body.innerHTML = '<b>x</b>'",
      "document.createElement('script').textContent = 'globalThis.hacked = true'",
      "document.createElement('iframe').srcdoc = '<script>parent.hacked = true</script>'",
      "trustedTypes.createPolicy('mine', { createHTML: (text) => text })",
    ]) {
      await expect(inPage(attempt), attempt).rejects.toThrow(/TrustedHTML|TrustedScript|Policy/);
    }
    expect(await inPage('globalThis.hacked')).toBeUndefined();
  });

  it('reaches nothing outside', async () => {
    await inPage(`Promise.allSettled([
      fetch('${outsideUrl}/fetch'),
      navigator.sendBeacon('${outsideUrl}/beacon'),
      import('${outsideUrl}/module.js'),
      new Promise((resolve) => {
        const socket = new WebSocket('${outsideUrl}/socket'.replace('http', 'ws'));
        socket.onerror = resolve;
      }),
      ...['img', 'iframe', 'script', 'link', 'object'].map((tag) => new Promise((resolve) => {
        const element = document.createElement(tag);
        element.onload = element.onerror = resolve;
        if (tag === 'script') resolve();
        if (tag === 'link') element.rel = 'stylesheet';
        if (tag !== 'script') element[{ link: 'href', object: 'data' }[tag] ?? 'src'] = '${outsideUrl}/' + tag;
        document.body.append(element);
        setTimeout(resolve, 500);
      })),
    ])`);
    expect(reached).toEqual([]);
  });

  it('reaches nothing outside, not even from the main process', async () => {
    const error = await running.app.evaluate(async ({ BrowserWindow }, url) => {
      const hidden = new BrowserWindow({ show: false, webPreferences: { partition: 'wizard' } });
      const outcome = await hidden.loadURL(url).then(String, String);
      hidden.destroy();
      return outcome;
    }, `${outsideUrl}/load`);
    expect(error).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(reached).toEqual([]);
  });

  it('goes nowhere, opens nothing, and follows no redirection', async () => {
    expect(await inPage(`open('${outsideUrl}/open')`)).toBeNull();
    expect(await inPage("open('/notice.css')")).toBeNull();
    for (const url of [
      `${outsideUrl}/go`,
      '/notice.css',
      'file:///etc/passwd',
      'data:text/html,x',
    ]) {
      await inPage(`void (location.href = '${url}')`);
    }
    // A question is answered after the page had its chance to be gone.
    expect(await ask('welcome', null)).toMatchObject({ ok: true });
    expect(page.url()).toBe(START_PAGE);
    expect(running.app.windows()).toHaveLength(1);
    // Nobody is asked before about:blank: it does not stay.
    await Promise.all([
      page.waitForURL('about:blank', { waitUntil: 'commit' }),
      inPage("void (location.href = 'about:blank')"),
    ]);
    await page.waitForURL(START_PAGE);

    await running.app.evaluate(async ({ BrowserWindow }, url) => {
      const hidden = new BrowserWindow({ show: false });
      await hidden.loadURL(url).catch(() => undefined);
      hidden.destroy();
    }, `${outsideUrl}/redirect`);
    expect(reached).toEqual(['/redirect']);
  });

  it('has no page inside the page', async () => {
    const types = await running.app.evaluate(async ({ BrowserWindow, webContents }) => {
      const hidden = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
      await hidden.loadURL('data:text/html,<webview src="about:blank"></webview>');
      const all = webContents.getAllWebContents().map((one) => one.getType());
      hidden.destroy();
      return all;
    });
    expect(types).not.toContain('webview');
  });

  it('gets no permission and downloads nothing', async () => {
    const names = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
    ];
    for (const name of names) {
      expect(await inPage(`(await navigator.permissions.query({ name: '${name}' })).state`)).toBe(
        'denied',
      );
    }
    expect(await inPage('Notification.requestPermission()')).toBe('denied');
    expect(
      await inPage(
        'new Promise((no) => navigator.geolocation.getCurrentPosition(no, (e) => no(e.code)))',
      ),
    ).toBe(1);
    expect(
      await inPage('navigator.mediaDevices.getUserMedia({ audio: true }).catch(String)'),
    ).toMatch(/NotAllowed|NotFound/);
    expect(await inPage('navigator.mediaDevices.getDisplayMedia().catch(String)')).toMatch(/Not/);

    const prevented = running.app.evaluate(
      ({ session }) =>
        new Promise((resolve) => {
          session.fromPartition('wizard').once('will-download', ({ defaultPrevented }) => {
            resolve(defaultPrevented);
          });
        }),
    );
    await inPage(`(() => {
      const link = document.createElement('a');
      link.href = '/notice.css';
      link.download = 'notice.css';
      link.click();
    })()`);
    expect(await prevented).toBe(true);
  });

  it('does not spell-check, which would fetch dictionaries', async () => {
    const enabled = await running.app.evaluate(({ session }) =>
      session.fromPartition('wizard').isSpellCheckerEnabled(),
    );
    expect(enabled).toBe(false);
  });

  it('asks only what is in the contract', async () => {
    expect(await ask('welcome', null)).toMatchObject({ ok: true, value: { isDemo: true } });
    for (const [channel, request] of [
      ['quit', null],
      ['__proto__', null],
      ['constructor', null],
      ['setLanguage', 'xx'],
      ['setLanguage', { toString: 'en' }],
      ['check', { accounts: ['/etc/passwd'] }],
      ['check', { accounts: ['../account-1'] }],
      ['check', { accounts: 'account-1' }],
      ['check', null],
      ['undo', { run: '/home/anna/.local/state', despite: [] }],
      ['setLanguage', 'x'.repeat(300_000)],
      ['welcome', 'x'.repeat(300_000)],
    ] as const) {
      expect(await ask(channel, request), channel).toEqual(REFUSED);
    }
    expect(await inPage('starttlsMigrator.ask()')).toEqual(REFUSED);
    // In the right form, and never shown to the window: refused by the session.
    expect(await ask('check', { accounts: ['account-999'] })).toMatchObject({ ok: false });
    // What can't be copied from process to process at all.
    expect(await inPage("starttlsMigrator.ask('setLanguage', Symbol('en')).catch(String)")).toEqual(
      expect.anything(),
    );
    expect(await ask('setLanguage', 'en')).toEqual({ ok: true, value: null });
  });

  it('is the only one that is answered', async () => {
    const answers = await running.app.evaluate(
      async ({ BrowserWindow }, { preload, ours }) => {
        const answered: unknown[] = [];
        for (const [partition, url] of [
          ['wizard', ours],
          ['other', 'data:text/html,foreign'],
        ] as const) {
          const foreign = new BrowserWindow({
            show: false,
            webPreferences: { preload, partition },
          });
          await foreign.loadURL(url);
          answered.push(
            await foreign.webContents.executeJavaScript("starttlsMigrator.ask('welcome', null)"),
          );
          foreign.destroy();
        }
        return answered;
      },
      { preload: `${running.folder}/preload.cjs`, ours: `${ORIGIN}/notice.css` },
    );
    expect(answers).toEqual([REFUSED, REFUSED]);
  });
});
