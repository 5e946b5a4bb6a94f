// main/probe: tests many endpoints at the same time, as politely as queue.ts demands.
// May import: shared, node.
import { endpointKey } from '../../shared/model/endpoint.ts';
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { InjectionCheck, Observation } from '../../shared/model/observation.ts';
import type { StepEvent } from './conversation.ts';
import { checkInjection } from './inject.ts';
import { probeEndpoint } from './probe.ts';
import type { ProbeOptions } from './probe.ts';
import { Queue } from './queue.ts';

/** Milliseconds between the beginnings of two conversations with one address. */
export const DEFAULT_GAP_MS = 1000;

export interface ScheduleOptions extends Omit<ProbeOptions, 'onStep'> {
  readonly gapMs: number;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

/** A step of one endpoint, and how far the run is: all that was asked for up to now. */
export interface ProbeProgress extends StepEvent {
  readonly endpointsDone: number;
  readonly endpointsInAll: number;
}

export interface Probed {
  readonly endpoint: Endpoint;
  readonly observations: readonly Observation[];
}

/**
 * One run of tests, in as many rounds as it takes: the distance between two conversations with one
 * address holds for all of them. Once the signal is aborted nothing new is opened; what was not
 * finished ends as `cancelled` or `deadline`.
 */
export class Schedule {
  readonly #options: ScheduleOptions;
  readonly #queue: Queue;
  /** By their keys: asked for so far, and tested at least once. */
  readonly #asked = new Set<string>();
  readonly #done = new Set<string>();

  constructor(options: ScheduleOptions) {
    this.#options = options;
    this.#queue = new Queue(options.gapMs, options.signal);
  }

  /** Tests each unique endpoint once, and gives the results in the order asked. */
  async probe(endpoints: readonly Endpoint[]): Promise<readonly Probed[]> {
    const options = this.#options;
    const unique = new Map(endpoints.map((one) => [endpointKey(one), one]));
    for (const key of unique.keys()) this.#asked.add(key);
    const onStep = (event: StepEvent): void => {
      options.onProgress?.({
        ...event,
        endpointsDone: this.#done.size,
        endpointsInAll: this.#asked.size,
      });
    };
    return Promise.all(
      [...unique].map(async ([key, endpoint]) => {
        const observations = await probeEndpoint(
          endpoint,
          { ...options, onStep },
          this.#queue.gate,
        );
        this.#done.add(key);
        return { endpoint, observations };
      }),
    );
  }

  /** See inject.ts; at every address given. */
  async checkInjection(
    endpoint: Endpoint,
    addresses: readonly string[],
  ): Promise<readonly InjectionCheck[]> {
    return Promise.all(
      addresses.map((address) =>
        this.#queue.gate(address, () => checkInjection(endpoint, address, this.#options)),
      ),
    );
  }

  /** To be called when the run is over. */
  close(): void {
    this.#queue.close();
  }
}
