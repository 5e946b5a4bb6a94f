// main/probe: what was said, line by line, with the time of each. May import: shared.
import type { TraceEvent, TraceLine } from '../../shared/model/observation.ts';
import { printable } from './lines.ts';

const MAX_LINES = 200;

/** Keeps the first 200 lines of a conversation: a server that floods gains nothing. */
export class Trace {
  readonly lines: TraceLine[] = [];
  readonly #startedMs = performance.now();
  #secure = false;

  /** Everything from here on is inside TLS. */
  enterTls(): void {
    this.event('tls-established');
    this.#secure = true;
  }

  /** One line without its line end, as Latin-1. */
  text(direction: 'sent' | 'received', line: string): void {
    this.#add({ ...this.#now(), direction, text: printable(line) });
  }

  /** Bytes that are no lines: at most the first 64 of them. */
  bytes(received: Uint8Array): void {
    const hex = Buffer.from(received.subarray(0, 64)).toString('hex');
    this.#add({ ...this.#now(), direction: 'received', text: `<${hex}>` });
  }

  event(event: TraceEvent): void {
    this.#add({ ...this.#now(), direction: 'event', event });
  }

  #now(): { readonly ms: number; readonly secure: boolean } {
    return { ms: performance.now() - this.#startedMs, secure: this.#secure };
  }

  #add(line: TraceLine): void {
    if (this.lines.length < MAX_LINES) this.lines.push(line);
  }
}
