// main/engine: which verdicts leave the user with nothing to set right. Apart from suggest.ts, which
// loads an XML parser. May import: shared.
import type { DiagnosisCode } from '../../shared/model/diagnosis.ts';

/** Verdicts after which another server or port may serve the account. */
const STUCK: readonly DiagnosisCode[] = [
  'insecure',
  'starttls-on-implicit-port',
  'no-encrypted-port',
  'host-not-found',
  'refused',
  'no-connection',
  'no-greeting',
  'connection-closed',
  'connection-reset',
  'server-refuses',
  'capabilities-refused',
  'wrong-protocol',
  'starttls-not-offered',
  'starttls-misplaced',
  'starttls-not-implemented',
  'tls-too-old',
  'tls-no-common-cipher',
  'tls-name-rejected',
  'certificate-wrong-name',
  'no-auth',
];

/** True if it is worth looking for another server or port. */
export function isStuck(code: DiagnosisCode): boolean {
  return STUCK.includes(code);
}
