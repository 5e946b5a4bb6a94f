// test/renderer: the pages in Debian's Chromium, served as the app serves them: the same bundle, the
// same answers and headers of main/electron/pages.ts, at an origin that a browser can open. The bridge
// is a test's own; the real one is driven through the real Electron in test/e2e.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { bundleRenderer } from '../../build/bundle.mjs';
import { ORIGIN, pagesIn, respond, type Pages } from '../../main/electron/pages.ts';
import type { EventName, Events } from '../../shared/contract.ts';
import type { Script } from './script.ts';

export const CHROMIUM = '/usr/bin/chromium';
export const hasChromium = existsSync(CHROMIUM);

/** No server answers there: every request is answered by the test. */
const HOST = 'http://wizard.localhost';

/** Chromium as root in a closed network: without these it looks up hosts of its own at each start. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Host {
  readonly browser: Browser;
  readonly pages: Pages;
  readonly close: () => Promise<void>;
}

export async function startHost(): Promise<Host> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wizard-pages-'));
  await bundleRenderer(folder);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  return {
    browser,
    pages: pagesIn(folder),
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface OpenWizard {
  readonly page: Page;
  /** What the window asked for, in order. */
  readonly asked: readonly (readonly [channel: string, request: unknown])[];
  /** Everything that the browser complained about: exceptions, refused by the CSP... */
  readonly complaints: readonly string[];
  readonly send: <E extends EventName>(event: E, value: Events[E]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A window with a bridge that answers from the script. */
export async function openWizard(
  { browser, pages }: Host,
  script: Script,
  options: BrowserContextOptions = {},
): Promise<OpenWizard> {
  const context = await browser.newContext({ viewport: { width: 960, height: 680 }, ...options });
  const page = await context.newPage();
  const asked: [string, unknown][] = [];
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await context.route('**/*', async (route) => {
    const url = route.request().url().replace(HOST, ORIGIN);
    const response = await respond({ method: route.request().method(), url }, pages);
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  await context.exposeFunction('answerFromScript', async (channel: string, request: unknown) => {
    asked.push([channel, request]);
    return script.answer(channel, request);
  });
  await context.addInitScript(putBridge);
  await page.goto(`${HOST}/index.html`);
  const send: OpenWizard['send'] = async (event, value) => {
    await page.evaluate(hear, { event, value });
  };
  script.attach(send);
  return { page, asked, complaints, send, close: () => context.close() };
}

interface InPage {
  readonly answerFromScript: (channel: string, request: unknown) => Promise<unknown>;
  listeners: Map<string, Set<(value: unknown) => void>>;
  starttlsMigrator: unknown;
}

/** Runs in the page before anything else. */
function putBridge(): void {
  const inPage = globalThis as unknown as InPage;
  const listeners = new Map<string, Set<(value: unknown) => void>>();
  inPage.listeners = listeners;
  inPage.starttlsMigrator = {
    ask: (channel: string, request: unknown) => inPage.answerFromScript(channel, request),
    listen: (event: string, listener: (value: unknown) => void) => {
      const all = listeners.get(event) ?? new Set();
      listeners.set(event, all.add(listener));
      return () => all.delete(listener);
    },
  };
}

/** Runs in the page. */
function hear({ event, value }: { readonly event: string; readonly value: unknown }): void {
  const inPage = globalThis as unknown as InPage;
  for (const listener of inPage.listeners.get(event) ?? []) listener(value);
}
