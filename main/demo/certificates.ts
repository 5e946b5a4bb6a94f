// main/demo: a throw-away certificate authority for the demo's servers and for the tests.
// May import: shared, other rooms of main except cli, electron and fleet.
import 'reflect-metadata'; // @peculiar/x509 does not load without it
import { isIP } from 'node:net';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const DAY_MS = 24 * 60 * 60 * 1000;
const ECDSA_KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
/** Long enough to work and too short to be believed. */
const WEAK_KEY = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 1024,
  publicExponent: Uint8Array.of(1, 0, 1),
} as const;

/** What a server shows: PEM texts. */
export interface ServerIdentity {
  /** PKCS #8 private key. */
  readonly key: string;
  /** The leaf alone. */
  readonly leaf: string;
  /** What a correct server sends: the leaf, then the intermediate. A self-signed leaf is alone. */
  readonly chain: string;
}

export interface LeafOptions {
  /** DNS names and IP literals for subjectAltName. */
  readonly names: readonly string[];
  /** The subject's CN; by default the first name. */
  readonly commonName?: string;
  /** By default yesterday, or the day before `notAfter` if that is earlier. */
  readonly notBefore?: Date;
  /** By default in 90 days. */
  readonly notAfter?: Date;
  /** Signed by its own key, by no authority. */
  readonly selfSigned?: boolean;
  /** Without subjectAltName: the name is in the CN only, which RFC 7817 lets no client rely on. */
  readonly cnOnly?: boolean;
  /** A key of RSA 1024 or a signature over SHA-1: neither is accepted any more. */
  readonly weak?: 'key' | 'signature';
  /** Made out for clients (extended key usage), not for servers. */
  readonly forClients?: boolean;
  /** Where the issuer's certificate can be had: the caIssuers of RFC 5280 section 4.2.2.1. */
  readonly issuerUrl?: string;
}

/** A root, one intermediate below it, and a hand that signs leaves. Nothing is written to disk. */
export interface CertificateAuthority {
  /** PEM: what a client must trust. */
  readonly root: string;
  readonly intermediate: string;
  /** Makes a key pair and a leaf for it. ECDSA P-256 over SHA-256, unless it is to be weak. */
  issue(options: LeafOptions): Promise<ServerIdentity>;
}

interface Signer {
  readonly certificate: x509.X509Certificate;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** Makes a new authority; `name` goes into the CN of its root and intermediate. */
export async function createAuthority(name = 'Throw-away'): Promise<CertificateAuthority> {
  const root = await createSigner(`${name} root`, null);
  const intermediate = await createSigner(`${name} intermediate`, root);
  return {
    root: pemOf(root.certificate),
    intermediate: pemOf(intermediate.certificate),
    issue: (options) => issueLeaf(intermediate, options),
  };
}

async function createSigner(commonName: string, parent: Signer | null): Promise<Signer> {
  const keys = await generateKeys(ECDSA_KEY);
  const certificate = await sign(commonName, keys, parent, {
    hash: 'SHA-256',
    notBefore: new Date(Date.now() - 365 * DAY_MS),
    notAfter: new Date(Date.now() + 365 * DAY_MS),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(
        x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign,
        true,
      ),
    ],
  });
  return { certificate, keys };
}

async function issueLeaf(issuer: Signer, options: LeafOptions): Promise<ServerIdentity> {
  const keys = await generateKeys(options.weak === 'key' ? WEAK_KEY : ECDSA_KEY);
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  const commonName = options.commonName ?? options.names[0] ?? 'unnamed';
  const notAfter = options.notAfter ?? new Date(Date.now() + 90 * DAY_MS);
  const yesterday = Math.min(Date.now(), notAfter.getTime()) - DAY_MS;
  const certificate = await sign(commonName, keys, options.selfSigned === true ? null : issuer, {
    hash: options.weak === 'signature' ? 'SHA-1' : 'SHA-256',
    notBefore: options.notBefore ?? new Date(yesterday),
    notAfter,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([options.forClients === true ? clientAuth : serverAuth]),
      ...(options.cnOnly === true ? [] : [subjectAltName(options.names)]),
      ...(options.issuerUrl === undefined
        ? []
        : [new x509.AuthorityInfoAccessExtension({ caIssuers: options.issuerUrl })]),
    ],
  });
  const leaf = pemOf(certificate);
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') + '\n',
    leaf,
    chain: options.selfSigned === true ? leaf : leaf + pemOf(issuer.certificate),
  };
}

function generateKeys(kind: typeof ECDSA_KEY | typeof WEAK_KEY): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(kind, true, ['sign', 'verify']);
}

/** A null issuer means: signed by its own key. */
async function sign(
  commonName: string,
  keys: webcrypto.CryptoKeyPair,
  issuer: Signer | null,
  contents: {
    readonly hash: 'SHA-1' | 'SHA-256';
    readonly notBefore: Date;
    readonly notAfter: Date;
    readonly extensions: readonly x509.Extension[];
  },
): Promise<x509.X509Certificate> {
  const subject = new x509.Name([{ CN: [commonName] }]);
  const signingKeys = issuer?.keys ?? keys;
  return x509.X509CertificateGenerator.create(
    {
      subject: subject.toString(),
      issuer: issuer?.certificate.subject ?? subject.toString(),
      publicKey: keys.publicKey,
      signingKey: signingKeys.privateKey,
      signingAlgorithm: { name: signingKeys.privateKey.algorithm.name, hash: contents.hash },
      notBefore: contents.notBefore,
      notAfter: contents.notAfter,
      extensions: [
        ...contents.extensions,
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await x509.AuthorityKeyIdentifierExtension.create(signingKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
}

function subjectAltName(names: readonly string[]): x509.SubjectAlternativeNameExtension {
  return new x509.SubjectAlternativeNameExtension(
    names.map((name) => ({ type: isIP(name) === 0 ? 'dns' : 'ip', value: name })),
  );
}

function pemOf(certificate: x509.X509Certificate): string {
  return certificate.toString('pem') + '\n';
}
