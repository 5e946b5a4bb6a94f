// shared/model: a server as configured in a profile. No Node, no DOM.
import type { Protocol, TlsMode } from './endpoint.ts';
import type { ClientId } from './profile.ts';

/** How the account logs in, in the mail program's own terms. */
export const AUTH_METHODS = [
  'none',
  'password-cleartext',
  'password-encrypted',
  'gssapi',
  'ntlm',
  'tls-certificate',
  'oauth2',
  'any',
  'unknown',
] as const;
export type AuthMethod = (typeof AUTH_METHODS)[number];

/** Why a server's settings can't be changed by editing the mail program's own file. */
export const LOCK_CODES = [
  'policy', // policies.json or the system's policy store sets the key
  'autoconfig', // an autoconfig .cfg sets the key
  'autoconfig-remote', // an autoconfig .cfg fetches more from a server: can't be known here
  'locked-default', // a default preference file locks the key
  'user-js', // user.js sets the key and wins at every start
  'user-js-unreadable', // user.js is there and can't be read: what it sets can't be known
  'syntax-error', // the settings file is damaged; see line
  'not-regular', // a symbolic link or something else than a file stands where the file should be
  'unwritable', // the file or its folder can't be written by this user
  'malformed', // the host name or port is not one (port inside the host, spaces)
  'unsupported', // the mail program stores it in a way this product does not edit
] as const;

export interface Lock {
  readonly code: (typeof LOCK_CODES)[number];
  readonly file: string;
  readonly key: string | null;
  /** 1-based line in `file`, where it is known. */
  readonly line: number | null;
}

/** Things about a server worth telling, which are no reason not to test it. */
export const NOTE_CODES = [
  'legacy-tls-value', // stored as 1, "TLS, if available": plain text in today's Thunderbird
  'unknown-tls-value', // a number no version of the mail program knows
  'wrong-type-port', // the stored port has the wrong type and is ignored by the mail program
  'wrong-type-tls', // the stored mode has the wrong type and is ignored by the mail program
  'legacy-real-hostname', // realhostname is set: old and new Thunderbirds use different hosts
  'certificate-exception', // the user saved an exception for this host and port; never copied
  'shared-by-identities', // several identities send through it: one change changes all of them
  'not-in-use', // no account or identity points at it
  'default-in-prefs-file', // set by pref() instead of user_pref(): lost when the program saves
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

interface ServerBase {
  /** Unique in one run: the profile's id, a slash, and the program's own key, such as `smtp1`. */
  readonly id: string;
  readonly profile: string;
  readonly client: ClientId;
  /** The mail program's own key, such as `smtp1` or `server2`. */
  readonly key: string;
  /** Mail addresses that use this server. Personal: redacted in every report. */
  readonly addresses: readonly string[];
  /** The server's name as the mail program shows it, or null. Personal as well. */
  readonly label: string | null;
  readonly notes: readonly NoteCode[];
}

/** A server reached over TCP by SMTP, IMAP or POP3. */
export interface MailServer extends ServerBase {
  readonly kind: 'mail';
  readonly protocol: Protocol;
  readonly host: string;
  /** The effective port: what the mail program would connect to. */
  readonly port: number;
  /** True if no port is stored and the mail program takes the mode's default. */
  readonly portIsDefault: boolean;
  readonly tls: TlsMode;
  readonly auth: AuthMethod;
  /** How many identities (smtp) or accounts (imap, pop3) use it. */
  readonly identities: number;
  readonly editable: boolean;
  readonly lockedBy: Lock | null;
}

/** Listed so that nobody wonders where it went, and never touched: EWS, Graph, RSS, local folders. */
export interface OtherServer extends ServerBase {
  readonly kind: 'other';
  /** The mail program's own word for it: `ews`, `rss`, `nntp`, `none`... */
  readonly type: string;
}

export type ConfiguredServer = MailServer | OtherServer;
