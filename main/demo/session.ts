// main/demo: one connection to an embedded mail server, from its first byte to its last.
// May import: shared, other rooms of main except cli, electron and fleet.
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn, setTimeout as after } from 'node:timers/promises';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { DIALECTS } from './dialects.ts';
import type { Dialect } from './dialects.ts';
import type { Temper, TlsTemper } from './temper.ts';

/** One line that a client sent, without its line end, as Latin-1. */
export interface HeardLine {
  readonly secure: boolean;
  readonly text: string;
}

/** What one client did. It grows while the connection lives. */
export interface SessionRecord {
  readonly lines: readonly HeardLine[];
  /** SNI of the TLS handshake; null if there was none. */
  readonly serverName: string | null;
  readonly open: boolean;
}

/** The server's side of TLS, the same for all its connections. Throws what OpenSSL says of the identity. */
export function secureContextOf(temper: Temper): SecureContext | undefined {
  if (temper.tls === 'plain') return undefined;
  const minVersion = temper.minTls ?? 'TLSv1.2';
  return createSecureContext({
    key: temper.identity.key,
    cert: temper.identity.chain,
    minVersion,
    maxVersion: temper.maxTls ?? 'TLSv1.3',
    // OpenSSL 3 speaks TLS 1.0 and 1.1 at its security level 0 only.
    ...(['TLSv1', 'TLSv1.1'].includes(minVersion) ? { ciphers: 'DEFAULT:@SECLEVEL=0' } : {}),
    ...(temper.ciphers === undefined ? {} : { ciphers: temper.ciphers }),
  });
}

/** RFC 8446 sections 5.1 and 6. */
const TLS_RECORD = { ALERT: 0x15, FATAL: 2 } as const;

