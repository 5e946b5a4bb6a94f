import { X509Certificate } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { nodeWeb } from '../../../main/autoconfig/node-web.ts';
import { createAuthority, type CertificateAuthority } from '../../../main/demo/certificates.ts';
import { Issuers } from '../../../main/engine/issuers.ts';
import { certificateOf } from '../../../main/probe/certificate.ts';
import type { Certificate, TlsFacts } from '../../../shared/model/observation.ts';
import { endpoint, fails, worksWith } from '../../support/observations.ts';

const AT = endpoint(587, 'starttls');
const CA_HOST = 'ca.example.org';

let authority: CertificateAuthority;
let leaf: Certificate;
let intermediate: X509Certificate;
beforeAll(async () => {
  authority = await createAuthority();
  const { leaf: pem } = await authority.issue({ names: ['mail.example.org'] });
  leaf = certificateOf(new X509Certificate(pem));
  intermediate = new X509Certificate(authority.intermediate);
});

type Answer = (response: ServerResponse) => void;
const body =
  (bytes: string | Buffer, status = 200): Answer =>
  (response) => {
    response.writeHead(status).end(bytes);
  };

/** A web server on loopback that the authority's name leads to. */
async function served(pages: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    (pages[request.url ?? ''] ?? body('', 404))(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const abort = new AbortController();
  const addresses = (host: string) =>
    host === CA_HOST
      ? Promise.resolve(['127.0.0.1'])
      : Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }));
  const issuers = new Issuers(nodeWeb({ anchors: [], addresses }), abort.signal);
  const urlOf = (path: string): string => `http://${CA_HOST}:${port}${path}`;
  const fetched = async (path: string, tls: Partial<TlsFacts> = {}): Promise<readonly string[]> => {
    const facts = { chain: [leaf], verifyError: 'X', issuerUrl: urlOf(path), ...tls };
    const observation = worksWith(AT, facts);
    const complete = await issuers.complete(observation);
    const fetchedIssuers = complete.tls?.fetchedIssuers ?? [];
    // Nothing else of the observation is touched.
    expect(complete).toEqual({ ...observation, tls: { ...observation.tls, fetchedIssuers } });
    return fetchedIssuers.map(({ subject }) => subject);
  };
  return { asked, abort, issuers, fetched, close: () => server.close() };
}

const FOUND = ['CN=Throw-away intermediate'];

describe('the issuer that a server should have sent', () => {
  it('is had as DER, or as PEM', async () => {
    const { fetched } = await served({
      '/der': body(intermediate.raw),
      '/pem': body(authority.intermediate),
    });
    expect(await fetched('/der')).toEqual(FOUND);
    expect(await fetched('/pem')).toEqual(FOUND);
  });

  it.each<[string, Answer]>([
    ['a web page', body('<!doctype html><title>Log in to this hotel</title>')],
    ['nothing', body('')],
    [
      'DER cut short',
      (response) => {
        body(intermediate.raw.subarray(0, 100))(response);
      },
    ],
    [
      'a certificate with status 404',
      (response) => {
        body(intermediate.raw, 404)(response);
      },
    ],
    [
      'a certificate in front of a flood',
      (response) => {
        body(Buffer.concat([intermediate.raw, Buffer.alloc(64 * 1024)]))(response);
      },
    ],
    ['a broken connection', (response) => response.destroy()],
    ['a redirect to itself', (response) => response.writeHead(302, { location: '/x' }).end()],
  ])('is unknown where its address gives %s', async (_, answer) => {
    const { fetched, asked } = await served({ '/x': answer });
    expect(await fetched('/x')).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
  });

  it('is unknown where nobody answers, or the name is none', async () => {
    const { fetched, close } = await served({});
    close();
    expect(await fetched('/x')).toEqual([]);
    expect(await fetched('', { issuerUrl: 'http://no.such.name/x' })).toEqual([]);
  });

  it('is not waited for when the run is stopped', async () => {
    const { fetched, abort, asked } = await served({
      '/never': () => {
        abort.abort();
      },
    });
    expect(await fetched('/never')).toEqual([]);
    expect(asked).toEqual(['/never']);
  });
});

describe('each address', () => {
  it('is asked once in a run, however many servers name it and whatever it gave', async () => {
    const { fetched, asked } = await served({ '/der': body(intermediate.raw) });
    const all = await Promise.all([fetched('/der'), fetched('/der'), fetched('/none')]);
    expect(all).toEqual([FOUND, FOUND, []]);
    expect([await fetched('/der'), await fetched('/none')]).toEqual([FOUND, []]);
    expect(asked.sort()).toEqual(['/der', '/none']);
  });

  it('is asked only for a chain that has a gap', async () => {
    const { fetched, asked, issuers } = await served({ '/der': body(intermediate.raw) });
    const root = certificateOf(new X509Certificate(authority.root));
    const verified = { verifyError: null };
    const whole = { chain: [leaf, certificateOf(intermediate), root] };
    expect(await fetched('/der', verified)).toEqual([]);
    expect(await fetched('/der', whole)).toEqual([]);
    expect(await fetched('/der', { issuerUrl: null })).toEqual([]);
    const failed = fails(AT, 'refused');
    expect(await issuers.complete(failed)).toBe(failed);
    expect(asked).toEqual([]);
  });
});
