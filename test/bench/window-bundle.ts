// test/bench: how large the pages are. May import: node, test/renderer.
import { gzipSync } from 'node:zlib';
import { ORIGIN, respond, type Pages } from '../../main/electron/pages.ts';
import { ACCOUNTS, WELCOME } from '../renderer/fixtures.ts';
import { openWizard, startHost, type Host } from '../renderer/host.ts';
import { ok, scriptOf } from '../renderer/script.ts';
import type { BenchResult, BenchRow } from './row.ts';

/** In kB, gzipped. */
const AIM_KB = 60;

/** What a first start loads in a browser that shows the list of accounts, and all there is to load. */
export async function benchBundle(): Promise<BenchResult> {
  const host = await startHost();
  try {
    const loaded = await loadedAtFirst(host);
    const all = [...host.pages.names];
    const row = async (
      what: string,
      names: readonly string[],
      limit: Pick<BenchRow, 'rival' | 'rivalName' | 'aim'>,
    ): Promise<BenchRow> => ({
      name: `pages, gzipped: ${what}`,
      ours: await gzippedKb(host.pages, names),
      unit: 'kB',
      ...limit,
    });
    const aimed = { rival: AIM_KB, rivalName: 'the aim', aim: 1 };
    const free = { rival: null, rivalName: '', aim: null };
    const rows = [
      await row(`${loaded.length} files of a first start in English`, loaded, aimed),
      await row(`all ${all.length} files, in three languages`, all, free),
    ];
    return { rows, notes: [await sizes(host.pages, loaded)] };
  } finally {
    await host.close();
  }
}

async function loadedAtFirst(host: Host): Promise<readonly string[]> {
  const script = scriptOf({ welcome: ok(WELCOME), findAccounts: ok(ACCOUNTS) });
  const { page, close } = await openWizard(host, script);
  await page.locator('.choice').first().click();
  await page.locator('.account').first().waitFor();
  const urls = await page.evaluate(() =>
    performance
      .getEntries()
      .filter(({ entryType }) => ['navigation', 'resource'].includes(entryType))
      .map(({ name }) => name),
  );
  await close();
  // Only a browser asks for an icon.
  return [...host.pages.names].filter((name) => urls.some((url) => new URL(url).pathname === name));
}

async function gzippedKb(pages: Pages, names: readonly string[]): Promise<number> {
  const bytes = await Promise.all(
    names.map(async (name) => gzipSync(await bodyOf(pages, name), { level: 9 }).length),
  );
  return bytes.reduce((sum, one) => sum + one, 0) / 1000;
}

async function bodyOf(pages: Pages, name: string): Promise<ArrayBuffer> {
  const response = await respond({ method: 'GET', url: ORIGIN + name }, pages);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.arrayBuffer();
}

async function sizes(pages: Pages, names: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    names.map(async (name) => {
      const raw = (await bodyOf(pages, name)).byteLength / 1000;
      return `${name} ${raw.toFixed(1)} kB (${(await gzippedKb(pages, [name])).toFixed(1)} gzipped)`;
    }),
  );
  return `A first start loads ${parts.join(', ')}. Nothing is fetched from a network, and nothing is compressed on the disk.`;
}
