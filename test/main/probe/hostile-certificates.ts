// test: certificates that no honest authority makes, each for a key of its own. May import: main/demo, node.
import 'reflect-metadata'; // @peculiar/x509 does not load without it
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { ServerIdentity } from '../../../main/demo/certificates.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR_MS = 60 * 60 * 1000;

export interface OddCertificate {
  /** By default that of the issuer: a certificate that signs itself. */
  readonly subject?: string;
  readonly issuer?: string;
  readonly names?: readonly string[];
  readonly authority?: true;
  readonly issuerUrl?: string;
}

export interface Forge {
  /** PKCS #8, PEM: the one key of all its certificates, and the one that signs them. */
  readonly key: string;
  /** DER. Two with the same contents still have different serial numbers. */
  readonly make: (certificate: OddCertificate) => Promise<Buffer>;
  /** What a server shows that sends these, the first one as its own. */
  readonly identity: (...ders: readonly Buffer[]) => ServerIdentity;
}

export async function openForge(): Promise<Forge> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const key = x509.PemConverter.encode(pkcs8, 'PRIVATE KEY');
  return {
    key,
    async make({ issuer = 'Nobody', subject = issuer, names = [], authority, issuerUrl }) {
      const made = await x509.X509CertificateGenerator.create(
        {
          subject: [{ CN: [subject] }],
          issuer: [{ CN: [issuer] }],
          publicKey: keys.publicKey,
          signingKey: keys.privateKey,
          signingAlgorithm: ALGORITHM,
          notBefore: new Date(Date.now() - HOUR_MS),
          notAfter: new Date(Date.now() + HOUR_MS),
          extensions: [
            new x509.BasicConstraintsExtension(authority === true, undefined, true),
            ...(names.length === 0
              ? []
              : [
                  new x509.SubjectAlternativeNameExtension(
                    names.map((value) => ({ type: 'dns', value })),
                  ),
                ]),
            ...(issuerUrl === undefined
              ? []
              : [new x509.AuthorityInfoAccessExtension({ caIssuers: issuerUrl })]),
          ],
        },
        webcrypto,
      );
      return Buffer.from(made.rawData);
    },
    identity: (...ders) => {
      const [leaf = '', ...others] = ders.map(pemOf);
      return { key, leaf, chain: [leaf, ...others].join('') };
    },
  };
}

export function pemOf(der: Uint8Array): string {
  return x509.PemConverter.encode(der, 'CERTIFICATE') + '\n';
}
