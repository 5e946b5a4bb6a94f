// main/probe: lines out of bytes, with limits, and text made fit to be shown.
// May import: shared, node.
import type { Reply } from '../../shared/model/observation.ts';
import { Stopped } from './deadline.ts';

/** Far above what any server sends (RFC 5321 section 4.5.3.1.5: 512 bytes a reply line). */
const MAX_LINE_BYTES = 8 * 1024;
const MAX_REPLY_BYTES = 64 * 1024;
const MAX_REPLY_LINES = 200;
const MAX_SHOWN_CHARACTERS = 500;

const LF = 0x0a;

/**
 * Takes bytes as they come, gives lines as Latin-1 without their CRLF or LF. What goes over a limit
 * is not kept; asking for a line then throws Stopped `too-much-data`.
 */
export class LineReader {
  readonly #lines: string[] = [];
  #partial: Buffer[] = [];
  #partialBytes = 0;
  #unreadBytes = 0;
  #overflowed = false;
  #replyBytes = 0;
  #replyLines = 0;

  push(chunk: Buffer): void {
    for (let start = 0; start < chunk.length && !this.#overflowed;) {
      const end = chunk.indexOf(LF, start);
      this.#keep(chunk.subarray(start, end === -1 ? chunk.length : end + 1));
      if (end === -1) return;
      this.#completeLine();
      start = end + 1;
    }
  }

  /** True if there are bytes, or were too many, that nobody has read yet. */
  get hasUnread(): boolean {
    return this.#unreadBytes > 0 || this.#overflowed;
  }

  /** What `hasUnread` speaks of, as Latin-1, as far as it was kept. */
  get unread(): string {
    return this.#lines.join('') + Buffer.concat(this.#partial).toString('latin1');
  }

  /** The limits on a whole reply count from here. */
  beginReply(): void {
    this.#replyBytes = 0;
    this.#replyLines = 0;
  }

  /** The next whole line, or undefined if it is not there yet. */
  next(): string | undefined {
    const line = this.#lines.shift();
    if (line === undefined) {
      if (this.#overflowed) throw new Stopped('too-much-data');
      return undefined;
    }
    this.#unreadBytes -= line.length;
    this.#replyBytes += line.length;
    this.#replyLines += 1;
    if (this.#replyBytes > MAX_REPLY_BYTES || this.#replyLines > MAX_REPLY_LINES) {
      throw new Stopped('too-much-data');
    }
    return line.endsWith('\r\n') ? line.slice(0, -2) : line.slice(0, -1);
  }

  #keep(bytes: Buffer): void {
    this.#partialBytes += bytes.length;
    this.#unreadBytes += bytes.length;
    this.#partial.push(bytes);
    this.#overflowed ||= this.#partialBytes > MAX_LINE_BYTES || this.#unreadBytes > MAX_REPLY_BYTES;
  }

  #completeLine(): void {
    if (!this.#overflowed) this.#lines.push(Buffer.concat(this.#partial).toString('latin1'));
    this.#partial = [];
    this.#partialBytes = 0;
  }
}

/**
 * Text from a server, fit for a terminal, a log and a page: printable ASCII stays, every other byte
 * is shown as \xHH. Takes Latin-1 (one character a byte); at most 500 characters are kept.
 */
export function printable(text: string): string {
  return text
    .slice(0, MAX_SHOWN_CHARACTERS)
    .replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .slice(0, MAX_SHOWN_CHARACTERS);
}

/** A reply with its text made printable. */
export function replyOf(status: string, text: string): Reply {
  return { status, text: printable(text) };
}
