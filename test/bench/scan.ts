// test/bench: 1,000 profiles found and read, against reading their files.
// May import: node, main, test/support.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createThunderbirdClient } from '../../main/clients/thunderbird/index.ts';
import { nodeFiles } from '../../main/system/node-files.ts';
import { prefsText, STORY } from '../support/prefs-text.ts';
import { bareEnvironment } from '../support/thunderbird-reading.ts';
import { median, timed } from './measure.ts';
import type { BenchResult, BenchRow } from './row.ts';

const PROFILES = 1000;
const BYTES = 41_000;
const ROUNDS = 15;

/** What else stands in a prefs.js: most of it is not about servers. */
function padded(): string {
  const values: Record<string, string | number> = { ...STORY } as Record<string, string | number>;
  let size = prefsText(values).length;
  for (let index = 0; size < BYTES; index += 1) {
    const name = `mail.server.server1.some_setting_of_thunderbird.${index}`;
    values[name] = index % 3 === 0 ? `text value number ${index}` : index;
    size += `user_pref("${name}", ${JSON.stringify(values[name])});\n`.length;
  }
  return prefsText(values);
}

function makeWorld(home: string): readonly string[] {
  const text = padded();
  const root = path.join(home, '.thunderbird');
  const sections = Array.from({ length: PROFILES }, (_, index) => {
    const folder = path.join(root, `p${index}.default`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'prefs.js'), text);
    return `[Profile${index}]\nName=p${index}\nIsRelative=1\nPath=p${index}.default\n`;
  });
  writeFileSync(path.join(root, 'profiles.ini'), sections.join('\n'));
  return Array.from({ length: PROFILES }, (_, i) => path.join(root, `p${i}.default`, 'prefs.js'));
}

function scan(home: string): void {
  const client = createThunderbirdClient(nodeFiles(), bareEnvironment({ home, systemRoot: '' }));
  const { profiles } = client.discover([]);
  const servers = profiles.flatMap(
    (profile) => client.read(profile, { includeUserJs: false }).servers,
  );
  if (servers.length !== 2 * PROFILES) throw new Error(`${servers.length} servers were found`);
}

function cat(files: readonly string[]): void {
  const { status, error } = spawnSync('cat', files, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw error ?? new Error('cat failed');
}

/** Two rows, in milliseconds; the files are in the system's cache for both. */
export function benchScan(): Promise<BenchResult> {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'starttls-migrator-bench-')));
  try {
    const files = makeWorld(home);
    const nodes = nodeFiles();
    const rounds = Array.from({ length: ROUNDS }, () => ({
      ours: timed(() => {
        scan(home);
      }),
      cat: timed(() => {
        cat(files);
      }),
      read: timed(() => {
        for (const file of files) nodes.readFile(file);
      }),
    }));
    const row = (rivalName: string, rival: number, aim: number | null): BenchRow => ({
      name: `${PROFILES} profiles of ${BYTES / 1000} kB scanned`,
      ours: median(rounds.map((round) => round.ours)),
      rival,
      unit: 'ms',
      rivalName,
      aim,
    });
    const rows = [
      row('cat', median(rounds.map((round) => round.cat)), 3),
      row('readFileSync', median(rounds.map((round) => round.read)), null),
    ];
    return Promise.resolve({ rows, notes: [] });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
