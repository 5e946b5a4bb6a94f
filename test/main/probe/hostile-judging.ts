// test: verdicts on what hostile servers show; on chains also as a question and an answer of plain data,
// because each TLS library reads certificates in its own way. May import: main, shared.
import { X509Certificate } from 'node:crypto';
import { seenIn, type Seen } from '../../../main/diagnose/judge.ts';
import { TrustStore, trustJudge, type TrustVerdict } from '../../../main/diagnose/trust.ts';
import { certificateOf } from '../../../main/probe/certificate.ts';
import type { Observation } from '../../../shared/model/observation.ts';

/** What an observation comes to, for an account that believes these roots and takes any log-in. */
export function judged(observation: Observation, roots: readonly string[] = []): Seen {
  // An address for documentation: what answers on loopback in another's name is judged as that.
  const elsewhere = { ...observation, address: '192.0.2.1' };
  return seenIn(elsewhere, { auth: 'any', trust: trustJudge([new TrustStore(roots)], []) });
}

export interface ChainsQuestion {
  /** PEM. */
  readonly root: string;
  /** DER in base64, as a server would send them. */
  readonly chains: readonly (readonly string[])[];
}

export function judgeChains({
  root,
  chains,
}: ChainsQuestion): readonly (TrustVerdict | 'unreadable')[] {
  const trust = trustJudge([new TrustStore([root])], []);
  return chains.map((chain) => {
    const readable = chain.map((der) => Buffer.from(der, 'base64')).flatMap(read);
    return readable.length < chain.length ? 'unreadable' : trust(readable.map(certificateOf));
  });
}

function read(der: Buffer): readonly X509Certificate[] {
  try {
    return [new X509Certificate(der)];
  } catch {
    return []; // no server could show it
  }
}
