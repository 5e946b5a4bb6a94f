// main/probe: one TCP connection, first in plain text, then inside TLS: whole lines in, commands out.
// May import: shared, node.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import type { FailureKind, FirstBytes } from '../../shared/model/observation.ts';
import { Stopped } from './deadline.ts';
import type { Deadline } from './deadline.ts';
import { LineReader } from './lines.ts';
import { alertIn, firstBytesOf, isCutShort, Tap } from './tap.ts';
import type { Recording } from './tap.ts';
import { Trace } from './trace.ts';

/** How the system says that a connection could not be made (errno.h; the same names on Windows). */
const CONNECT_FAILURES: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ETIMEDOUT: 'connect-timeout',
};
/** How long the rest of a greeting's line is waited for once it is clear that it is no TLS. */
const REST_OF_LINE_MS = 2000;
const CLOSE_MS = 1000;
const LF = 0x0a;
/** OpenSSL and BoringSSL both number a received alert as reason 1000 + alert. */
const ALERT_REASON = 1000;

export class Wire {
  readonly tap: Tap;
  readonly trace = new Trace();
  readonly #socket: Socket;
  readonly #deadline: Deadline;
  readonly #lines = new LineReader();
  #phase: 'plain' | 'handshake' | 'secure' = 'plain';
  #stream: Duplex;
  #tlsError: NodeJS.ErrnoException | null = null;
  #ended = false;
  #wake: () => void = () => undefined;
  readonly #read = (chunk: Buffer): void => {
    this.#lines.push(chunk);
    this.#wake();
  };
  readonly #end = (): void => {
    this.#ended = true;
    this.#wake();
  };

  constructor(socket: Socket, deadline: Deadline) {
    this.#socket = socket;
    this.#deadline = deadline;
    this.tap = new Tap(socket, () => {
      this.#wake();
    });
    this.#stream = this.tap;
  }

  /** Waits for the connection. Throws Stopped `refused`, `unreachable`, `connect-timeout`, `reset`. */
  async connected(): Promise<void> {
    this.#socket.once('connect', () => {
      this.#wake();
    });
    while (this.#socket.pending && this.tap.ending === null) {
      await this.#change(() => 'connect-timeout');
    }
    const code = this.tap.ending?.systemCode;
    if (code != null) {
      throw new Stopped(CONNECT_FAILURES[code] ?? 'unreachable', { systemCode: code });
    }
    this.trace.event('connected');
  }

  /** What the server says first, before anything was sent. Throws Stopped if it ends first. */
  async opening(): Promise<FirstBytes> {
    this.#attach(this.tap);
    while (isCutShort(this.tap.opening)) {
      if (this.#ended && this.tap.opening.head.length === 0) throw this.#ending();
      if (this.#ended) break;
      await this.#change();
    }
    return firstBytesOf(this.tap.opening);
  }

  /** Sends one command; the answer's limits count from here. */
  send(command: string): void {
    this.#lines.beginReply();
    for (const line of command.split('\r\n')) this.trace.text('sent', line);
    this.#stream.write(`${command}\r\n`);
  }

  /** The next line, as Latin-1. Throws Stopped `closed`, `reset`, `timeout`, `too-much-data`... */
  async line(): Promise<string> {
    for (;;) {
      const line = this.#lines.next();
      if (line !== undefined) {
        this.trace.text('received', line);
        return line;
      }
      if (this.#ended) throw this.#ending();
      await this.#change();
    }
  }

  /** True if something came in that no reply accounts for, after one more look at the socket. */
  async hasUnread(): Promise<boolean> {
    await nextTurn();
    return this.#lines.hasUnread;
  }

  get isOpen(): boolean {
    return !this.#ended && this.tap.ending === null;
  }

  /**
   * The TLS handshake, with the server name for SNI (empty for an IP literal). The certificate is
   * looked at by the caller and never stops it. Throws Stopped `plaintext-instead-of-tls`,
   * `tls-alert`, `tls-failed`, `closed`, `reset`, `silence`, `timeout`, `too-much-data`.
   */
  async secure(serverName: string, secureContext: SecureContext): Promise<TLSSocket> {
    this.#detach(this.tap);
    this.#phase = 'handshake';
    this.trace.event('tls-begun');
    const handshake = this.tap.beginHandshake();
    const secured = connectTls({
      socket: this.tap,
      secureContext,
      servername: serverName,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined, // the name is checked apart, see certificate.ts
    });
    this.#listenForErrors(secured);
    secured.once('secureConnect', () => {
      this.#phase = 'secure';
      this.trace.enterTls();
      this.#wake();
    });
    while (!this.#isSecure()) {
      if (handshake.isNotTls) {
        secured.destroy();
        const isText = firstBytesOf(handshake).kind === 'plaintext';
        throw new Stopped(isText ? 'plaintext-instead-of-tls' : 'tls-failed');
      }
      if (this.#tlsError !== null) throw this.#tlsFailure(handshake, this.#tlsError);
      await this.#change();
    }
    this.#stream = secured;
    this.#attach(secured);
    return secured;
  }

  /** The first line, or what there is of it, of plain text that came where TLS was due. */
  async plaintextOpening(): Promise<string> {
    const { opening } = this.tap;
    const whole = async (): Promise<void> => {
      while (!opening.head.includes(LF) && !opening.isFull && this.tap.ending === null) {
        await this.#anyEvent();
      }
    };
    await this.#deadline.briefly(whole(), REST_OF_LINE_MS);
    return textLines(opening)[0] ?? '';
  }

  /** Puts into the trace what came in and was never read as a line, and how the connection ended. */
  traceRest(): void {
    const { opening, handshake, ending } = this.tap;
    const raw = this.#phase === 'handshake' ? handshake : opening;
    const kind = raw ? firstBytesOf(raw).kind : 'none';
    if (raw && kind === 'plaintext' && this.#phase === 'handshake') {
      for (const line of textLines(raw)) this.trace.text('received', line);
    } else if (raw && kind !== 'plaintext' && kind !== 'none' && this.#phase !== 'secure') {
      this.trace.bytes(raw.head);
    } else if (this.#lines.hasUnread) {
      this.trace.text('received', this.#lines.unread);
    }
    // What never was a connection can't be closed.
    const isTheirs = ending !== null && ending.kind !== 'too-much-data';
    if (isTheirs && this.trace.lines.length > 0) this.trace.event(ending.kind);
  }

  /** Ends the connection in order, and drops it if that takes longer than a second. */
  async close(): Promise<void> {
    if (this.#socket.destroyed) return;
    const closed = new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#socket.destroy(), CLOSE_MS);
      this.#socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    if (this.#socket.pending) {
      this.#socket.destroy();
    } else if (this.#phase === 'handshake' || this.tap.destroyed) {
      this.#socket.destroySoon();
    } else {
      this.tap.once('finish', () => {
        this.#socket.destroySoon();
      });
      this.#stream.end();
    }
    await closed;
  }

  #isSecure(): boolean {
    return this.#phase === 'secure';
  }

  #attach(stream: Duplex): void {
    stream.on('data', this.#read).on('end', this.#end).on('close', this.#end);
  }

  #detach(stream: Duplex): void {
    stream.off('data', this.#read).off('end', this.#end).off('close', this.#end).pause();
  }

  #listenForErrors(secured: TLSSocket): void {
    secured.on('error', (error) => {
      this.#tlsError ??= error;
      this.#wake();
    });
    secured.once('close', () => {
      this.#tlsError ??= new Error('closed');
      this.#wake();
    });
  }

  #anyEvent(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #change(late?: () => FailureKind): Promise<void> {
    const usual = (): FailureKind => (this.tap.opening.head.length === 0 ? 'silence' : 'timeout');
    return this.#deadline.until(this.#anyEvent(), late ?? usual);
  }

  /** Why nothing more will come. */
  #ending(): Stopped {
    const alert = alertOf(this.#tlsError);
    const systemCode = this.#tlsError?.code ?? this.tap.ending?.systemCode ?? null;
    if (alert !== null) return new Stopped('tls-alert', { alert, systemCode });
    return new Stopped(this.tap.ending?.kind ?? 'closed', { systemCode });
  }

  #tlsFailure(handshake: Recording, error: NodeJS.ErrnoException): Stopped {
    const systemCode = error.code ?? null;
    const alert = alertIn(handshake) ?? alertOf(error);
    if (alert !== null) return new Stopped('tls-alert', { alert, systemCode });
    // Node gives this code to an end of the connection; any other is the TLS library's own.
    const hasEnded = this.tap.ending !== null && (systemCode ?? 'ECONNRESET') === 'ECONNRESET';
    return hasEnded ? this.#ending() : new Stopped('tls-failed', { systemCode });
  }
}

function textLines({ head }: Recording): readonly string[] {
  return head.toString('latin1').trimEnd().split(/\r?\n/);
}

/**
 * The alert number in a TLS library's error, for alerts that came encrypted (TLS 1.3): the number
 * behind `error:`, not its words, which differ between OpenSSL's versions and BoringSSL.
 */
function alertOf(error: Error | null): number | null {
  const code = /\berror:([0-9a-f]{8}):/i.exec(error?.message ?? '')?.[1];
  const reason = code === undefined ? 0 : Number.parseInt(code, 16) & 0xfff;
  const alert = reason - ALERT_REASON;
  return alert >= 0 && alert <= 255 ? alert : null;
}
