// test: signatures and keys of certificates, made for each algorithm there is, and DER that is none.
import 'reflect-metadata'; // @peculiar/x509 does not load without it
import { webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { keyOf, signatureOf } from '../../../main/probe/algorithms.ts';

type KeyAlgorithm = webcrypto.RsaHashedKeyGenParams | webcrypto.EcKeyGenParams;

const rsa = (bits: number, hash: string): KeyAlgorithm => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength: bits,
  publicExponent: Uint8Array.of(1, 0, 1),
  hash,
});
const ec = (namedCurve: string): KeyAlgorithm => ({ name: 'ECDSA', namedCurve });

async function derOf(key: KeyAlgorithm, hash = 'SHA-256'): Promise<X509Certificate['raw']> {
  const keys = await webcrypto.subtle.generateKey(key, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned(
    { name: 'CN=mail.demo.test', keys, signingAlgorithm: { name: key.name, hash } },
    webcrypto,
  );
  return Buffer.from(made.rawData);
}

const shown = (der: Buffer): readonly string[] => {
  const certificate = new X509Certificate(der);
  return [signatureOf(certificate), keyOf(certificate)];
};

it.each<[string, string, KeyAlgorithm, string?]>([
  ['sha1WithRSAEncryption', 'RSA 1024', rsa(1024, 'SHA-1'), 'SHA-1'],
  ['sha256WithRSAEncryption', 'RSA 2048', rsa(2048, 'SHA-256')],
  ['sha384WithRSAEncryption', 'RSA 2048', rsa(2048, 'SHA-384'), 'SHA-384'],
  ['sha512WithRSAEncryption', 'RSA 2048', rsa(2048, 'SHA-512'), 'SHA-512'],
  ['ecdsa-with-SHA1', 'EC prime256v1', ec('P-256'), 'SHA-1'],
  ['ecdsa-with-SHA256', 'EC prime256v1', ec('P-256')],
  ['ecdsa-with-SHA384', 'EC secp384r1', ec('P-384'), 'SHA-384'],
  ['ecdsa-with-SHA512', 'EC secp521r1', ec('P-521'), 'SHA-512'],
  ['ED25519', 'ED25519', { name: 'Ed25519', namedCurve: '' }],
])('%s and %s', async (signature, key, algorithm, hash) => {
  expect(shown(await derOf(algorithm, hash))).toEqual([signature, key]);
});

/** DER of an OBJECT IDENTIFIER below PKCS #1, 1.2.840.113549.1.1. */
const pkcs1 = (last: number): Buffer =>
  Buffer.from([...Buffer.from('06092a864886f70d0101', 'hex'), last]);

/** The same certificate with another algorithm in its place: nobody signs with these any more. */
function relabelled(der: Buffer, from: number, to: number): Buffer {
  const copy = Buffer.from(der);
  for (let at = copy.indexOf(pkcs1(from)); at !== -1; at = copy.indexOf(pkcs1(from), at + 1)) {
    pkcs1(to).copy(copy, at);
  }
  return copy;
}

describe('what no library makes any more', () => {
  it.each([
    [2, 'md2WithRSAEncryption'],
    [4, 'md5WithRSAEncryption'],
    [14, '1.2.840.113549.1.1.14'],
    [127, '1.2.840.113549.1.1.127'],
  ])('1.2.840.113549.1.1.%i is %s', async (last, name) => {
    const der = relabelled(await derOf(rsa(1024, 'SHA-256')), 11, last);
    expect(shown(der)).toEqual([name, 'RSA 1024']);
  });

  it('a key of a kind nobody knows is a question mark', async () => {
    const der = relabelled(await derOf(rsa(1024, 'SHA-256')), 1, 99);
    expect(shown(der)).toEqual(['sha256WithRSAEncryption', '?']);
  });
});

describe('DER that is none', () => {
  const signature = (raw: X509Certificate['raw']): string => signatureOf({ raw });

  it('cut off anywhere is a question mark', async () => {
    for (const key of [ec('P-256'), rsa(2048, 'SHA-256')]) {
      const der = await derOf(key);
      for (let length = 0; length < der.length; length += 1) {
        expect([length, signature(der.subarray(0, length))]).toEqual([length, '?']);
      }
      expect(signature(der)).not.toBe('?');
    }
  });

  it('with any byte changed to anything is a question mark or a name, and never thrown', async () => {
    const der = await derOf(ec('P-256'));
    for (let at = 0; at < der.length; at += 1) {
      for (const value of [0x00, 0x01, 0x06, 0x30, 0x7f, 0x80, 0x81, 0x84, 0x85, 0xff]) {
        const changed = Buffer.from(der);
        changed[at] = value;
        expect(signature(changed)).toMatch(/^(?:\?|[\w.-]+)$/);
      }
    }
  });

  it.each([
    ['another tag', '300630043000060201', '?'],
    ['lengths of four bytes', '3084000000093000300506032b6570', 'ED25519'],
    ['a length of five bytes', '308500000000003000', '?'],
    ['an empty identifier', '300630003002' + '0600', '0.0'],
    ['joint-iso-itu-t', '30083000300406028837', '2.999'],
    ['bytes of nothing', '00'.repeat(40), '?'],
  ])('%s', (_, hex, expected) => {
    expect(signature(Buffer.from(hex, 'hex'))).toBe(expected);
  });
});
