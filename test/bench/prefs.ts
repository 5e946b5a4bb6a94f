// test/bench: reading a preference file of 10 MB against JSON.parse of the same data as JSON.
import { PrefsDocument } from '../../main/clients/thunderbird/prefs/document.ts';
import type { PrefValue } from '../../main/clients/thunderbird/prefs/document.ts';
import { median, timed } from './measure.ts';
import type { BenchResult, BenchRow } from './row.ts';

const SIZE = 10_000_000;
const LOOK_UPS = 1000;
const ROUNDS = 15;

/** The same preferences three times over. */
interface Data {
  readonly prefs: Buffer;
  readonly json: Buffer;
  readonly names: readonly string[];
}

/**
 * Median times, both sides from bytes in memory to 1,000 values looked up by random names, in
 * alternating runs. Both sides end with the same values, which is checked.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- every benchmark is asked the same way
export async function benchPrefs(): Promise<BenchResult> {
  const entries = [...preferences(SIZE)];
  const ownOrder = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const rows = [
    row('prefs.js of 10 MB as Thunderbird writes it', dataOf(ownOrder)),
    row('prefs.js of 10 MB in random order', dataOf(shuffled(entries))),
  ];
  return { rows, notes: [] };
}

function row(what: string, data: Data): BenchRow {
  const ours: number[] = [];
  const rival: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(timed(() => readPrefs(data)));
    rival.push(timed(() => readJson(data)));
  }
  if (readPrefs(data) !== readJson(data)) throw new Error('the two sides read different values');
  return {
    name: `${what}: parse, then 1,000 values by random names`,
    ours: median(ours),
    rival: median(rival),
    unit: 'ms',
    rivalName: 'JSON.parse of the same data, then the same values',
    aim: 1,
  };
}

function readPrefs({ prefs, names }: Data): string {
  const document = PrefsDocument.parse(prefs);
  return names.map((name) => document.value(name)).join();
}

function readJson({ json, names }: Data): string {
  const object = JSON.parse(json.toString()) as Record<string, PrefValue>;
  return names.map((name) => object[name]).join();
}

/** What a profile with very many accounts holds: strings, numbers and switches as Thunderbird has. */
function* preferences(size: number): Iterable<readonly [string, PrefValue]> {
  let written = 0;
  for (let n = 1; written < size; n++) {
    const server = `mail.server.server${n}`;
    const smtp = `mail.smtpserver.smtp${n}`;
    const entries: readonly (readonly [string, PrefValue])[] = [
      [`${server}.hostname`, `imap${n}.example.org`],
      [`${server}.port`, 993],
      [`${server}.socketType`, 3],
      [`${server}.directory-rel`, `[ProfD]ImapMail/imap${n}.example.org`],
      [`${server}.name`, `"Müller" <person${n}@example.org>`],
      [`${server}.login_at_startup`, true],
      [`${server}.spamActionTargetAccount`, `imap://person${n}%40example.org@imap${n}.example.org`],
      [`${smtp}.hostname`, `smtp${n}.example.org`],
      [`${smtp}.port`, 465],
      [`${smtp}.try_ssl`, 3],
      [`${smtp}.username`, `person${n}@example.org`],
      [`mail.identity.id${n}.useremail`, `person${n}@example.org`],
      [`mail.identity.id${n}.compose_html`, n % 2 === 0],
    ];
    for (const entry of entries) {
      written += prefLine(entry).length;
      yield entry;
    }
  }
}

function prefLine([name, value]: readonly [string, PrefValue]): string {
  return `user_pref("${name}", ${JSON.stringify(value)});\n`;
}

function dataOf(entries: readonly (readonly [string, PrefValue])[]): Data {
  return {
    prefs: Buffer.from(entries.map(prefLine).join('')),
    json: Buffer.from(JSON.stringify(Object.fromEntries(entries))),
    names: shuffled(entries.map(([name]) => name)).slice(0, LOOK_UPS),
  };
}

/** Fisher and Yates, with the same numbers every time. */
function shuffled<T>(values: readonly T[]): T[] {
  const result = [...values];
  let seed = 1;
  for (let i = result.length - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const j = seed % (i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
