// test/main/faults: what goes wrong in the TLS handshake, or is said inside TLS. May import: test/.
import { closed, mail, overcrowded, raw } from '../parts.ts';
import { implicitRows, starttlsRows, tlsRows, type ImplicitFault, type TlsFault } from '../ways.ts';

const alert = (
  number: number,
  name: string,
  code: TlsFault['code'],
  wayOut: ImplicitFault['wayOut'],
): TlsFault => ({
  does: `answers the ClientHello with alert ${number}`,
  temper: { alert: number },
  code,
  failure: 'tls-alert',
  says: ['port {port}', `alert ${number}, ${name}`],
  wayOut,
});

const HANDSHAKE: readonly TlsFault[] = [
  alert(40, 'handshake_failure', 'tls-no-common-cipher', 'implicit'),
  alert(71, 'insufficient_security', 'tls-no-common-cipher', 'implicit'),
  alert(80, 'internal_error', 'tls-alert', 'implicit'),
  alert(112, 'unrecognized_name', 'tls-name-rejected', 'nothing'),
  {
    ...alert(70, '', 'tls-too-old', 'nothing'),
    says: ['an encryption on port {port} that is no longer safe'],
  },
  {
    ...alert(116, '', 'client-certificate-wanted', 'nothing'),
    says: ['talks on port {port} only to those who show a certificate'],
  },
  {
    does: 'knows no cipher that is still safe',
    temper: { maxTls: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0' },
    code: 'tls-no-common-cipher',
    failure: 'tls-alert',
    says: ['port {port}', 'alert 40, handshake_failure'],
    wayOut: 'implicit',
  },
  {
    does: 'knows TLS 1.0 alone',
    temper: { minTls: 'TLSv1', maxTls: 'TLSv1' },
    code: 'tls-too-old',
    failure: 'tls-alert',
    says: ['an encryption on port {port} that is no longer safe'],
  },
  {
    does: 'knows TLS 1.1 and older',
    temper: { minTls: 'TLSv1', maxTls: 'TLSv1.1' },
    protocol: 'imap',
    code: 'tls-too-old',
    failure: 'tls-alert',
    says: ['an encryption on port {port} that is no longer safe'],
  },
  {
    does: 'wants a client certificate in TLS 1.2',
    temper: { requireClientCertificate: true, maxTls: 'TLSv1.2' },
    code: 'client-certificate-wanted',
    failure: 'tls-alert',
    says: ['talks on port {port} only to those who show a certificate'],
  },
  {
    does: 'wants a client certificate in TLS 1.3',
    temper: { requireClientCertificate: true, minTls: 'TLSv1.3' },
    code: 'client-certificate-wanted',
    failure: 'tls-alert',
    says: ['talks on port {port} only to those who show a certificate'],
  },
];

const LOGIN: readonly TlsFault[] = [
  {
    does: 'offers no log-in inside TLS',
    temper: { authAfterTls: [] },
    code: 'no-auth',
    says: ['encrypts on port {port}, but offers no log-in'],
  },
  {
    does: 'offers no mechanism that the account can use',
    temper: { authAfterTls: ['GSSAPI', 'XOAUTH2'] },
    code: 'no-usable-auth',
    says: ['port {port}', 'GSSAPI, XOAUTH2'],
  },
  {
    does: 'offers passwords to an account of OAuth 2',
    auth: 'oauth2',
    code: 'no-usable-auth',
    says: ['port {port}', 'PLAIN, LOGIN'],
  },
  {
    does: 'offers nothing but LOGINDISABLED',
    protocol: 'imap',
    temper: { authAfterTls: [] },
    code: 'login-disabled',
    says: ['port {port}', 'LOGINDISABLED'],
  },
];

/** A ServerHello of 16 bytes that are none. */
const BAD_SERVER_HELLO = Buffer.concat([Buffer.from('1603030010', 'hex'), Buffer.alloc(16, 0xff)]);

const greetsInside = (greeting: string, code: ImplicitFault['code']): ImplicitFault => ({
  does: `greets with ${greeting.slice(0, 3)} inside TLS`,
  part: mail({ tls: 'implicit', greeting: `${greeting}\r\n` }),
  code,
  failure: 'negative-reply',
  says: ['port {port}', greeting],
  wayOut: code === 'server-refuses' ? 'implicit' : 'nothing',
});

const IMPLICIT: readonly ImplicitFault[] = [
  {
    does: 'has the port closed',
    part: closed,
    code: 'refused',
    failure: 'refused',
    says: ['its port {port} is closed'],
    wayOut: 'port-closed',
  },
  {
    does: 'takes no more connections',
    part: overcrowded,
    code: 'no-connection',
    failure: 'connect-timeout',
    says: ['Nothing answers', 'port {port}'],
    wayOut: 'silence',
    impatient: true,
  },
  {
    does: 'never says anything',
    part: mail({ tls: 'plain', blackhole: true }),
    code: 'no-greeting',
    failure: 'silence',
    says: ['accepts the connection on port {port}, and then says nothing'],
    wayOut: 'silence',
    impatient: true,
  },
  {
    does: 'closes the connection at once',
    part: mail({ tls: 'plain', onConnect: 'close' }),
    code: 'connection-closed',
    failure: 'closed',
    says: ['closes the connection on port {port}'],
    wayOut: 'silence',
  },
  {
    does: 'resets the connection at once',
    part: mail({ tls: 'plain', onConnect: 'reset' }),
    code: 'connection-reset',
    failure: 'reset',
    says: ['on port {port} is cut off by force'],
    wayOut: 'silence',
  },
  {
    does: 'closes the connection after the ClientHello',
    part: raw((socket) => socket.once('data', () => socket.end())),
    code: 'connection-closed',
    failure: 'closed',
    says: ['closes the connection on port {port}'],
    wayOut: 'silence',
  },
  {
    does: 'resets the connection after the ClientHello',
    part: raw((socket) => socket.once('data', () => socket.resetAndDestroy())),
    code: 'connection-reset',
    failure: 'reset',
    says: ['on port {port} is cut off by force'],
    wayOut: 'silence',
  },
  {
    does: 'does not greet inside TLS',
    part: mail({ tls: 'implicit', greeting: '' }),
    code: 'stalled',
    failure: 'timeout',
    says: ['on port {port}, and then stopped answering'],
    wayOut: 'silence',
    impatient: true,
  },
  greetsInside('421 4.7.0 too many connections', 'server-busy'),
  greetsInside('554 5.7.1 no service for you', 'server-refuses'),
  {
    does: 'answers EHLO with 502 inside TLS',
    part: mail({ tls: 'implicit', capabilitiesReply: '502 5.5.1 no such command' }),
    code: 'capabilities-refused',
    failure: 'negative-reply',
    says: ['port {port}', '502 5.5.1 no such command'],
    wayOut: 'nothing',
  },
  {
    does: 'speaks SSH',
    part: mail({ tls: 'plain', greeting: 'SSH-2.0-OpenSSH_9.2p1\r\n' }),
    code: 'wrong-protocol',
    failure: 'wrong-protocol',
    says: ['port {port}', 'not the mail service'],
    wayOut: 'implicit',
  },
  {
    does: 'speaks HTTP inside TLS',
    part: mail({ tls: 'implicit', greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n' }),
    code: 'wrong-protocol',
    failure: 'wrong-protocol',
    says: ['port {port}', 'not the mail service'],
    wayOut: 'implicit',
  },
  {
    does: 'sends a line that never ends inside TLS',
    part: mail({ tls: 'implicit', greeting: '220 all '.repeat(10_000) }),
    code: 'too-much-data',
    failure: 'too-much-data',
    says: ['sends more on port {port} than any mail server does'],
    wayOut: 'implicit',
  },
  {
    does: 'sends bytes that are neither text nor TLS',
    part: mail({ tls: 'plain', greeting: Uint8Array.of(0, 1, 0x80, 10) }),
    code: 'tls-failed',
    failure: 'tls-failed',
    says: ['port {port} could not be set up'],
    wayOut: 'implicit',
  },
  {
    does: 'answers the ClientHello with a ServerHello that is none',
    part: raw((socket) => socket.once('data', () => socket.end(BAD_SERVER_HELLO))),
    code: 'tls-failed',
    failure: 'tls-failed',
    says: ['port {port} could not be set up'],
    wayOut: 'implicit',
  },
];

/** Agrees to STARTTLS as it should, and answers the ClientHello so. */
const afterAgreement = (answer: Buffer) =>
  raw((socket) => {
    const answers = ['250-mail\r\n250 STARTTLS\r\n', '220 go ahead\r\n', answer];
    socket.write('220 ready\r\n');
    socket.on('data', () => socket.write(answers.shift() ?? ''));
  });

export const HANDSHAKE_ROWS = [
  ...tlsRows([...HANDSHAKE, ...LOGIN]),
  ...implicitRows(IMPLICIT),
  ...starttlsRows([
    {
      does: 'answers the ClientHello with a ServerHello that is none',
      part: afterAgreement(BAD_SERVER_HELLO),
      code: 'tls-failed',
      failure: 'tls-failed',
      says: ['port {port} could not be set up'],
    },
  ]),
];
