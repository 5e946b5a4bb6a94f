// test/support: every absent, legacy and mistyped setting there is, and what Thunderbird makes of
// it. The unit tests walk this table over our reader, the integration tests over the real program.
// May import: main, shared.
import type { Protocol, TlsMode } from '../../shared/model/endpoint.ts';
import type { NoteCode } from '../../shared/model/server.ts';
import { accountPrefs, type PrefValues } from './prefs-text.ts';

export interface OddServer {
  readonly says: string;
  readonly protocol: Protocol;
  /** Stored below the server's branch, host name and type apart. */
  readonly stored: PrefValues;
  readonly port: number;
  readonly socketType: number;
  readonly tls: TlsMode;
  readonly portIsDefault?: boolean;
  readonly notes?: readonly NoteCode[];
}

type Row = readonly [
  says: string,
  protocol: Protocol,
  stored: PrefValues,
  port: number,
  socketType: number,
  rest?: Pick<OddServer, 'portIsDefault' | 'notes'>,
];

const TLS: Readonly<Record<number, TlsMode>> = { 1: 'opportunistic', 2: 'starttls', 3: 'implicit' };
const byDefault = { portIsDefault: true } as const;

const table = (rows: readonly Row[]): readonly OddServer[] =>
  rows.map(([says, protocol, stored, port, socketType, rest]) => ({
    says,
    protocol,
    stored,
    port,
    socketType,
    tls: TLS[socketType] ?? 'none',
    ...rest,
  }));

