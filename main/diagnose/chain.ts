// main/diagnose: what is wrong with a certificate, whichever TLS library looked at it. Pure.
// May import: shared.
import type { DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { Certificate, Observation, TlsFacts } from '../../shared/model/observation.ts';
import { interceptorNamed, isLoopback, isName } from './interception.ts';
import type { TrustJudge } from './trust.ts';

/** NSS and OpenSSL accept none of these any more; BoringSSL leaves it to its caller. */
const WEAK_SIGNATURE = /^(?:md2|md5|sha1|dsa)|-SHA1$/i;
/** CA/Browser Forum Baseline Requirements section 6.1.5. */
const SMALLEST_RSA_BITS = 2048;

type Fault = Extract<DiagnosisCode, `certificate-${string}` | 'intercepted'> | 'tls-failed';

/**
 * The first fault in the order in which a person would mend them: dates, name, strength, issuer.
 * Of the library's verdict only whether it verified is used: its codes differ from one to the next.
 */
export function certificateFault(observation: Observation, trust: TrustJudge): Fault | undefined {
  const { tls } = observation;
  const leaf = tls?.chain[0];
  if (!tls || !leaf) return 'tls-failed';
  const at = Date.parse(observation.startedAt);
  // A verified path may leave an old certificate aside that the server still sends along.
  const dated = tls.verifyError === null ? [leaf] : tls.chain;
  if (dated.some(({ notAfter }) => Date.parse(notAfter) < at)) return 'certificate-expired';
  if (dated.some(({ notBefore }) => Date.parse(notBefore) > at)) return 'certificate-not-yet-valid';
  if (!tls.nameMatches) {
    return isCommonNameOnly(leaf, observation.endpoint.host)
      ? 'certificate-common-name-only'
      : 'certificate-wrong-name';
  }
  if (restsOnWeak(leaf, tls.chain, trust)) return 'certificate-weak';
  return issuerFault(observation, tls, leaf, trust);
}

function issuerFault(
  { endpoint, address }: Observation,
  { chain, verifyError, fetchedIssuers }: TlsFacts,
  leaf: Certificate,
  trust: TrustJudge,
): Fault | undefined {
  const verdict = trust(chain);
  if (verifyError === null) return verdict === 'trusted' ? undefined : `certificate-${verdict}`;
  if (verdict !== 'untrusted') return 'certificate-unsuitable';
  const isIncomplete =
    fetchedIssuers.length > 0 && trust([...chain, ...fetchedIssuers]) !== 'untrusted';
  if (isIncomplete) return 'certificate-chain-incomplete';
  const leadsHere = address !== null && isLoopback(address) && isName(endpoint.host);
  if (leadsHere || interceptorNamed(chain) !== undefined) return 'intercepted';
  if (leaf.subject === leaf.issuer) return 'certificate-self-signed';
  return chain.length === 1 ? 'certificate-issuer-unknown' : 'certificate-untrusted';
}

/** RFC 9525 section 2: the CN is no host name, and mail programs no longer read it as one. */
function isCommonNameOnly({ names, subject }: Certificate, host: string): boolean {
  const commonName = /(?:^|, )CN=([^,]*)/.exec(subject)?.[1] ?? '';
  return names.length === 0 && commonName.toLowerCase() === host.toLowerCase().replace(/\.$/, '');
}

/** True if the leaf is weak, or one that trust can't do without: servers send old ones along. */
function restsOnWeak(leaf: Certificate, chain: readonly Certificate[], trust: TrustJudge): boolean {
  const strong = chain.filter((one) => !isWeak(one));
  if (strong.length === chain.length) return false;
  return !strong.includes(leaf) || trust(strong) === 'untrusted';
}

/** The signature of a certificate that signed itself proves nothing, and is no weakness. */
function isWeak({ signature, subject, issuer, key }: Certificate): boolean {
  const rsaBits = /^RSA(?:-PSS)? (\d+)$/.exec(key)?.[1];
  return (
    (subject !== issuer && WEAK_SIGNATURE.test(signature)) ||
    (rsaBits !== undefined && Number(rsaBits) < SMALLEST_RSA_BITS)
  );
}
