// test: names, addresses, time and cancelling.
import { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Network } from '../../../main/probe/network.ts';
import { nodeNetwork } from '../../../main/probe/node-network.ts';
import { probeEndpoint } from '../../../main/probe/probe.ts';
import { parseResolve, withResolve } from '../../../main/probe/resolve.ts';
import { PROTOCOLS } from '../../../shared/model/endpoint.ts';
import { failureOf, FAREWELL, HASTY, HOST, said, useWorld } from './world.ts';

const world = useWorld();
const unaborted = new AbortController().signal;

function networkWith(addresses: Network['addresses']): Network {
  return { ...nodeNetwork(), addresses };
}

function failing(code: string): Network {
  return networkWith(() => Promise.reject(Object.assign(new Error(code), { code })));
}

describe('names', () => {
  it.each([
    ['ENOTFOUND', 'resolve/name-not-found'],
    ['EAI_AGAIN', 'resolve/resolver-failed'],
    ['ESERVFAIL', 'resolve/resolver-failed'],
  ])('a resolver that says %s: %s', async (code, failure) => {
    const seen = await world().probe({ port: 25 }, 'smtp', 'starttls', { network: failing(code) });
    expect([failureOf(seen), seen.failure?.systemCode]).toEqual([failure, code]);
    expect(seen.address).toBeNull();
    expect(seen.startedAt).toBe('2026-01-02T03:04:05.000Z');
  });

  it('a name without an address', async () => {
    const network = networkWith(() => Promise.resolve([]));
    const seen = await world().probe({ port: 25 }, 'smtp', 'starttls', { network });
    expect(failureOf(seen)).toBe('resolve/name-not-found');
  });

  it('a resolver that never answers', async () => {
    const network = networkWith(() => new Promise(() => undefined));
    const options = { network, timeouts: HASTY };
    const seen = await world().probe({ port: 25 }, 'smtp', 'starttls', options);
    expect(failureOf(seen)).toBe('resolve/resolver-failed');
  });

  it('the system’s resolver: literals as they are, each address once', async () => {
    const network = nodeNetwork();
    expect(await network.addresses('::1', 25, unaborted)).toEqual(['::1']);
    const local = await network.addresses('localhost', 25, unaborted);
    expect(local).toContain('127.0.0.1');
    expect(new Set(local).size).toBe(local.length);
    await expect(network.addresses('no-such-host.invalid', 25, unaborted)).rejects.toHaveProperty(
      'code',
    );
  });

  it('an IP literal gets no SNI, and is looked for in the certificate', async () => {
    const { authority, start, options } = world();
    const identity = await authority.issue({ names: ['127.0.0.1'] });
    const server = await start({ protocol: 'imap', tls: 'implicit', identity });
    const endpoint = {
      protocol: 'imap',
      host: '127.0.0.1',
      port: server.port,
      tls: 'implicit',
    } as const;
    const [seen] = await probeEndpoint(endpoint, options(server.port));
    expect(seen?.tls).toMatchObject({ verifyError: null, nameMatches: true });
    expect(server.sessions[0]?.serverName).toBeNull();
  });
});

