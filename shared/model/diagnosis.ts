// shared/model: what the observations mean for one configured server. No Node, no DOM.
import type { Endpoint } from './endpoint.ts';

/**
 * Every verdict there is. Each has a sentence and advice in every catalogue (shared/messages) and a
 * place in the decision table (main/diagnose/table.ts).
 */
export const DIAGNOSIS_CODES = [
  'healthy',
  'needs-starttls', // plaintext greeting where TLS was due; STARTTLS verified
  'needs-starttls-port-closed', // port refused while the host answers; STARTTLS verified
  'perhaps-network', // silence on the configured port; STARTTLS verified elsewhere
  'wrong-port', // implicit TLS works on the standard port instead
  'insecure-hardening', // not or not surely encrypted; STARTTLS verified: offered as hardening
  'insecure', // not or not surely encrypted, and nothing better is verified
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-name',
  'certificate-untrusted',
  'certificate-trusted-elsewhere', // trusted by another store of this computer, not by the program's
  'tls-too-old',
  'tls-failed',
  'starttls-not-offered',
  'starttls-masked',
  'starttls-refused',
  'starttls-on-implicit-port', // set to STARTTLS, but the port speaks TLS from the first byte
  'starttls-unsafe', // bytes before the handshake, PREAUTH
  'no-encrypted-port', // greets in plain text where TLS was due, and STARTTLS is found nowhere
  'no-auth', // works, but offers no log-in after TLS: not a place to submit mail
  'no-usable-auth', // offers log-ins, but none that the account is set to use
  'addresses-disagree',
  'server-refuses', // 421, 554, BYE: it answers and says no
  'wrong-protocol',
  'host-not-found',
  'resolver-failed',
  'refused',
  'unreachable',
  'silent',
  'broken-off', // closed or reset in the middle of the conversation
  'not-confirmed', // seen to work once, then not again: nothing is written on one sighting
  'cancelled',
  'not-tested', // nothing to test: a malformed host or port
] as const;
export type DiagnosisCode = (typeof DIAGNOSIS_CODES)[number];

export interface Diagnosis {
  /** The configured server's id, or null for `test --endpoint`. */
  readonly server: string | null;
  /** The endpoint the verdict speaks of: the configured one. */
  readonly endpoint: Endpoint;
  readonly code: DiagnosisCode;
  /** The endpoints whose observations are the evidence, the deciding one first. */
  readonly evidence: readonly Endpoint[];
  /** The endpoint that would work, if one was verified. */
  readonly remedy: Endpoint | null;
  /** Values for the sentence, by name: ports, dates, names, reply codes. */
  readonly facts: Readonly<Record<string, string | number>>;
}
