// test/main/faults: what goes wrong from STARTTLS to the beginning of TLS. May import: test/.
import { mail } from '../parts.ts';
import { starttlsRows, type StarttlsFault } from '../ways.ts';

const answersStarttls = (
  does: string,
  reply: string,
  code: StarttlsFault['code'],
): StarttlsFault => ({
  does: `answers STARTTLS with ${does}`,
  part: mail({ tls: 'starttls-only', starttlsReply: reply }),
  code,
  failure: 'negative-reply',
  says: ['port {port}', reply.slice(4)],
});

const STARTTLS: readonly StarttlsFault[] = [
  answersStarttls('421', '421 4.3.2 going down', 'server-busy'),
  answersStarttls('454', '454 4.7.0 TLS not available', 'starttls-unavailable'),
  answersStarttls('500', '500 5.5.2 unrecognised command', 'starttls-not-implemented'),
  answersStarttls('501', '501 5.5.4 no parameters allowed', 'starttls-syntax-refused'),
  answersStarttls('502', '502 5.5.1 not implemented', 'starttls-not-implemented'),
  answersStarttls('530', '530 5.7.0 authentication required', 'starttls-needs-login'),
  answersStarttls('554', '554 5.7.3 security features missing', 'starttls-refused'),
  {
    ...answersStarttls('BAD', 'TAG BAD never heard of it', 'starttls-not-implemented'),
    protocol: 'imap',
    says: ['port {port}', 'BAD never heard of it'],
  },
  {
    ...answersStarttls('-ERR', '-ERR no certificate', 'starttls-refused'),
    protocol: 'pop3',
    says: ['port {port}', '-ERR no certificate'],
  },
  {
    does: 'agrees to STARTTLS and falls silent',
    part: mail({ tls: 'starttls-only', afterStarttls: 'silence' }),
    code: 'starttls-stalled',
    failure: 'timeout',
    says: ['agreed to encrypt on port {port}, and then said nothing more'],
    impatient: true,
  },
  {
    does: 'agrees to STARTTLS and goes on in plain text',
    part: mail({ tls: 'starttls-only', afterStarttls: 'plaintext' }),
    code: 'starttls-plaintext',
    failure: 'plaintext-instead-of-tls',
    says: ['agreed to encrypt on port {port}, and then went on in plain text'],
  },
  {
    does: 'agrees to STARTTLS and hangs up',
    part: mail({ tls: 'starttls-only', afterStarttls: 'close' }),
    code: 'starttls-broken-off',
    failure: 'closed',
    says: ['agreed to encrypt on port {port}, and then hung up'],
  },
  {
    does: 'agrees to STARTTLS and resets the connection',
    part: mail({ tls: 'starttls-only', afterStarttls: 'reset' }),
    code: 'starttls-broken-off',
    failure: 'reset',
    says: ['agreed to encrypt on port {port}, and then hung up'],
  },
  {
    does: 'slips in an answer between the 220 and the handshake',
    part: mail({ tls: 'starttls-only', injected: '250 AUTH PLAIN\r\n' }),
    code: 'starttls-injection',
    failure: 'bytes-before-tls',
    says: ['On port {port}', 'between the agreement to encrypt and the encryption'],
  },
  {
    does: 'slips in a single byte between the OK and the handshake',
    protocol: 'imap',
    part: mail({ tls: 'starttls-only', injected: '*' }),
    code: 'starttls-injection',
    failure: 'bytes-before-tls',
    says: ['On port {port}', 'between the agreement to encrypt and the encryption'],
  },
];

export const STARTTLS_ROWS = starttlsRows(STARTTLS);
