// shared/model: what a domain publishes for mail programs, and what is wrong with it. Suggestions only:
// nothing here is ever written without a test of its own. No Node, no DOM.
import type { ProbeMode, Protocol } from './endpoint.ts';
import type { AuthMethod } from './server.ts';

/** Where a candidate comes from. */
export const CANDIDATE_SOURCES = [
  'autoconfig', // an XML file of the domain (Thunderbird's autoconfig, clientConfig 1.1)
  'srv', // DNS SRV records (RFC 6186, RFC 8314 section 5.1)
  'standard-port', // the IANA ports of the host that the account has already
] as const;
export type CandidateSource = (typeof CANDIDATE_SOURCES)[number];

/** A server worth a test. Plain text is never a candidate. */
export interface Candidate {
  readonly protocol: Protocol;
  readonly host: string;
  readonly port: number;
  readonly tls: ProbeMode;
  /** What a mail program would log in with, best first; empty if the source does not say. */
  readonly auth: readonly AuthMethod[];
  readonly source: CandidateSource;
  /** The URL, or the name of the SRV records, or the host: for the report. */
  readonly where: string;
  /**
   * False if somebody on the way could have made it up: DNS and http are not signed, and the host is
   * outside the mail domain, so its own certificate proves nothing. Ask a person first (RFC 6186
   * section 6).
   */
  readonly authentic: boolean;
}

/** What became of one place that was asked. */
export const LOOKUP_OUTCOMES = [
  'found',
  'nothing', // no such name, no such record, or 404 and the like
  'unusable', // an answer, but nothing a mail program could use
  'name-failed', // the name look-up itself failed; detail: the system's code
  'connect-failed', // detail: the system's code
  'tls-failed', // no TLS, or a certificate that is not to be trusted; detail: OpenSSL's code
  'not-http', // something else answered
  'closed', // the connection ended in the middle
  'http-status', // an answer that is neither a document nor "no such page"; detail: the status
  'encoded', // a compressed body, which was not asked for; detail: the encoding
  'too-large',
  'too-many-redirects',
  'redirect-insecure', // from https to http: not followed; detail: the target
  'redirect-invalid', // detail: the target
  'timeout',
  'cancelled',
  'dns-failed', // the resolver answered with an error; detail: its code
] as const;
export type LookupOutcome = (typeof LOOKUP_OUTCOMES)[number];

export interface Lookup {
  /** The URL, or the name of the SRV records. */
  readonly where: string;
  readonly outcome: LookupOutcome;
  readonly detail: string | null;
}

/** What a finding means for a mail program that reads the file. */
export type FindingWeight =
  | 'file' // the whole file is of no use
  | 'server' // this server is passed over
  | 'warning' // it is read, and does something that is probably not meant
  | 'note';

interface FindingRow {
  readonly weight: FindingWeight;
  /** The facts that every finding of the code has: all that its sentence may name. */
  readonly facts: readonly string[];
}

/**
 * Everything that can be wrong with an autoconfig file. The weights are what Thunderbird 153 does:
 * readFromXML, InputSanitizer, FetchHTTP (mail/components/accountcreation/modules), JXON, hostnameUtils.
 */
