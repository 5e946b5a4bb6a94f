// test: each way in which a conversation can fail, at a real server on loopback.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../../shared/model/endpoint.ts';
import type { Protocol } from '../../../shared/model/endpoint.ts';
import { FAULTS } from './faults.ts';
import { failureOf, FAREWELL, HASTY, PATIENT, said, useWorld } from './world.ts';

const world = useWorld();

const NEGATIVE: Readonly<Record<Protocol, { greeting: string; answer: string; status: string }>> = {
  smtp: { greeting: '554 no service here\r\n', answer: '454 4.7.0 not now', status: '454' },
  imap: { greeting: '* BYE too busy\r\n', answer: 'TAG NO not now', status: 'NO' },
  pop3: { greeting: '-ERR too busy\r\n', answer: '-ERR not now', status: '-ERR' },
};

describe.each(PROTOCOLS)('%s', (protocol) => {
  it.each(FAULTS)('$name: $failure', async ({ temper, probed, failure, farewell, impatient }) => {
    const { identity, start, probe } = world();
    const server = await start({ ...temper, protocol, identity });
    const timeouts = impatient ? HASTY : PATIENT;
    const seen = await probe(server, protocol, probed, { timeouts });
    expect(failureOf(seen)).toBe(failure);
    expect(seen.steps.find(({ status }) => status === 'failed')?.name).toBe(seen.failure?.step);
    await server.idle();
    const farewells = server.transcript().filter(({ text }) => FAREWELL[protocol].test(text));
    expect(farewells).toEqual(farewell ? [server.transcript().at(-1)] : []);
  });

  it('a refusal instead of a greeting', async () => {
    const { start, probe } = world();
    const { greeting } = NEGATIVE[protocol];
    const server = await start({ protocol, tls: 'plain', greeting });
    const seen = await probe(server, protocol, 'starttls');
    expect(failureOf(seen)).toBe('greeting/negative-reply');
    expect(seen.failure?.reply).toEqual(seen.greeting);
    expect(said(server).at(-1)).toMatch(FAREWELL[protocol]);
  });

  it('a refusal in plain text where TLS was due keeps its words', async () => {
    const { start, probe } = world();
    const { greeting } = NEGATIVE[protocol];
    const server = await start({ protocol, tls: 'plain', greeting });
    const seen = await probe(server, protocol, 'implicit');
    expect(failureOf(seen)).toBe('handshake/plaintext-instead-of-tls');
    expect(`${seen.greeting!.status} ${seen.greeting!.text}`).toMatch(/service here|too busy/);
    expect(Buffer.from(seen.firstBytes.hex, 'hex').toString()).toBe(greeting);
  });

  it('STARTTLS refused', async () => {
    const { identity, start, probe } = world();
    const { answer, status } = NEGATIVE[protocol];
    const server = await start({ protocol, tls: 'starttls', identity, starttlsReply: answer });
    const seen = await probe(server, protocol, 'starttls');
    expect(failureOf(seen)).toBe('starttls/negative-reply');
    expect(seen.failure?.reply?.status).toBe(status);
    expect(seen.failure?.reply?.text).toMatch(/not now$/);
    expect(said(server).at(-1)).toMatch(FAREWELL[protocol]);
  });

  it.each(['close', 'reset', 'silence'] as const)('%s when asked what it can do', async (what) => {
    const { start, probe } = world();
    const greeting = { smtp: '220 x\r\n', imap: '* OK x\r\n', pop3: '+OK x\r\n' }[protocol];
    const server = await start({ protocol, tls: 'plain', greeting, onCapabilities: what });
    const timeouts = what === 'silence' ? HASTY : PATIENT;
    const seen = await probe(server, protocol, 'starttls', { timeouts });
    const kind = { close: 'closed', reset: 'reset', silence: 'timeout' }[what];
    expect(failureOf(seen)).toBe(`capabilities/${kind}`);
    await server.idle();
    // Even a silent server is told that nobody waits any more.
    expect(FAREWELL[protocol].test(said(server).at(-1) ?? '')).toBe(what === 'silence');
  });

  it('a closed port', async () => {
    const { probe } = world();
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const seen = await probe({ port }, protocol, 'starttls');
    expect(failureOf(seen)).toBe('connect/refused');
    expect(seen.failure?.systemCode).toBe('ECONNREFUSED');
  });
});

