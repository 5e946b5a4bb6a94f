// main/diagnose: the values that a diagnosis' sentence needs. Pure. May import: shared.
import type { Endpoint, TlsMode } from '../../shared/model/endpoint.ts';
import type { Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Certificate } from '../../shared/model/observation.ts';
import { alertName } from './alerts.ts';
import type { Finding } from './finding.ts';
import { interceptorNamed } from './interception.ts';

/**
 * Host, ports and modes; and of the telling observation its address, reply, certificate, alert and
 * TLS version. The dates are those of the certificate that is out of date, which may be an
 * intermediate; the names those of the SAN, or the subject where there are none.
 */
export function factsOf(
  subject: { readonly host: string; readonly port: number; readonly tls: TlsMode },
  { deciding, endpoint }: Finding,
  remedy: Endpoint | null,
): Diagnosis['facts'] {
  const { failure, tls } = deciding;
  const reply = failure?.reply ?? deciding.greeting;
  return {
    host: subject.host,
    port: subject.port,
    tls: subject.tls,
    seenPort: endpoint.port,
    ...(deciding.address !== null && { address: deciding.address }),
    ...(remedy && { remedyPort: remedy.port, remedyTls: remedy.tls }),
    ...(reply && { reply: `${reply.status} ${reply.text}`.trim() }),
    ...certificateFacts(tls?.chain ?? [], Date.parse(deciding.startedAt)),
    ...(tls?.version != null && { tlsVersion: tls.version }),
    ...(tls?.verifyError != null && { verifyError: tls.verifyError }),
    ...(failure?.alert != null && { alert: failure.alert, alertName: alertName(failure.alert) }),
    offered: deciding.authAfterTls.join(', '),
  };
}

function certificateFacts(chain: readonly Certificate[], at: number): Diagnosis['facts'] {
  const [leaf] = chain;
  if (!leaf) return {};
  const expired = chain.find(({ notAfter }) => Date.parse(notAfter) < at) ?? leaf;
  const early = chain.find(({ notBefore }) => Date.parse(notBefore) > at) ?? leaf;
  return {
    certificateUntil: day(expired.notAfter),
    certificateFrom: day(early.notBefore),
    certificateIssuer: interceptorNamed(chain) ?? leaf.issuer,
    certificateNames: leaf.names.slice(0, 5).join(', ') || leaf.subject,
    certificateStrength: `${leaf.key}, ${leaf.signature}`,
  };
}

/** The day of an ISO 8601 time. */
function day(time: string): string {
  return time.slice(0, 10);
}
