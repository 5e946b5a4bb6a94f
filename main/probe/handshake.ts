// main/probe: the messages of a TLS handshake as far as they are readable on the wire: all of them up
// to TLS 1.2, none but ServerHello in TLS 1.3. May import: nothing.

/** Content types of records (RFC 8446 section 5.1). */
const HANDSHAKE = 0x16;
const RECORD_HEADER_BYTES = 5;
/** Type and 24-bit length (RFC 5246 section 7.4). */
const MESSAGE_HEADER_BYTES = 4;
const CERTIFICATE_REQUEST = 13;

/**
 * Follows the server's side of a handshake, chunk by chunk, and keeps nothing of it but the types of
 * its messages. Stops for good at the first record that is no handshake: what follows is encrypted.
 */
export class HandshakeReader {
  readonly #types = new Set<number>();
  #header: number[] = [];
  #recordLeft = 0;
  #message: number[] = [];
  #messageLeft = 0;
  #isOver = false;

  /** True if the server asked for a client certificate in the clear (RFC 5246 section 7.4.4). */
  get certificateRequested(): boolean {
    return this.#types.has(CERTIFICATE_REQUEST);
  }

  add(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length && !this.#isOver;) {
      at += this.#recordLeft === 0 ? this.#readHeader(chunk, at) : this.#readBody(chunk, at);
    }
  }

  /** Returns how many bytes were used: one. */
  #readHeader(chunk: Uint8Array, at: number): number {
    this.#header.push(chunk[at] ?? 0);
    if (this.#header.length < RECORD_HEADER_BYTES) return 1;
    const [type, , , high = 0, low = 0] = this.#header;
    this.#header = [];
    this.#recordLeft = high * 256 + low;
    this.#isOver = type !== HANDSHAKE;
    return 1;
  }

  /** Reads a message's header byte by byte, and jumps over its body as far as the chunk goes. */
  #readBody(chunk: Uint8Array, at: number): number {
    const there = Math.min(this.#recordLeft, chunk.length - at);
    const used = this.#messageLeft > 0 ? Math.min(this.#messageLeft, there) : 1;
    if (this.#messageLeft > 0) this.#messageLeft -= used;
    else this.#readMessageHeader(chunk[at] ?? 0);
    this.#recordLeft -= used;
    return used;
  }

  #readMessageHeader(byte: number): void {
    this.#message.push(byte);
    if (this.#message.length < MESSAGE_HEADER_BYTES) return;
    const [type = 0, high = 0, middle = 0, low = 0] = this.#message;
    this.#message = [];
    this.#types.add(type);
    this.#messageLeft = high * 65536 + middle * 256 + low;
  }
}
