// shared/model: what the observations mean for one configured server. No Node, no DOM.
import type { Endpoint } from './endpoint.ts';

/**
 * Every verdict there is. Each has a sentence and advice in every catalogue (shared/messages) and a
 * place in the decision table (main/diagnose/table.ts).
 */
export const DIAGNOSIS_CODES = [
  'healthy',
  // What a change of settings can mend.
  'needs-starttls', // plaintext greeting where TLS was due; STARTTLS verified
  'needs-starttls-port-closed', // port refused while the host answers; STARTTLS verified
  'perhaps-network', // silence on the configured port; STARTTLS verified elsewhere
  'wrong-port', // implicit TLS works on the standard port instead
  'insecure-hardening', // not or not surely encrypted; STARTTLS verified: offered as hardening
  'insecure', // not or not surely encrypted, and nothing better is verified
  'starttls-on-implicit-port', // set to STARTTLS, but the port speaks TLS from the first byte
  'no-encrypted-port', // greets in plain text where TLS was due, and STARTTLS is found nowhere
  // The way to the server.
  'host-not-found',
  'resolver-failed',
  'refused', // the port is closed
  'unreachable', // no route, or an answer that says so
  'no-connection', // no answer at all to the attempt to connect
  'network-blocks-mail', // no mail port of any of several servers answers
  'network-blocks-sending', // only the ports for sending don't answer
  // What the server says first.
  'no-greeting', // connected, and then silence
  'connection-closed',
  'connection-reset',
  'stalled', // it answered, and then no more
  'server-busy', // 421 and other temporary refusals
  'server-refuses', // 554, BYE: it answers and says no
  'capabilities-refused', // EHLO, CAPABILITY or CAPA answered with no
  'wrong-protocol', // something else answers: HTTP, SSH...
  'too-much-data',
  // STARTTLS.
  'starttls-not-offered',
  'starttls-misplaced', // offered only in the place of the server's name
  'starttls-masked', // overwritten on the way
  'starttls-unavailable', // 454: not at the moment
  'starttls-syntax-refused', // 501
  'starttls-not-implemented', // 500, 502, 504, BAD
  'starttls-needs-login', // 530
  'starttls-refused', // any other no, such as 554
  'starttls-stalled', // agreed to, then silence
  'starttls-broken-off', // agreed to, then closed or reset
  'starttls-plaintext', // agreed to, then plain text
  'starttls-injection', // bytes between the agreement and the handshake
  'untagged-before-tls', // IMAP data before anybody could log in
  'preauth', // IMAP greets as already logged in
  'command-injection', // a command sent in plain text behind STARTTLS was obeyed inside TLS
  // The handshake.
  'tls-too-old',
  'tls-no-common-cipher', // alerts 40 and 71
  'tls-name-rejected', // alert 112
  'client-certificate-wanted',
  'tls-alert', // any other alert, by its number
  'tls-failed',
  // The certificate.
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-wrong-name',
  'certificate-common-name-only', // the name stands in the CN alone, which no longer counts
  'certificate-weak', // a signature or key that is no longer accepted
  'certificate-self-signed',
  'certificate-chain-incomplete', // an intermediate is missing: proven by fetching it
  'certificate-issuer-unknown', // only its own was sent, and its issuer is not known here
  'certificate-untrusted', // a whole chain, to an authority that nobody here trusts
  'certificate-trusted-elsewhere', // trusted by another store of this computer, not by the program's
  'certificate-unsuitable', // the authority is known, but the certificate is not made for this
  'intercepted', // a program or device in between answers in the server's name
  // The log-in.
  'no-auth', // works, but offers no log-in after TLS: not a place to submit mail
  'no-usable-auth', // offers log-ins, but none that the account is set to use
  'login-disabled', // IMAP says LOGINDISABLED even inside TLS
  // The test itself.
  'addresses-disagree',
  'not-confirmed', // seen to work once, then not again: nothing is written on one sighting
  'cancelled',
  'out-of-time', // the time for the whole run was used up
  'not-tested', // nothing to test: a malformed host or port
] as const;
export type DiagnosisCode = (typeof DIAGNOSIS_CODES)[number];

/** What else is worth knowing, whatever the verdict: none of them is a reason to change a setting. */
export const REMARK_CODES = [
  'slow-greeting', // the server let us wait before it greeted (tarpit, postscreen)
  'auth-in-clear', // log-ins are offered before the connection is encrypted
  'ipv6-dead', // no IPv6 address answers, while IPv4 does
  'address-dead', // one of several addresses does not answer
  'address-refuses', // one of several addresses has the port closed
  'resolves-to-loopback', // the name leads to this computer itself
  'intercepted', // a known filter program or device issued the certificate, and it is trusted here
] as const;
export type RemarkCode = (typeof REMARK_CODES)[number];

export interface Remark {
  readonly code: RemarkCode;
  /** Values for the sentence, by name. */
  readonly facts: Readonly<Record<string, string | number>>;
}

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
  readonly remarks: readonly Remark[];
}
