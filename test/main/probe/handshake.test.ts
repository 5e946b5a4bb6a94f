// test: handshakes of a real server, recorded on the wire and read again in every possible cut.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { connect as connectTls, TLSSocket, type SecureVersion } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createAuthority, type ServerIdentity } from '../../../main/demo/certificates.ts';
import { secureContextOf } from '../../../main/demo/session.ts';
import { HandshakeReader } from '../../../main/probe/handshake.ts';
import { Tap } from '../../../main/probe/tap.ts';

let identity: ServerIdentity;
beforeAll(async () => {
  const authority = await createAuthority();
  // Two certificates, so that the messages are long and hold every byte there is.
  identity = await authority.issue({ names: Array.from({ length: 40 }, (_, at) => `h${at}.test`) });
});

interface Manner {
  readonly maxTls: SecureVersion;
  readonly requestCert: boolean;
  /** Bytes a record: the smallest that TLS allows. */
  readonly fragment?: 512;
}

/** All that the server sent until both sides were content. */
async function recorded({ maxTls, requestCert, fragment }: Manner): Promise<Buffer> {
  const temper = { protocol: 'smtp', tls: 'implicit', identity, maxTls } as const;
  const server = createServer((socket) => {
    const options = { isServer: true, secureContext: secureContextOf(temper), requestCert };
    const secured = new TLSSocket(socket, { ...options, rejectUnauthorized: false });
    if (fragment !== undefined) secured.setMaxSendFragment(fragment);
    secured.on('error', () => undefined);
    secured.once('secure', () => secured.end('220 x\r\n'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  const secured = connectTls({
    socket: new Tap(socket, () => undefined),
    rejectUnauthorized: false,
  });
  secured.resume();
  await once(secured, 'end');
  secured.destroy();
  socket.destroy();
  return Buffer.concat(chunks);
}

function asksIn(...chunks: readonly Uint8Array[]): boolean {
  const reader = new HandshakeReader();
  for (const chunk of chunks) reader.add(chunk);
  return reader.certificateRequested;
}

describe.each<[string, Manner, boolean]>([
  ['TLS 1.2 with the question', { maxTls: 'TLSv1.2', requestCert: true }, true],
  ['the same in small records', { maxTls: 'TLSv1.2', requestCert: true, fragment: 512 }, true],
  ['TLS 1.2 without it', { maxTls: 'TLSv1.2', requestCert: false }, false],
  ['small records without it', { maxTls: 'TLSv1.2', requestCert: false, fragment: 512 }, false],
  // Here it is encrypted: nobody on the wire can tell.
  ['TLS 1.3 with the question', { maxTls: 'TLSv1.3', requestCert: true }, false],
  ['TLS 1.3 without it', { maxTls: 'TLSv1.3', requestCert: false }, false],
])('%s', (_, manner, asks) => {
  it('is read the same in one piece, in two at any place, and byte by byte', async () => {
    const bytes = await recorded(manner);
    expect(bytes.length).toBeGreaterThan(500);
    expect(asksIn(bytes)).toBe(asks);
    expect(asksIn(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toBe(asks);
    for (let at = 0; at <= bytes.length; at += 1) {
      expect([at, asksIn(bytes.subarray(0, at), bytes.subarray(at))]).toEqual([at, asks]);
    }
  });

  it('is known as soon as the message has begun, and stays so', async () => {
    const bytes = await recorded(manner);
    const known = Array.from(bytes, (__, at) => asksIn(bytes.subarray(0, at + 1)));
    expect(known.includes(true)).toBe(asks);
    expect(known.slice(Math.max(0, known.indexOf(true))).every((one) => one === asks)).toBe(true);
    expect(known[0]).toBe(false);
  });
});

describe('bytes that are no handshake', () => {
  /** A handshake record around some messages' bytes. */
  const record = (...bytes: readonly number[]): readonly number[] => [
    ...[0x16, 3, 3, bytes.length >> 8, bytes.length & 0xff],
    ...bytes,
  ];
  const REQUEST = [13, 0, 0, 1, 0];

  it('end it for good', () => {
    const alert = [0x15, 3, 3, 0, 2, 2, 40];
    expect(asksIn(Uint8Array.from([...alert, ...record(...REQUEST)]))).toBe(false);
    expect(asksIn(Buffer.from('220 ready\r\n'), Uint8Array.from(record(...REQUEST)))).toBe(false);
    // Encrypted, it may look like anything; and what comes after it is encrypted too.
    const encrypted = [0x17, 3, 3, 0, REQUEST.length, ...REQUEST];
    expect(asksIn(Uint8Array.from(encrypted))).toBe(false);
    expect(asksIn(Uint8Array.from([...encrypted, ...record(...REQUEST)]))).toBe(false);
  });

  it('a message may be cut anywhere by the end of a record, or a record be empty', () => {
    for (let cut = 0; cut <= REQUEST.length; cut += 1) {
      const halves = [...record(...REQUEST.slice(0, cut)), ...record(...REQUEST.slice(cut))];
      expect([cut, asksIn(Uint8Array.from(halves))]).toEqual([cut, true]);
    }
  });

  it('a question inside another message is none', () => {
    const certificate = [11, 0, 0, REQUEST.length, ...REQUEST];
    expect(asksIn(Uint8Array.from(record(...certificate)))).toBe(false);
    expect(asksIn(Uint8Array.from(record(...certificate, ...REQUEST)))).toBe(true);
  });

  it('a message that claims 16 MB swallows what follows, and costs nothing', () => {
    const reader = new HandshakeReader();
    reader.add(Uint8Array.from(record(11, 0xff, 0xff, 0xff)));
    const flood = Uint8Array.from(record(...Array.from({ length: 16_000 }, () => 13)));
    for (let sent = 0; sent < 1000; sent += 1) reader.add(flood);
    expect(reader.certificateRequested).toBe(false);
  });
});