/** Servers that can all live in one profile. */
export const ODD_SERVERS: readonly OddServer[] = table([
  // mail.smtpserver.<key>.try_ssl and port
  ['SMTP, everything absent: plain on 587', 'smtp', {}, 587, 0, byDefault],
  ['SMTP, implicit, port absent: 465', 'smtp', { try_ssl: 3 }, 465, 3, byDefault],
  ['SMTP, STARTTLS, port absent: 587', 'smtp', { try_ssl: 2 }, 587, 2, byDefault],
  ['SMTP, plain, port absent: 587, never 25', 'smtp', { try_ssl: 0 }, 587, 0, byDefault],
  ['SMTP, port 0 is as good as absent', 'smtp', { try_ssl: 3, port: 0 }, 465, 3, byDefault],
  ['SMTP, port 1 is a port', 'smtp', { try_ssl: 3, port: 1 }, 1, 3],
  ['SMTP, port 25 as stored', 'smtp', { try_ssl: 0, port: 25 }, 25, 0],
  ['SMTP, port 465 as stored', 'smtp', { try_ssl: 3, port: 465 }, 465, 3],
  [
    'SMTP, legacy 1 stays 1',
    'smtp',
    { try_ssl: 1, port: 587 },
    587,
    1,
    { notes: ['legacy-tls-value'] },
  ],
  [
    'SMTP, legacy 1, port absent: 587',
    'smtp',
    { try_ssl: 1 },
    587,
    1,
    { ...byDefault, notes: ['legacy-tls-value'] },
  ],
  [
    'SMTP, a mode nobody knows',
    'smtp',
    { try_ssl: 7, port: 465 },
    465,
    7,
    { notes: ['unknown-tls-value'] },
  ],
  [
    'SMTP, the port a text: ignored',
    'smtp',
    { try_ssl: 3, port: '587' },
    465,
    3,
    { ...byDefault, notes: ['wrong-type-port'] },
  ],
  [
    'SMTP, the mode a text: ignored',
    'smtp',
    { try_ssl: '2', port: 465 },
    465,
    0,
    { notes: ['wrong-type-tls'] },
  ],
  [
    'SMTP, both of them true and false: ignored',
    'smtp',
    { try_ssl: true, port: false },
    587,
    0,
    { ...byDefault, notes: ['wrong-type-port', 'wrong-type-tls'] },
  ],
  ['SMTP knows no isSecure', 'smtp', { isSecure: true }, 587, 0, byDefault],

  // mail.server.<key>.socketType, isSecure and port: IMAP
  ['IMAP, everything absent: plain on 143', 'imap', {}, 143, 0, byDefault],
  ['IMAP, implicit, port absent: 993', 'imap', { socketType: 3 }, 993, 3, byDefault],
  ['IMAP, STARTTLS, port absent: 143', 'imap', { socketType: 2 }, 143, 2, byDefault],
  ['IMAP, port 0 is as good as absent', 'imap', { socketType: 3, port: 0 }, 993, 3, byDefault],
  ['IMAP, port -1 is as good as absent', 'imap', { socketType: 2, port: -1 }, 143, 2, byDefault],
  ['IMAP, port 1 is a port', 'imap', { socketType: 3, port: 1 }, 1, 3],
  ['IMAP, port -5 stays -5', 'imap', { socketType: 3, port: -5 }, -5, 3],
  ['IMAP, isSecure alone: implicit', 'imap', { isSecure: true }, 993, 3, byDefault],
  ['IMAP, isSecure false: plain', 'imap', { isSecure: false }, 143, 0, byDefault],
  [
    'IMAP, socketType 0 beats isSecure',
    'imap',
    { isSecure: true, socketType: 0 },
    143,
    0,
    byDefault,
  ],
  ['IMAP, isSecure keeps a stored port', 'imap', { isSecure: true, port: 143 }, 143, 3],
  [
    'IMAP, isSecure counts if socketType is a text',
    'imap',
    { isSecure: true, socketType: '2' },
    993,
    3,
    { ...byDefault, notes: ['wrong-type-tls'] },
  ],
  ['IMAP, isSecure as a number: ignored', 'imap', { isSecure: 1 }, 143, 0, byDefault],
  [
    'IMAP, legacy 1 stays 1, on 143',
    'imap',
    { socketType: 1 },
    143,
    1,
    { ...byDefault, notes: ['legacy-tls-value'] },
  ],
  [
    'IMAP, the port a text: ignored',
    'imap',
    { socketType: 3, port: '143' },
    993,
    3,
    { ...byDefault, notes: ['wrong-type-port'] },
  ],
  ['IMAP, any port as stored', 'imap', { socketType: 2, port: 2143 }, 2143, 2],
  [
    'IMAP, a real host name of old is not used',
    'imap',
    { socketType: 3, realhostname: 'other.example.org' },
    993,
    3,
    { ...byDefault, notes: ['legacy-real-hostname'] },
  ],

  // The same: POP3
  ['POP3, everything absent: plain on 110', 'pop3', {}, 110, 0, byDefault],
  ['POP3, implicit, port absent: 995', 'pop3', { socketType: 3 }, 995, 3, byDefault],
  ['POP3, STARTTLS, port absent: 110', 'pop3', { socketType: 2 }, 110, 2, byDefault],
  ['POP3, port 1 is as good as absent', 'pop3', { socketType: 3, port: 1 }, 995, 3, byDefault],
  ['POP3, port 0 is as good as absent', 'pop3', { socketType: 2, port: 0 }, 110, 2, byDefault],
  ['POP3, port -5 is as good as absent', 'pop3', { socketType: 3, port: -5 }, 995, 3, byDefault],
  ['POP3, port 2 is a port', 'pop3', { socketType: 3, port: 2 }, 2, 3],
  ['POP3, isSecure alone: implicit', 'pop3', { isSecure: true }, 995, 3, byDefault],
  [
    'POP3, socketType 0 beats isSecure',
    'pop3',
    { isSecure: true, socketType: 0 },
    110,
    0,
    byDefault,
  ],
  [
    'POP3, legacy 1 stays 1, on 110',
    'pop3',
    { socketType: 1 },
    110,
    1,
    { ...byDefault, notes: ['legacy-tls-value'] },
  ],
  [
    'POP3, isSecure counts if socketType is a text',
    'pop3',
    { isSecure: true, socketType: '0', port: 995 },
    995,
    3,
    { notes: ['wrong-type-tls'] },
  ],
]);

