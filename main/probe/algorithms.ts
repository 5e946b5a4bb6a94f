// main/probe: with what a certificate is signed, and which key it holds: Node 20 tells neither the one
// nor, in one text, the other. May import: node.
import type { X509Certificate } from 'node:crypto';

/** DER tags (X.690 section 8). */
const OBJECT_IDENTIFIER = 0x06;

/** OpenSSL's names of the signature algorithms in use (RFC 3279, 4055, 5758, 8410). */
const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.10': 'rsassaPss',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.2.840.10040.4.3': 'dsaWithSHA1',
  '1.3.101.112': 'ED25519',
  '1.3.101.113': 'ED448',
};

/** The signature's algorithm by OpenSSL's name, or its OID; `?` if the DER can't be walked. */
export function signatureOf({ raw }: Pick<X509Certificate, 'raw'>): string {
  const oid = signatureOid(raw);
  return oid === undefined ? '?' : (SIGNATURES[oid] ?? oid);
}

/** `RSA 2048`, `EC prime256v1`, `ED25519`; `?` for a key this TLS library can't read. */
export function keyOf(certificate: X509Certificate): string {
  try {
    const { asymmetricKeyType = '?', asymmetricKeyDetails } = certificate.publicKey;
    const size = asymmetricKeyDetails?.modulusLength ?? asymmetricKeyDetails?.namedCurve;
    return [asymmetricKeyType.toUpperCase(), size].filter((part) => part !== undefined).join(' ');
  } catch {
    return '?'; // an algorithm the library does not know: nothing it could have verified
  }
}

/** Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm SEQUENCE { OID ...}, ... } */
function signatureOid(der: Buffer): string | undefined {
  const certificate = elementAt(der, 0);
  const toBeSigned = certificate && elementAt(der, certificate.contents);
  const algorithm = toBeSigned && elementAt(der, toBeSigned.end);
  const oid = algorithm && elementAt(der, algorithm.contents);
  if (oid?.tag !== OBJECT_IDENTIFIER) return undefined;
  return dotted(der.subarray(oid.contents, oid.end));
}

interface Element {
  readonly tag: number;
  /** Where its contents begin, and where the next element does. */
  readonly contents: number;
  readonly end: number;
}

function elementAt(der: Buffer, at: number): Element | undefined {
  const tag = der[at];
  const first = der[at + 1];
  if (tag === undefined || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  const contents = at + 2 + lengthBytes;
  if (lengthBytes > 4 || contents > der.length) return undefined;
  const length = lengthBytes === 0 ? first : der.readUIntBE(at + 2, lengthBytes);
  const end = contents + length;
  return end <= der.length ? { tag, contents, end } : undefined;
}

/** X.690 section 8.19: numbers in groups of seven bits, the first two of them in one. */
function dotted(bytes: Buffer): string {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [both = 0, ...rest] = numbers;
  const first = Math.min(2, Math.floor(both / 40));
  return [first, both - first * 40, ...rest].join('.');
}
