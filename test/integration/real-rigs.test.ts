// The servers and addresses that the fault table is tried on, each seen by the probe as it should be.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startMailServer, type MailServer } from '../../main/demo/mail-server.ts';
import type { ProbeMode } from '../../shared/model/endpoint.ts';
import type { Observation } from '../../shared/model/observation.ts';
import { failureOf, HASTY, PATIENT } from '../main/probe/world.ts';
import { RANGES } from '../real/addresses.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeAuthority, type Authority, type ServerCertificate } from '../real/ca.ts';
import type { Daemon } from '../real/daemon.ts';
import { startExim, type EximOptions } from '../real/exim.ts';
import { startHaproxy } from '../real/haproxy.ts';
import { makeNetwork, type SmallNetwork } from '../real/namespaces.ts';
import { describeReal } from '../real/requirements.ts';
import { startStunnel } from '../real/stunnel.ts';
import type { TlsFrontOptions } from '../real/tls-front.ts';
import { answerProbe } from '../support/probing.ts';

const HOST = 'mail.example.test';
const ADDRESS = `${RANGES.realRigs}.1`;
const PORTS = { starttls: 2587, implicit: 2465, none: 2525, front: 2993 } as const;

const NO_CLIENT_CERTIFICATE = { kind: 'tls-alert', alert: 116 }; // RFC 8446: certificate_required

