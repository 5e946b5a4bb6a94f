// test: what a domain publishes, from a real web and a real name server, and what is worth a test.
import type { RequestListener } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { fetchConfig, parseWebUrl } from '../../../main/autoconfig/find.ts';
import { candidatesFor, lookUp } from '../../../main/autoconfig/published.ts';
import type { Published } from '../../../main/autoconfig/published.ts';
import { nodeServiceRecords } from '../../../main/autoconfig/srv.ts';
import type { Web } from '../../../main/autoconfig/web.ts';
import type { Candidate } from '../../../shared/model/suggestion.ts';
import { configText, incoming, outgoing } from './config-text.ts';
import { startDns } from './dns-server.ts';
import type { DnsAnswer } from './dns-server.ts';
import { useWebWorld } from './web-world.ts';

const world = useWebWorld();
const DOMAIN = 'demo.test';
const CONF1 = 'autoconfig.demo.test/mail/config-v1.1.xml';
const CONF2 = 'demo.test/.well-known/autoconfig/mail/config-v1.1.xml';

/** Status and body of a URL without its port; 404 for any other. */
type Pages = Readonly<Record<string, readonly [number, string, string?]>>;

interface Outcome {
  readonly published: Published;
  /** Every URL asked for, as the server heard it, in order of the scheme. */
  readonly heard: readonly string[];
}

async function publish(
  pages: Pages,
  services: Readonly<Record<string, DnsAnswer>> = {},
): Promise<Outcome> {
  const heard: string[] = [];
  const serve =
    (scheme: string): RequestListener =>
    ({ url, headers }, response) => {
      const host = String(headers.host).replace(/:\d+$/, '');
      const asked = `${scheme}://${host}${url ?? ''}`;
      heard.push(asked);
      const [status, body, type] = pages[asked] ?? [404, 'no'];
      response.writeHead(status, { 'content-type': type ?? 'text/xml' }).end(body);
    };
  const { http, https, web } = world();
  const ports = {
    'http:': (await http(serve('http'))).port,
    'https:': (await https(serve('https'))).port,
  };
  const dns = await startDns(services);
  const published = await lookUp(DOMAIN, {
    web: { get: (url, request) => web.get(withPort(url, ports), request) },
    records: nodeServiceRecords([dns.address]),
    signal: new AbortController().signal,
    timeoutMs: 5000,
  });
  return { published, heard };
}

/** The product asks ports 80 and 443; the test's servers have others. */
function withPort(text: string, ports: Readonly<Record<string, number>>): string {
  const url = new URL(text);
  url.port = String(ports[url.protocol]);
  return url.href;
}

function shown(candidates: readonly Candidate[]): readonly string[] {
  return candidates.map(
    ({ protocol, host, port, tls, source, authentic }) =>
      `${protocol}://${host}:${port} ${tls} ${source}${authentic ? '' : ' ask'}`,
  );
}

const OWN = { protocol: 'smtp', host: 'old.demo.test' } as const;
const STANDARD = [
  'smtp://old.demo.test:465 implicit standard-port',
  'smtp://old.demo.test:587 starttls standard-port',
];

function withServers(...servers: readonly string[]): readonly [number, string] {
  return [200, configText({ servers: [incoming(), ...servers].join('') })];
}

function smtp(host: string, port: number, socketType: string): string {
  return outgoing({
    hostname: `<hostname>${host}</hostname>`,
    port: `<port>${port}</port>`,
    socketType: `<socketType>${socketType}</socketType>`,
  });
}

describe('the file of a domain', () => {
  it('is the first that can be used, and http is not asked where https has one', async () => {
    const { published, heard } = await publish({
      [`https://${CONF1}`]: [200, '<html>Parked</html>'],
      [`https://${CONF2}`]: withServers(smtp('smtp.demo.test', 587, 'STARTTLS')),
    });
    expect(published.config).toMatchObject({ url: `https://${CONF2}`, secure: true });
    expect(heard.toSorted()).toEqual([`https://${CONF1}`, `https://${CONF2}`]);
    expect(published.lookups.slice(0, 2)).toEqual([
      { where: `https://${CONF1}`, outcome: 'unusable', detail: null },
      { where: `https://${CONF2}`, outcome: 'found', detail: null },
    ]);
  });

  it('comes from autoconfig.DOMAIN where both have one', async () => {
    const page = withServers(outgoing());
    const { published } = await publish({ [`https://${CONF1}`]: page, [`https://${CONF2}`]: page });
    expect(published.config?.url).toBe(`https://${CONF1}`);
  });

  it('is a hint only where it comes over http', async () => {
    const { published, heard } = await publish({
      [`https://${CONF1}`]: [500, ''],
      [`http://${CONF2}`]: withServers(
        smtp('smtp.demo.test', 587, 'STARTTLS'),
        smtp('smtp.elsewhere.test', 587, 'STARTTLS'),
        smtp('old.demo.test', 2525, 'STARTTLS'),
      ),
    });
    expect(published.config).toMatchObject({ url: `http://${CONF2}`, secure: false });
    expect(heard.toSorted()).toEqual(
      [`https://${CONF1}`, `https://${CONF2}`, `http://${CONF1}`, `http://${CONF2}`].toSorted(),
    );
    expect(published.lookups.map(({ outcome, detail }) => `${outcome} ${detail ?? ''}`)).toEqual([
      'http-status 500',
      'nothing 404',
      'nothing 404',
      'found ',
      ...Array.from({ length: 6 }, () => 'nothing '),
    ]);
    expect(shown(candidatesFor(OWN, published))).toEqual([
      'smtp://smtp.demo.test:587 starttls autoconfig',
      'smtp://smtp.elsewhere.test:587 starttls autoconfig ask',
      'smtp://old.demo.test:2525 starttls autoconfig',
      ...STANDARD,
    ]);
  });

  it('is never asked for with more than the domain', async () => {
    const { heard } = await publish({});
    expect(heard).toHaveLength(4);
    expect(heard.filter((url) => /[?@]/.test(url))).toEqual([]);
  });
});

