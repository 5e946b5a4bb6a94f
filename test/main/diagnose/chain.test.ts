import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, type CertificateAuthority } from '../../../main/demo/certificates.ts';
import { certificateFault } from '../../../main/diagnose/chain.ts';
import { TrustStore, trustJudge, type TrustJudge } from '../../../main/diagnose/trust.ts';
import { certificateOf } from '../../../main/probe/certificate.ts';
import type { Certificate, TlsFacts } from '../../../shared/model/observation.ts';
import {
  EARLY,
  EXPIRED,
  GOOD_CERTIFICATE,
  GOOD_TLS,
  HOST,
  endpoint,
  works,
} from '../../support/observations.ts';

const AT = endpoint(587, 'starttls');
const TRUSTED: TrustJudge = () => 'trusted';
const UNTRUSTED: TrustJudge = () => 'untrusted';
/** What a TLS library says of a chain it can't verify; which words it has must not matter. */
const ANY_ERROR = 'SOME_LIBRARY_S_OWN_WORD';

function faultOf(tls: Partial<TlsFacts>, trust = TRUSTED, address = '192.0.2.1', at = AT) {
  return certificateFault(works(at, { address, tls: { ...GOOD_TLS, ...tls } }), trust);
}

const INTERMEDIATE: Certificate = {
  ...GOOD_CERTIFICATE,
  subject: 'CN=Example CA',
  issuer: 'CN=Example Root',
  names: [],
};
const OLD_INTERMEDIATE: Certificate = { ...INTERMEDIATE, notAfter: EXPIRED.notAfter };

describe('the dates', () => {
  it.each<[string, Partial<TlsFacts>, ReturnType<typeof faultOf>]>([
    ['good', { chain: [GOOD_CERTIFICATE, INTERMEDIATE] }, undefined],
    ['of a leaf that expired a second ago', { chain: [EXPIRED] }, 'certificate-expired'],
    [
      'of a leaf that is good from the next second',
      { chain: [EARLY] },
      'certificate-not-yet-valid',
    ],
    [
      'of an intermediate that nothing could be verified with',
      { chain: [GOOD_CERTIFICATE, OLD_INTERMEDIATE], verifyError: ANY_ERROR },
      'certificate-expired',
    ],
    [
      'of an old certificate that is only sent along',
      { chain: [GOOD_CERTIFICATE, OLD_INTERMEDIATE], verifyError: null },
      undefined,
    ],
    ['and no certificate at all', { chain: [] }, 'tls-failed'],
  ])('%s', (_, tls, fault) => {
    expect(faultOf(tls)).toBe(fault);
  });

  it('come before the name, the name before the strength, the strength before the issuer', () => {
    const broken = { ...EXPIRED, key: 'RSA 1024' };
    const rest = { nameMatches: false, verifyError: ANY_ERROR };
    expect(faultOf({ chain: [broken], ...rest }, UNTRUSTED)).toBe('certificate-expired');
    const dated = { ...broken, notAfter: GOOD_CERTIFICATE.notAfter };
    expect(faultOf({ chain: [dated], ...rest }, UNTRUSTED)).toBe('certificate-wrong-name');
    expect(faultOf({ chain: [dated], verifyError: ANY_ERROR }, UNTRUSTED)).toBe('certificate-weak');
  });
});

describe('the name', () => {
  it.each([
    ['another', { names: ['other.example.org'], subject: 'CN=other.example.org' }, 'wrong-name'],
    ['this, in the CN alone', { names: [], subject: `CN=${HOST}` }, 'common-name-only'],
    [
      'this among others in the subject',
      { names: [], subject: `C=XX, CN=${HOST}` },
      'common-name-only',
    ],
    ['this in other letters', { names: [], subject: 'CN=Mail.Example.ORG' }, 'common-name-only'],
    [
      'this in the CN, another in the SAN',
      { names: ['x.test'], subject: `CN=${HOST}` },
      'wrong-name',
    ],
    ['one that only ends like it', { names: [], subject: `CN=not-${HOST}` }, 'wrong-name'],
    ['none', { names: [], subject: '' }, 'wrong-name'],
  ] as const)('%s: certificate-%s', (_, changes, fault) => {
    const chain = [{ ...GOOD_CERTIFICATE, ...changes }];
    expect(faultOf({ chain, nameMatches: false })).toBe(`certificate-${fault}`);
  });

  it('with a final dot in the settings is the same name', () => {
    const chain = [{ ...GOOD_CERTIFICATE, names: [] }];
    const at = { ...AT, host: `${HOST}.` };
    expect(faultOf({ chain, nameMatches: false }, TRUSTED, '192.0.2.1', at)).toBe(
      'certificate-common-name-only',
    );
  });
});