describe('SMTP', () => {
  it.each(['454', '501', '502', '530', '554', '421'])('STARTTLS refused with %s', async (code) => {
    const { identity, start, probe } = world();
    const starttlsReply = `${code}-5.7.0 two\r\n${code} lines`;
    const server = await start({ protocol: 'smtp', tls: 'starttls', identity, starttlsReply });
    const seen = await probe(server, 'smtp', 'starttls');
    expect(seen.failure).toMatchObject({
      kind: 'negative-reply',
      reply: { status: code, text: '5.7.0 two lines' },
    });
  });

  it('EHLO refused: there is no STARTTLS without it, and HELO is not tried', async () => {
    const { identity, start, probe } = world();
    const capabilitiesReply = '502 5.5.1 no EHLO';
    const server = await start({ protocol: 'smtp', tls: 'starttls', identity, capabilitiesReply });
    const seen = await probe(server, 'smtp', 'starttls');
    expect([failureOf(seen), seen.failure?.reply?.status]).toEqual([
      'capabilities/negative-reply',
      '502',
    ]);
    expect(said(server)).toEqual(['EHLO [127.0.0.1]', 'QUIT']);
  });

  it('STARTTLS in the place of the host name is told as misplaced, and shown', async () => {
    const { identity, start, probe } = world();
    const capabilitiesReply = '250-STARTTLS\r\n250-mail.demo.test\r\n250 HELP';
    const server = await start({ protocol: 'smtp', tls: 'starttls', identity, capabilitiesReply });
    const seen = await probe(server, 'smtp', 'starttls');
    expect(failureOf(seen)).toBe('starttls/starttls-misplaced');
    expect(seen.failure?.reply?.text).toBe('STARTTLS mail.demo.test HELP');
  });

  it('an HTTP server on the port: what it says is none of this protocol', async () => {
    const { startRaw, probe } = world();
    const server = await startRaw((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    const seen = await probe(server, 'smtp', 'implicit');
    expect(failureOf(seen)).toBe('handshake/wrong-protocol');
    expect(seen.greeting).toBeNull();
  });

  it('another mail protocol on the port is the wrong protocol', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol: 'imap', tls: 'starttls', identity });
    expect(failureOf(await probe(server, 'smtp', 'starttls'))).toBe('greeting/wrong-protocol');
    expect(failureOf(await probe(server, 'smtp', 'implicit'))).toBe('handshake/wrong-protocol');
  });
});

describe('IMAP', () => {
  it('PREAUTH in plain text', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol: 'imap', tls: 'starttls', identity, preauth: true });
    const seen = await probe(server, 'imap', 'starttls');
    expect([failureOf(seen), seen.failure?.reply?.status]).toEqual(['greeting/preauth', 'PREAUTH']);
    expect(said(server)).toEqual(['a1 LOGOUT']);
  });

  it('PREAUTH inside TLS from the first byte is the server’s own affair', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol: 'imap', tls: 'implicit', identity, preauth: true });
    const seen = await probe(server, 'imap', 'implicit');
    expect([failureOf(seen), seen.greeting?.status]).toEqual(['none', 'PREAUTH']);
  });

  it('mail data before anybody could log in', async () => {
    const { identity, start, probe } = world();
    const starttlsReply = '* 1 EXISTS\r\nTAG OK go';
    const server = await start({ protocol: 'imap', tls: 'starttls', identity, starttlsReply });
    expect(failureOf(await probe(server, 'imap', 'starttls'))).toBe('starttls/untagged-before-tls');
  });

  it('BYE in the middle of an answer', async () => {
    const { identity, start, probe } = world();
    const server = await start({
      protocol: 'imap',
      tls: 'starttls',
      identity,
      greeting: '* OK hi\r\n',
      capabilitiesReply: '* BYE shutting down',
    });
    const seen = await probe(server, 'imap', 'starttls');
    expect(failureOf(seen)).toBe('capabilities/negative-reply');
    expect(seen.failure?.reply).toEqual({ status: 'BYE', text: 'shutting down' });
  });
});

