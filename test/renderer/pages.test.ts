// test/renderer: every state of every page, as people may have it: in both schemes, at every width, in
// each language, for a screen reader. The pictures go to out/screenshots.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LANGUAGES } from '../../shared/messages/languages.ts';
import { describeReal } from '../real/requirements.ts';
import { axeViolations } from '../support/axe.ts';
import { openWizard, startHost, type Host, type OpenWizard } from './host.ts';
import { SCENES, sceneScript, type Scene } from './gallery.ts';

const PICTURES = fileURLToPath(new URL('../../out/screenshots/', import.meta.url));
/** The last is what 200 % zoom leaves of the first. */
const SIZES = [
  [960, 680],
  [930, 680],
  [720, 680],
  [480, 680],
  [320, 680],
  [480, 340],
] as const;

interface PageScope {
  readonly document: {
    readonly activeElement: { readonly tagName: string } | null;
    readonly title: string;
    readonly documentElement: {
      readonly scrollWidth: number;
      readonly scrollHeight: number;
      readonly lang: string;
    };
    readonly body: { readonly innerText: string };
    readonly querySelector: (
      selector: string,
    ) => { readonly scrollWidth: number; readonly clientWidth: number } | null;
    readonly querySelectorAll: (selector: string) => { readonly length: number };
  };
  readonly innerWidth: number;
  readonly innerHeight: number;
}

describeReal('the pages', ['chromium'], () => {
  let host: Host;
  beforeAll(async () => {
    await mkdir(PICTURES, { recursive: true });
    host = await startHost();
  });
  afterAll(() => host.close());

  async function open(scene: Scene, language: (typeof LANGUAGES)[number]): Promise<OpenWizard> {
    const wizard = await openWizard(host, sceneScript(scene, { language }), {
      reducedMotion: 'reduce',
    });
    await scene.go(wizard.page);
    return wizard;
  }

  it.each(SCENES)('$name has no axe violation in either scheme, and fits', async (scene) => {
    const wizard = await open(scene, 'en');
    const { page } = wizard;
    await page.mouse.move(0, 0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await axeViolations(page), colorScheme).toEqual([]);
      await page.screenshot({ path: `${PICTURES}${scene.name}-${colorScheme}.png` });
    }
    expect(await page.evaluate(headingFacts)).toEqual({ headings: 1, mains: 1, titled: true });
    await expectFits(page);
    expect(wizard.complaints).toEqual([]);
    await wizard.close();
  });

  it.each(SCENES)('$name says everything in French and German, and fits', async (scene) => {
    for (const language of ['fr', 'de'] as const) {
      const wizard = await open(scene, language);
      const { page } = wizard;
      expect(await page.evaluate(spokenLanguage)).toBe(language);
      const text = await page.evaluate(allText);
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
      await expectFits(page);
      await wizard.close();
    }
  });

  it('holds no text of the terminal', async () => {
    const { english } = await import('../../shared/messages/en/index.ts');
    const scripts = [...host.pages.names].filter((name) => name.endsWith('.js'));
    const bodies = await Promise.all(scripts.map((name) => host.pages.read(name)));
    const all = bodies.map((body) => Buffer.from(body).toString('utf8')).join('');
    expect(all).toContain('What brings you here?');
    expect(all).not.toContain(english.terminal.doctorLooking);
  });

  it('loads one language, in less than 60 kB gzipped', async () => {
    const { gzipSync } = await import('node:zlib');
    const scene = SCENES[0]!;
    for (const language of LANGUAGES) {
      const wizard = await openWizard(host, sceneScript(scene, { language }));
      await wizard.page.locator('.choice').first().waitFor();
      const loaded = (await wizard.page.evaluate(loadedFiles)).filter((name) =>
        host.pages.names.has(name),
      );
      const bodies = await Promise.all(loaded.map((name) => host.pages.read(name)));
      const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
      expect(loaded).toContain('/index.js');
      expect(bytes, loaded.join()).toBeLessThan(60_000);
      await wizard.close();
    }
  });
});

/** Nothing scrolls sideways, at any width and at 200 % zoom. */
async function expectFits(page: Page): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    expect(await page.evaluate(overflow), `${String(width)} x ${String(height)}`).toEqual([]);
  }
}

// These run in the page.

function headingFacts(): { headings: number; mains: number; titled: boolean } {
  const { document } = globalThis as unknown as PageScope;
  return {
    headings: document.querySelectorAll('h1').length,
    mains: document.querySelectorAll('main').length,
    titled: document.title.endsWith(' – STARTTLS Migrator'),
  };
}

function spokenLanguage(): string {
  return (globalThis as unknown as PageScope).document.documentElement.lang;
}

function allText(): string {
  return (globalThis as unknown as PageScope).document.body.innerText;
}

function overflow(): string[] {
  const { document, innerWidth, innerHeight } = globalThis as unknown as PageScope;
  const wide: string[] = [];
  // Only the page scrolls, unless the window is low (narrow.css).
  const isLow = innerHeight < 480;
  if (!isLow && document.documentElement.scrollHeight > innerHeight)
    wide.push('a second scroll bar');
  if (document.documentElement.scrollWidth > innerWidth) wide.push('the window');
  for (const part of ['.page', '.foot', '.rail', '.foot-row']) {
    const element = document.querySelector(part);
    if (element && element.scrollWidth > element.clientWidth) wide.push(part);
  }
  return wide;
}

function loadedFiles(): string[] {
  const scope = globalThis as unknown as {
    performance: { getEntriesByType: (type: string) => { name: string }[] };
    location: { pathname: string };
  };
  const names = scope.performance.getEntriesByType('resource').map(({ name }) => name);
  return [scope.location.pathname, ...names.map((name) => new URL(name).pathname)];
}