describe('the strength', () => {
  it.each([
    ['md5WithRSAEncryption', 'RSA 2048', 'certificate-weak'],
    ['sha1WithRSAEncryption', 'RSA 4096', 'certificate-weak'],
    ['ecdsa-with-SHA1', 'EC prime256v1', 'certificate-weak'],
    ['dsaWithSHA1', 'DSA 2048', 'certificate-weak'],
    ['sha256WithRSAEncryption', 'RSA 1024', 'certificate-weak'],
    ['sha256WithRSAEncryption', 'RSA 2047', 'certificate-weak'],
    ['rsassaPss', 'RSA-PSS 1024', 'certificate-weak'],
    ['sha256WithRSAEncryption', 'RSA 2048', undefined],
    ['rsassaPss', 'RSA-PSS 2048', undefined],
    ['ecdsa-with-SHA512', 'EC secp521r1', undefined],
    ['ED25519', 'ED25519', undefined],
    ['?', '?', undefined],
  ] as const)('%s with %s: %s', (signature, key, fault) => {
    expect(faultOf({ chain: [{ ...GOOD_CERTIFICATE, signature, key }] })).toBe(fault);
    const above = { ...INTERMEDIATE, signature, key };
    const needed: TrustJudge = (chain) => (chain.length > 1 ? 'trusted' : 'untrusted');
    expect(faultOf({ chain: [GOOD_CERTIFICATE, above] }, needed)).toBe(fault);
  });

  it('of what a certificate says of itself is none, but that of its key is', () => {
    const root = { ...INTERMEDIATE, issuer: INTERMEDIATE.subject };
    const old = { ...root, signature: 'sha1WithRSAEncryption' };
    expect(faultOf({ chain: [GOOD_CERTIFICATE, old] })).toBeUndefined();
    expect(faultOf({ chain: [{ ...old, key: 'RSA 1024' }] })).toBe('certificate-weak');
  });

  it('of a certificate that trust does not need is not held against the server', () => {
    const old = { ...INTERMEDIATE, signature: 'sha1WithRSAEncryption' };
    expect(faultOf({ chain: [GOOD_CERTIFICATE, old] }, TRUSTED)).toBeUndefined();
    expect(faultOf({ chain: [GOOD_CERTIFICATE, old], verifyError: ANY_ERROR }, UNTRUSTED)).toBe(
      'certificate-weak',
    );
  });
});