describe('the candidates of an account', () => {
  let published: Published;
  beforeAll(async () => {
    ({ published } = await publish(
      {
        [`https://${CONF1}`]: withServers(
          smtp('SMTP.elsewhere.test', 465, 'SSL'),
          smtp('plain.demo.test', 587, 'plain'),
          smtp('%EMAILDOMAIN%', 587, 'STARTTLS'),
          smtp('%EMAILLOCALPART%.demo.test', 587, 'STARTTLS'),
        ),
      },
      {
        '_submission._tcp.demo.test': [
          { name: 'demo.test', port: 587, priority: 0, weight: 0 },
          { name: 'smtp.elsewhere.test', port: 587, priority: 1, weight: 0 },
          { name: 'old.demo.test', port: 587, priority: 2, weight: 0 },
        ],
      },
    ));
  });

  it('are of its protocol, each once, in order, never in plain text, never of a person', () => {
    expect(shown(candidatesFor(OWN, published))).toEqual([
      'smtp://smtp.elsewhere.test:465 implicit autoconfig',
      'smtp://demo.test:587 starttls autoconfig',
      'smtp://smtp.elsewhere.test:587 starttls srv ask',
      'smtp://old.demo.test:587 starttls srv',
      'smtp://old.demo.test:465 implicit standard-port',
    ]);
  });

  it('say where they come from, and how to log in where that is known', () => {
    const [first, , third] = candidatesFor(OWN, published);
    expect([first?.where, first?.auth]).toEqual([`https://${CONF1}`, ['password-cleartext']]);
    expect([third?.where, third?.auth]).toEqual(['_submission._tcp.demo.test', []]);
  });

  it('need no question about the host that the account has already', () => {
    const own = { protocol: 'smtp', host: 'SMTP.elsewhere.test' } as const;
    const srv = candidatesFor(own, published).find(({ source }) => source === 'srv');
    expect(srv).toMatchObject({ host: 'smtp.elsewhere.test', authentic: true });
  });

  it('are the standard ports alone where nothing is published, and none for what is no host', () => {
    expect(shown(candidatesFor(OWN, null))).toEqual(STANDARD);
    expect(candidatesFor({ protocol: 'imap', host: 'a b' }, null)).toEqual([]);
    expect(shown(candidatesFor({ protocol: 'pop3', host: '2001:db8::1' }, null))).toEqual([
      'pop3://2001:db8::1:995 implicit standard-port',
      'pop3://2001:db8::1:110 starttls standard-port',
    ]);
  });

  it('are few, however many servers a file names', async () => {
    const many = Array.from({ length: 500 }, (_, n) => smtp(`s${n}.demo.test`, 587, 'STARTTLS'));
    const { published: big } = await publish({ [`https://${CONF1}`]: withServers(...many) });
    expect(big.config?.document.outgoing).toHaveLength(500);
    expect(shown(candidatesFor(OWN, big))).toEqual([
      ...[0, 1, 2, 3, 4, 5].map((n) => `smtp://s${n}.demo.test:587 starttls autoconfig`),
      ...STANDARD,
    ]);
  });
});

describe('one file, as it is served', () => {
  const response = (finalUrl: string, contentType: string | null): Web => ({
    get: () =>
      Promise.resolve({ status: 200, bytes: Buffer.from(configText()), finalUrl, contentType }),
  });
  const options = { signal: new AbortController().signal, timeoutMs: 5000 };

  it.each([
    ['https://x/', 'text/xml', []],
    ['https://x/', 'application/xml; charset=utf-8', []],
    ['https://x/', 'text/rdf', []],
    ['https://x/', 'text/html', [['content-type', { type: 'text/html' }]]],
    ['https://x/', null, [['content-type', { type: '' }]]],
    ['http://x/', 'text/xml', [['insecure-transport', {}]]],
  ])('from %s as %s', async (finalUrl, contentType, expected) => {
    const web = response(finalUrl, contentType);
    const { reading, lookup } = await fetchConfig('https://x/', { ...options, web });
    expect(reading?.findings.map(({ code, facts }) => [code, facts])).toEqual(expected);
    expect([lookup.outcome, reading?.document?.emailProviderId]).toEqual(['found', DOMAIN]);
  });

  it.each(['ftp://demo.test/', 'file:///etc/passwd', 'demo.test/x.xml', 'C:\\x.xml', 'https://'])(
    'is not at %s',
    (text) => {
      expect(parseWebUrl(text)).toBeUndefined();
    },
  );
});