/** Values of the default branches, which speak for all servers of a profile at once. */
export const DEFAULT_BRANCHES: readonly {
  readonly says: string;
  readonly branch: PrefValues;
  readonly servers: readonly OddServer[];
}[] = [
  {
    says: 'the default mode of SMTP',
    branch: { 'mail.smtpserver.default.try_ssl': 3 },
    servers: table([
      ['an absent mode follows it', 'smtp', {}, 465, 3, byDefault],
      ['a stored mode does not', 'smtp', { try_ssl: 2 }, 587, 2, byDefault],
      [
        'a mode that is a text follows it',
        'smtp',
        { try_ssl: '2' },
        465,
        3,
        { ...byDefault, notes: ['wrong-type-tls'] },
      ],
    ]),
  },
  {
    says: 'SMTP has no default port',
    branch: { 'mail.smtpserver.default.port': 2525 },
    servers: table([
      ['an absent port follows the mode', 'smtp', { try_ssl: 2 }, 587, 2, byDefault],
    ]),
  },
  {
    says: 'a default of the wrong type is dropped',
    branch: { 'mail.smtpserver.default.try_ssl': '3', 'mail.server.default.socketType': '3' },
    servers: table([
      ['SMTP stays plain', 'smtp', {}, 587, 0, byDefault],
      ['IMAP stays plain', 'imap', {}, 143, 0, byDefault],
    ]),
  },
  {
    says: 'the default mode of incoming servers',
    branch: { 'mail.server.default.socketType': 2 },
    servers: table([
      ['an absent mode follows it', 'imap', {}, 143, 2, byDefault],
      ['POP3 as well', 'pop3', {}, 110, 2, byDefault],
      ['isSecure beats it', 'imap', { isSecure: true }, 993, 3, byDefault],
      ['a stored mode beats it', 'pop3', { socketType: 3 }, 995, 3, byDefault],
    ]),
  },
  {
    says: 'the default port of incoming servers',
    branch: { 'mail.server.default.port': 2993 },
    servers: table([
      ['an absent port follows it', 'imap', { socketType: 3 }, 2993, 3],
      ['POP3 as well', 'pop3', { socketType: 3 }, 2993, 3],
      ["a server's own 0 skips it", 'imap', { socketType: 3, port: 0 }, 993, 3, byDefault],
      ["a server's own -1 skips it", 'pop3', { socketType: 3, port: -1 }, 995, 3, byDefault],
    ]),
  },
  {
    says: 'the default isSecure is ignored',
    branch: { 'mail.server.default.isSecure': true },
    servers: table([
      ['IMAP stays plain', 'imap', {}, 143, 0, byDefault],
      ['POP3 stays plain', 'pop3', {}, 110, 0, byDefault],
    ]),
  },
];

/** The key a server of the table gets in `oddProfile`: `server3`, `smtp4`, by its position. */
export function oddKey(server: OddServer, index: number): string {
  return `${server.protocol === 'smtp' ? 'smtp' : 'server'}${index + 1}`;
}

/** Host names that differ, so that Thunderbird does not take two servers for one. */
export function oddHost(server: OddServer, index: number): string {
  return `${oddKey(server, index)}.odd.localhost`;
}

/** All preferences of a profile with these servers. */
export function oddProfile(servers: readonly OddServer[], branch: PrefValues = {}): PrefValues {
  const of = (wanted: (protocol: Protocol) => boolean): Record<string, PrefValues> =>
    Object.fromEntries(
      servers.flatMap((server, index) =>
        wanted(server.protocol)
          ? [
              [
                oddKey(server, index),
                {
                  type: server.protocol,
                  hostname: oddHost(server, index),
                  [server.protocol === 'smtp' ? 'username' : 'userName']: 'u',
                  ...server.stored,
                },
              ],
            ]
          : [],
      ),
    );
  return {
    ...accountPrefs({
      incoming: of((protocol) => protocol !== 'smtp'),
      outgoing: of((protocol) => protocol === 'smtp'),
    }),
    ...branch,
  };
}
