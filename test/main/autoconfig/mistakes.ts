// test: everything that can be wrong with an autoconfig file, one mistake a file.
import type { ConfigFindingCode } from '../../../shared/model/suggestion.ts';
import { bytesOf, configText, incoming, outgoing } from './config-text.ts';
import type { ConfigParts, ServerParts } from './config-text.ts';

/** A mistake, alone in a file that is right otherwise. */
export interface Mistake {
  readonly code: ConfigFindingCode;
  readonly config?: ConfigParts;
  readonly incoming?: ServerParts;
  readonly outgoing?: ServerParts;
  readonly text?: string | Uint8Array;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** The last step of the place's path, and its line. */
  readonly place?: readonly [string, number | null];
  /** Other findings that come of the same mistake. */
  readonly also?: readonly ConfigFindingCode[];
  /** What Thunderbird makes of it otherwise than we do. */
  readonly thunderbird?: string;
}

const auth = (...words: readonly string[]) =>
  words.map((word) => `<authentication>${word}</authentication>`).join('');

/** Servers start in lines 6 and 13. */
export const MISTAKES: readonly Mistake[] = [
  { code: 'too-large', text: Buffer.alloc(256 * 1024 + 1, 0x20), facts: { limit: 262144 } },
  {
    code: 'unknown-encoding',
    text: '<?xml version="1.0" encoding="klingon"?><clientConfig/>',
    facts: { encoding: 'klingon' },
    place: ['', 1],
  },
  {
    code: 'broken-encoding',
    text: Buffer.from('<clientConfig>\xe9</clientConfig>', 'latin1'),
    facts: { encoding: 'utf-8' },
  },
  {
    code: 'illegal-character',
    text: '<clientConfig>\r\n\0</clientConfig>',
    facts: { character: 'U+0000' },
    place: ['', 2],
  },
  { code: 'web-page', text: '\n<!doctype HTML><p>Not found', place: ['', 2] },
  { code: 'web-page', text: '<html/>', place: ['html', 1] },
  { code: 'doctype-refused', text: '<!DOCTYPE clientConfig><clientConfig/>', place: ['', 1] },
  {
    code: 'undefined-entity',
    config: { displayName: '<displayName>&nbsp;</displayName>' },
    facts: { entity: '&nbsp;' },
    place: ['', 5],
  },
  { code: 'not-xml', text: '' },
  { code: 'not-xml', text: 'imap.demo.test 993' },
  { code: 'not-xml', text: '<clientConfig>\n<a>\n</clientConfig>\n</a>', place: ['', 3] },
  { code: 'not-xml', text: configText().slice(0, 300), place: ['', 10] },
  { code: 'not-xml', text: '<clientConfig/>\n<clientConfig/>', place: ['', 2] },
  { code: 'not-xml', config: { attributes: 'id="demo.test" id="x"' }, place: ['', 3] },
  {
    code: 'not-xml',
    config: { displayName: '<displayName>A & B</displayName>' },
    place: ['', 5],
  },
  { code: 'not-xml', config: { attributes: 'id="a & b"' }, place: ['', 3] },
  { code: 'not-xml', config: { attributes: 'id="demo.test" x="<"' }, place: ['', 3] },
  { code: 'too-deep', text: '<a>'.repeat(17) + '</a>'.repeat(17), facts: { limit: 16 } },
  {
    code: 'not-client-config',
    text: '<ClientConfig/>',
    facts: { element: 'ClientConfig' },
    place: ['ClientConfig', 1],
  },
  { code: 'no-email-provider', text: '<clientConfig/>', place: ['clientConfig', 1] },
  {
    code: 'several-email-providers',
    text: configText().replace('</clientConfig>', '<emailProvider/></clientConfig>'),
    place: ['emailProvider[2]', 21],
  },
  { code: 'bad-provider-id', config: { attributes: '' }, facts: { value: '' } },
  {
    code: 'bad-provider-id',
    config: { attributes: 'id="Demo Mail"' },
    facts: { value: 'Demo Mail' },
  },
  {
    code: 'bad-domain',
    config: { domain: '<domain>demo.test</domain><domain>@demo.test</domain>' },
    facts: { value: '@demo.test' },
    place: ['domain[2]', 4],
  },
  { code: 'no-domain', config: { domain: '' }, place: ['emailProvider', 3] },
  { code: 'no-display-name', config: { displayName: '' } },
  { code: 'no-incoming', config: { servers: outgoing() } },
  { code: 'no-outgoing', config: { servers: incoming() } },
  {
    code: 'first-server-decides',
    config: { servers: `${incoming()}\n${outgoing()}\n${outgoing()}` },
    facts: { host: 'smtp.demo.test', port: 587, others: 1 },
    place: ['outgoingServer[1]', 13],
  },
  {
    code: 'unknown-protocol',
    incoming: { type: 'IMAP' },
    facts: { value: 'IMAP' },
    place: ['incomingServer', 6],
    also: ['no-incoming'],
  },
  {
    code: 'untested-protocol',
    incoming: { type: 'ews' },
    facts: { value: 'ews' },
    thunderbird: 'can use it',
  },
  { code: 'missing-hostname', incoming: { hostname: '' }, also: ['no-incoming'] },
  {
    code: 'bad-hostname',
    incoming: { hostname: '<hostname>imap.demo.test:993</hostname>' },
    facts: { value: 'imap.demo.test:993' },
    place: ['hostname', 7],
    also: ['no-incoming'],
  },
  {
    code: 'bad-hostname',
    outgoing: { hostname: '<hostname>127.1</hostname>' },
    facts: { value: '127.1' },
    thunderbird: 'takes it for a name',
    also: ['no-outgoing'],
  },
  {
    code: 'placeholder-in-hostname',
    incoming: { hostname: '<hostname>imap.%EMAILDOMAIN%</hostname>' },
    facts: { placeholder: '%EMAILDOMAIN%' },
    place: ['hostname', 7],
  },
  {
    code: 'unknown-placeholder',
    incoming: { hostname: '<hostname>imap.%DOMAIN%</hostname>' },
    facts: { placeholder: '%DOMAIN%' },
    place: ['hostname', 7],
  },
  { code: 'missing-port', outgoing: { port: '' }, also: ['no-outgoing'] },
  {
    code: 'bad-port',
    incoming: { port: '<port>9e2</port>' },
    facts: { value: '9e2' },
    also: ['no-incoming'],
    thunderbird: 'reads it as 900',
  },
  ...['0', '65536', '-1', 'imaps', ''].map((value): Mistake => ({
    code: 'bad-port',
    incoming: { port: `<port>${value}</port>` },
    facts: { value },
    place: ['port', 8],
    also: ['no-incoming'],
  })),
  { code: 'missing-socket-type', incoming: { socketType: '' }, also: ['no-incoming'] },
  {
    code: 'unknown-socket-type',
    incoming: { socketType: '<socketType>TLS</socketType><socketType>SSL</socketType>' },
    facts: { value: 'TLS' },
    place: ['socketType[1]', 9],
  },
  {
    code: 'no-usable-socket-type',
    incoming: { socketType: '<socketType> SSL </socketType>' },
    place: ['incomingServer', 6],
    also: ['unknown-socket-type', 'no-incoming'],
  },
  {
    code: 'plain-socket',
    outgoing: { socketType: '<socketType>plain</socketType>' },
    facts: { host: 'smtp.demo.test', port: 587 },
    place: ['outgoingServer', 13],
  },
  {
    code: 'port-and-mode-unusual',
    outgoing: { port: '<port>465</port>' },
    facts: { port: 465, socketType: 'STARTTLS', usual: 587 },
  },
  {
    code: 'port-and-mode-unusual',
    outgoing: { socketType: '<socketType>SSL</socketType>' },
    facts: { port: 587, socketType: 'SSL', usual: 465 },
  },
  { code: 'submission-on-25', outgoing: { port: '<port>25</port>' } },
  { code: 'missing-authentication', incoming: { authentication: '' }, also: ['no-incoming'] },
  {
    code: 'unknown-authentication',
    incoming: { authentication: auth('oauth', 'password-cleartext') },
    facts: { value: 'oauth' },
    place: ['authentication[1]', 10],
  },
  {
    code: 'ignored-authentication',
    incoming: { authentication: auth('none', 'password-cleartext') },
    facts: { value: 'none' },
  },
  {
    code: 'ignored-authentication',
    outgoing: { authentication: auth('TLS-client-cert', 'password-cleartext') },
    facts: { value: 'TLS-client-cert' },
  },
  {
    code: 'no-usable-authentication',
    incoming: { authentication: auth('client-IP-address') },
    also: ['ignored-authentication', 'no-incoming'],
  },
  {
    code: 'old-authentication-word',
    incoming: { authentication: auth('plain') },
    facts: { value: 'plain', today: 'password-cleartext' },
  },
  { code: 'password-encrypted-only', incoming: { authentication: auth('password-encrypted') } },
  {
    code: 'oauth2-only',
    incoming: { authentication: auth('OAuth2') },
    thunderbird: 'does not have this host in its list of providers',
  },
  {
    code: 'no-authentication',
    outgoing: { authentication: auth('client-IP-address'), username: '' },
  },
  { code: 'missing-username', incoming: { username: '' }, place: ['incomingServer', 6] },
  { code: 'fixed-username', outgoing: { username: '<username>office</username>' } },
  {
    code: 'unknown-placeholder',
    incoming: { username: '<username>%emailaddress%</username>' },
    facts: { placeholder: '%emailaddress%' },
    place: ['username', 11],
  },
  {
    code: 'password-in-file',
    incoming: { more: '<password>secret</password>' },
    place: ['password', 12],
  },
  {
    code: 'global-preferred-server',
    outgoing: { more: '<useGlobalPreferredServer>true</useGlobalPreferredServer>' },
    place: ['useGlobalPreferredServer', 19],
  },
];

/** The file with the mistake. */
export function bytesWith(mistake: Mistake): Uint8Array {
  const { text, config } = mistake;
  if (text !== undefined) return typeof text === 'string' ? bytesOf(text) : text;
  const servers = `${incoming(mistake.incoming)}\n${outgoing(mistake.outgoing)}`;
  return bytesOf(configText({ servers, ...config }));
}
