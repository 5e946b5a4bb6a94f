// test: many endpoints at the same time, and how gently each address is treated.
import { describe, expect, it } from 'vitest';
import { nodeNetwork } from '../../../main/probe/node-network.ts';
import { withResolve } from '../../../main/probe/resolve.ts';
import { Schedule } from '../../../main/probe/schedule.ts';
import type { Probed, ProbeProgress, ScheduleOptions } from '../../../main/probe/schedule.ts';
import type { Endpoint } from '../../../shared/model/endpoint.ts';
import { failureOf, useWorld } from './world.ts';

const world = useWorld();

interface Sockets {
  readonly network: ReturnType<typeof nodeNetwork>;
  /** Times of the connections to each address, in milliseconds. */
  readonly times: Map<string, number[]>;
  /** The most that were open at the same time to each address. */
  readonly most: Map<string, number>;
}

/** Counts connections on their way through. */
function counted(below: ReturnType<typeof nodeNetwork>): Sockets {
  const times = new Map<string, number[]>();
  const open = new Map<string, number>();
  const most = new Map<string, number>();
  return {
    times,
    most,
    network: {
      addresses: (...given) => below.addresses(...given),
      connect(address, port) {
        const socket = below.connect(address, port);
        const now = (open.get(address) ?? 0) + 1;
        times.set(address, [...(times.get(address) ?? []), performance.now()]);
        open.set(address, now);
        most.set(address, Math.max(now, most.get(address) ?? 0));
        socket.once('close', () => open.set(address, (open.get(address) ?? 0) - 1));
        return socket;
      },
    },
  };
}

async function probeAll(
  endpoints: readonly Endpoint[],
  options: ScheduleOptions,
): Promise<readonly Probed[]> {
  const schedule = new Schedule(options);
  try {
    return await schedule.probe(endpoints);
  } finally {
    schedule.close();
  }
}

async function hosts(count: number, sameAddress: boolean) {
  const { identity, start } = world();
  const servers = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      start(
        { protocol: 'smtp', tls: 'starttls', identity },
        sameAddress ? undefined : `127.0.1.${at + 1}`,
      ),
    ),
  );
  const endpoints = servers.map(({ port }, at): Endpoint => {
    return { protocol: 'smtp', host: `h${at}.test`, port, tls: 'starttls' };
  });
  const entries = servers.map(({ host, port }, at) => ({
    host: `h${at}.test`,
    port,
    address: host,
  }));
  return { servers, endpoints, ...counted(withResolve(nodeNetwork(), entries)) };
}

describe('all endpoints', () => {
  it('are tested once each, and answered in the order asked', async () => {
    const { servers, endpoints, network } = await hosts(3, false);
    const again = endpoints.map((one) => ({ ...one, host: one.host.toUpperCase() }));
    const results = await probeAll([...endpoints, ...again], {
      ...world().options(1, { network }),
      gapMs: 0,
    });
    expect(results.map(({ observations }) => observations.map(failureOf))).toEqual([
      ['none'],
      ['none'],
      ['none'],
    ]);
    expect(results.map(({ endpoint }) => endpoint.port)).toEqual(endpoints.map(({ port }) => port));
    expect(servers.map(({ sessions }) => sessions.length)).toEqual([1, 1, 1]);
  });

  it('go wide across addresses: nobody waits for another host', async () => {
    const { endpoints, network } = await hosts(5, false);
    const begun = performance.now();
    await probeAll(endpoints, { ...world().options(1, { network }), gapMs: 60_000 });
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  it('go narrow towards one address: two at a time', async () => {
    const { endpoints, network, most } = await hosts(6, true);
    await probeAll(endpoints, { ...world().options(1, { network }), gapMs: 0 });
    expect(most.get('127.0.0.1')).toBe(2);
  });

  it('leave a gap between two connections to one address', async () => {
    const { endpoints, network, times } = await hosts(4, true);
    await probeAll(endpoints, { ...world().options(1, { network }), gapMs: 50 });
    const at = times.get('127.0.0.1')!;
    const gaps = at.slice(1).map((time, index) => time - at[index]!);
    expect(Math.min(...gaps)).toBeGreaterThan(40);
  });

  it('leave it between two rounds of a run too, and before a check for injection', async () => {
    const { endpoints, network, times } = await hosts(1, true);
    const schedule = new Schedule({ ...world().options(1, { network }), gapMs: 80 });
    await schedule.probe(endpoints);
    await schedule.probe(endpoints);
    const checks = await schedule.checkInjection(endpoints[0]!, ['127.0.0.1']);
    schedule.close();
    expect(checks.map(({ address, result }) => [address, result])).toEqual([
      ['127.0.0.1', 'discarded'],
    ]);
    const at = times.get('127.0.0.1')!;
    const gaps = at.slice(1).map((time, index) => time - at[index]!);
    expect(gaps).toHaveLength(2);
    expect(Math.min(...gaps)).toBeGreaterThan(65);
  });

  it('report how far they are', async () => {
    const { endpoints, network } = await hosts(3, true);
    const told: ProbeProgress[] = [];
    await probeAll(endpoints, {
      ...world().options(1, { network }),
      gapMs: 0,
      onProgress: (progress) => told.push(progress),
    });
    expect(told[0]).toMatchObject({ step: 'resolve', endpointsDone: 0, endpointsInAll: 3 });
    // The third has to wait for one of the others to end.
    const third = told.findLast(({ step, status }) => step === 'connect' && status === 'done');
    expect(third?.endpoint).toEqual(endpoints[2]);
    expect(third?.endpointsDone).toBeGreaterThanOrEqual(1);
  });

  it('end at once when cancelled: what waited is never connected to', async () => {
    const { endpoints, network, times } = await hosts(5, true);
    const abort = new AbortController();
    const results = await probeAll(endpoints, {
      ...world().options(1, { network, signal: abort.signal }),
      gapMs: 60_000,
      onProgress: ({ step, status }) => {
        if (step === 'goodbye' && status === 'done') abort.abort();
      },
    });
    expect(results.flatMap(({ observations }) => observations.map(failureOf))).toEqual([
      'none',
      ...Array.from({ length: 4 }, () => 'connect/cancelled'),
    ]);
    expect(times.get('127.0.0.1')).toHaveLength(1);
  });
});
