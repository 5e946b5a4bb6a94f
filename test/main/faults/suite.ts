// test/main/faults: the fault table, asked of one program with a TLS library. May import: test/, vitest.
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../../../shared/messages/languages.ts';
import { atTheEnd } from '../../real/at-the-end.ts';
import { makeNetwork, type SmallNetwork } from '../../real/namespaces.ts';
import { requirement, verdict, type Presence, type Requirement } from '../../real/requirements.ts';
import { startDnsServer } from '../../support/dns-server.ts';
import type { FaultAnswer, FaultQuestion } from './prober.ts';
import { needsOf, type FaultRow } from './row.ts';
import { makeProps, NAMES, play } from './stage.ts';
import { FAULT_TABLE } from './table.ts';

/** Most rows wait for something that does not come. */
vi.setConfig({ maxConcurrency: 12, testTimeout: 60_000 });

type Ask = (question: FaultQuestion) => Promise<FaultAnswer>;

/** Who gives the verdicts. */
export interface Host {
  /** Loopback addresses for real servers: the first three numbers. */
  readonly range: string;
  readonly isBoringSsl: boolean;
  /** `before`: a command that takes the program into the small network. */
  readonly start: (
    before: readonly string[],
  ) => Promise<{ readonly ask: Ask; readonly stop: () => unknown }>;
}

/** Tests for every row of the table. To be called inside a `describe`. */
export function testFaults(host: Host): void {
  const later = atTheEnd();
  const canHaveNetwork = verdict(['namespaces'], look).verdict === 'run';
  let network: SmallNetwork | undefined;
  const props = makeProps(
    host.range,
    () => {
      if (!network) throw new Error('the row does not say that it needs namespaces');
      return network;
    },
    later,
  );
  const asks: Partial<Record<'outside' | 'inside', Ask>> = {};

  beforeAll(async () => {
    const outside = await host.start([]);
    later(async () => {
      await outside.stop();
    });
    asks.outside = outside.ask;
    if (!canHaveNetwork) return;
    network = makeNetwork();
    later(network.remove);
    const names = await startDnsServer(NAMES, { address: network.live, port: 53 });
    later(() => names.close());
    const inside = await host.start(network.inside);
    later(async () => {
      await inside.stop();
    });
    asks.inside = inside.ask;
  });

  const testRow = (row: FaultRow): void => {
    const needs = verdict(needsOf(row), look);
    const test = async (): Promise<void> => {
      if (needs.verdict === 'fail') expect.fail(needs.reason);
      const ask = asks[row.resolver ?? 'outside'];
      const answer = await play(row, props, (question) => ask!(question));
      expect(answer.isBoringSsl).toBe(host.isBoringSsl);
      check(row, answer);
    };
    if (needs.verdict === 'skip') it.skip(`${row.name} [skipped: ${needs.reason}]`, test);
    else it(row.name, test);
  };

  describe.concurrent('the fault table', () => {
    for (const row of FAULT_TABLE.filter(({ needs }) => !needs)) testRow(row);
  });

  // While a real server starts or stops, nothing else of this process goes on.
  describe('the fault table with real servers', () => {
    for (const row of FAULT_TABLE.filter(({ needs }) => needs)) testRow(row);
  });
}

const known = new Map<Requirement, Presence>();

/** Each part is looked for once: the small network is built to see whether it can be. */
function look(name: Requirement): Presence {
  const presence = known.get(name) ?? requirement(name);
  known.set(name, presence);
  return presence;
}

function check(row: FaultRow, { verdicts, planned, failures }: FaultAnswer): void {
  const [verdict] = verdicts;
  const proposed = planned.map(({ change, heldBack }) => ({ ...change.to, heldBack }));
  expect({ code: verdict?.code, remarks: verdict?.remarks, failures, proposed }).toEqual({
    code: row.code,
    remarks: row.remarks ?? [],
    failures: row.failure ? (expect.arrayContaining([row.failure]) as unknown) : [],
    proposed: row.change ? [{ heldBack: null, ...row.change }] : [],
  });
  for (const { change } of planned) {
    expect(change).toMatchObject({ server: 'p/server0', reason: row.code });
  }
  for (const { text } of verdicts) {
    for (const language of LANGUAGES) {
      expect(text[language]).toMatch(/\S/);
      expect(text[language]).not.toMatch(/\{\w+\}/);
    }
  }
  for (const words of row.says) expect(verdict?.text.en).toContain(words);
}