describe('the issuer', () => {
  let ours: CertificateAuthority;
  let leaf: Certificate;
  let intermediate: Certificate;
  let root: Certificate;
  let trust: TrustJudge;

  const parsed = (pem: string): Certificate => certificateOf(new X509Certificate(pem));

  beforeAll(async () => {
    ours = await createAuthority('Ours');
    leaf = parsed((await ours.issue({ names: [HOST] })).leaf);
    intermediate = parsed(ours.intermediate);
    root = parsed(ours.root);
    trust = trustJudge([new TrustStore([ours.root])], []);
  });

  // The fixtures' NOW is long past or to come for certificates made today.
  const today = (tls: Partial<TlsFacts>, judge: TrustJudge, address = '192.0.2.1', at = AT) => {
    const facts = { ...GOOD_TLS, verifyError: ANY_ERROR, ...tls };
    const startedAt = new Date().toISOString();
    return certificateFault(works(at, { address, startedAt, tls: facts }), judge);
  };

  it('trusted by the library and the program: no fault', () => {
    expect(today({ chain: [leaf, intermediate], verifyError: null }, trust)).toBeUndefined();
  });

  it('known to another store of this computer only', () => {
    const elsewhere = trustJudge([], [new TrustStore([ours.root])]);
    expect(today({ chain: [leaf, intermediate], verifyError: null }, elsewhere)).toBe(
      'certificate-trusted-elsewhere',
    );
    expect(today({ chain: [leaf, intermediate], verifyError: null }, UNTRUSTED)).toBe(
      'certificate-untrusted',
    );
  });

  it('known, but the library had another reason to refuse', () => {
    expect(today({ chain: [leaf, intermediate] }, trust)).toBe('certificate-unsuitable');
  });

  it('missing in between: proven only by one that closes the gap', async () => {
    const gap = { chain: [leaf], fetchedIssuers: [intermediate] };
    expect(today(gap, trust)).toBe('certificate-chain-incomplete');
    expect(today({ ...gap, fetchedIssuers: [] }, trust)).toBe('certificate-issuer-unknown');
    // Fetched, but of another authority with the same name: its signature does not fit.
    const other = parsed((await createAuthority('Ours')).intermediate);
    expect(today({ ...gap, fetchedIssuers: [other] }, trust)).toBe('certificate-issuer-unknown');
    // Fetched and right, but up there is nobody who is trusted.
    expect(today(gap, UNTRUSTED)).toBe('certificate-issuer-unknown');
  });

  it('its own', async () => {
    const own = parsed((await ours.issue({ names: [HOST], selfSigned: true })).leaf);
    expect(today({ chain: [own] }, trust)).toBe('certificate-self-signed');
  });

  it('sent along, and nobody trusts it', async () => {
    const stranger = await createAuthority('Stranger');
    const chain = [
      parsed((await stranger.issue({ names: [HOST] })).leaf),
      parsed(stranger.intermediate),
      parsed(stranger.root),
    ];
    expect(today({ chain }, trust)).toBe('certificate-untrusted');
    expect(today({ chain: chain.slice(0, 2) }, trust)).toBe('certificate-untrusted');
    expect(today({ chain: chain.slice(0, 1) }, trust)).toBe('certificate-issuer-unknown');
    expect(today({ chain: [leaf, root] }, UNTRUSTED)).toBe('certificate-untrusted');
  });

  it.each(['avast! Web/Mail Shield', 'Kaspersky Anti-Virus Personal', 'FortiGate CA', 'Zscaler'])(
    '%s: somebody in between',
    async (name) => {
      const filter = await createAuthority(name);
      const chain = [parsed((await filter.issue({ names: [HOST] })).leaf)];
      expect(today({ chain }, trust)).toBe('intercepted');
      // Whoever the computer's owner has put into the mail program's store may do so.
      const installed = trustJudge([new TrustStore([filter.root, filter.intermediate])], []);
      expect(today({ chain, verifyError: null }, installed)).toBeUndefined();
    },
  );

  it('unknown at an address of this computer: a program here answers for a server elsewhere', () => {
    const chain = [leaf];
    for (const address of ['127.0.0.1', '127.5.5.5', '::1', '::ffff:127.0.0.1']) {
      expect(today({ chain }, UNTRUSTED, address)).toBe('intercepted');
    }
    for (const address of ['192.0.2.127', '2001:db8::1', '12.7.0.1']) {
      expect(today({ chain }, UNTRUSTED, address)).toBe('certificate-issuer-unknown');
    }
    for (const host of ['localhost', 'mail.localhost', '127.0.0.1', '::1']) {
      const at = { ...AT, host };
      expect(today({ chain }, UNTRUSTED, '127.0.0.1', at)).toBe('certificate-issuer-unknown');
    }
    expect(today({ chain: [leaf, intermediate], verifyError: null }, trust, '127.0.0.1')).toBe(
      undefined,
    );
  });
});
