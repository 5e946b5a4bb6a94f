// test/bench: the report of a run in Markdown, and its place in RESULTS.md. May import: node, this
// folder.
import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import type { BenchResult, BenchRow } from './row.ts';

const RESULTS = 'test/bench/RESULTS.md';
/** Everything between them is written by `npm run bench -- --write`. */
const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';

export interface NamedResult extends BenchResult {
  readonly name: string;
}

/** `load`: processes that wanted a core, in the minute before the first measurement. */
export function reportOf(
  results: readonly NamedResult[],
  args: readonly string[],
  load: number,
): string {
  const command = ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' ');
  const day = new Date().toISOString().slice(0, 10);
  const head =
    `${day}, Node ${process.versions.node}, ${os.cpus().length} cores (${os.cpus()[0]?.model ?? '?'}), ` +
    `${os.type()} ${os.release()}, load ${load.toFixed(1)} before: \`${command}\``;
  const sections = results.map(({ name, rows, notes }) =>
    [`### ${name}`, tableOf(rows), ...notes].join('\n\n'),
  );
  return [head, ...sections].join('\n\n');
}

function tableOf(rows: readonly BenchRow[]): string {
  const cells = rows.map(({ name, ours, rival, unit, rivalName, aim }) => {
    const ratio = rival === null ? null : ours / rival;
    return [
      name,
      shown(ours, unit),
      rival === null ? '' : `${rivalName}: ${shown(rival, unit)}`,
      ratio === null ? '' : ratio < 0.1 ? ratio.toPrecision(1) : ratio.toFixed(2),
      aim === null ? '' : `<= ${aim}`,
      aim === null || ratio === null ? '' : ratio <= aim ? 'met' : 'missed',
    ];
  });
  return markdownTable(['work', 'ours', 'rival or floor', 'ratio', 'aim', 'verdict'], cells);
}

function shown(value: number, unit: BenchRow['unit']): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ${unit}`;
}

export function markdownTable(
  head: readonly string[],
  lines: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}

/** Puts it into RESULTS.md in place of the last one; what stands around it is written by people. */
export function writeReport(report: string): void {
  const text = readFileSync(RESULTS, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${RESULTS} has lost its marks`);
  writeFileSync(RESULTS, `${before}${BEGIN}\n\n${report}\n\n${END}${after}`);
}
