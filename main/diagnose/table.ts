// main/diagnose: the decision table. What was configured and what was seen -> what it means and what
// may be done. Read from the top, the first row that fits holds. Pure. May import: shared.
import type { DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { TlsMode } from '../../shared/model/endpoint.ts';
import type { Seen } from './finding.ts';

/**
 * What is known of a way out. `verified` is design's word: STARTTLS (or implicit TLS) accepted,
 * TLS >= 1.2, chain and name valid for the mail program, nothing before the handshake, a log-in the
 * account can use; seen twice, on every address within reach.
 */
export type WayOut = 'implicit-verified' | 'starttls-verified' | 'none';

export type Plan =
  | 'nothing'
  | 'use-starttls' // rewrite to required STARTTLS at the verified port
  | 'use-standard-port' // the standard port for implicit TLS, mode unchanged
  | 'offer-starttls' // hardening: the same rewrite, only when asked for
  | 'ask-a-person';

export interface Row {
  readonly configured: readonly TlsMode[];
  readonly seen: readonly Seen[] | 'anything-else';
  readonly wayOut: WayOut | 'any';
  /** `as-seen`: the diagnosis that belongs to what was seen, see AS_SEEN. */
  readonly code: DiagnosisCode | 'as-seen';
  readonly plan: Plan;
}

const CERTIFICATE_FAULTS: readonly Seen[] = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-name',
  'certificate-untrusted',
  'certificate-trusted-elsewhere',
];

/** What proves nothing about the server, or not enough to build on. */
const INCONCLUSIVE: readonly Seen[] = [
  'host-not-found',
  'resolver-failed',
  'cancelled',
  'not-confirmed',
  'addresses-disagree',
];

/** Broken beyond doubt on this port, whatever the reason: implicit TLS elsewhere may be the way out. */
const BROKEN: readonly Seen[] = [
  'plaintext-greeting',
  'refused',
  'silent',
  'unreachable',
  'broken-off',
  'wrong-protocol',
  'server-refuses',
  'tls-failed',
];

const INSECURE: readonly TlsMode[] = ['opportunistic', 'none'];

export const DECISION_TABLE: readonly Row[] = [
  row(['implicit', 'starttls', 'auto'], ['works'], 'any', 'healthy', 'nothing'),
  row(['implicit', 'starttls', 'auto'], CERTIFICATE_FAULTS, 'any', 'as-seen', 'ask-a-person'),
  row(['implicit', 'starttls', 'auto'], INCONCLUSIVE, 'any', 'as-seen', 'ask-a-person'),

  row(['implicit'], BROKEN, 'implicit-verified', 'wrong-port', 'use-standard-port'),
  row(['implicit'], ['plaintext-greeting'], 'starttls-verified', 'needs-starttls', 'use-starttls'),
  row(['implicit'], ['refused'], 'starttls-verified', 'needs-starttls-port-closed', 'use-starttls'),
  row(
    ['implicit'],
    ['silent', 'unreachable', 'broken-off'],
    'starttls-verified',
    'perhaps-network',
    'ask-a-person',
  ),

  row(INSECURE, ['works'], 'starttls-verified', 'insecure-hardening', 'offer-starttls'),
  row(INSECURE, 'anything-else', 'starttls-verified', 'insecure-hardening', 'offer-starttls'),
  row(INSECURE, ['starttls-not-offered'], 'none', 'insecure', 'ask-a-person'),

  row(
    ['implicit', 'starttls', 'opportunistic', 'auto', 'none'],
    'anything-else',
    'any',
    'as-seen',
    'ask-a-person',
  ),
];

/** The diagnosis of each thing seen, where the table has nothing better to say. */
export const AS_SEEN: Readonly<Record<Seen, DiagnosisCode>> = {
  works: 'healthy',
  'plaintext-greeting': 'no-encrypted-port',
  'tls-greeting': 'starttls-on-implicit-port',
  refused: 'refused',
  silent: 'silent',
  unreachable: 'unreachable',
  'host-not-found': 'host-not-found',
  'resolver-failed': 'resolver-failed',
  'broken-off': 'broken-off',
  'server-refuses': 'server-refuses',
  'wrong-protocol': 'wrong-protocol',
  'starttls-not-offered': 'starttls-not-offered',
  'starttls-masked': 'starttls-masked',
  'starttls-refused': 'starttls-refused',
  'starttls-unsafe': 'starttls-unsafe',
  'tls-too-old': 'tls-too-old',
  'tls-failed': 'tls-failed',
  'certificate-expired': 'certificate-expired',
  'certificate-not-yet-valid': 'certificate-not-yet-valid',
  'certificate-wrong-name': 'certificate-wrong-name',
  'certificate-untrusted': 'certificate-untrusted',
  'certificate-trusted-elsewhere': 'certificate-trusted-elsewhere',
  'no-auth': 'no-auth',
  'no-usable-auth': 'no-usable-auth',
  'addresses-disagree': 'addresses-disagree',
  'not-confirmed': 'not-confirmed',
  cancelled: 'cancelled',
};

/** The first row that fits; the last one fits everything. */
export function decide(configured: TlsMode, seen: Seen, wayOut: WayOut): Row {
  const found = DECISION_TABLE.find(
    (one) =>
      one.configured.includes(configured) &&
      (one.seen === 'anything-else' || one.seen.includes(seen)) &&
      (one.wayOut === 'any' || one.wayOut === wayOut),
  );
  if (!found) throw new Error(`the decision table has no row for ${configured}, ${seen}`);
  return found;
}

function row(
  configured: Row['configured'],
  seen: Row['seen'],
  wayOut: Row['wayOut'],
  code: Row['code'],
  plan: Plan,
): Row {
  return { configured, seen, wayOut, code, plan };
}
