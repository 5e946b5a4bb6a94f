// main/probe: the one owner of a conversation's time: each step's share, and the whole run's end.
// May import: shared, node.
import { setMaxListeners } from 'node:events';
import type { FailureKind, Reply } from '../../shared/model/observation.ts';

/** Milliseconds. */
export interface Timeouts {
  /** From the first SYN to the connection. */
  readonly connectMs: number;
  /**
   * To the greeting, or to the end of a handshake that stands in its place. Servers that make
   * spammers wait take 6 s (Postfix postscreen_greet_wait) to 15 s before they greet.
   */
  readonly greetingMs: number;
  /** Any other step: one question and its whole answer. */
  readonly stepMs: number;
}

export const DEFAULT_TIMEOUTS: Timeouts = { connectMs: 5000, greetingMs: 16000, stepMs: 10000 };

/** What setTimeout can take. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Thrown inside the probe when a conversation can't go on; it ends as the observation's failure. */
export class Stopped extends Error {
  readonly kind: FailureKind;
  readonly reply: Reply | null;
  /** TLS alert number. */
  readonly alert: number | null;
  readonly systemCode: string | null;

  constructor(
    kind: FailureKind,
    details: {
      readonly reply?: Reply;
      readonly alert?: number;
      readonly systemCode?: string | null;
    } = {},
  ) {
    super(kind);
    this.name = 'Stopped';
    this.kind = kind;
    this.reply = details.reply ?? null;
    this.alert = details.alert ?? null;
    this.systemCode = details.systemCode ?? null;
  }
}

/**
 * Every wait of a conversation goes through here. A step has one expiry however many bytes trickle
 * in, so that a server that sends a byte a second gains nothing. The run as a whole ends with its
 * signal: `AbortSignal.timeout()` gives the failure `deadline`, any other abort `cancelled`.
 */
export class Deadline {
  readonly #signal: AbortSignal;
  #expiresAt = Infinity;

  constructor(signal: AbortSignal) {
    // Many conversations listen to one signal at the same time: that is no leak.
    setMaxListeners(0, signal);
    this.#signal = signal;
  }

  /** Starts a step's share of time, in milliseconds from now. */
  allow(ms: number): void {
    this.#expiresAt = performance.now() + ms;
  }

  /** Waits for the event, for as long as the step may take. Throws Stopped: `late()`, or the signal's. */
  async until<T>(event: Promise<T>, late: () => FailureKind): Promise<T> {
    const signal = this.#signal;
    let cleanUp = (): void => undefined;
    const stopped = new Promise<never>((_resolve, reject) => {
      const abort = (): void => {
        reject(new Stopped(kindOfAbort(signal)));
      };
      const timer = setTimeout(() => {
        reject(new Stopped(late()));
      }, this.#remainingMs());
      signal.addEventListener('abort', abort, { once: true });
      cleanUp = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
      };
      if (signal.aborted) abort();
    });
    try {
      return await Promise.race([stopped, event]);
    } finally {
      cleanUp();
    }
  }

  /** Waits at most `ms` for something that may as well not come. Throws Stopped as the signal says. */
  async briefly(event: Promise<unknown>, ms: number): Promise<void> {
    this.allow(ms);
    try {
      await this.until(event, () => 'timeout');
    } catch (error) {
      if (!(error instanceof Stopped && error.kind === 'timeout')) throw error;
    }
  }

  #remainingMs(): number {
    return Math.max(0, Math.min(this.#expiresAt - performance.now(), LONGEST_TIMER_MS));
  }
}

/** The failure that an aborted signal stands for. */
export function kindOfAbort(signal: AbortSignal): 'deadline' | 'cancelled' {
  const reason: unknown = signal.reason;
  return reason instanceof DOMException && reason.name === 'TimeoutError'
    ? 'deadline'
    : 'cancelled';
}
