// main/engine: fetches the issuer that a server should have sent along, to tell a chain with a gap
// from an authority that nobody knows. May import: all rooms but the faces.
import { X509Certificate } from 'node:crypto';
import type { Certificate, Observation } from '../../shared/model/observation.ts';
import { WebError, type Web } from '../autoconfig/web.ts';
import { certificateOf } from '../probe/certificate.ts';

/** An intermediate has one or two kilobytes. */
const MAX_BYTES = 16 * 1024;
const TIMEOUT_MS = 5000;

/** Each URL is asked once in a run. */
export class Issuers {
  readonly #web: Web;
  readonly #signal: AbortSignal;
  readonly #known = new Map<string, Promise<readonly Certificate[]>>();

  constructor(web: Web, signal: AbortSignal) {
    this.#web = web;
    this.#signal = signal;
  }

  /**
   * The same observation, with the issuer of its last certificate where the chain was not verified,
   * ends before a root, and says where its issuer can be had (RFC 5280 section 4.2.2.1). The signature
   * is checked where trust is judged: what a stranger puts there proves nothing by itself.
   */
  async complete(observation: Observation): Promise<Observation> {
    const { tls } = observation;
    const last = tls?.chain.at(-1);
    if (tls?.issuerUrl == null || tls.verifyError === null) return observation;
    if (last?.subject === last?.issuer) return observation;
    const fetchedIssuers = await this.#fetched(tls.issuerUrl);
    return { ...observation, tls: { ...tls, fetchedIssuers } };
  }

  #fetched(url: string): Promise<readonly Certificate[]> {
    const known = this.#known.get(url) ?? this.#fetch(url);
    this.#known.set(url, known);
    return known;
  }

  /** Without an answer the gap stays a suspicion: an empty list. */
  async #fetch(url: string): Promise<readonly Certificate[]> {
    const request = { signal: this.#signal, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS };
    try {
      const { status, bytes } = await this.#web.get(url, request);
      return status === 200 ? certificatesIn(bytes) : [];
    } catch (error) {
      if (error instanceof WebError) return [];
      throw error;
    }
  }
}

/** DER, or PEM as some authorities serve it all the same. */
function certificatesIn(bytes: Uint8Array): readonly Certificate[] {
  try {
    return [certificateOf(new X509Certificate(bytes))];
  } catch {
    return []; // a web page or a PKCS #7 bundle: no certificate that could close the gap
  }
}
