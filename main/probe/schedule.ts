// main/probe: tests many endpoints at the same time: wide across hosts, narrow and slow towards each
// address, because servers count connections and ban who makes too many.
// May import: shared, node.
import { endpointKey } from '../../shared/model/endpoint.ts';
import type { Endpoint } from '../../shared/model/endpoint.ts';
import type { Observation } from '../../shared/model/observation.ts';
import type { StepEvent } from './conversation.ts';
import { probeEndpoint } from './probe.ts';
import type { Gate, ProbeOptions } from './probe.ts';

/** Conversations under way at the same time, in all. */
const CONCURRENCY = 64;
/** And with one address. */
const PER_ADDRESS = 2;
/** Milliseconds between the beginnings of two conversations with one address. */
export const DEFAULT_GAP_MS = 1000;

export interface ScheduleOptions extends Omit<ProbeOptions, 'onStep'> {
  readonly gapMs: number;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

/** A step of one endpoint, and how far all of them are. */
export interface ProbeProgress extends StepEvent {
  readonly endpointsDone: number;
  readonly endpointsInAll: number;
}

export interface Probed {
  readonly endpoint: Endpoint;
  readonly observations: readonly Observation[];
}

/**
 * Tests each unique endpoint once, and gives the results in the order asked. Once the signal is
 * aborted nothing new is opened; what was not finished ends as `cancelled` or `deadline`.
 */
export async function probeAll(
  endpoints: readonly Endpoint[],
  options: ScheduleOptions,
): Promise<readonly Probed[]> {
  const unique = [...new Map(endpoints.map((one) => [endpointKey(one), one])).values()];
  const queue = new Queue(options.gapMs, options.signal);
  let endpointsDone = 0;
  const tell = (event: StepEvent): void => {
    options.onProgress?.({ ...event, endpointsDone, endpointsInAll: unique.length });
  };
  const end = (): void => {
    queue.letIn();
  };
  options.signal.addEventListener('abort', end);
  try {
    return await Promise.all(
      unique.map(async (endpoint) => {
        const probing = { ...options, onStep: tell };
        const observations = await probeEndpoint(endpoint, probing, queue.gate);
        endpointsDone += 1;
        return { endpoint, observations };
      }),
    );
  } finally {
    options.signal.removeEventListener('abort', end);
  }
}

interface Lane {
  readonly waiting: (() => void)[];
  underway: number;
  /** When the next conversation may begin, on the clock of performance.now(). */
  opensAt: number;
}

/** Lets conversations begin as the limits allow. When the signal is aborted they all may, to end at once. */
class Queue {
  readonly #lanes = new Map<string, Lane>();
  readonly #gapMs: number;
  readonly #signal: AbortSignal;
  #underway = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(gapMs: number, signal: AbortSignal) {
    this.#gapMs = gapMs;
    this.#signal = signal;
  }

  readonly gate: Gate = async (address, conversation) => {
    const lane = this.#laneOf(address);
    await this.#turn(lane);
    try {
      return await conversation();
    } finally {
      this.#underway -= 1;
      lane.underway -= 1;
      this.letIn();
    }
  };

  #laneOf(address: string): Lane {
    const known = this.#lanes.get(address);
    if (known) return known;
    const lane: Lane = { waiting: [], underway: 0, opensAt: 0 };
    this.#lanes.set(address, lane);
    return lane;
  }

  #turn(lane: Lane): Promise<void> {
    return new Promise<void>((resolve) => {
      lane.waiting.push(resolve);
      this.letIn();
    });
  }

  letIn(): void {
    clearTimeout(this.#timer);
    const now = performance.now();
    let nextAt = Infinity;
    for (const lane of this.#lanes.values()) {
      while (lane.waiting.length > 0 && this.#isOpen(lane, now)) this.#begin(lane, now);
      if (lane.waiting.length > 0 && lane.opensAt > now) nextAt = Math.min(nextAt, lane.opensAt);
    }
    if (nextAt === Infinity) return;
    this.#timer = setTimeout(() => {
      this.letIn();
    }, nextAt - now);
  }

  #isOpen(lane: Lane, now: number): boolean {
    const hasRoom = this.#underway < CONCURRENCY && lane.underway < PER_ADDRESS;
    return this.#signal.aborted || (hasRoom && lane.opensAt <= now);
  }

  #begin(lane: Lane, now: number): void {
    lane.opensAt = now + this.#gapMs;
    lane.underway += 1;
    this.#underway += 1;
    lane.waiting.shift()?.();
  }
}
