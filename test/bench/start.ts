// test/bench: one start of the command line, against a start of Node that does nothing.
// May import: node.
import { spawnSync } from 'node:child_process';
import { median, timed } from './measure.ts';
import type { BenchResult, BenchRow } from './row.ts';

const ROUNDS = 25;

function runNode(args: readonly string[]): void {
  const { status, error } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw error ?? new Error(`node ${args.join(' ')} failed`);
}

/** Needs out/cli.js, which `npm run bench` builds first. In turns, so that both see the same machine. */
export function benchStart(): Promise<BenchResult> {
  const rounds = Array.from({ length: ROUNDS }, () => ({
    rival: timed(() => {
      runNode(['-e', '0']);
    }),
    ours: timed(() => {
      runNode(['out/cli.js', '--version']);
    }),
  }));
  const row: BenchRow = {
    name: 'out/cli.js --version',
    ours: median(rounds.map(({ ours }) => ours)),
    rival: median(rounds.map(({ rival }) => rival)),
    unit: 'ms',
    rivalName: 'node -e 0',
    aim: 1.5,
  };
  return Promise.resolve({ rows: [row], notes: [] });
}
