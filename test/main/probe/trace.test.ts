// test: what is kept of a conversation, line by line: of one with a server, and of a flood.
import { describe, expect, it } from 'vitest';
import { Trace } from '../../../main/probe/trace.ts';
import type { TraceLine } from '../../../shared/model/observation.ts';
import { HASTY, useWorld } from './world.ts';

const world = useWorld();

/** `>` sent, `<` received, `*` an event; `+` in front of what was inside TLS. */
function shown(line: TraceLine): string {
  const lock = line.secure ? '+' : ' ';
  if (line.direction === 'event') return `${lock}* ${line.event}`;
  return `${lock}${line.direction === 'sent' ? '>' : '<'} ${line.text}`;
}

describe('the trace of a conversation', () => {
  it('is what was said, in order, by whom, and inside TLS or not', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol: 'pop3', tls: 'starttls', identity });
    const { trace } = await probe(server, 'pop3', 'starttls');
    expect(trace.map(shown)).toEqual([
      ' * connected',
      ' < +OK ready',
      ' > CAPA',
      ' < +OK capabilities follow',
      ' < TOP',
      ' < UIDL',
      ' < STLS',
      ' < USER',
      ' < SASL PLAIN',
      ' < .',
      ' > STLS',
      ' < +OK Begin TLS negotiation',
      ' * tls-begun',
      ' * tls-established',
      '+> CAPA',
      '+< +OK capabilities follow',
      '+< TOP',
      '+< UIDL',
      '+< USER',
      '+< SASL PLAIN',
      '+< .',
      '+> QUIT',
      '+< +OK bye',
    ]);
    const times = trace.map(({ ms }) => ms);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBeGreaterThan(0);
  });

  it('begins with TLS where that comes first', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol: 'smtp', tls: 'implicit', identity });
    const { trace } = await probe(server, 'smtp', 'implicit');
    expect(trace.map(shown).slice(0, 5)).toEqual([
      ' * connected',
      ' * tls-begun',
      ' * tls-established',
      '+< 220 mail.demo.test ESMTP ready',
      '+> EHLO [127.0.0.1]',
    ]);
  });

  it('shows what came where a handshake was due, and that it ended', async () => {
    const { start, probe } = world();
    const plain = await start({ protocol: 'smtp', tls: 'plain', greeting: '220 a\r\n220 b\r\n' });
    const { trace } = await probe(plain, 'smtp', 'implicit');
    expect(trace.map(shown)).toEqual([' * connected', ' * tls-begun', ' < 220 a', ' < 220 b']);
    const closing = await start({ protocol: 'smtp', tls: 'plain', onConnect: 'close' });
    const closed = await probe(closing, 'smtp', 'starttls');
    expect(closed.trace.map(shown)).toEqual([' * connected', ' * closed']);
  });

  it('shows bytes that are no text in hexadecimal, 64 of them at most', async () => {
    const { start, probe } = world();
    const greeting = Uint8Array.from([0, 1, 0x80, ...Array.from({ length: 100 }, () => 0xff)]);
    const server = await start({ protocol: 'smtp', tls: 'plain', greeting });
    const { trace } = await probe(server, 'smtp', 'implicit', { timeouts: HASTY });
    expect(trace.map(shown)).toContain(` < <000180${'ff'.repeat(61)}>`);
  });

  it('shows a line that was never finished', async () => {
    const { start, probe } = world();
    const server = await start({ protocol: 'smtp', tls: 'plain', greeting: '220 wai' });
    const { trace } = await probe(server, 'smtp', 'starttls', { timeouts: HASTY });
    expect(trace.map(shown)).toEqual([' * connected', ' < 220 wai']);
  });

  it('is empty where no packet came back', async () => {
    const { probe } = world();
    const closed = await world().start({ protocol: 'smtp', tls: 'plain' });
    await closed.close();
    const { failure, trace } = await probe(closed, 'smtp', 'starttls');
    expect([failure?.kind, trace]).toEqual(['refused', []]);
  });

  it('holds nothing that steers a terminal', async () => {
    const { start, probe } = world();
    const greeting = '220 \u001b]0;owned\u0007\u009b2J \xe9 \0\r\n';
    const server = await start({ protocol: 'smtp', tls: 'plain', greeting });
    const { trace } = await probe(server, 'smtp', 'starttls');
    expect(trace.map(shown)).toContain(' < 220 \\x1b]0;owned\\x07\\xc2\\x9b2J \\xc3\\xa9 \\x00');
    expect(JSON.stringify(trace)).toMatch(/^[\x20-\x7e]*$/);
  });

  it('of a flood is its first 200 lines', async () => {
    const { start, probe } = world();
    const greeting = Array.from({ length: 5000 }, (_, at) => `220-${at}\r\n`).join('');
    const server = await start({ protocol: 'smtp', tls: 'plain', greeting });
    const { trace, failure } = await probe(server, 'smtp', 'starttls');
    expect(failure?.kind).toBe('too-much-data');
    expect(trace).toHaveLength(200);
    expect(trace.slice(0, 3).map(shown)).toEqual([' * connected', ' < 220-0', ' < 220-1']);
    expect(trace.map(shown).at(-1)).toBe(' < 220-198');
  });
});

it('a line of a megabyte is kept to 500 characters, and so is what it is made of', () => {
  const trace = new Trace();
  trace.text('received', '\x00'.repeat(1_000_000));
  trace.bytes(new Uint8Array(1_000_000));
  const lengths = trace.lines.map((line) => ('text' in line ? line.text.length : 0));
  expect(lengths).toEqual([500, 2 + 2 * 64]);
});
