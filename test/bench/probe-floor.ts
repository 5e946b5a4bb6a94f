// test/bench: one endpoint at the end of a long wire, against the round trips it can't do without.
// May import: node, main/demo, this folder.
import { once } from 'node:events';
import { connect } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { createAuthority } from '../../main/demo/certificates.ts';
import { median, repeated, timedResult } from './measure.ts';
import { mustBeWhole, networkTo, probeOnce } from './probing.ts';
import type { ProbeMode, Protocol } from './probing.ts';
import type { BenchResult, BenchRow } from './row.ts';
import { startServerChild } from './server-child.ts';
import type { ServerChild } from './server-child.ts';

const HOST = 'mail.example.test';
const LOOPBACK = '127.0.0.1';
export const ONE_WAY_MS = 25;
/** What one question and its answer take at the end of the wire. */
export const ROUND_TRIP_MS = 2 * ONE_WAY_MS;
const ROUNDS = 15;
/** "Within 1.2x of the floor at 50 ms RTT". */
export const AIM = 1.2;

interface Way {
  readonly protocol: Protocol;
  readonly tls: ProbeMode;
  readonly version: SecureVersion;
  /** Each is one question and its answer: nothing of it can be known earlier or at the same time. */
  readonly roundTrips: readonly string[];
}

const WAYS: readonly Way[] = [
  {
    protocol: 'smtp',
    tls: 'starttls',
    version: 'TLSv1.3',
    roundTrips: ['TCP', 'greeting', 'EHLO', 'STARTTLS', 'TLS', 'EHLO'],
  },
  {
    protocol: 'smtp',
    tls: 'starttls',
    version: 'TLSv1.2',
    roundTrips: ['TCP', 'greeting', 'EHLO', 'STARTTLS', 'TLS', 'TLS', 'EHLO'],
  },
  {
    protocol: 'smtp',
    tls: 'implicit',
    version: 'TLSv1.3',
    roundTrips: ['TCP', 'TLS', 'greeting', 'EHLO'],
  },
];

/**
 * The wire is a relay with 25 ms each way. It can't delay the TCP handshake, so the connection is
 * asked for 50 ms late: together every round trip of the floor takes 50 ms, and all of them count.
 */
export async function benchProbeFloor(): Promise<BenchResult> {
  const authority = await createAuthority('Bench');
  const identity = await authority.issue({ names: [HOST] });
  const server = startServerChild();
  try {
    const rows: BenchRow[] = [];
    for (const way of WAYS) {
      const { protocol, tls, version } = way;
      const temper = { protocol, identity, minTls: version, maxTls: version };
      const port = await server.serve({
        kind: 'mail',
        temper: { ...temper, tls: tls === 'implicit' ? 'implicit' : 'starttls-only' },
        host: LOOPBACK,
      });
      rows.push(...(await rowsOf(way, await longWireTo(server, port), authority.root)));
    }
    const echo = await server.serve({ kind: 'echo' });
    return { rows, notes: [await remark(await longWireTo(server, echo))] };
  } finally {
    await server.stop();
  }
}

function longWireTo(server: ServerChild, port: number): Promise<number> {
  return server.serve({ kind: 'relay', to: { address: LOOPBACK, port }, oneWayMs: ONE_WAY_MS });
}

async function rowsOf(way: Way, port: number, root: string): Promise<readonly BenchRow[]> {
  const { protocol, tls, version, roundTrips } = way;
  const setting = { network: networkTo(() => LOOPBACK, ROUND_TRIP_MS), root };
  const endpoint = { protocol, host: HOST, port, tls };
  const probed = await repeated(ROUNDS, async () => {
    const result = await probeOnce(endpoint, setting);
    mustBeWhole(result.observation);
    if (result.observation.tls?.version !== version) throw new Error(`this is not ${version}`);
    return result;
  });
  const row = (until: string, times: readonly number[]): BenchRow => ({
    name: `${protocol} ${tls}, ${version}, ${ROUND_TRIP_MS} ms RTT: ${until}`,
    ours: median(times),
    rival: roundTrips.length * ROUND_TRIP_MS,
    unit: 'ms',
    rivalName: `floor of ${roundTrips.length} round trips (${roundTrips.join(', ')})`,
    aim: AIM,
  });
  return [
    row(
      'every fact known',
      probed.map(({ factsMs }) => factsMs),
    ),
    row(
      'result handed over, after QUIT and its answer',
      probed.map(({ wholeMs }) => wholeMs),
    ),
  ];
}

async function remark(echoPort: number): Promise<string> {
  const socket = connect({ host: LOOPBACK, port: echoPort, noDelay: true });
  const echo = async (): Promise<number> => {
    const { ms } = await timedResult(async () => {
      socket.write('x');
      await once(socket, 'data');
    });
    return ms;
  };
  await echo(); // waits for the relay's own connection too
  const measured = median(await repeated(ROUNDS, echo));
  socket.destroy();
  return (
    `The floor is counted with ${ROUND_TRIP_MS} ms a round trip; one byte and its echo through ` +
    `this relay take ${measured.toFixed(1)} ms. The TCP handshake's round trip is waited for by the ` +
    `client, because a relay can't delay it. Median of ${ROUNDS} runs.`
  );
}
