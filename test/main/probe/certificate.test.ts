// test: certificates good and bad, as the handshake shows them. None of them stops the conversation.
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../../main/demo/certificates.ts';
import type { LeafOptions, ServerIdentity } from '../../../main/demo/certificates.ts';
import { certificateOf, coversHost, tlsName } from '../../../main/probe/certificate.ts';
import { failureOf, HOST, useWorld } from './world.ts';

const world = useWorld();

async function tlsAt(identity: ServerIdentity) {
  const { start, probe } = world();
  const server = await start({ protocol: 'smtp', tls: 'starttls', identity });
  const seen = await probe(server, 'smtp', 'starttls');
  expect(failureOf(seen)).toBe('none');
  return seen.tls!;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const future = new Date(Date.now() + 10 * DAY_MS);

const CASES: readonly (readonly [string, LeafOptions, string | null, boolean])[] = [
  ['good', { names: [HOST] }, null, true],
  ['good by a wildcard', { names: ['*.demo.test'] }, null, true],
  ['expired', { names: [HOST], notAfter: new Date('2024-05-06') }, 'CERT_HAS_EXPIRED', true],
  ['not yet valid', { names: [HOST], notBefore: future }, 'CERT_NOT_YET_VALID', true],
  ['self-signed', { names: [HOST], selfSigned: true }, 'DEPTH_ZERO_SELF_SIGNED_CERT', true],
  ['for another host', { names: ['other.demo.test'] }, null, false],
  ['with the name in its CN only', { names: [HOST], cnOnly: true }, null, false],
];

it.each(CASES)('a certificate that is %s', async (_name, options, verifyError, nameMatches) => {
  const tls = await tlsAt(await world().authority.issue(options));
  expect(tls).toMatchObject({ verifyError, nameMatches });
});

it('an authority that nobody trusts', async () => {
  const stranger = await createAuthority('Stranger');
  const tls = await tlsAt(await stranger.issue({ names: [HOST] }));
  expect(tls.verifyError).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY');
});

it('shows the chain as it was sent: complete, without the intermediate, or with the root', async () => {
  const { authority, identity } = world();
  const subjectsOf = async (chain: string) =>
    (await tlsAt({ ...identity, chain })).chain.map(({ subject }) => subject);
  const leaf = `CN=${HOST}`;
  const intermediate = 'CN=Throw-away intermediate';
  const root = 'CN=Throw-away root';
  expect(await subjectsOf(identity.chain)).toEqual([leaf, intermediate]);
  expect(await subjectsOf(identity.leaf)).toEqual([leaf]);
  expect(await subjectsOf(identity.chain + authority.root)).toEqual([leaf, intermediate, root]);
});

describe('the facts of a certificate', () => {
  it('are names, dates, fingerprint and DER', async () => {
    const notBefore = new Date('2026-01-02T03:04:05Z');
    const notAfter = new Date('2027-01-02T03:04:05Z');
    const names = [HOST, '192.0.2.1', '2001:db8::1'];
    const { leaf } = await world().authority.issue({ names, notBefore, notAfter });
    const facts = certificateOf(new X509Certificate(leaf));
    expect(facts).toMatchObject({
      subject: `CN=${HOST}`,
      issuer: 'CN=Throw-away intermediate',
      names: [HOST, '192.0.2.1', '2001:DB8:0:0:0:0:0:1'],
      notBefore: notBefore.toISOString(),
      notAfter: notAfter.toISOString(),
    });
    expect(facts.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(new X509Certificate(Buffer.from(facts.der, 'base64')).toString()).toBe(
      new X509Certificate(leaf).toString(),
    );
  });

  it('keep 100 names at most', async () => {
    const names = Array.from({ length: 150 }, (_, at) => `h${at}.test`);
    const { leaf } = await world().authority.issue({ names });
    expect(certificateOf(new X509Certificate(leaf)).names).toEqual(names.slice(0, 100));
  });

  it('do not let a name smuggle in another', async () => {
    const names = ['a.test, DNS:b.test'];
    const { leaf } = await world().authority.issue({ names });
    expect(certificateOf(new X509Certificate(leaf)).names).toEqual(names);
  });
});

describe('a certificate covers', () => {
  const covers = async (names: readonly string[], host: string) =>
    coversHost(new X509Certificate((await world().authority.issue({ names })).leaf), host);

  it.each([
    ['mail.example.org', 'MAIL.Example.ORG', true],
    ['mail.example.org', 'mail.example.org.', true],
    ['*.example.org', 'mail.example.org', true],
    ['*.example.org', 'example.org', false],
    ['*.example.org', 'a.mail.example.org', false],
    ['ma*.example.org', 'mail.example.org', false],
    ['xn--bcher-kva.example', 'bücher.example', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['2001:db8::1', '2001:DB8:0::1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['fe80::1', 'fe80::1%eth0', true],
  ])('%s for %s: %s', async (name, host, expected) => {
    expect(await covers([name], host)).toBe(expected);
  });
});

it('names the host as TLS does', () => {
  expect(['Bücher.example', 'mail.example.org.', '::1'].map(tlsName)).toEqual([
    'xn--bcher-kva.example',
    'mail.example.org',
    '::1',
  ]);
});