export const CONFIG_FINDINGS = {
  // As it comes from the web.
  /** Nothing came that could be read; reason: the HTTP status, or the system's or OpenSSL's code. */
  'not-served': { weight: 'file', facts: ['reason'] },
  /** Not one of the types whose XML Thunderbird reads: text/xml, application/xml, text/rdf. */
  'content-type': { weight: 'file', facts: ['type'] },
  /** Read over http: anybody on the way can change it. */
  'insecure-transport': { weight: 'warning', facts: [] },

  // The file as XML. Nothing of it is read after one of these.
  'too-large': { weight: 'file', facts: ['limit'] },
  /** An encoding declared that nobody knows. */
  'unknown-encoding': { weight: 'file', facts: ['encoding'] },
  /** Bytes that are not what the encoding allows. */
  'broken-encoding': { weight: 'file', facts: ['encoding'] },
  /** A control character or a NUL, which XML does not allow. */
  'illegal-character': { weight: 'file', facts: ['character'] },
  /** An HTML page, such as a provider's "not found" with status 200. */
  'web-page': { weight: 'file', facts: [] },
  /** A DOCTYPE: it can define entities, which are not read here. */
  'doctype-refused': { weight: 'file', facts: [] },
  /** `&name;` for a name that XML does not define, such as nbsp. */
  'undefined-entity': { weight: 'file', facts: ['entity'] },
  'not-xml': { weight: 'file', facts: [] },
  'too-deep': { weight: 'file', facts: ['limit'] },

  // The document as a whole.
  /** The outermost element is another. */
  'not-client-config': { weight: 'file', facts: ['element'] },
  'no-email-provider': { weight: 'file', facts: [] },
  /** Only the first of several is read. */
  'several-email-providers': { weight: 'warning', facts: [] },
  /** The provider's id is not a host name. */
  'bad-provider-id': { weight: 'file', facts: ['value'] },
  'bad-domain': { weight: 'warning', facts: ['value'] },
  'no-domain': { weight: 'file', facts: [] },
  'no-display-name': { weight: 'note', facts: [] },
  'no-incoming': { weight: 'file', facts: [] },
  'no-outgoing': { weight: 'file', facts: [] },
  /** Several servers that can be used: new accounts get the first. */
  'first-server-decides': { weight: 'note', facts: ['host', 'port', 'others'] },

  // One server.
  'unknown-protocol': { weight: 'server', facts: ['value'] },
  /** Exchange and news servers: read by Thunderbird, not tested here. */
  'untested-protocol': { weight: 'note', facts: ['value'] },
  'missing-hostname': { weight: 'server', facts: [] },
  'bad-hostname': { weight: 'server', facts: ['value'] },
  /** The host depends on who asks: only %EMAILDOMAIN% makes sense there. */
  'placeholder-in-hostname': { weight: 'note', facts: ['placeholder'] },
  'missing-port': { weight: 'server', facts: [] },
  'bad-port': { weight: 'server', facts: ['value'] },
  'missing-socket-type': { weight: 'server', facts: [] },
  /** Not plain, SSL or STARTTLS, written exactly like that, without spaces. */
  'unknown-socket-type': { weight: 'warning', facts: ['value'] },
  /** None of those given is known. */
  'no-usable-socket-type': { weight: 'server', facts: [] },
  /** Mail and password travel unencrypted. */
  'plain-socket': { weight: 'warning', facts: ['host', 'port'] },
  /** The port belongs to the other mode: 465 with STARTTLS, 587 with SSL. */
  'port-and-mode-unusual': { weight: 'warning', facts: ['port', 'socketType', 'usual'] },
  /** Port 25 is for mail between servers; many networks block it. */
  'submission-on-25': { weight: 'warning', facts: [] },
  'missing-authentication': { weight: 'server', facts: [] },
  'unknown-authentication': { weight: 'warning', facts: ['value'] },
  /** Described for the file format, but Thunderbird passes it over for this kind of server. */
  'ignored-authentication': { weight: 'warning', facts: ['value'] },
  'no-usable-authentication': { weight: 'server', facts: [] },
  /** `plain` and `secure`, of the first drafts; still read. */
  'old-authentication-word': { weight: 'note', facts: ['value', 'today'] },
  /** Needs CRAM-MD5 or the like at the server, which then must know the passwords themselves. */
  'password-encrypted-only': { weight: 'note', facts: [] },
  /** Thunderbird passes such a server over unless it has the host in its own list of providers. */
  'oauth2-only': { weight: 'warning', facts: [] },
  /** Anybody who reaches the server may send. */
  'no-authentication': { weight: 'warning', facts: [] },
  /** Thunderbird would log in as "undefined". */
  'missing-username': { weight: 'warning', facts: [] },
  /** The same user name for everybody. */
  'fixed-username': { weight: 'warning', facts: [] },
  'unknown-placeholder': { weight: 'warning', facts: ['placeholder'] },
  /** A password for everybody to read. It is not read here. */
  'password-in-file': { weight: 'warning', facts: [] },
  /** The account uses whatever server is the default of the profile instead of this one. */
  'global-preferred-server': { weight: 'warning', facts: [] },
} as const satisfies Readonly<Record<string, FindingRow>>;
export type ConfigFindingCode = keyof typeof CONFIG_FINDINGS;

/** Where in the file: an element, or the file itself. */
export interface ConfigPlace {
  /** `clientConfig/emailProvider/incomingServer[2]/port`; numbers from 1; empty for the file itself. */
  readonly path: string;
  /** 1-based, or null where none is known. */
  readonly line: number | null;
}

export interface ConfigFinding {
  readonly code: ConfigFindingCode;
  readonly place: ConfigPlace;
  /** Values for the sentence, by name: text from outside, shortened. */
  readonly facts: Readonly<Record<string, string | number>>;
}

/** A server that a mail program would use, as the file describes it. */
export interface ConfigServer {
  readonly protocol: Protocol;
  /** May contain `%EMAILDOMAIN%` and the other placeholders. */
  readonly hostname: string;
  readonly port: number;
  readonly tls: ProbeMode | 'none';
  /** Those that Thunderbird knows, in the file's order: it takes the first. */
  readonly auth: readonly AuthMethod[];
  /** Such as `%EMAILADDRESS%`; null if the file gives none. */
  readonly username: string | null;
  readonly place: ConfigPlace;
}

/** A file as a mail program reads it. */
export interface ConfigDocument {
  readonly emailProviderId: string;
  readonly domains: readonly string[];
  readonly displayName: string | null;
  /** In the file's order: new accounts get the first. */
  readonly incoming: readonly ConfigServer[];
  readonly outgoing: readonly ConfigServer[];
}

export interface ConfigReading {
  /**
   * Null if something in it makes all of it useless. Of a file that only is served wrongly
   * (`content-type`) it is still here: it says what was meant.
   */
  readonly document: ConfigDocument | null;
  /** In the order of the file. */
  readonly findings: readonly ConfigFinding[];
}
