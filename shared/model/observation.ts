// shared/model: facts seen on the wire, for one endpoint at one address in one attempt.
// Facts only: what they mean is decided in main/diagnose. No Node, no DOM.
import type { Endpoint } from './endpoint.ts';

/** The steps of a conversation, in the order they are shown. */
export const STEP_NAMES = [
  'resolve',
  'connect',
  'greeting',
  'capabilities',
  'starttls',
  'handshake',
  'authentication',
  'goodbye',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface Step {
  readonly name: StepName;
  readonly status: 'done' | 'failed';
  /** Milliseconds this step took. */
  readonly ms: number;
}

/** A protocol reply: SMTP's number, or the IMAP/POP3 status word, and the text, made printable. */
export interface Reply {
  /** `220`, `454`...; `OK`, `NO`, `BAD`, `PREAUTH`, `BYE` for IMAP; `+OK`, `-ERR` for POP3. */
  readonly status: string;
  /** At most 500 characters; every control byte is shown as \xHH. */
  readonly text: string;
}

/** What the server's first bytes were, whoever spoke first. */
export interface FirstBytes {
  readonly kind: 'none' | 'plaintext' | 'tls-record' | 'tls-alert' | 'other';
  /** At most the first 64 bytes, in hexadecimal. */
  readonly hex: string;
}

export interface Certificate {
  /** Distinguished names in OpenSSL's one-line order, such as `CN=mail.example.org`. */
  readonly subject: string;
  readonly issuer: string;
  /** DNS and IP names of subjectAltName, without their prefix; at most 100 are kept. */
  readonly names: readonly string[];
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** SHA-256 of the DER form, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** The signature's algorithm as OpenSSL names it, such as `sha256WithRSAEncryption`; else its OID. */
  readonly signature: string;
  /** `RSA 2048`, `EC prime256v1`, `ED25519`. */
  readonly key: string;
  /** The DER form in base64: what trust is judged from. */
  readonly der: string;
}

export interface TlsFacts {
  /** `TLSv1.2`, `TLSv1.3`...; null if the handshake failed before it was agreed. */
  readonly version: string | null;
  readonly cipher: string | null;
  /** As the server sent it, leaf first. */
  readonly chain: readonly Certificate[];
  /**
   * The TLS library's own verdict on the chain against all the roots the probe was given (host
   * name apart): null if it verified, or its code, for the report only: the libraries differ in it.
   */
  readonly verifyError: string | null;
  /** Where the last certificate says that its issuer's can be had (AIA caIssuers, http only). */
  readonly issuerUrl: string | null;
  /** The issuers had from there: what the server should have sent as well. */
  readonly fetchedIssuers: readonly Certificate[];
  /** True if a subjectAltName covers the configured host (RFC 7817; a bare CN does not count). */
  readonly nameMatches: boolean;
}

/** What stopped the conversation. One kind per thing that can be told apart on the wire. */
export const FAILURE_KINDS = [
  'name-not-found', // the resolver says that there is no such name
  'resolver-failed', // the resolver did not answer
  'refused', // TCP reset in answer to SYN: the host is there, the port is closed
  'unreachable', // no route, or an ICMP answer that says so
  'connect-timeout', // no answer to SYN
  'silence', // connected, and then not one byte in time
  'timeout', // bytes came, then nothing in time
  'closed', // the server closed the connection (FIN)
  'reset', // the server reset the connection (RST)
  'plaintext-instead-of-tls', // a greeting of some protocol where a TLS record was due
  'tls-instead-of-plaintext', // a TLS record or alert where a greeting was due
  'wrong-protocol', // printable, but no greeting of this protocol (HTTP, SSH...)
  'negative-reply', // a reply that refuses: see reply
  'starttls-not-offered',
  'starttls-misplaced', // offered only in the place of the server's own name, where nobody reads it
  'starttls-masked', // XXXXXXXA and the like: something on the way overwrites the word
  'bytes-before-tls', // data between the STARTTLS reply and the handshake: response injection
  'untagged-before-tls', // IMAP: mail data before TLS, when nobody can have logged in
  'preauth', // IMAP PREAUTH on a plaintext port: STARTTLS is no longer allowed
  'tls-alert', // the server answered the handshake with a fatal alert: see alert
  'tls-failed', // any other handshake failure
  'too-much-data', // more than the probe is ready to read
  'cancelled',
  'deadline', // the whole run's time was used up
] as const;
export type FailureKind = (typeof FAILURE_KINDS)[number];

export interface Failure {
  readonly step: StepName;
  readonly kind: FailureKind;
  /** The reply that refused, if one did. */
  readonly reply: Reply | null;
  /** TLS alert number (RFC 8446 section 6), if one was received. */
  readonly alert: number | null;
  /** The system's or TLS library's own code, for the report only: ECONNRESET... */
  readonly systemCode: string | null;
}

/** What happened besides lines of text. */
export const TRACE_EVENTS = [
  'connected',
  'tls-begun',
  'tls-established',
  'closed',
  'reset',
] as const;
export type TraceEvent = (typeof TRACE_EVENTS)[number];

/** One line of a conversation. The probe sends nothing secret, so there is nothing to leave out. */
export type TraceLine = {
  /** Milliseconds since the connection was asked for. */
  readonly ms: number;
  /** True inside TLS. */
  readonly secure: boolean;
} & (
  | {
      readonly direction: 'sent' | 'received';
      /** Made printable; bytes that are no text as hexadecimal in angle brackets. */
      readonly text: string;
    }
  | { readonly direction: 'event'; readonly event: TraceEvent }
);

export interface Observation {
  readonly endpoint: Endpoint;
  /** The IP address tried; null if the name could not be resolved. */
  readonly address: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Milliseconds from the first packet to the last. */
  readonly ms: number;
  readonly steps: readonly Step[];
  readonly firstBytes: FirstBytes;
  readonly greeting: Reply | null;
  /** Capability lines before TLS (STARTTLS only; empty for implicit TLS), made printable. */
  readonly capabilitiesBeforeTls: readonly string[];
  /** Capability lines inside TLS: the only ones that count (RFC 3207 section 4.2). */
  readonly capabilitiesAfterTls: readonly string[];
  /** SASL mechanisms in upper case; `LOGIN` for IMAP's LOGIN command, `USER` for POP3's USER. */
  readonly authBeforeTls: readonly string[];
  readonly authAfterTls: readonly string[];
  readonly tls: TlsFacts | null;
  /** True if the server was seen to ask for a client certificate (up to TLS 1.2 it is seen). */
  readonly clientCertificateRequested: boolean;
  /** The conversation, line by line, at most 200 lines of it. */
  readonly trace: readonly TraceLine[];
  /** Null if the conversation reached its goodbye; certificate problems do not stop it. */
  readonly failure: Failure | null;
}

/**
 * What became of a command sent in plain text behind STARTTLS, in the same segment: a server must
 * throw it away (RFC 3207 section 4.2, CVE-2011-0411).
 */
export const INJECTION_RESULTS = [
  'discarded', // TLS began, and the command was never answered
  'answered', // it was answered inside TLS: whoever is on the way can give commands
  'refused', // the server ended the conversation instead: just as safe
  'not-reached', // the check did not get as far as STARTTLS
] as const;

export interface InjectionCheck {
  readonly endpoint: Endpoint;
  readonly address: string;
  readonly result: (typeof INJECTION_RESULTS)[number];
  readonly trace: readonly TraceLine[];
}
