// test/bench: runs the measurements asked for, one after the other, and prints what they gave.
// May import: node, this folder.
import os from 'node:os';
import { benchFifty } from './fifty.ts';
import { benchMany } from './many.ts';
import { benchPrefs } from './prefs.ts';
import { benchProbeFloor } from './probe-floor.ts';
import type { Bench } from './row.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';
import { benchWrongMode } from './wrong-mode.ts';
import { reportOf, writeReport } from './report.ts';

/** By name; `npm run bench -- probe` runs those whose name contains it. */
const BENCHES: Readonly<Record<string, Bench>> = {
  start: benchStart,
  prefs: benchPrefs,
  scan: benchScan,
  'probe-floor': benchProbeFloor,
  'probe-wrong-mode': benchWrongMode,
  'probe-fifty': benchFifty,
  'probe-many': benchMany,
  // Its drivers need not be there for the others, and it is a file of its own: build/task.mjs.
  window: async () => (await import('./window.ts')).benchWindow(),
};

/** Returns the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const slow = args.includes('--slow');
  const words = args.filter((arg) => !arg.startsWith('--'));
  const unknown = args.filter(
    (arg) => arg.startsWith('--') && !['--slow', '--write'].includes(arg),
  );
  const chosen = Object.entries(BENCHES).filter(
    ([name]) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (unknown.length > 0 || chosen.length === 0) {
    console.error(`npm run bench -- [--slow] [--write] [${Object.keys(BENCHES).join(' | ')}]...`);
    return 2;
  }
  const [load = 0] = os.loadavg();
  const results = [];
  for (const [name, bench] of chosen) {
    console.error(`${name}...`);
    results.push({ name, ...(await bench({ slow })) });
  }
  const report = reportOf(results, args, load);
  console.log(report);
  if (args.includes('--write')) writeReport(report);
  return 0;
}
