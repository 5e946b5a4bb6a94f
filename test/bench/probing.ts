// test/bench: the one file here that calls the probe. May import: node, shared, main/probe.
import { Socket } from 'node:net';
import type { Network } from '../../main/probe/network.ts';
import { nodeNetwork } from '../../main/probe/node-network.ts';
import { DEFAULT_TIMEOUTS, probeEndpoint } from '../../main/probe/probe.ts';
import type { ProbeOptions } from '../../main/probe/probe.ts';
import { DEFAULT_GAP_MS, Schedule } from '../../main/probe/schedule.ts';
import type { Endpoint, ProbeMode, Protocol } from '../../shared/model/endpoint.ts';
import type { Observation } from '../../shared/model/observation.ts';
import { timedResult } from './measure.ts';

export type { Endpoint, ProbeMode, Protocol, Network, Observation };

/** Where the probe goes, and whom it trusts. */
export interface Setting {
  readonly network: Network;
  /** PEM. */
  readonly root: string;
}

export interface Probed {
  readonly observation: Observation;
  /** Milliseconds until the last fact was known: without the goodbye. */
  readonly factsMs: number;
  /** Milliseconds from the call to its result. */
  readonly wholeMs: number;
}

/** One endpoint at one address, with the product's own time-outs. */
export async function probeOnce(endpoint: Endpoint, setting: Setting): Promise<Probed> {
  const { value, ms } = await timedResult(() => probeEndpoint(endpoint, optionsOf(setting)));
  const [observation] = value;
  if (observation === undefined) throw new Error(`nothing was observed at ${endpoint.host}`);
  const factsMs = observation.steps
    .filter(({ name }) => name !== 'goodbye')
    .reduce((sum, step) => sum + step.ms, 0);
  return { observation, factsMs, wholeMs: ms };
}

/** Many endpoints, with the product's own limits; `onDone` hears how many of them are done. */
export async function probeMany(
  endpoints: readonly Endpoint[],
  setting: Setting,
  onDone: (endpoints: number) => void = () => undefined,
): Promise<readonly Observation[]> {
  const schedule = new Schedule({
    ...optionsOf(setting),
    gapMs: DEFAULT_GAP_MS,
    onProgress: ({ endpointsDone }) => {
      onDone(endpointsDone);
    },
  });
  try {
    const probed = await schedule.probe(endpoints);
    return probed.flatMap(({ observations }) => observations);
  } finally {
    schedule.close();
  }
}

function optionsOf({ network, root }: Setting): ProbeOptions {
  return {
    network,
    anchors: [root],
    timeouts: DEFAULT_TIMEOUTS,
    signal: new AbortController().signal,
    now: () => new Date(),
  };
}

/** Throws with what stopped the conversation, so that no failure is measured as a success. */
export function mustBeWhole({ endpoint, failure, authAfterTls, tls }: Observation): void {
  if (failure !== null) {
    throw new Error(`${endpoint.host}: ${failure.kind} at ${failure.step}`);
  }
  if (tls?.verifyError !== null || authAfterTls.length === 0) {
    throw new Error(`${endpoint.host}: not every fact was seen`);
  }
}

/** What is behind each name. `handshakeMs` is the round trip that a TCP handshake takes elsewhere. */
export function networkTo(addressOf: (host: string) => string, handshakeMs = 0): Network {
  const real = nodeNetwork();
  return {
    addresses: (host) => Promise.resolve([addressOf(host)]),
    connect: (address, port) =>
      handshakeMs === 0 ? real.connect(address, port) : connectLate(address, port, handshakeMs),
  };
}

function connectLate(host: string, port: number, ms: number): Socket {
  const socket = new Socket();
  socket.setNoDelay(true);
  setTimeout(() => {
    if (!socket.destroyed) socket.connect({ host, port });
  }, ms);
  return socket;
}
