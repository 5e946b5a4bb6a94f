// test: the faults of a server that all three protocols can have, beside what the probe calls them.
import type { Temper, TlsTemper } from '../../../main/demo/mail-server.ts';
import type { ProbeMode } from '../../../shared/model/endpoint.ts';

/** A server's fault, beside what the probe calls it. */
export interface Fault {
  readonly name: string;
  readonly temper: Omit<TlsTemper, 'protocol' | 'identity' | 'tls'> & {
    readonly tls: Temper['tls'];
  };
  readonly probed: ProbeMode;
  readonly failure: string;
  /** True if the server must have been taken leave of in plain text. */
  readonly farewell: boolean;
  readonly impatient?: true;
}

export const FAULTS: readonly Fault[] = [
  {
    name: 'a plaintext server where TLS was due',
    temper: { tls: 'starttls-only' },
    probed: 'implicit',
    failure: 'handshake/plaintext-instead-of-tls',
    farewell: false,
  },
  {
    name: 'a plaintext server that sends one byte at a time where TLS was due',
    temper: { tls: 'starttls-only', dribble: true },
    probed: 'implicit',
    failure: 'handshake/plaintext-instead-of-tls',
    farewell: false,
  },
  {
    name: 'a server of another protocol where TLS was due',
    temper: { tls: 'plain', greeting: 'SSH-2.0-OpenSSH_9.2p1\r\n' },
    probed: 'implicit',
    failure: 'handshake/wrong-protocol',
    farewell: false,
  },
  {
    name: 'a server of another protocol',
    temper: { tls: 'plain', greeting: 'SSH-2.0-OpenSSH_9.2p1\r\n' },
    probed: 'starttls',
    failure: 'greeting/wrong-protocol',
    farewell: false,
  },
  {
    name: 'garbage instead of a greeting',
    temper: { tls: 'plain', greeting: Uint8Array.of(0, 1, 0x80, 10) },
    probed: 'starttls',
    failure: 'greeting/wrong-protocol',
    farewell: false,
  },
  {
    name: 'garbage instead of TLS',
    temper: { tls: 'plain', greeting: Uint8Array.of(0, 1, 0x80, 10) },
    probed: 'implicit',
    failure: 'handshake/tls-failed',
    farewell: false,
  },
  ...(['implicit', 'starttls'] as const).flatMap((probed): readonly Fault[] => [
    {
      name: `a black hole, asked for ${probed}`,
      temper: { tls: 'plain', blackhole: true },
      probed,
      failure: `${probed === 'implicit' ? 'handshake' : 'greeting'}/silence`,
      farewell: false,
      impatient: true,
    },
    {
      name: `a server that closes at once, asked for ${probed}`,
      temper: { tls: 'plain', onConnect: 'close' },
      probed,
      failure: `${probed === 'implicit' ? 'handshake' : 'greeting'}/closed`,
      farewell: false,
    },
  ]),
  {
    name: 'a server that waits for a ClientHello',
    temper: { tls: 'implicit' },
    probed: 'starttls',
    failure: 'greeting/silence',
    farewell: false,
    impatient: true,
  },
  {
    name: 'no STARTTLS on offer',
    temper: { tls: 'starttls', starttlsWord: 'dropped' },
    probed: 'starttls',
    failure: 'starttls/starttls-not-offered',
    farewell: true,
  },
  {
    name: 'STARTTLS under a mask',
    temper: { tls: 'starttls', starttlsWord: 'masked' },
    probed: 'starttls',
    failure: 'starttls/starttls-masked',
    farewell: true,
  },
  {
    name: 'silence after STARTTLS',
    temper: { tls: 'starttls', afterStarttls: 'silence' },
    probed: 'starttls',
    failure: 'handshake/timeout',
    farewell: false,
    impatient: true,
  },
  {
    name: 'a close after STARTTLS',
    temper: { tls: 'starttls', afterStarttls: 'close' },
    probed: 'starttls',
    failure: 'handshake/closed',
    farewell: false,
  },
  {
    name: 'a reset after STARTTLS',
    temper: { tls: 'starttls', afterStarttls: 'reset' },
    probed: 'starttls',
    failure: 'handshake/reset',
    farewell: false,
  },
  {
    name: 'plain text after STARTTLS',
    temper: { tls: 'starttls', afterStarttls: 'plaintext' },
    probed: 'starttls',
    failure: 'handshake/plaintext-instead-of-tls',
    farewell: false,
  },
  {
    name: 'an injected answer behind the one to STARTTLS',
    temper: { tls: 'starttls', injected: '250 AUTH PLAIN\r\n' },
    probed: 'starttls',
    failure: 'starttls/bytes-before-tls',
    farewell: false,
  },
  {
    name: 'half an injected line behind the answer to STARTTLS',
    temper: { tls: 'starttls', injected: '2' },
    probed: 'starttls',
    failure: 'starttls/bytes-before-tls',
    farewell: false,
  },
  {
    name: 'only old TLS, after STARTTLS',
    temper: { tls: 'starttls', minTls: 'TLSv1', maxTls: 'TLSv1.1' },
    probed: 'starttls',
    failure: 'handshake/tls-alert',
    farewell: false,
  },
  {
    name: 'only old TLS',
    temper: { tls: 'implicit', minTls: 'TLSv1', maxTls: 'TLSv1.1' },
    probed: 'implicit',
    failure: 'handshake/tls-alert',
    farewell: false,
  },
  {
    name: 'a client certificate wanted on TLS 1.2',
    temper: { tls: 'implicit', maxTls: 'TLSv1.2', requireClientCertificate: true },
    probed: 'implicit',
    failure: 'handshake/tls-alert',
    farewell: false,
  },
  {
    name: 'a client certificate wanted on TLS 1.3',
    temper: { tls: 'implicit', requireClientCertificate: true },
    probed: 'implicit',
    failure: 'greeting/tls-alert',
    farewell: false,
  },
  {
    name: 'a client certificate wanted on TLS 1.3, after STARTTLS',
    temper: { tls: 'starttls', requireClientCertificate: true },
    probed: 'starttls',
    failure: 'authentication/tls-alert',
    farewell: false,
  },
  {
    name: 'no greeting inside TLS',
    temper: { tls: 'implicit', greeting: '' },
    probed: 'implicit',
    failure: 'greeting/timeout',
    farewell: false,
    impatient: true,
  },
];
