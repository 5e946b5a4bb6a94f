// test/main/faults: what goes wrong from the connection to the offer of STARTTLS. May import: test/.
import { closed, mail, overcrowded, raw } from '../parts.ts';
import { starttlsRows, type StarttlsFault } from '../ways.ts';

const greets = (greeting: string, code: StarttlsFault['code']): StarttlsFault => ({
  does: `greets with ${greeting.slice(0, 3)}`,
  part: mail({ tls: 'plain', greeting: `${greeting}\r\n` }),
  code,
  failure: 'negative-reply',
  says: ['port {port}', greeting],
});

/** Six bytes are as good as a gigabyte of them: they are sent until nobody takes any more. */
const endless = (bytes: string) =>
  raw((socket) => {
    const more = (): void => {
      while (socket.writable && socket.write(bytes.repeat(10_000)));
    };
    socket.on('drain', more);
    more();
  });

const INSECURE = { code: 'insecure', says: ['not surely encrypted'] } as const;

/** RFC 8446 section 6: unexpected_message, to whoever comes. */
const alertAtOnce = raw((socket) => socket.end(Uint8Array.of(0x15, 3, 3, 0, 2, 2, 10)));

const GREETING: readonly StarttlsFault[] = [
  {
    does: 'has the port closed',
    part: closed,
    code: 'refused',
    failure: 'refused',
    says: ['its port {port} is closed'],
    behind: 'plaintext',
  },
  {
    does: 'takes no more connections',
    part: overcrowded,
    code: 'no-connection',
    failure: 'connect-timeout',
    says: ['Nothing answers', 'port {port}'],
    behind: 'plaintext',
    impatient: true,
  },
  {
    does: 'begins with a TLS alert',
    part: alertAtOnce,
    code: 'starttls-on-implicit-port',
    failure: 'tls-instead-of-plaintext',
    says: ['SSL/TLS from the first byte on port {port}'],
    behind: 'plaintext',
    unencrypted: INSECURE,
  },
  {
    does: 'waits for TLS to begin',
    part: mail({ tls: 'implicit' }),
    code: 'starttls-on-implicit-port',
    failure: 'silence',
    says: ['SSL/TLS from the first byte on port {port}'],
    behind: 'plaintext',
    unencrypted: { code: 'no-greeting', says: ['and then says nothing'] },
    impatient: true,
  },
  {
    does: 'closes the connection at once',
    part: mail({ tls: 'plain', onConnect: 'close' }),
    code: 'connection-closed',
    failure: 'closed',
    says: ['closes the connection on port {port}'],
    behind: 'plaintext',
  },
  {
    does: 'resets the connection at once',
    part: mail({ tls: 'plain', onConnect: 'reset' }),
    code: 'connection-reset',
    failure: 'reset',
    says: ['on port {port} is cut off by force'],
    behind: 'plaintext',
  },
  {
    does: 'never greets',
    part: mail({ tls: 'plain', blackhole: true }),
    code: 'no-greeting',
    failure: 'silence',
    says: ['accepts the connection on port {port}, and then says nothing'],
    behind: 'plaintext',
    impatient: true,
  },
  greets('421 4.7.0 too many connections', 'server-busy'),
  greets('554 5.7.1 no service for you', 'server-refuses'),
  {
    does: 'speaks SSH',
    part: mail({ tls: 'plain', greeting: 'SSH-2.0-OpenSSH_9.2p1\r\n' }),
    code: 'wrong-protocol',
    failure: 'wrong-protocol',
    says: ['port {port}', 'not the mail service'],
  },
  {
    does: 'speaks HTTP',
    part: mail({ tls: 'plain', greeting: 'HTTP/1.1 400 Bad Request\r\n\r\n' }),
    code: 'wrong-protocol',
    failure: 'wrong-protocol',
    says: ['port {port}', 'not the mail service'],
    protocol: 'imap',
  },
  {
    does: 'sends a line that never ends',
    part: endless('220 all'),
    code: 'too-much-data',
    failure: 'too-much-data',
    says: ['sends more on port {port} than any mail server does'],
  },
  {
    does: 'sends a greeting that never ends',
    part: endless('220-and more\r\n'),
    code: 'too-much-data',
    failure: 'too-much-data',
    says: ['sends more on port {port} than any mail server does'],
  },
  {
    does: 'greets with BYE',
    protocol: 'imap',
    part: mail({ tls: 'plain', greeting: '* BYE not today\r\n' }),
    code: 'server-refuses',
    failure: 'negative-reply',
    says: ['port {port}', 'BYE not today'],
  },
  {
    does: 'greets with PREAUTH',
    protocol: 'imap',
    part: mail({ tls: 'starttls', preauth: true }),
    code: 'preauth',
    failure: 'preauth',
    says: ['port {port}', 'logged in already'],
  },
  {
    does: 'greets with a temporary error',
    protocol: 'pop3',
    part: mail({ tls: 'plain', greeting: '-ERR [SYS/TEMP] the disk is being changed\r\n' }),
    code: 'server-busy',
    failure: 'negative-reply',
    says: ['port {port}', 'the disk is being changed'],
  },
];

