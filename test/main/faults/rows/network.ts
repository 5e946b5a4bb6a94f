// test/main/faults: what is wrong on the way to a server, or with the test itself. May import: test/.
import { mail, overcrowded } from '../parts.ts';
import type { Account, FaultRow, Ports } from '../row.ts';
import { at } from '../ways.ts';

const PLAINTEXT = mail({ tls: 'plain' });
const REQUIRED = mail({ tls: 'starttls-only' });
const IMPLICIT = mail({ tls: 'implicit' });
const SILENT = mail({ tls: 'plain', blackhole: true });

const receiving = (addresses: Account['addresses'], host = 'imap.example.test'): Account => ({
  host,
  protocol: 'imap',
  port: 993,
  addresses,
});
const WORKING = mail({ tls: 'implicit' }, { names: ['imap.example.test'] });

const NAMES: readonly FaultRow[] = [
  {
    name: 'a name that does not exist',
    host: 'none.example.test',
    addresses: {},
    resolver: 'inside',
    code: 'host-not-found',
    failure: 'name-not-found',
    says: ['no server with the name none.example.test'],
  },
  {
    name: 'a name server that fails',
    host: 'failing.example.test',
    addresses: {},
    resolver: 'inside',
    code: 'resolver-failed',
    failure: 'resolver-failed',
    says: ['failing.example.test could not be looked up'],
  },
  {
    name: 'a name server that does not answer',
    host: 'mute.example.test',
    addresses: {},
    resolver: 'inside',
    code: 'resolver-failed',
    failure: 'resolver-failed',
    says: ['mute.example.test could not be looked up'],
  },
];

const DEAD: readonly FaultRow[] = [
  {
    name: 'every packet is swallowed',
    addresses: { dead: {} },
    impatient: true,
    code: 'no-connection',
    failure: 'connect-timeout',
    says: ['Nothing answers', 'port 465'],
  },
  {
    name: 'every packet is swallowed, set to STARTTLS',
    port: 587,
    tls: 'starttls',
    addresses: { dead: {} },
    impatient: true,
    code: 'no-connection',
    failure: 'connect-timeout',
    says: ['Nothing answers', 'port 587'],
  },
  {
    name: 'a router says that there is no way',
    addresses: { unreachable: {} },
    code: 'unreachable',
    failure: 'unreachable',
    says: ['cannot be reached from this network'],
  },
  {
    name: 'the port for SSL/TLS is swallowed, and STARTTLS works',
    addresses: { dead: { 587: REQUIRED } },
    impatient: true,
    code: 'perhaps-network',
    failure: 'connect-timeout',
    says: ['no usable answer on port 465', 'STARTTLS on port 587'],
  },
  {
    name: 'no way to the port for SSL/TLS, and STARTTLS works',
    addresses: { unreachable: { 587: REQUIRED } },
    code: 'perhaps-network',
    failure: 'unreachable',
    says: ['no usable answer on port 465', 'STARTTLS on port 587'],
  },
  {
    name: 'greets in plain text, and STARTTLS is swallowed',
    addresses: { dead: { 465: PLAINTEXT } },
    impatient: true,
    code: 'no-encrypted-port',
    failure: 'connect-timeout',
    says: ['in plain text on port 465'],
  },
];

/** Beside what works, a dead address is worth a remark; it is no proof of anything. */
const HALF_DEAD: readonly FaultRow[] = [
  {
    name: 'IPv6 is dead and IPv4 works',
    addresses: { deadIPv6: {}, '192.0.2.1': { 465: IMPLICIT } },
    impatient: true,
    code: 'healthy',
    remarks: ['ipv6-dead'],
    failure: 'connect-timeout',
    says: ['works as it is set', 'does not answer; IPv4 works'],
  },
  {
    name: 'IPv6 is dead, and IPv4 greets in plain text and works with STARTTLS',
    addresses: { deadIPv6: {}, '192.0.2.1': { 465: PLAINTEXT, 587: REQUIRED } },
    impatient: true,
    code: 'needs-starttls',
    remarks: ['ipv6-dead'],
    failure: 'connect-timeout',
    says: ['in plain text on port 465', 'does not answer; IPv4 works'],
    change: { tls: 'starttls', port: 587 },
  },
  {
    name: 'one of two IPv4 addresses is dead',
    addresses: { '192.0.2.1': { 465: IMPLICIT }, dead: {} },
    impatient: true,
    code: 'healthy',
    remarks: ['address-dead'],
    failure: 'connect-timeout',
    says: ['works as it is set', 'does not answer; another works'],
  },
  {
    name: 'a router knows no way to one of two addresses',
    addresses: { unreachable: {}, '192.0.2.1': { 465: IMPLICIT } },
    code: 'healthy',
    remarks: ['address-dead'],
    failure: 'unreachable',
    says: ['works as it is set', 'does not answer; another works'],
  },
];

const full = (...ports: readonly number[]): Ports =>
  Object.fromEntries(ports.map((port) => [port, overcrowded]));

const BLOCKED: readonly FaultRow[] = [
  {
    name: 'a network that swallows all mail',
    addresses: { dead: {} },
    besides: [receiving({ dead: {} })],
    impatient: true,
    code: 'network-blocks-mail',
    failure: 'connect-timeout',
    says: ['No mail server answers on any port', 'blocks mail'],
  },
  {
    name: 'two servers that take no more connections',
    addresses: at(full(465, 587)),
    besides: [receiving({ '192.0.2.2': full(993, 143) })],
    impatient: true,
    code: 'network-blocks-mail',
    failure: 'connect-timeout',
    says: ['No mail server answers on any port', 'blocks mail'],
  },
  {
    name: 'a network that swallows what is to be sent',
    addresses: { dead: {} },
    besides: [receiving({ '192.0.2.2': { 993: WORKING } })],
    impatient: true,
    code: 'network-blocks-sending',
    failure: 'connect-timeout',
    says: ['Receiving works, but no port for sending answers'],
  },
  {
    name: 'a sending server that is there and silent, while receiving works',
    addresses: at({ 465: SILENT }),
    besides: [receiving({ '192.0.2.2': { 993: WORKING } })],
    impatient: true,
    code: 'no-greeting',
    failure: 'silence',
    says: ['port 465, and then says nothing'],
  },
  {
    name: 'a computer without any network',
    addresses: { unreachable: {} },
    besides: [receiving({ unreachable: {} })],
    code: 'unreachable',
    failure: 'unreachable',
    says: ['cannot be reached from this network'],
  },
];

const TEST_ITSELF: readonly FaultRow[] = [
  {
    name: 'a test that somebody stops',
    addresses: at({ 465: SILENT, 587: REQUIRED }),
    ends: 'cancelled',
    code: 'cancelled',
    failure: 'cancelled',
    says: ['was stopped before it had an answer'],
  },
  {
    name: 'a test that runs out of time',
    addresses: at({ 465: SILENT, 587: REQUIRED }),
    ends: 'out-of-time',
    code: 'out-of-time',
    failure: 'deadline',
    says: ['time for the whole test was used up'],
  },
];

export const NETWORK_ROWS = [...NAMES, ...DEAD, ...HALF_DEAD, ...BLOCKED, ...TEST_ITSELF];