describe('POP3', () => {
  it('CAPA refused in plain text: nothing is known of STLS', async () => {
    const { identity, start, probe } = world();
    const capabilitiesReply = '-ERR what?';
    const server = await start({ protocol: 'pop3', tls: 'starttls', identity, capabilitiesReply });
    expect(failureOf(await probe(server, 'pop3', 'starttls'))).toBe('capabilities/negative-reply');
  });
});

describe('alerts', () => {
  /** A fatal TLS alert in the clear, as GnuTLS answers to EHLO. */
  const alert = (description: number) => Uint8Array.of(0x15, 3, 3, 0, 2, 2, description);

  it.each([
    ['starttls', 'greeting/tls-instead-of-plaintext', 10],
    ['implicit', 'handshake/tls-alert', 112],
  ] as const)('%s: %s, with its number', async (tls, failure, number) => {
    const { startRaw, probe } = world();
    const server = await startRaw((socket) => socket.end(alert(number)));
    const seen = await probe(server, 'smtp', tls);
    expect([failureOf(seen), seen.failure?.alert]).toEqual([failure, number]);
    expect(seen.firstBytes.kind).toBe('tls-alert');
  });

  it('a TLS record instead of a greeting', async () => {
    const { startRaw, probe } = world();
    const server = await startRaw((socket) => socket.write(Uint8Array.of(0x16, 3, 1, 0, 5, 1)));
    const seen = await probe(server, 'pop3', 'starttls');
    expect(failureOf(seen)).toBe('greeting/tls-instead-of-plaintext');
    expect(seen.firstBytes).toEqual({ kind: 'tls-record', hex: '160301000501' });
  });

  it('70 for a server that has only old TLS, and for a ServerHello that insists on it', async () => {
    const { identity, start, startRaw, probe } = world();
    const old = { minTls: 'TLSv1', maxTls: 'TLSv1.1' } as const;
    const server = await start({ protocol: 'smtp', tls: 'implicit', identity, ...old });
    expect((await probe(server, 'smtp', 'implicit')).failure?.alert).toBe(70);

    const hello = Buffer.concat([
      Uint8Array.of(0x16, 3, 1, 0, 42, 2, 0, 0, 38, 3, 1),
      Buffer.alloc(32, 7), // random
      Uint8Array.of(0, 0xc0, 0x13, 0), // no session, ECDHE-RSA-AES128-SHA, no compression
    ]);
    const stubborn = await startRaw((socket) => {
      socket.once('data', () => socket.write(hello));
    });
    const seen = await probe(stubborn, 'smtp', 'implicit');
    expect([failureOf(seen), seen.failure?.alert]).toEqual(['handshake/tls-alert', 70]);
  });

  it.each([
    ['TLSv1.2', 40],
    ['TLSv1.3', 116],
  ] as const)('a client certificate wanted on %s: %i', async (maxTls, number) => {
    const { identity, start, probe } = world();
    const requireClientCertificate = true;
    const server = await start({
      protocol: 'smtp',
      tls: 'starttls',
      identity,
      maxTls,
      requireClientCertificate,
    });
    const seen = await probe(server, 'smtp', 'starttls');
    expect([seen.failure?.kind, seen.failure?.alert]).toEqual(['tls-alert', number]);
  });
});
