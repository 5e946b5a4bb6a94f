// main/diagnose: is a certificate chain trusted by the store that the mail program will use? Pure
// computation on values. May import: shared, node:crypto.
import { X509Certificate } from 'node:crypto';
import type { Certificate } from '../../shared/model/observation.ts';

export type TrustVerdict = 'trusted' | 'trusted-elsewhere' | 'untrusted';
export type TrustJudge = (chain: readonly Certificate[]) => TrustVerdict;

/** Longer chains than this are nobody's: the search stops there. */
const MAX_CHAIN = 12;

/** A set of trusted roots, indexed by subject so that 150 roots cost one look-up. */
export class TrustStore {
  readonly #pems: readonly string[];
  /** Made when it is first asked: a chain that another store vouches for never needs it. */
  #index: ReadonlyMap<string, readonly X509Certificate[]> | undefined;

  /** @param pems certificates in PEM form, one each; what does not parse is no root and is passed over */
  constructor(pems: readonly string[]) {
    this.#pems = pems;
  }

  /**
   * Whether some path of issued-and-signed steps leads from the leaf through the certificates that
   * the server sent to a root of this store (RFC 5280 section 6.1, the signature and name part).
   * Dates, purposes and key sizes were judged by the TLS library during the handshake.
   */
  trusts(sent: readonly X509Certificate[]): boolean {
    const leaf = sent[0];
    return leaf !== undefined && this.#reachesRoot(leaf, sent.slice(1), MAX_CHAIN);
  }

  #reachesRoot(from: X509Certificate, pool: readonly X509Certificate[], depth: number): boolean {
    this.#index ??= bySubject(this.#pems);
    const roots = this.#index.get(from.issuer) ?? [];
    const own = this.#index.get(from.subject) ?? [];
    if (own.some((root) => root.fingerprint256 === from.fingerprint256)) return true;
    if (roots.some((root) => issued(root, from))) return true;
    if (depth === 0) return false;
    return pool.some(
      (next, index) =>
        next.ca &&
        issued(next, from) &&
        this.#reachesRoot(next, pool.toSpliced(index, 1), depth - 1),
    );
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
    const verdict = own.some((store) => store.trusts(sent))
      ? 'trusted'
      : elsewhere.some((store) => store.trusts(sent))
        ? 'trusted-elsewhere'
        : 'untrusted';
    memory.set(key, verdict);
    return verdict;
  };
}

function issued(issuer: X509Certificate, subject: X509Certificate): boolean {
  return subject.checkIssued(issuer) && subject.verify(issuer.publicKey);
}

function parse(source: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(source);
  } catch {
    return undefined; // not a certificate: it can neither be trusted nor vouch for another
  }
}