export class Session implements SessionRecord {
  readonly lines: HeardLine[] = [];
  serverName: string | null = null;
  open = true;
  readonly #socket: Socket;
  readonly #temper: Temper;
  readonly #dialect: Dialect;
  readonly #context: SecureContext | undefined;
  #stream: Duplex;
  #secure = false;
  #upgrading = false;
  #partial = '';
  #unknownCommands = 0;
  /** What came in plain text behind STARTTLS, of a server that keeps it. */
  readonly #kept: string[] = [];
  #sending: Promise<void> = Promise.resolve();
  readonly #hear = (chunk: Buffer): void => {
    this.#listen(chunk);
  };

  constructor(socket: Socket, temper: Temper, context: SecureContext | undefined) {
    this.#context = context;
    this.#socket = socket;
    this.#stream = socket;
    this.#temper = temper;
    this.#dialect = DIALECTS[temper.protocol];
    socket.setNoDelay(true);
    // A client may leave in any way it likes: the record says that it left.
    socket.on('error', () => undefined);
    socket.once('close', () => (this.open = false));
  }

  /** Starts the conversation. */
  begin(): void {
    const temper = this.#temper;
    this.#socket.once('end', () => this.#socket.end());
    if (temper.onConnect !== undefined) {
      this.#socket.resume();
      this.#leave(temper.onConnect);
    } else if (temper.blackhole === true) {
      this.#socket.on('data', this.#hear);
    } else if (temper.tls === 'implicit') {
      this.#startTls(temper, () => {
        this.#greet();
      });
    } else {
      this.#socket.on('data', this.#hear);
      this.#greet();
    }
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  #greet(): void {
    const greeting = this.#temper.greeting ?? this.#dialect.greeting(this.#temper);
    this.#send(greeting, this.#temper.greetingDelayMs);
  }

  #listen(chunk: Buffer): void {
    if (this.#secure) this.#answerKept('with-the-next-command');
    const lines = (this.#partial + chunk.toString('latin1')).split('\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines.map((one) => one.replace(/\r$/, ''))) {
      // Whatever came ahead of the handshake is thrown away (RFC 3207 section 4.2).
      if (this.#upgrading) this.#kept.push(line);
      else this.#answer(line);
    }
  }

  /** Unless the temper is to keep it, what was thrown away stays so. */
  #answerKept(when: NonNullable<TlsTemper['keepsPlaintext']>): void {
    const keeps = this.#temper.tls === 'plain' ? undefined : this.#temper.keepsPlaintext;
    if (keeps !== when) return;
    for (const line of this.#kept.splice(0)) this.#answer(line);
  }

  #answer(text: string): void {
    const temper = this.#temper;
    this.lines.push({ secure: this.#secure, text });
    if (temper.blackhole === true) return;
    if (temper.onCapabilities !== undefined && this.#dialect.asksCapabilities(text)) {
      this.#leave(temper.onCapabilities);
      return;
    }
    const answer = this.#dialect.answer(text, temper, this.#secure);
    if (answer.then === 'start-tls' && temper.tls !== 'plain') {
      this.#upgrade(answer.text, temper);
    } else {
      this.#send(answer.text);
      if (answer.isUnknown === true) this.#unknownCommands += 1;
      const hadEnough = this.#unknownCommands >= (temper.maxUnknownCommands ?? Infinity);
      if (answer.then === 'hang-up' || hadEnough) this.#afterSending(() => this.#stream.end());
    }
  }

  #upgrade(reply: string, temper: TlsTemper): void {
    this.#upgrading = true;
    // Nothing is read until it is known who reads it: the ClientHello may come at once.
    this.#socket.off('data', this.#hear).pause();
    this.#send(reply + (temper.injected ?? ''));
    this.#afterSending(() => {
      if (temper.afterStarttls === undefined) {
        this.#startTls(temper, () => undefined);
      } else {
        this.#spoil(temper.afterStarttls);
      }
    });
  }

  /** Answers the ClientHello with something else than TLS. */
  #spoil(how: NonNullable<TlsTemper['afterStarttls']>): void {
    this.#socket.on('data', () => {
      if (how === 'plaintext') this.#send('500 5.5.1 What was that?\r\n');
      else this.#leave(how);
    });
    this.#socket.resume();
  }

  #refuseTls(alert: number): void {
    const { ALERT, FATAL } = TLS_RECORD;
    this.#socket.once('data', () => {
      this.#socket.end(Uint8Array.of(ALERT, 3, 3, 0, 2, FATAL, alert));
    });
    this.#socket.resume();
  }

  #startTls(temper: TlsTemper, greet: () => void): void {
    if (temper.alert !== undefined) {
      this.#refuseTls(temper.alert);
      return;
    }
    this.#partial = '';
    const secured = new TLSSocket(this.#socket, {
      isServer: true,
      secureContext: this.#context,
      requestCert: temper.requireClientCertificate === true,
      rejectUnauthorized: temper.requireClientCertificate === true,
      SNICallback: (name, done) => {
        this.serverName = name;
        done(null);
      },
    });
    secured.on('error', () => this.#socket.destroy());
    secured.on('data', this.#hear);
    secured.once('end', () => secured.end());
    secured.once('secure', () => {
      this.#secure = true;
      this.#upgrading = false;
      greet();
      this.#answerKept('at-once');
    });
    this.#stream = secured;
  }

  #leave(how: 'silence' | 'close' | 'reset'): void {
    if (how === 'close') this.#socket.end();
    if (how === 'reset') this.#socket.resetAndDestroy();
  }

  /** Sends in order; a connection that is gone by then is left alone. */
  #send(bytes: string | Uint8Array, delayMs?: number): void {
    const buffer = Buffer.from(bytes as Uint8Array);
    this.#sending = this.#sending.then(async () => {
      if (delayMs !== undefined) await after(delayMs, undefined, { ref: false });
      if (this.#temper.dribble !== true) {
        if (this.open) this.#stream.write(buffer);
        return;
      }
      for (const byte of buffer) {
        if (this.open) this.#stream.write(Uint8Array.of(byte));
        await nextTurn();
      }
    });
  }

  #afterSending(action: () => void): void {
    this.#sending = this.#sending.then(action);
  }
}
