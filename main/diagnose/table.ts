// main/diagnose: the decision table. What was configured and what was seen -> what it means and what
// may be done. Read from the top, the first row that fits holds. Pure. May import: shared.
import type { DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { TlsMode } from '../../shared/model/endpoint.ts';
import type { Seen } from './judge.ts';

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
  /** `as-seen`: the diagnosis that belongs to what was seen, see diagnosisOf. */
  readonly code: DiagnosisCode | 'as-seen';
  readonly plan: Plan;
}

/** A certificate that the mail program would not accept: never a reason to change the mode. */
export const CERTIFICATE_FAULTS: readonly Seen[] = [
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-name',
  'certificate-common-name-only',
  'certificate-weak',
  'certificate-self-signed',
  'certificate-chain-incomplete',
  'certificate-issuer-unknown',
  'certificate-untrusted',
  'certificate-trusted-elsewhere',
  'certificate-unsuitable',
  'intercepted',
];

/** What proves nothing about the server, or not enough to build on. */
const INCONCLUSIVE: readonly Seen[] = [
  'host-not-found',
  'resolver-failed',
  'cancelled',
  'out-of-time',
  'not-confirmed',
  'addresses-disagree',
];

/** Not one word from the server: perhaps it has changed, perhaps the network is in the way. */
const SILENCE: readonly Seen[] = [
  'no-connection',
  'no-greeting',
  'unreachable',
  'connection-closed',
  'connection-reset',
  'stalled',
];

/** Broken beyond doubt on this port, whatever the reason: implicit TLS elsewhere may be the way out. */
const BROKEN: readonly Seen[] = [
  ...SILENCE,
  'plaintext-greeting',
  'refused',
  'wrong-protocol',
  'too-much-data',
  'server-refuses',
  'tls-failed',
  'tls-alert',
  'tls-no-common-cipher',
];

const INSECURE: readonly TlsMode[] = ['opportunistic', 'none'];

export const DECISION_TABLE: readonly Row[] = [
  row(['implicit', 'starttls', 'auto'], ['works'], 'any', 'healthy', 'nothing'),
  row(['implicit', 'starttls', 'auto'], CERTIFICATE_FAULTS, 'any', 'as-seen', 'ask-a-person'),
  row(['implicit', 'starttls', 'auto'], INCONCLUSIVE, 'any', 'as-seen', 'ask-a-person'),

  row(['implicit'], BROKEN, 'implicit-verified', 'wrong-port', 'use-standard-port'),
  row(['implicit'], ['plaintext-greeting'], 'starttls-verified', 'needs-starttls', 'use-starttls'),
  row(['implicit'], ['refused'], 'starttls-verified', 'needs-starttls-port-closed', 'use-starttls'),
  row(['implicit'], SILENCE, 'starttls-verified', 'perhaps-network', 'ask-a-person'),

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

/** The diagnosis of a thing seen, where the table has nothing better to say. */
export function diagnosisOf(seen: Seen): DiagnosisCode {
  switch (seen) {
    case 'works':
      return 'healthy';
    case 'plaintext-greeting':
      return 'no-encrypted-port';
    case 'tls-greeting':
      return 'starttls-on-implicit-port';
    default:
      return seen;
  }
}

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
