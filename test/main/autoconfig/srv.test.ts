// test: SRV records from a real name server on loopback.
import { describe, expect, it } from 'vitest';
import { lookUpServices, nodeServiceRecords, SERVICES } from '../../../main/autoconfig/srv.ts';
import type { ServiceLookup, SrvRecord, SrvRequest } from '../../../main/autoconfig/srv.ts';
import { startDns } from './dns-server.ts';
import type { DnsAnswer, DnsServer } from './dns-server.ts';

const DOMAIN = 'demo.test';
const patient = (): SrvRequest => ({ signal: new AbortController().signal, timeoutMs: 5000 });

function record(name: string, port: number, priority = 0, weight = 0): SrvRecord {
  return { name, port, priority, weight };
}

function ask(server: DnsServer, request = patient()): Promise<ServiceLookup> {
  return lookUpServices(DOMAIN, nodeServiceRecords([server.address]), request);
}

function start(answers: Readonly<Record<string, DnsAnswer>>): Promise<DnsServer> {
  return startDns(
    Object.fromEntries(
      Object.entries(answers).map(([label, answer]) => [`${label}._tcp.${DOMAIN}`, answer]),
    ),
  );
}

/** `label: outcome` for each look-up that is not `nothing`. */
function outcomes({ lookups }: ServiceLookup): readonly string[] {
  return lookups
    .filter(({ outcome }) => outcome !== 'nothing')
    .map(({ where, outcome, detail }) =>
      `${where.split('.')[0]!}: ${outcome} ${detail ?? ''}`.trim(),
    );
}

function shown({ offers }: ServiceLookup): readonly string[] {
  return offers.map(({ protocol, host, port, tls }) => `${protocol} ${host}:${port} ${tls}`);
}

describe('the services of a domain', () => {
  it('are asked for by name alone, each once', async () => {
    const server = await start({});
    const found = await ask(server);
    expect(server.asked.toSorted()).toEqual(
      SERVICES.map(({ label }) => `${label}.${DOMAIN}`).toSorted(),
    );
    expect(found.offers).toEqual([]);
    expect(found.lookups.map(({ outcome }) => outcome)).toEqual(SERVICES.map(() => 'nothing'));
  });

  it('come by priority, then implicit TLS first, then by weight', async () => {
    const server = await start({
      _submission: [record('late.demo.test', 587, 20), record('b.demo.test', 587, 0, 5)],
      _submissions: [
        record('light.demo.test', 465, 0, 1),
        record('heavy.demo.test', 465, 0, 60000),
        record('last.demo.test', 465, 30),
      ],
      _imap: [record('IMAP.demo.test', 143, 0)],
      _imaps: [record('imap.demo.test', 993, 10)],
    });
    const found = await ask(server);
    expect(shown(found).filter((line) => line.startsWith('smtp'))).toEqual([
      'smtp heavy.demo.test:465 implicit',
      'smtp light.demo.test:465 implicit',
      'smtp b.demo.test:587 starttls',
      'smtp late.demo.test:587 starttls',
      'smtp last.demo.test:465 implicit',
    ]);
    expect(shown(found).filter((line) => line.startsWith('imap'))).toEqual([
      'imap imap.demo.test:143 starttls',
      'imap imap.demo.test:993 implicit',
    ]);
  });

  it('may decidedly not be there', async () => {
    const server = await start({ _pop3: [record('.', 0)], _pop3s: [record('', 995)] });
    const found = await ask(server);
    expect([found.offers, outcomes(found)]).toEqual([[], []]);
  });

  it('at hosts that are none, or at port 0, are no services', async () => {
    const server = await start({
      _imap: [record('imap demo.test', 143)],
      _imaps: [record('imap.demo.test', 0), record('127.1', 993)],
      _pop3: [record('a/../b.test', 110), record('pop.demo.test', 110)],
    });
    const found = await ask(server);
    expect(shown(found)).toEqual(['pop3 pop.demo.test:110 starttls']);
    expect(outcomes(found).filter((line) => !line.startsWith('_pop3'))).toEqual(
      expect.arrayContaining(['_imaps: unusable']),
    );
  });
});

describe('a name server that', () => {
  it.each([
    [2, 'ESERVFAIL'],
    [5, 'EREFUSED'],
  ])('answers with error %i hides no other service', async (rcode, code) => {
    const server = await start({ _imap: { rcode }, _imaps: [record('imap.demo.test', 993)] });
    const found = await ask(server);
    expect(shown(found)).toEqual(['imap imap.demo.test:993 implicit']);
    expect(outcomes(found)).toEqual(['_imaps: found', `_imap: dns-failed ${code}`]);
  });

  it('never answers gains no time', async () => {
    const server = await start({ _imap: 'silence', _imaps: [record('imap.demo.test', 993)] });
    const begin = performance.now();
    const found = await ask(server, { ...patient(), timeoutMs: 300 });
    expect(performance.now() - begin).toBeLessThan(3000);
    expect(outcomes(found)).toEqual(['_imaps: found', '_imap: timeout']);
  });

  it('is not waited for any longer than the user waits', async () => {
    const server = await start({ _imap: 'silence' });
    const stop = new AbortController();
    const looking = ask(server, { signal: stop.signal, timeoutMs: 60_000 });
    await expect.poll(() => server.asked.length).toBe(SERVICES.length);
    stop.abort();
    expect(outcomes(await looking)).toContain('_imap: cancelled');
    const later = await ask(server, { signal: stop.signal, timeoutMs: 60_000 });
    expect(outcomes(later)).toHaveLength(SERVICES.length);
  });
});
