// main/probe: what a TLS handshake is verified against, and what it showed of the server, as values.
// May import: shared, node.
import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { createSecureContext } from 'node:tls';
import type { SecureContext, TLSSocket } from 'node:tls';
import { domainToASCII } from 'node:url';
import type { Certificate, TlsFacts } from '../../shared/model/observation.ts';
import { keyOf, signatureOf } from './algorithms.ts';
import { printable } from './lines.ts';

const MAX_NAMES = 100;

const contexts = new WeakMap<readonly string[], SecureContext>();

/**
 * The client's side of TLS 1.2 and 1.3, with these roots and no others. Kept for each list: parsing
 * 150 roots takes longer than a handshake.
 */
export function secureContextFor(anchors: readonly string[]): SecureContext {
  const known = contexts.get(anchors);
  if (known) return known;
  const context = createSecureContext({ ca: [...anchors], minVersion: 'TLSv1.2' });
  contexts.set(anchors, context);
  return context;
}

/**
 * The host as TLS and DNS spell it: letters in ASCII (RFC 5890), no final dot (RFC 6066 section 3).
 * A host that can't be spelt so is given back as it is.
 */
export function tlsName(host: string): string {
  const name = host.replace(/\.$/, '');
  return isIP(name) === 0 ? domainToASCII(name) || name : name;
}

/** The facts of a handshake that succeeded. To be called once a socket. */
export function tlsFactsOf(socket: TLSSocket, host: string): TlsFacts {
  const chain = sentChain(socket);
  const [leaf] = chain;
  // Typed as an Error, but since node's first TLS it is the code of the verdict, a string.
  const verdict: unknown = socket.authorizationError;
  return {
    version: socket.getProtocol(),
    cipher: socket.getCipher().name,
    chain: chain.map(certificateOf),
    verifyError: socket.authorized ? null : String(verdict),
    issuerUrl: issuerUrlOf(chain.at(-1)),
    fetchedIssuers: [],
    nameMatches: leaf !== undefined && coversHost(leaf, host),
  };
}

/** RFC 5280 section 4.2.2.1; Node gives one access description a line. */
function issuerUrlOf(certificate: X509Certificate | undefined): string | null {
  const url = /^CA Issuers - URI:(http:\/\/\S+)$/m.exec(certificate?.infoAccess ?? '')?.[1];
  return url !== undefined && URL.canParse(url) ? url : null;
}

/** In the order the server sent them: `issuerCertificate` is the next in the handshake's list. */
function sentChain(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let next = socket.getPeerX509Certificate(); next; next = next.issuerCertificate) {
    chain.push(next);
  }
  return chain;
}

/**
 * True if a subjectAltName covers the host: a CN never counts, and a wildcard is the whole left-most
 * label (RFC 7817 section 3, RFC 6125 section 6.4.3).
 */
export function coversHost(leaf: X509Certificate, host: string): boolean {
  const name = tlsName(host);
  // No certificate knows the zone of a link-local address (RFC 4007 section 11), nor does checkIP.
  if (isIP(name) !== 0) return leaf.checkIP(name.replace(/%.*/, '')) !== undefined;
  return leaf.checkHost(name, { subject: 'never', partialWildcards: false }) !== undefined;
}

export function certificateOf(certificate: X509Certificate): Certificate {
  return {
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    names: namesIn(certificate.subjectAltName).slice(0, MAX_NAMES).map(printable),
    notBefore: isoDate(certificate.validFrom),
    notAfter: isoDate(certificate.validTo),
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    signature: signatureOf(certificate),
    key: keyOf(certificate),
    der: certificate.raw.toString('base64'),
  };
}

/** Node gives one attribute a line, and undefined for an empty name. */
function oneLine(name: string | undefined): string {
  return printable(Buffer.from((name ?? '').replaceAll('\n', ', '), 'utf8').toString('latin1'));
}

/** A date no calendar knows stays as the certificate has it. */
function isoDate(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? printable(text) : date.toISOString();
}

/** Node's list: `DNS:a, IP Address:b`, with a value in JSON quotes where it holds a comma or worse. */
const NAME = /(?:^|, )([^:"]+):("(?:[^"\\]|\\.)*"|[^",]*)/g;

function namesIn(subjectAltName: string | undefined): readonly string[] {
  return [...(subjectAltName ?? '').matchAll(NAME)]
    .filter(([, type]) => type === 'DNS' || type === 'IP Address')
    .map(([, , name = '']) => (name.startsWith('"') ? String(JSON.parse(name)) : name));
}
