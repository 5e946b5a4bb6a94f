// main/probe: when a conversation with an address may begin: wide across addresses, narrow and slow
// towards each, because servers count connections and ban who makes too many.
// May import: nothing.

/** Conversations under way at the same time, in all: dead hosts hold a place for seconds. */
const CONCURRENCY = 256;
/** And with one address. */
const PER_ADDRESS = 2;

interface Lane {
  readonly waiting: (() => void)[];
  underway: number;
  /** When the next conversation may begin, on the clock of performance.now(). */
  opensAt: number;
}

/** Lets conversations begin as the limits allow. When the signal is aborted they all may, to end at once. */
export class Queue {
  readonly #lanes = new Map<string, Lane>();
  /** The lanes where somebody waits, the longest waiting first. */
  readonly #crowded = new Set<Lane>();
  readonly #gapMs: number;
  readonly #signal: AbortSignal;
  #underway = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `gapMs`: between the beginnings of two conversations with one address. */
  constructor(gapMs: number, signal: AbortSignal) {
    this.#gapMs = gapMs;
    this.#signal = signal;
    signal.addEventListener('abort', this.#letIn, { once: true });
  }

  /** Runs the conversation when its turn has come. */
  readonly gate = async <T>(address: string, conversation: () => Promise<T>): Promise<T> => {
    const lane = this.#laneOf(address);
    await this.#turn(lane);
    try {
      return await conversation();
    } finally {
      this.#underway -= 1;
      lane.underway -= 1;
      this.#letIn();
    }
  };

  /** To be called when no more will come: lets the signal go. */
  close(): void {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener('abort', this.#letIn);
  }

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
      this.#crowded.add(lane);
      this.#letIn();
    });
  }

  readonly #letIn = (): void => {
    clearTimeout(this.#timer);
    const now = performance.now();
    let nextAt = Infinity;
    for (const lane of this.#crowded) {
      if (!this.#signal.aborted && this.#underway >= CONCURRENCY) return;
      while (lane.waiting.length > 0 && this.#isOpen(lane, now)) this.#begin(lane, now);
      if (lane.waiting.length === 0) this.#crowded.delete(lane);
      else if (lane.opensAt > now) nextAt = Math.min(nextAt, lane.opensAt);
    }
    if (nextAt < Infinity) this.#timer = setTimeout(this.#letIn, nextAt - now);
  };

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