const CAPABILITIES: readonly StarttlsFault[] = [
  {
    does: 'answers EHLO with 502',
    part: mail({ tls: 'plain', capabilitiesReply: '502 5.5.1 no such command' }),
    code: 'capabilities-refused',
    failure: 'negative-reply',
    says: ['port {port}', '502 5.5.1 no such command'],
  },
  {
    does: 'knows no CAPA',
    protocol: 'pop3',
    part: mail({ tls: 'plain', capabilitiesReply: '-ERR what?' }),
    code: 'capabilities-refused',
    failure: 'negative-reply',
    says: ['port {port}', '-ERR what?'],
  },
  {
    does: 'says nothing to EHLO',
    part: mail({ tls: 'starttls', onCapabilities: 'silence' }),
    code: 'stalled',
    failure: 'timeout',
    says: ['on port {port}, and then stopped answering'],
    behind: 'plaintext',
    impatient: true,
  },
  {
    does: 'hangs up at EHLO',
    part: mail({ tls: 'starttls', onCapabilities: 'close' }),
    code: 'connection-closed',
    failure: 'closed',
    says: ['closes the connection on port {port}'],
    behind: 'plaintext',
  },
  {
    does: 'offers no STARTTLS',
    part: mail({ tls: 'starttls-only', starttlsWord: 'dropped' }),
    code: 'starttls-not-offered',
    failure: 'starttls-not-offered',
    says: ['does not offer STARTTLS on port {port}'],
    unencrypted: INSECURE,
  },
  {
    does: 'offers no STLS',
    protocol: 'pop3',
    part: mail({ tls: 'starttls-only', starttlsWord: 'dropped' }),
    code: 'starttls-not-offered',
    failure: 'starttls-not-offered',
    says: ['does not offer STARTTLS on port {port}'],
    unencrypted: INSECURE,
  },
  {
    does: 'offers STARTTLS only before its 250 host line',
    part: mail({ tls: 'starttls', capabilitiesReply: '250-STARTTLS\r\n250 mail.example.test' }),
    code: 'starttls-misplaced',
    failure: 'starttls-misplaced',
    says: ['STARTTLS on port {port} in the wrong place'],
  },
  {
    does: 'offers XXXXXXXA',
    part: mail({ tls: 'starttls-only', starttlsWord: 'masked' }),
    code: 'starttls-masked',
    failure: 'starttls-masked',
    says: ['overwrites the offer of STARTTLS on port {port}'],
  },
  {
    does: 'sends mailbox data before TLS',
    protocol: 'imap',
    part: mail({
      tls: 'starttls',
      capabilitiesReply: '* 3 EXISTS\r\n* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done',
      greeting: '* OK ready\r\n',
    }),
    code: 'untagged-before-tls',
    failure: 'untagged-before-tls',
    says: ['sent mailbox data on port {port}'],
  },
];

export const GREETING_ROWS = starttlsRows([...GREETING, ...CAPABILITIES]);
