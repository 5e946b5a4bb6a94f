// test/bench: what `npm run bench` runs: every measurement beside its rival in the same run, medians.
// May import: node, this folder.
import os from 'node:os';
import { benchPrefs } from './prefs.ts';
import type { BenchRow } from './row.ts';
import { benchScan } from './scan.ts';
import { benchStart } from './start.ts';

const rows = [...(await benchStart()), ...(await benchPrefs()), ...(await benchScan())];
console.log(`Node ${process.versions.node}, ${os.cpus().length} cores, ${process.platform}\n`);
console.log('| work | ours | rival | ratio | aim |');
console.log('| --- | ---: | ---: | ---: | ---: |');
for (const row of rows) console.log(lineOf(row));

function lineOf({ name, ours, rival, unit, rivalName, aim }: BenchRow): string {
  const shown = (value: number): string => `${value.toFixed(1)} ${unit}`;
  const ratio = (ours / rival).toFixed(2);
  return `| ${name} | ${shown(ours)} | ${rivalName}: ${shown(rival)} | ${ratio} | ${aim === null ? '' : `<= ${aim}`} |`;
}
