// main/clients/thunderbird: Thunderbird's own facts as tables: defaults, stored numbers, ports.
// May import: shared, this folder.
import type { ProbeMode, Protocol, TlsMode } from '../../../shared/model/endpoint.ts';
import type { AuthMethod } from '../../../shared/model/server.ts';
import type { PrefValue } from './prefs/document.ts';

/**
 * The built-in default of every preference that is read here (mailnews/mailnews.js of 153.7). A
 * stored value of another type than its built-in default is dropped (libpref).
 */
export const BUILT_IN: ReadonlyMap<string, PrefValue> = new Map<string, PrefValue>([
  ['mail.accountmanager.accounts', ''],
  ['mail.smtpservers', ''],
  ['mail.server.default.port', -1],
  ['mail.server.default.socketType', 0],
  ['mail.server.default.isSecure', false],
  ['mail.server.default.authMethod', 3],
  ['mail.server.default.hidden', false],
  ['mail.smtpserver.default.authMethod', 3],
  ['mail.smtpserver.default.try_ssl', 0],
]);

/** nsMsgSocketType in MailNewsTypes2.idl; 1 ("TLS, if available") is no longer in it. */
export const SOCKET_TYPES: ReadonlyMap<number, TlsMode> = new Map<number, TlsMode>([
  [0, 'none'],
  [1, 'opportunistic'],
  [2, 'starttls'],
  [3, 'implicit'],
]);

/** What is written: only ever a mode that encrypts for certain. */
export const SOCKET_TYPE_OF: Readonly<Record<ProbeMode, number>> = { starttls: 2, implicit: 3 };

/**
 * nsMsgAuthMethod in MailNewsTypes2.idl. 2 is IMAP's LOGIN or POP3's USER command: a password in
 * clear; 8 ("secure") let Thunderbird choose among the ways that hide the password.
 */
export const AUTH_METHOD_OF: ReadonlyMap<number, AuthMethod> = new Map<number, AuthMethod>([
  [1, 'none'],
  [2, 'password-cleartext'],
  [3, 'password-cleartext'],
  [4, 'password-encrypted'],
  [5, 'gssapi'],
  [6, 'ntlm'],
  [7, 'tls-certificate'],
  [8, 'password-encrypted'],
  [9, 'any'],
  [10, 'oauth2'],
]);

/**
 * The port without a stored one: `implicit` for socket type 3, `other` for everything else.
 * SMTP: SmtpClient.sys.mjs (never 25). IMAP and POP3: their nsIMsgProtocolInfo.
 */
export const DEFAULT_PORTS: Readonly<
  Record<Protocol, { readonly implicit: number; readonly other: number }>
> = {
  smtp: { implicit: 465, other: 587 },
  imap: { implicit: 993, other: 143 },
  pop3: { implicit: 995, other: 110 },
};

/**
 * Whether a stored port counts as "not set". SMTP: `port || default`. IMAP:
 * nsMsgIncomingServer::GetPort (-1 and 0). POP3: MsgIncomingServer.sys.mjs (`port > 1`).
 */
export const PORT_NOT_SET: Readonly<Record<Protocol, (port: number) => boolean>> = {
  smtp: (port) => port === 0,
  imap: (port) => port === 0 || port === -1,
  pop3: (port) => port <= 1,
};

/** The preferences that hold one server's settings, and the branch it falls back to. */
export interface BranchNames {
  readonly own: string;
  readonly fallback: string;
  readonly tls: string;
  readonly port: string;
  readonly host: string;
  readonly label: string;
}

export function branchOf(protocol: Protocol, key: string): BranchNames {
  const own = protocol === 'smtp' ? `mail.smtpserver.${key}.` : `mail.server.${key}.`;
  return {
    own,
    fallback: protocol === 'smtp' ? 'mail.smtpserver.default.' : 'mail.server.default.',
    tls: own + (protocol === 'smtp' ? 'try_ssl' : 'socketType'),
    port: `${own}port`,
    host: `${own}hostname`,
    label: own + (protocol === 'smtp' ? 'description' : 'name'),
  };
}
