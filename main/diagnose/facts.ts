// main/diagnose: the values that a diagnosis' sentence needs. Pure. May import: shared.
import type { Endpoint, TlsMode } from '../../shared/model/endpoint.ts';
import type { Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Finding } from './finding.ts';

/**
 * Host, ports and modes; and of the telling observation its reply, certificate and TLS version. The
 * dates are those of the certificate that is out of date, which may be an intermediate; the names
 * those of the SAN, or the subject where there are none (RFC 9525: a CN is no host name).
 */
export function factsOf(
  subject: { readonly host: string; readonly port: number; readonly tls: TlsMode },
  { deciding, endpoint }: Finding,
  remedy: Endpoint | null,
): Diagnosis['facts'] {
  const chain = deciding.tls?.chain ?? [];
  const [leaf] = chain;
  const at = Date.parse(deciding.startedAt);
  const reply = deciding.failure?.reply ?? deciding.greeting;
  return {
    host: subject.host,
    port: subject.port,
    tls: subject.tls,
    seenPort: endpoint.port,
    ...(remedy && { remedyPort: remedy.port, remedyTls: remedy.tls }),
    ...(reply && { reply: `${reply.status} ${reply.text}`.trim() }),
    ...(leaf && {
      certificateUntil: day(
        (chain.find(({ notAfter }) => Date.parse(notAfter) < at) ?? leaf).notAfter,
      ),
      certificateFrom: day(
        (chain.find(({ notBefore }) => Date.parse(notBefore) > at) ?? leaf).notBefore,
      ),
      certificateIssuer: leaf.issuer,
      certificateNames: leaf.names.slice(0, 5).join(', ') || leaf.subject,
    }),
    ...(deciding.tls?.version != null && { tlsVersion: deciding.tls.version }),
    ...(deciding.failure?.alert != null && { alert: deciding.failure.alert }),
    offered: deciding.authAfterTls.join(', '),
  };
}

/** The day of an ISO 8601 time. */
function day(time: string): string {
  return time.slice(0, 10);
}
