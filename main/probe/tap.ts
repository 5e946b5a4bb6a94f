// main/probe: a tap on the raw socket. TLS runs over it, and the first bytes of what really came in
// tell a greeting, a TLS record and an alert apart, whatever the TLS library calls its error.
// May import: shared, node.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { FirstBytes } from '../../shared/model/observation.ts';
import { HandshakeReader } from './handshake.ts';

/** In a whole conversation: some replies of 64 KB, and a handshake with 100 KB of certificates. */
const MOST_BYTES = 1024 * 1024;
const KEPT_BYTES = 512;
const SHOWN_BYTES = 64;
/** TLS record types (RFC 8446 section 5.1). */
const ALERT = 0x15;
const HANDSHAKE = 0x16;
const RECORD_TYPES: readonly number[] = [0x14, ALERT, HANDSHAKE, 0x17];
/** An alert record in the clear: header, length 2, level, description. */
const ALERT_BYTES = 7;
const LEVEL_FATAL = 2;
const SERVER_HELLO = 2;
const TLS_1_2 = 0x0303;
/** RFC 8446 section 6.2: the versions on offer are not supported. */
export const ALERT_PROTOCOL_VERSION = 70;

/** The first and the last bytes that came in since it was started. */
export class Recording {
  head: Buffer = Buffer.alloc(0);
  tail: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (this.head.length < KEPT_BYTES) {
      this.head = Buffer.concat([this.head, chunk.subarray(0, KEPT_BYTES - this.head.length)]);
    }
    this.tail = Buffer.concat([this.tail, chunk.subarray(-ALERT_BYTES)]).subarray(-ALERT_BYTES);
  }

  get isFull(): boolean {
    return this.head.length >= KEPT_BYTES;
  }

  /** True once it is certain that this is not TLS. */
  get isNotTls(): boolean {
    const first = this.head[0];
    return first !== undefined && !RECORD_TYPES.includes(first);
  }
}

interface Ending {
  /** `too-much-data`: this side has had enough. */
  readonly kind: 'closed' | 'reset' | 'too-much-data';
  readonly systemCode: string | null;
}

/**
 * Node's TLS reads and writes this; it reads and writes the socket. Destroying it leaves the socket
 * alone, so that the rest of a greeting can still be heard after TLS has given up.
 */
export class Tap extends Duplex {
  /** Since the connection was made. */
  readonly opening = new Recording();
  /** Since the handshake began, or null before. */
  handshake: Recording | null = null;
  readonly messages = new HandshakeReader();
  /** How the connection ended, or null as long as it stands. */
  ending: Ending | null = null;
  readonly #socket: Socket;
  #heardBytes = 0;

  /** `onChange` is called after each event on the socket. */
  constructor(socket: Socket, onChange: () => void) {
    super();
    this.#socket = socket;
    socket.on('data', (chunk) => {
      this.#hear(chunk);
      onChange();
    });
    const end = (kind: Ending['kind'], systemCode: string | null): void => {
      this.#end(kind, systemCode);
      onChange();
    };
    socket.on('error', (error: NodeJS.ErrnoException) => {
      end('reset', error.code ?? null);
    });
    socket.on('end', () => {
      end('closed', null);
    });
    socket.on('close', () => {
      end('closed', null);
    });
  }

  /** From now on what comes in should be TLS. */
  beginHandshake(): Recording {
    this.handshake = new Recording();
    return this.handshake;
  }

  #end(kind: Ending['kind'], systemCode: string | null): void {
    if (this.ending !== null) return;
    this.ending = { kind, systemCode };
    if (!this.destroyed) this.push(null);
  }

  #hear(chunk: Buffer): void {
    this.#heardBytes += chunk.length;
    if (this.#heardBytes > MOST_BYTES) {
      // TLS libraries read records that say nothing for as long as somebody sends them.
      this.#end('too-much-data', null);
      this.#socket.destroy();
      return;
    }
    this.opening.add(chunk);
    if (this.handshake !== null) {
      this.handshake.add(chunk);
      this.messages.add(chunk);
    }
    if (this.destroyed) return;
    if (!this.push(chunk)) this.#socket.pause();
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void) {
    this.#socket.write(chunk, () => {
      // A failed write is not the stream's end: what the server said before it hung up, an alert
      // above all, is still to be read. The socket reports the end itself.
      done();
    });
  }

  override _final(done: () => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.resume();
    done(error);
  }
}

/** What kind of bytes these are, from the first two of them. */
export function firstBytesOf({ head }: Recording): FirstBytes {
  return { kind: kindOf(head), hex: head.subarray(0, SHOWN_BYTES).toString('hex') };
}

function kindOf(bytes: Buffer): FirstBytes['kind'] {
  const [first, second = 3] = bytes;
  if (first === undefined) return 'none';
  if (second === 3 && first === HANDSHAKE) return 'tls-record';
  if (second === 3 && first === ALERT) return 'tls-alert';
  const isText = (first >= 0x20 && first <= 0x7e) || [0x09, 0x0a, 0x0d].includes(first);
  return isText ? 'plaintext' : 'other';
}

/** True if more bytes are needed before the opening can be told: an alert is told by its last byte. */
export function isCutShort(recording: Recording): boolean {
  const { head } = recording;
  return head.length === 0 || (kindOf(head) === 'tls-alert' && head.length < ALERT_BYTES);
}

/**
 * The number of a fatal alert that came in the clear: as the very first record, or as the last one.
 * A ServerHello for a version below TLS 1.2 counts as protocol_version: it says the same thing.
 */
export function alertIn({ head, tail }: Recording): number | null {
  const last = fatalAlert(tail);
  if (last !== null) return last;
  if (kindOf(head) === 'tls-alert') return fatalAlert(head.subarray(0, ALERT_BYTES));
  const isOldHello =
    kindOf(head) === 'tls-record' &&
    head.length >= 11 &&
    head[5] === SERVER_HELLO &&
    head.readUInt16BE(9) < TLS_1_2;
  return isOldHello ? ALERT_PROTOCOL_VERSION : null;
}

function fatalAlert(record: Buffer): number | null {
  const isAlert =
    record.length === ALERT_BYTES &&
    record[0] === ALERT &&
    record[1] === 3 &&
    record.readUInt16BE(3) === 2 &&
    record[5] === LEVEL_FATAL;
  return isAlert ? (record[6] ?? null) : null;
}
