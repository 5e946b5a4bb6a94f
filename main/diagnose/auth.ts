// main/diagnose: which log-ins an account can use. Pure. May import: shared.
import type { AuthMethod } from '../../shared/model/server.ts';
import type { Protocol } from '../../shared/model/endpoint.ts';

/**
 * SASL mechanisms (RFC 4422 registry, upper case) that serve each setting, `LOGIN` and `USER`
 * standing for IMAP's and POP3's own commands as the probe reports them. Source: Thunderbird's
 * SmtpClient.sys.mjs, Pop3Client.sys.mjs and nsImapProtocol.cpp. Null: anything will do.
 */
const MECHANISMS: Readonly<Record<AuthMethod, readonly string[] | null>> = {
  none: null,
  'password-cleartext': ['PLAIN', 'LOGIN', 'USER'],
  'password-encrypted': ['CRAM-MD5', 'APOP'],
  gssapi: ['GSSAPI'],
  ntlm: ['NTLM', 'MSN'],
  'tls-certificate': ['EXTERNAL'],
  oauth2: ['XOAUTH2', 'OAUTHBEARER'],
  any: null,
  unknown: null,
};

/**
 * Whether the log-ins offered inside TLS suit the account. `none-offered` matters for submission
 * above all: a port without AUTH is a relay for other servers, not a place to submit (RFC 6409).
 */
export function judgeAuth(
  protocol: Protocol,
  account: AuthMethod,
  offered: readonly string[],
): 'usable' | 'none-offered' | 'none-usable' {
  // An account that never logs in is served by a server that never asks: SMTP only.
  if (account === 'none' && protocol === 'smtp') return 'usable';
  if (offered.length === 0) return 'none-offered';
  const wanted = MECHANISMS[account];
  return wanted === null || offered.some((mechanism) => wanted.includes(mechanism))
    ? 'usable'
    : 'none-usable';
}
