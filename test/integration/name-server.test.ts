// The name server of the tests, as the two resolvers of Node hear it: c-ares here, and getaddrinfo,
// which mail programs ask, in a namespace whose only name server it is.
import { spawn } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeNetwork, type SmallNetwork } from '../real/namespaces.ts';
import { describeReal } from '../real/requirements.ts';
import { childScript } from '../support/child-script.ts';
import { startDnsServer, type DnsServer } from '../support/dns-server.ts';

describe('the name server of the tests, asked directly', () => {
  async function resolverOf(table: Parameters<typeof startDnsServer>[0]): Promise<Resolver> {
    const server = await startDnsServer(table);
    onTestFinished(server.close);
    const resolver = new Resolver({ timeout: 200, tries: 1 });
    resolver.setServers([`${server.address}:${server.port}`]);
    return resolver;
  }

  it('gives addresses of both kinds, and services', async () => {
    const submission = { priority: 1, weight: 2, port: 587, target: 'mail.example.test' };
    const resolver = await resolverOf({
      'mail.example.test': { a: ['198.18.0.1', '198.18.0.2'], aaaa: ['fd18::1', '::1', 'fd18::'] },
      '_submission._tcp.example.test': { srv: [submission] },
    });
    expect(await resolver.resolve4('mail.example.test')).toEqual(['198.18.0.1', '198.18.0.2']);
    expect(await resolver.resolve6('Mail.Example.Test')).toEqual(['fd18::1', '::1', 'fd18::']);
    expect(await resolver.resolveSrv('_submission._tcp.example.test')).toEqual([
      { priority: 1, weight: 2, port: 587, name: 'mail.example.test' },
    ]);
  });

  it('has no other name, and no record that was not given', async () => {
    const resolver = await resolverOf({ 'mail.example.test': { a: ['198.18.0.1'] } });
    await expect(resolver.resolve4('other.example.test')).rejects.toThrow('ENOTFOUND');
    await expect(resolver.resolve6('mail.example.test')).rejects.toThrow('ENODATA');
  });

  it('fails and is silent where it was told to', async () => {
    const resolver = await resolverOf({ 'bad.test': 'fails', 'mute.test': 'silent' });
    await expect(resolver.resolve4('bad.test')).rejects.toThrow('ESERVFAIL');
    await expect(resolver.resolve4('mute.test')).rejects.toThrow('ETIMEOUT');
  });
});

const LOOK_UP = `
  const begun = performance.now();
  require('node:dns').lookup(process.argv[1], { all: true }, (error, found) => {
    const answer = error ? error.code : found.map(({ address }) => address).sort();
    console.log(JSON.stringify({ answer, ms: performance.now() - begun }));
  });
`;

interface LookedUp {
  /** The addresses, or getaddrinfo's code. */
  readonly answer: readonly string[] | string;
  readonly ms: number;
}

describeReal('getaddrinfo in a namespace with a name server of its own', ['namespaces'], () => {
  const later = atTheEnd();
  let network: SmallNetwork;
  let server: DnsServer;

  beforeAll(async () => {
    network = makeNetwork();
    later(network.remove);
    server = await startDnsServer(
      {
        'mail.example.test': { a: [network.live], aaaa: [network.liveIPv6] },
        'slow.example.test': { a: [network.live], aaaa: [network.liveIPv6], delayMs: 300 },
        'mute.example.test': 'silent',
        'bad.example.test': 'fails',
        ...Object.fromEntries(
          Array.from({ length: 8 }, (_, at) => [`mute${at}.example.test`, 'silent'] as const),
        ),
      },
      { address: network.live, port: 53 },
    );
    later(() => server.close());
  });

  async function lookUp(name: string): Promise<LookedUp> {
    const [program, ...args] = network.inside;
    const child = spawn(program, [...args, process.execPath, '-e', LOOK_UP, name], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(await text(child.stdout)) as LookedUp;
  }

  it('gives the addresses of both kinds', async () => {
    const { answer } = await lookUp('mail.example.test');
    expect(answer).toEqual([network.live, network.liveIPv6].sort());
  });

  it('waits for a slow answer', async () => {
    const { answer, ms } = await lookUp('slow.example.test');
    expect(answer).toEqual([network.live, network.liveIPv6].sort());
    expect(ms).toBeGreaterThanOrEqual(300);
  });

  it('says ENOTFOUND when there is no such name', async () => {
    expect((await lookUp('none.example.test')).answer).toBe('ENOTFOUND');
  });

  it.each(['mute.example.test', 'bad.example.test'])('says EAI_AGAIN of %s', async (name) => {
    expect((await lookUp(name)).answer).toBe('EAI_AGAIN');
  });

  it('gets the probe an answer in time, however many dead names are asked before it', async () => {
    const script = await childScript('test/main/probe/names-script.ts');
    onTestFinished(() => script.remove());
    const dead = Array.from({ length: 8 }, (_, at) => `mute${at}.example.test`);
    const { stdout } = await script.runBehind(network.inside, ...dead, 'mail.example.test');
    const answers = JSON.parse(stdout) as { name: string; answer: unknown; ms: number }[];
    // Two at a time, two seconds each: the last one's turn would come after eight seconds.
    expect(answers.at(-1)?.answer).toEqual([network.live, network.liveIPv6]);
    expect(answers.at(-1)?.ms).toBeLessThan(5000);
    expect(answers.slice(0, -1).map(({ answer }) => answer)).toEqual(dead.map(() => 'EAI_AGAIN'));
  });

  it('says EAI_AGAIN when nothing listens there any more', async () => {
    await server.close();
    expect((await lookUp('mail.example.test')).answer).toBe('EAI_AGAIN');
  });
});
