// test/support: a probe of the real network as a question and an answer of plain data, so that it can be
// asked of this Node and of another program alike. May import: main/probe, shared.
import { nodeNetwork } from '../../main/probe/node-network.ts';
import { probeEndpoint, type Timeouts } from '../../main/probe/probe.ts';
import { withResolve } from '../../main/probe/resolve.ts';
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { Observation } from '../../shared/model/observation.ts';

export interface ProbeQuestion {
  readonly endpoint: Endpoint;
  /** Of the endpoint's host; if there are none, the system's resolver is asked. */
  readonly addresses: readonly string[];
  /** PEM roots, one certificate a string. */
  readonly anchors: readonly string[];
  readonly timeouts: Timeouts;
}

export interface ProbeAnswer {
  readonly observations: readonly Observation[];
  /** Of the program that probed. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly isBoringSsl: boolean;
}

/** Probes from the program that calls it. */
export async function answerProbe(question: ProbeQuestion): Promise<ProbeAnswer> {
  const { endpoint, addresses, anchors, timeouts } = question;
  const { host, port } = endpoint;
  const entries = addresses.map((address) => ({ host, port, address }));
  const observations = await probeEndpoint(endpoint, {
    network: withResolve(nodeNetwork(), entries),
    anchors,
    timeouts,
    signal: new AbortController().signal,
    now: () => new Date(),
  });
  // Only newer Nodes say it, and Electron is one.
  const features: NodeJS.ProcessFeatures & { readonly openssl_is_boringssl?: boolean } =
    process.features;
  return {
    observations,
    versions: { ...process.versions },
    isBoringSsl: features.openssl_is_boringssl === true,
  };
}
