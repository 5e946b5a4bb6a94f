// main/probe: tests one endpoint at every address its host has. Observes facts; decides nothing.
// May import: shared, node.
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { FailureKind, Observation, Step, StepName } from '../../shared/model/observation.ts';
import { converse } from './conversation.ts';
import type { ProbeOptions } from './conversation.ts';
import { Deadline, kindOfAbort, Stopped } from './deadline.ts';

export type { ProbeOptions, StepEvent } from './conversation.ts';
export { DEFAULT_TIMEOUTS } from './deadline.ts';
export type { Timeouts } from './deadline.ts';

/** Decides when a conversation with an address may start: see queue.ts. */
export type Gate = <T>(address: string, conversation: () => Promise<T>) => Promise<T>;

const atOnce: Gate = (_address, conversation) => conversation();

/** What getaddrinfo says when there is no such name, or a name without an address. */
const NO_SUCH_NAME: readonly string[] = ['ENOTFOUND', 'ENODATA'];

/**
 * Talks to every address of the endpoint's host, each by itself: one observation an address, in the
 * resolver's order; a single one with address null if the name can't be resolved. What goes wrong is
 * in the observations' failures. It never sends a user name, a mail address or a log-in command.
 */
export async function probeEndpoint(
  endpoint: Endpoint,
  options: ProbeOptions,
  gate: Gate = atOnce,
): Promise<readonly Observation[]> {
  const startedAt = options.now().toISOString();
  const begunMs = performance.now();
  const resolved = (status: Step['status']): Step => {
    options.onStep?.({ endpoint, address: null, step: 'resolve', status });
    return { name: 'resolve', status, ms: performance.now() - begunMs };
  };
  options.onStep?.({ endpoint, address: null, step: 'resolve', status: 'started' });
  try {
    const addresses = await resolve(endpoint, options);
    const step = resolved('done');
    const converseNow = (address: string): Promise<Observation> => {
      if (!options.signal.aborted) return converse(endpoint, address, step, options);
      const stopped = new Stopped(kindOfAbort(options.signal));
      return Promise.resolve(untried(endpoint, address, 'connect', startedAt, step, stopped));
    };
    return await Promise.all(addresses.map((one) => gate(one, () => converseNow(one))));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return [untried(endpoint, null, 'resolve', startedAt, resolved('failed'), error)];
  }
}

async function resolve(endpoint: Endpoint, options: ProbeOptions): Promise<readonly string[]> {
  const deadline = new Deadline(options.signal);
  deadline.allow(options.timeouts.stepMs);
  const answer = options.network
    .addresses(endpoint.host, endpoint.port, options.signal)
    .catch((error: unknown) => {
      const systemCode = (error as NodeJS.ErrnoException).code ?? null;
      throw new Stopped(kindOfResolverError(systemCode), { systemCode });
    });
  const addresses = await deadline.until(answer, () => 'resolver-failed');
  if (addresses.length === 0) throw new Stopped('name-not-found');
  return addresses;
}

function kindOfResolverError(systemCode: string | null): FailureKind {
  return NO_SUCH_NAME.includes(systemCode ?? '') ? 'name-not-found' : 'resolver-failed';
}

/** No packet was sent. */
function untried(
  endpoint: Endpoint,
  address: string | null,
  at: StepName,
  startedAt: string,
  step: Step,
  { kind, systemCode }: Stopped,
): Observation {
  return {
    endpoint,
    address,
    startedAt,
    ms: step.ms,
    steps: [step],
    firstBytes: { kind: 'none', hex: '' },
    greeting: null,
    capabilitiesBeforeTls: [],
    capabilitiesAfterTls: [],
    authBeforeTls: [],
    authAfterTls: [],
    tls: null,
    clientCertificateRequested: false,
    trace: [],
    failure: { step: at, kind, reply: null, alert: null, systemCode },
  };
}
