// main/diagnose: the values that a diagnosis' sentence needs. Pure. May import: shared.
import type { Endpoint, TlsMode } from '../../shared/model/endpoint.ts';
import type { Diagnosis } from '../../shared/model/diagnosis.ts';
import type { Finding } from './finding.ts';

/** Host, ports and modes; and of the telling observation its reply, certificate and TLS version. */
export function factsOf(
  subject: { readonly host: string; readonly port: number; readonly tls: TlsMode },
  { deciding, endpoint }: Finding,
  remedy: Endpoint | null,
): Diagnosis['facts'] {
  const leaf = deciding.tls?.chain[0];
  const reply = deciding.failure?.reply ?? deciding.greeting;
  return {
    host: subject.host,
    port: subject.port,
    tls: subject.tls,
    seenPort: endpoint.port,
    ...(remedy && { remedyPort: remedy.port, remedyTls: remedy.tls }),
    ...(reply && { reply: `${reply.status} ${reply.text}`.trim() }),
    ...(leaf && {
      certificateUntil: leaf.notAfter.slice(0, 10),
      certificateFrom: leaf.notBefore.slice(0, 10),
      certificateIssuer: leaf.issuer,
      certificateNames: leaf.names.slice(0, 5).join(', '),
    }),
    ...(deciding.tls?.version != null && { tlsVersion: deciding.tls.version }),
    ...(deciding.failure?.alert != null && { alert: deciding.failure.alert }),
    offered: deciding.authAfterTls.join(', '),
  };
}
