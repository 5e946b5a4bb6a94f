import { describe, expect, it } from 'vitest';
import { judgeAuth } from '../../../main/diagnose/auth.ts';

describe('the log-ins a server offers inside TLS', () => {
  it.each([
    ['smtp', 'password-cleartext', ['PLAIN'], 'usable'],
    ['smtp', 'password-cleartext', ['CRAM-MD5'], 'none-usable'],
    ['smtp', 'password-encrypted', ['PLAIN', 'CRAM-MD5'], 'usable'],
    ['smtp', 'password-encrypted', ['PLAIN', 'LOGIN'], 'none-usable'],
    ['smtp', 'oauth2', ['XOAUTH2'], 'usable'],
    ['smtp', 'oauth2', ['PLAIN'], 'none-usable'],
    ['smtp', 'gssapi', ['GSSAPI', 'PLAIN'], 'usable'],
    ['smtp', 'tls-certificate', ['PLAIN'], 'none-usable'],
    ['smtp', 'any', ['NTLM'], 'usable'],
    ['smtp', 'any', [], 'none-offered'],
    ['smtp', 'none', [], 'usable'],
    ['imap', 'none', [], 'none-offered'],
    ['imap', 'password-cleartext', ['LOGIN'], 'usable'],
    ['pop3', 'password-cleartext', ['USER'], 'usable'],
    ['pop3', 'password-encrypted', ['APOP'], 'usable'],
  ] as const)('%s, set to %s, offered %j: %s', (protocol, account, offered, verdict) => {
    expect(judgeAuth(protocol, account, offered)).toBe(verdict);
  });
});
