// main/diagnose: what one observation comes to, for one account. Pure. May import: shared.
import type { DiagnosisCode } from '../../shared/model/diagnosis.ts';
import type { FailureKind, Observation, Reply } from '../../shared/model/observation.ts';
import type { AuthMethod } from '../../shared/model/server.ts';
import { judgeAuth } from './auth.ts';
import { certificateFault } from './chain.ts';
import type { TrustJudge } from './trust.ts';

/** Diagnoses that need more than one endpoint, the configured mode, or more than one server. */
type Concluded =
  | 'healthy'
  | 'needs-starttls'
  | 'needs-starttls-port-closed'
  | 'perhaps-network'
  | 'wrong-port'
  | 'insecure-hardening'
  | 'insecure'
  | 'starttls-on-implicit-port'
  | 'no-encrypted-port'
  | 'network-blocks-mail'
  | 'network-blocks-sending'
  | 'command-injection'
  | 'not-tested';

/** What an endpoint looks like to this account and its mail program. */
export type Seen =
  'works' | 'plaintext-greeting' | 'tls-greeting' | Exclude<DiagnosisCode, Concluded>;

/** The account's side of the judgement. */
export interface Account {
  readonly auth: AuthMethod;
  readonly trust: TrustJudge;
}

const BY_FAILURE: Readonly<Record<Exclude<FailureKind, 'negative-reply' | 'tls-alert'>, Seen>> = {
  'name-not-found': 'host-not-found',
  'resolver-failed': 'resolver-failed',
  refused: 'refused',
  unreachable: 'unreachable',
  'connect-timeout': 'no-connection',
  silence: 'no-greeting',
  timeout: 'stalled',
  closed: 'connection-closed',
  reset: 'connection-reset',
  'plaintext-instead-of-tls': 'plaintext-greeting',
  'tls-instead-of-plaintext': 'tls-greeting',
  'wrong-protocol': 'wrong-protocol',
  'starttls-not-offered': 'starttls-not-offered',
  'starttls-misplaced': 'starttls-misplaced',
  'starttls-masked': 'starttls-masked',
  'bytes-before-tls': 'starttls-injection',
  'untagged-before-tls': 'untagged-before-tls',
  preauth: 'preauth',
  'tls-failed': 'tls-failed',
  'too-much-data': 'too-much-data',
  cancelled: 'cancelled',
  deadline: 'out-of-time',
};

/** The same between the agreement to STARTTLS and the end of the handshake. */
const AFTER_STARTTLS: Readonly<Partial<Record<FailureKind, Seen>>> = {
  silence: 'starttls-stalled',
  timeout: 'starttls-stalled',
  closed: 'starttls-broken-off',
  reset: 'starttls-broken-off',
  'plaintext-instead-of-tls': 'starttls-plaintext',
};

/** We ended it ourselves: that says nothing about the server. */
const STOPPED: readonly FailureKind[] = ['cancelled', 'deadline'];

/** RFC 8446 section 6.2. Alert 116 exists in TLS 1.3 only; before, see clientCertificateRequested. */
const BY_ALERT: Readonly<Record<number, Seen>> = {
  40: 'tls-no-common-cipher', // handshake_failure
  70: 'tls-too-old', // protocol_version
  71: 'tls-no-common-cipher', // insufficient_security
  112: 'tls-name-rejected', // unrecognized_name
  116: 'client-certificate-wanted', // certificate_required
};

/** Answers to STARTTLS, STLS (RFC 3207 section 4, RFC 5321 section 4.2, RFC 2595). */
const STARTTLS_REPLIES: Readonly<Record<string, Seen>> = {
  421: 'server-busy',
  454: 'starttls-unavailable',
  500: 'starttls-not-implemented',
  501: 'starttls-syntax-refused',
  502: 'starttls-not-implemented',
  504: 'starttls-not-implemented',
  530: 'starttls-needs-login',
  BAD: 'starttls-not-implemented',
  BYE: 'server-refuses',
};

/** SMTP's temporary refusals, and IMAP's and POP3's response codes (RFC 5530, RFC 3206, RFC 2449). */
const TEMPORARY = /^4\d\d |\[(?:UNAVAILABLE|INUSE|LIMIT|SYS\/TEMP|IN-USE|LOGIN-DELAY)\]/i;

/** Postfix ends the handshake well, and then says 421 for want of one (smtpd_tls_req_ccert). */
const NAMES_CLIENT_CERTIFICATE = /\bclient certificate\b/i;

/** TLS versions good enough to be written into anyone's settings (RFC 8997, RFC 9325). */
const GOOD_TLS: readonly string[] = ['TLSv1.2', 'TLSv1.3'];

/** The verdict on one observation. */
export function seenIn(observation: Observation, account: Account): Seen {
  const { failure, tls } = observation;
  // A log-in or a client certificate can only be asked for by a server whose own certificate was
  // seen: the certificate's faults come first, because they are what the user must hear of.
  if (failure !== null && tls?.version == null) return seenInFailure(observation, failure);
  if (tls?.version == null) return 'tls-failed';
  if (!GOOD_TLS.includes(tls.version)) return 'tls-too-old';
  return (
    certificateFault(observation, account.trust) ??
    (failure ? seenInFailure(observation, failure) : seenInAuth(observation, account.auth))
  );
}

function seenInFailure(observation: Observation, failure: NonNullable<Observation['failure']>) {
  const inHandshake = failure.step === 'handshake';
  const isStopped = STOPPED.includes(failure.kind);
  if (inHandshake && observation.clientCertificateRequested && !isStopped) {
    return 'client-certificate-wanted';
  }
  if (failure.kind === 'tls-alert') return BY_ALERT[failure.alert ?? -1] ?? 'tls-alert';
  if (failure.kind === 'negative-reply') {
    const wantsCertificate =
      observation.tls !== null && NAMES_CLIENT_CERTIFICATE.test(failure.reply?.text ?? '');
    return wantsCertificate
      ? 'client-certificate-wanted'
      : seenInReply(failure.step, failure.reply);
  }
  const agreed = inHandshake && observation.endpoint.tls === 'starttls';
  return (agreed ? AFTER_STARTTLS[failure.kind] : undefined) ?? BY_FAILURE[failure.kind];
}

function seenInReply(step: string, reply: Reply | null): Seen {
  const status = reply?.status ?? '';
  const isTemporary = TEMPORARY.test(`${status} ${reply?.text ?? ''}`);
  if (step === 'starttls') {
    return STARTTLS_REPLIES[status] ?? (isTemporary ? 'starttls-unavailable' : 'starttls-refused');
  }
  if (isTemporary) return 'server-busy';
  return step === 'greeting' || status === 'BYE' ? 'server-refuses' : 'capabilities-refused';
}

function seenInAuth(observation: Observation, auth: AuthMethod): Seen {
  const { protocol } = observation.endpoint;
  const verdict = judgeAuth(protocol, auth, observation.authAfterTls);
  if (verdict === 'usable') return 'works';
  const says = (word: string): boolean =>
    observation.capabilitiesAfterTls.some((line) => line.toUpperCase() === word);
  if (protocol === 'imap' && says('LOGINDISABLED')) return 'login-disabled';
  return verdict === 'none-offered' ? 'no-auth' : 'no-usable-auth';
}