describe('the real', () => {
  const later = atTheEnd();
  let authority: Authority;
  let certificate: ServerCertificate;

  beforeAll(async () => {
    authority = await makeAuthority();
    later(authority.remove);
    certificate = await authority.issue({ names: [HOST] });
  });

  async function probe(
    port: number,
    tls: ProbeMode,
    { address = ADDRESS, timeouts = PATIENT } = {},
  ): Promise<Observation> {
    const { observations } = await answerProbe({
      endpoint: { protocol: 'smtp', host: HOST, port, tls },
      addresses: [address],
      anchors: [readFileSync(authority.rootFile, 'utf8')],
      timeouts,
    });
    expect(observations).toHaveLength(1);
    return observations[0]!;
  }

  /** Until the test's end. */
  async function running(daemon: Promise<Daemon>): Promise<void> {
    onTestFinished((await daemon).stop);
  }

  describeReal('Exim', ['exim', 'root'], () => {
    const exim = (over: Partial<EximOptions> = {}): Promise<void> =>
      running(
        startExim({
          services: (['starttls', 'implicit', 'none'] as const).map((mode) => ({
            address: ADDRESS,
            port: PORTS[mode],
            mode,
          })),
          certificate,
          auth: 'after-tls',
          ...over,
        }),
      );

    it('works after STARTTLS and over implicit TLS', async () => {
      await exim();
      for (const tls of ['starttls', 'implicit'] as const) {
        const observation = await probe(PORTS[tls], tls);
        expect(observation).toMatchObject({
          failure: null,
          authBeforeTls: [],
          authAfterTls: ['PLAIN', 'LOGIN'],
          tls: { verifyError: null, nameMatches: true },
        });
        expect(observation.greeting?.text).toContain('Exim 4.');
      }
    });

    it('answers plain text on its implicit port with the alert of GnuTLS', async () => {
      await exim();
      const socket = connect(PORTS.implicit, ADDRESS);
      await once(socket, 'connect');
      socket.write('EHLO client.example.test\r\n');
      // A record of type alert: fatal, unexpected_message (RFC 8446 section 6).
      expect((await buffer(socket)).toString('hex')).toMatch(/^1503..0002020a$/);
    });

    it('offers no STARTTLS on the port without TLS', async () => {
      await exim();
      const observation = await probe(PORTS.none, 'starttls');
      expect(failureOf(observation)).toBe('starttls/starttls-not-offered');
    });

    it.each([
      { auth: 'always', before: ['PLAIN', 'LOGIN'], after: ['PLAIN', 'LOGIN'] },
      { auth: 'never', before: [], after: [] },
    ] as const)('offers log-ins $auth', async ({ auth, before, after }) => {
      await exim({ auth });
      expect(await probe(PORTS.starttls, 'starttls')).toMatchObject({
        failure: null,
        authBeforeTls: before,
        authAfterTls: after,
      });
    });

    it('wants a client certificate', async () => {
      await exim({ clientRoots: authority.rootFile });
      for (const tls of ['starttls', 'implicit'] as const) {
        expect((await probe(PORTS[tls], tls)).failure).toMatchObject(NO_CLIENT_CERTIFICATE);
      }
    });
  });

  describe.each([
    { name: 'stunnel', start: startStunnel },
    { name: 'haproxy', start: startHaproxy },
  ] as const)('TLS front', ({ name, start }) => {
    describeReal(name, [name], () => {
      const inner = atTheEnd();
      let server: MailServer;

      beforeAll(async () => {
        server = await startMailServer({ protocol: 'smtp', tls: 'plain' });
        inner(() => server.close());
      });

      const front = (over: Partial<TlsFrontOptions> = {}): Promise<void> =>
        running(
          start({
            listen: { address: ADDRESS, port: PORTS.front },
            server: { address: server.host, port: server.port },
            certificate,
            ...over,
          }),
        );

      it('is implicit TLS before a plaintext server', async () => {
        await front();
        expect(await probe(PORTS.front, 'implicit')).toMatchObject({
          failure: null,
          authAfterTls: ['PLAIN', 'LOGIN'],
          tls: { version: 'TLSv1.3', verifyError: null, nameMatches: true },
        });
      });

      it('speaks the version and the cipher that it is told', async () => {
        const cipher = 'ECDHE-ECDSA-CHACHA20-POLY1305';
        await front({ ciphers: cipher, versions: { from: 'TLSv1.2', to: 'TLSv1.2' } });
        expect(await probe(PORTS.front, 'implicit')).toMatchObject({
          failure: null,
          tls: { version: 'TLSv1.2', cipher },
        });
      });

      it('speaks nothing newer than TLS 1.1, if told, and that well', async () => {
        await front({ versions: { from: 'TLSv1', to: 'TLSv1.1' } });
        expect((await probe(PORTS.front, 'implicit')).failure).toMatchObject({
          kind: 'tls-alert',
          alert: 70, // protocol_version
        });
        const socket = connectTls({
          host: ADDRESS,
          port: PORTS.front,
          minVersion: 'TLSv1',
          ciphers: 'DEFAULT:@SECLEVEL=0',
          ca: readFileSync(authority.rootFile),
          servername: HOST,
        });
        await once(socket, 'secureConnect');
        expect(socket.getProtocol()).toBe('TLSv1.1');
        socket.destroy();
      });

      it('says why it does not start', async () => {
        const missing = { chainFile: certificate.keyFile, keyFile: certificate.keyFile };
        await expect(front({ certificate: missing })).rejects.toThrow(
          /has ended: [^]*certificate/i,
        );
      });

      it('wants a client certificate', async () => {
        await front({ clientRoots: authority.rootFile });
        expect((await probe(PORTS.front, 'implicit')).failure).toMatchObject(NO_CLIENT_CERTIFICATE);
      });
    });
  });

  describeReal('small network', ['namespaces'], () => {
    const inner = atTheEnd();
    let network: SmallNetwork;

    beforeAll(() => {
      network = makeNetwork();
      inner(network.remove);
    });

    it.each([
      ['dead', 'connect/connect-timeout', HASTY],
      ['deadIPv6', 'connect/connect-timeout', HASTY],
      ['unreachable', 'connect/unreachable', PATIENT],
      ['closed', 'connect/refused', PATIENT],
      ['closedIPv6', 'connect/refused', PATIENT],
    ] as const)('has an address that is %s: %s', async (name, failure, timeouts) => {
      const observation = await probe(587, 'starttls', { address: network[name], timeouts });
      expect(failureOf(observation)).toBe(failure);
    });

    it.each(['live', 'liveIPv6'] as const)('has an address for servers: %s', async (name) => {
      const server = await startMailServer(
        { protocol: 'smtp', tls: 'plain' },
        { host: network[name] },
      );
      onTestFinished(() => server.close());
      const observation = await probe(server.port, 'starttls', { address: network[name] });
      expect(failureOf(observation)).toBe('starttls/starttls-not-offered');
    });
  });
});
