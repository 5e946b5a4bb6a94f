// test: servers that send too much, too slowly, or what should not be shown.
import { describe, expect, it } from 'vitest';
import { PROTOCOLS } from '../../../shared/model/endpoint.ts';
import { LineReader, printable } from '../../../main/probe/lines.ts';
import { flood } from './hostile-servers.ts';
import { failureOf, HASTY, useWorld } from './world.ts';

const world = useWorld();

const GREETING = { smtp: '220 ', imap: '* OK ', pop3: '+OK ' } as const;
const MEGABYTE = 1024 * 1024;

describe.each(PROTOCOLS)('%s', (protocol) => {
  it('stops reading an endless line', async () => {
    const { startRaw, probe } = world();
    const server = await startRaw((socket) => {
      socket.write(GREETING[protocol]);
      flood(socket, Buffer.alloc(64 * 1024, 'a'));
    });
    const seen = await probe(server, protocol, 'starttls');
    expect(failureOf(seen)).toBe('greeting/too-much-data');
  });

  it('knows a greeting of 10 MB by its beginning where TLS was due', async () => {
    const { startRaw, probe } = world();
    const server = await startRaw((socket) => {
      socket.write(GREETING[protocol] + 'a'.repeat(10 * MEGABYTE));
    });
    const seen = await probe(server, protocol, 'implicit');
    expect(failureOf(seen)).toBe('handshake/plaintext-instead-of-tls');
    expect(seen.greeting?.text).toMatch(/^a{500}$/);
  });

  it('shows control bytes, escape sequences and NULs as text', async () => {
    const { start, probe } = world();
    const greeting = `${GREETING[protocol]}\x1b]0;owned\x07\x00\xe9\r\n`;
    const server = await start({
      protocol,
      tls: 'plain',
      greeting: Buffer.from(greeting, 'latin1'),
    });
    const text = '\\x1b]0;owned\\x07\\x00\\xe9';
    const plain = await probe(server, protocol, 'starttls');
    expect([failureOf(plain), plain.greeting?.text]).toEqual([
      'starttls/starttls-not-offered',
      text,
    ]);
    const implicit = await probe(server, protocol, 'implicit');
    expect([failureOf(implicit), implicit.greeting?.text]).toEqual([
      'handshake/plaintext-instead-of-tls',
      text,
    ]);
  });

  it('gives a trickle no more time than a silence', async () => {
    const { startRaw, probe } = world();
    const server = await startRaw((socket) => {
      const timer = setInterval(() => socket.write('a'), 10);
      socket.on('close', () => {
        clearInterval(timer);
      });
    });
    const seen = await probe(server, protocol, 'starttls', { timeouts: HASTY });
    expect(failureOf(seen)).toBe('greeting/timeout');
    expect(seen.ms).toBeLessThan(10 * HASTY.greetingMs);
  });
});

/** A whole answer, with ten thousand lines more than anybody asked for. */
const LONG_ANSWER = {
  smtp: '250-more\r\n'.repeat(10_000) + '250 STARTTLS',
  imap: '* OK more\r\n'.repeat(10_000) + '* CAPABILITY STARTTLS\r\nTAG OK done',
  pop3: '+OK\r\n' + 'MORE\r\n'.repeat(10_000) + 'STLS\r\n.',
} as const;

describe.each(PROTOCOLS)('10,000 lines before the one that matters, %s', (protocol) => {
  it.each([
    ['starttls', 'capabilities/too-much-data'],
    ['implicit', 'authentication/too-much-data'],
  ] as const)('%s: %s', async (tls, failure) => {
    const { identity, start, probe } = world();
    const capabilitiesReply = LONG_ANSWER[protocol];
    const greeting = `${GREETING[protocol]}hello\r\n`;
    const server = await start({ protocol, tls, identity, greeting, capabilitiesReply });
    expect(failureOf(await probe(server, protocol, tls))).toBe(failure);
  });
});

it('stops reading a reply of too many lines', async () => {
  const { startRaw, probe } = world();
  const server = await startRaw((socket) => {
    flood(socket, Buffer.from('220-hello\r\n'.repeat(50)));
  });
  expect(failureOf(await probe(server, 'smtp', 'starttls'))).toBe('greeting/too-much-data');
});

it('makes capability lines and log-in names printable', async () => {
  const { identity, start, probe } = world();
  const server = await start({
    protocol: 'smtp',
    tls: 'implicit',
    identity,
    capabilitiesReply: '250-x\r\n250-AUTH PLA\x1bIN\r\n250 \x07BELL',
  });
  const seen = await probe(server, 'smtp', 'implicit');
  expect(seen.capabilitiesAfterTls).toEqual(['AUTH PLA\\x1bIN', '\\x07BELL']);
  expect(seen.authAfterTls).toEqual(['PLA\\x1bIN']);
});

describe('the line reader', () => {
  it('takes CRLF and LF, whatever the pieces, and keeps a lone CR', () => {
    const reader = new LineReader();
    for (const byte of Buffer.from('one\r\ntwo\nth\rree\r\n\r\nrest')) {
      reader.push(Buffer.from([byte]));
    }
    const lines = [];
    for (let line = reader.next(); line !== undefined; line = reader.next()) lines.push(line);
    expect(lines).toEqual(['one', 'two', 'th\rree', '']);
    expect(reader.hasUnread).toBe(true);
  });

  it('gives the lines before the flood, then stops', () => {
    const reader = new LineReader();
    reader.push(Buffer.from('220 hello\r\n' + 'a'.repeat(9000)));
    expect(reader.next()).toBe('220 hello');
    expect(() => reader.next()).toThrow('too-much-data');
  });

  it('takes 200 lines a reply and not one more, and counts each reply anew', () => {
    const reader = new LineReader();
    const read = (count: number) => {
      reader.push(Buffer.from('250-x\r\n'.repeat(count)));
      for (let at = 0; at < count; at += 1) reader.next();
    };
    read(200);
    reader.beginReply();
    read(200);
    expect(() => {
      read(1);
    }).toThrow('too-much-data');
  });
});

it('cuts what is shown at 500 characters, after escaping', () => {
  expect(printable('\x1b'.repeat(400))).toHaveLength(500);
  expect(printable('a'.repeat(501))).toHaveLength(500);
});