describe('addresses', () => {
  it('each is tried by itself: one alive, one closed', async () => {
    const { identity, start, options } = world();
    const server = await start({ protocol: 'smtp', tls: 'starttls-only', identity });
    const { port } = server;
    const entries = [
      { host: HOST, port, address: '127.0.0.2' },
      { host: HOST, port, address: '127.0.0.1' },
    ];
    const network = withResolve(nodeNetwork(), entries);
    const endpoint = { protocol: 'smtp', host: HOST, port, tls: 'starttls' } as const;
    const seen = await probeEndpoint(endpoint, options(port, { network }));
    expect(seen.map((one) => [one.address, failureOf(one)])).toEqual([
      ['127.0.0.2', 'connect/refused'],
      ['127.0.0.1', 'none'],
    ]);
  });

  it('one that can’t be reached is told apart from one that refuses', async () => {
    const network: Network = {
      addresses: () => Promise.resolve(['192.0.2.1']),
      connect: (_address, port) => {
        const socket = nodeNetwork().connect('127.0.0.1', port);
        return socket.destroy(Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' }));
      },
    };
    const seen = await world().probe({ port: 25 }, 'smtp', 'starttls', { network });
    expect([failureOf(seen), seen.failure?.systemCode]).toEqual([
      'connect/unreachable',
      'EHOSTUNREACH',
    ]);
  });

  it('one that never answers a SYN', async () => {
    const network: Network = {
      addresses: () => Promise.resolve(['192.0.2.1']),
      connect: () => new Socket(), // pending for ever, as it is towards a black hole
    };
    const options = { network, timeouts: HASTY };
    const seen = await world().probe({ port: 25 }, 'smtp', 'implicit', options);
    expect(failureOf(seen)).toBe('connect/connect-timeout');
  });
});

describe('--resolve', () => {
  it.each([
    ['mail.example.org:587:192.0.2.1', 'mail.example.org', '192.0.2.1'],
    ['mail.example.org:587:[2001:db8::1]', 'mail.example.org', '2001:db8::1'],
    ['mail.example.org:587:2001:db8::1', 'mail.example.org', '2001:db8::1'],
    ['[2001:db8::2]:587:192.0.2.1', '2001:db8::2', '192.0.2.1'],
  ])('reads %s', (text, host, address) => {
    expect(parseResolve(text)).toEqual({ host, port: 587, address });
  });

  it.each([
    '',
    'a:587',
    'a:0:192.0.2.1',
    'a:65536:192.0.2.1',
    'a:587:b',
    ':587:192.0.2.1',
    'a:x:::1',
  ])('refuses %j', (text) => {
    expect(parseResolve(text)).toBeUndefined();
  });

  it('holds for its host and port alone; given twice it adds an address', async () => {
    const below = networkWith((host) => Promise.resolve([`asked for ${host}`]));
    const network = withResolve(below, [
      { host: 'a.test', port: 587, address: '192.0.2.1' },
      { host: 'a.test', port: 587, address: '192.0.2.2' },
      { host: 'a.test', port: 587, address: '192.0.2.1' },
    ]);
    expect(await network.addresses('A.TEST', 587, unaborted)).toEqual(['192.0.2.1', '192.0.2.2']);
    expect(await network.addresses('a.test', 465, unaborted)).toEqual(['asked for a.test']);
    expect(await network.addresses('b.test', 587, unaborted)).toEqual(['asked for b.test']);
  });
});

describe('cancelling', () => {
  it.each(PROTOCOLS)('in the middle of a conversation it takes leave: %s', async (protocol) => {
    const { start, probe } = world();
    const greeting = { smtp: '220 x\r\n', imap: '* OK x\r\n', pop3: '+OK x\r\n' }[protocol];
    const server = await start({ protocol, tls: 'plain', greeting, onCapabilities: 'silence' });
    const abort = new AbortController();
    const stop = () => {
      abort.abort();
    };
    const seen = await probe(server, protocol, 'starttls', {
      signal: abort.signal,
      onStep: ({ step }) => {
        if (step === 'capabilities') setImmediate(stop);
      },
    });
    expect(failureOf(seen)).toBe('capabilities/cancelled');
    await server.idle();
    expect(said(server).at(-1)).toMatch(FAREWELL[protocol]);
  });

  it('before the start it opens no connection', async () => {
    const { identity, start, probe } = world();
    const server = await start({ protocol: 'smtp', tls: 'implicit', identity });
    const signal = AbortSignal.abort();
    expect(failureOf(await probe(server, 'smtp', 'implicit', { signal }))).toBe(
      'resolve/cancelled',
    );
    expect(server.sessions).toEqual([]);
  });

  it('says nothing to a server that has not greeted', async () => {
    const { start, probe } = world();
    const server = await start({ protocol: 'smtp', tls: 'plain', blackhole: true });
    const abort = new AbortController();
    const stop = () => {
      abort.abort();
    };
    const seen = await probe(server, 'smtp', 'starttls', {
      signal: abort.signal,
      onStep: ({ step }) => {
        if (step === 'greeting') setImmediate(stop);
      },
    });
    expect(failureOf(seen)).toBe('greeting/cancelled');
    await server.idle();
    expect(said(server)).toEqual([]);
  });

  it('by the run’s own time is told apart: deadline', async () => {
    const { start, probe } = world();
    const server = await start({ protocol: 'smtp', tls: 'plain', blackhole: true });
    const seen = await probe(server, 'smtp', 'implicit', { signal: AbortSignal.timeout(50) });
    expect(failureOf(seen)).toBe('handshake/deadline');
  });
});

it('waits for a late greeting without a word', async () => {
  const { identity, start, probe } = world();
  const server = await start({
    protocol: 'smtp',
    tls: 'starttls',
    identity,
    greetingDelayMs: 100,
  });
  const seen = await probe(server, 'smtp', 'starttls');
  expect(failureOf(seen)).toBe('none');
  expect(seen.steps.find(({ name }) => name === 'greeting')?.ms).toBeGreaterThan(90);
});

it.each([
  ['STARTTLS itself', ''],
  ['the ClientHello', '220 go ahead\r\n'],
])('says nothing more in plain text when %s is not answered', async (_name, answer) => {
  const { startRaw, probe } = world();
  const heard: Buffer[] = [];
  const server = await startRaw((socket) => {
    socket.write('220 x\r\n');
    socket.on('data', (chunk) => {
      heard.push(chunk);
      if (chunk.includes('EHLO')) socket.write('250-x\r\n250 STARTTLS\r\n');
      if (chunk.includes('STARTTLS')) socket.write(answer);
    });
  });
  const seen = await probe(server, 'smtp', 'starttls', { timeouts: HASTY });
  expect(seen.failure?.kind).toBe('timeout');
  expect(Buffer.concat(heard).toString('latin1')).not.toContain('QUIT');
});
