// main/diagnose: is a certificate chain trusted by the store that the mail program will use? Pure
// computation on values. May import: shared, node:crypto.
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../shared/model/observation.ts';

export type TrustVerdict = 'trusted' | 'trusted-elsewhere' | 'untrusted';
export type TrustJudge = (chain: readonly Certificate[]) => TrustVerdict;

/** Who sends more certificates than this wants to be searched for ever: the rest are not looked at. */
const MOST_CERTIFICATES = 50;

/** A set of trusted roots, indexed by subject so that 150 roots cost one look-up. */
export class TrustStore {
  readonly #pems: readonly string[];
  /** Made when it is first asked: a chain that another store vouches for never needs it. */
  #index: ReadonlyMap<string, readonly X509Certificate[]> | undefined;

  /** @param pems certificates in PEM form, one each; what does not parse is no root and is passed over */
  constructor(pems: readonly string[]) {
    this.#pems = pems;
  }

  /** Whether one of these is a root of this store, or issued and signed by one. */
  hasRootOf(certificates: readonly X509Certificate[]): boolean {
    this.#index ??= bySubject(this.#pems);
    const index = this.#index;
    return certificates.some((one) => {
      const same = index.get(one.subject) ?? [];
      const issuers = index.get(one.issuer) ?? [];
      return (
        same.some((root) => root.fingerprint256 === one.fingerprint256) ||
        issuers.some((root) => issued(root, one))
      );
    });
  }
}

function bySubject(pems: readonly string[]): ReadonlyMap<string, readonly X509Certificate[]> {
  const index = new Map<string, X509Certificate[]>();
  for (const root of pems.flatMap((pem) => parse(pem) ?? [])) {
    const same = index.get(root.subject);
    if (same) same.push(root);
    else index.set(root.subject, [root]);
  }
  return index;
}

/**
 * The leaf, and all certificates that a path of issued-and-signed steps leads to from it (RFC 5280
 * section 6.1, the signature and name part). Dates, purposes and key sizes were judged by the TLS
 * library during the handshake. Each is looked at once: a server may send dozens that all vouch for
 * each other.
 */
function reachable(sent: readonly X509Certificate[]): readonly X509Certificate[] {
  const reached = sent.slice(0, 1); // grows while it is walked
  const others = new Set(sent.slice(1, MOST_CERTIFICATES));
  for (const from of reached) {
    for (const next of others) {
      if (!next.ca || !issued(next, from)) continue;
      others.delete(next);
      reached.push(next);
    }
  }
  return reached;
}

/**
 * Builds the judge for one mail program: `own` is what it believes, `elsewhere` what other stores of
 * this computer believe. The judge expects a chain that the TLS library verified against the union.
 */
export function trustJudge(
  own: readonly TrustStore[],
  elsewhere: readonly TrustStore[],
): TrustJudge {
  const memory = new Map<string, TrustVerdict>();
  return (chain) => {
    const key = chain.map((certificate) => certificate.fingerprint).join();
    const known = memory.get(key);
    if (known) return known;
    const sent = chain.flatMap(
      (certificate) => parse(Buffer.from(certificate.der, 'base64')) ?? [],
    );
    const certificates = reachable(sent);
    const verdict = own.some((store) => store.hasRootOf(certificates))
      ? 'trusted'
      : elsewhere.some((store) => store.hasRootOf(certificates))
        ? 'trusted-elsewhere'
        : 'untrusted';
    memory.set(key, verdict);
    return verdict;
  };
}

function issued(issuer: X509Certificate, subject: X509Certificate): boolean {
  try {
    return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
  } catch {
    return false; // a key that BoringSSL can't read has signed nothing
  }
}

function parse(source: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(source);
  } catch {
    return undefined; // not a certificate: it can neither be trusted nor vouch for another
  }
}
