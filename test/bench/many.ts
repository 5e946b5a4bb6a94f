// test/bench: thousands of endpoints in one run: how fast, at what cost, and how much memory.
// May import: main/demo, this folder.
import { createAuthority } from '../../main/demo/certificates.ts';
import { median } from './measure.ts';
import { costOf, MANY_DOMAIN } from './prober-child.ts';
import type { Cost, Task } from './prober-child.ts';
import type { BenchResult, BenchRow } from './row.ts';
import { startServerChild } from './server-child.ts';

const ENDPOINTS = 2000;
const ROUNDS = 3;

/**
 * One embedded server at 2,000 addresses, in a process of its own; the product, and the least a
 * client in Node can do, in turns and each in a fresh process.
 */
export async function benchMany(): Promise<BenchResult> {
  const authority = await createAuthority('Bench');
  const identity = await authority.issue({ names: [`*.${MANY_DOMAIN}`] });
  const server = startServerChild();
  try {
    const temper = { protocol: 'smtp', tls: 'starttls-only', identity } as const;
    const port = await server.serve({ kind: 'mail', temper, host: '0.0.0.0' });
    const costs: Record<Task['who'], Cost[]> = { ours: [], bare: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const who of ['ours', 'bare'] as const) {
        costs[who].push(await costOf({ who, endpoints: ENDPOINTS, port, root: authority.root }));
      }
    }
    return { rows: rowsOf(costs.ours, costs.bare), notes: [remark(costs.ours)] };
  } finally {
    await server.stop();
  }
}

function rowsOf(ours: readonly Cost[], bare: readonly Cost[]): readonly BenchRow[] {
  const row = (what: string, unit: BenchRow['unit'], of: (cost: Cost) => number): BenchRow => ({
    name: `${ENDPOINTS} endpoints: ${what}`,
    ours: median(ours.map(of)),
    rival: median(bare.map(of)),
    unit,
    rivalName: 'a bare client in Node, same facts',
    aim: null,
  });
  return [
    row('time', 's', ({ seconds }) => seconds),
    row('CPU of the client, each', 'ms', ({ cpuMs }) => cpuMs / ENDPOINTS),
    row('resident memory before the first', 'MB', ({ memory }) => memory.start),
    row('resident memory when half are done', 'MB', ({ memory }) => memory.half),
    row('resident memory after the last', 'MB', ({ memory }) => memory.end),
  ];
}

function remark(ours: readonly Cost[]): string {
  const perSecond = ENDPOINTS / median(ours.map(({ seconds }) => seconds));
  const kept = median(
    ours.map(({ memory }) => ((memory.end - memory.half) * 1000) / (ENDPOINTS / 2)),
  );
  return (
    `That is ${perSecond.toFixed(0)} endpoints a second, with the server on the same cores. Memory ` +
    `grows by ${kept.toFixed(0)} kB an endpoint in the second half: its observation, which is kept ` +
    `for the report. 2,000 addresses: the gap of 1 s for each is never waited for. Median of ` +
    `${ROUNDS} runs, each in a fresh process.`
  );
}
