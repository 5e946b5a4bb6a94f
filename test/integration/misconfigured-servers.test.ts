// Real servers, as they should be and as administrators have set them up: what the engine's survey
// makes of each, and that none of the faults leads to a change.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startMailServer } from '../../main/demo/mail-server.ts';
import type { DiagnosisCode, RemarkCode } from '../../shared/model/diagnosis.ts';
import { STANDARD_PORTS, type Protocol } from '../../shared/model/endpoint.ts';
import type { AuthMethod, MailServer } from '../../shared/model/server.ts';
import { answerFault, type FaultAnswer } from '../main/faults/prober.ts';
import { RANGES } from '../real/addresses.ts';
import { atTheEnd } from '../real/at-the-end.ts';
import { makeAuthority, type Authority, type ServerCertificate } from '../real/ca.ts';
import { startDovecot } from '../real/dovecot.ts';
import { startExim } from '../real/exim.ts';
import { startHaproxy } from '../real/haproxy.ts';
import { startPostfix, type Service } from '../real/postfix.ts';
import { describeReal } from '../real/requirements.ts';
import { startStunnel } from '../real/stunnel.ts';
import type { Listener } from '../real/wait.ts';
import { DOVECOT, FRONTS, POSTFIX, WEAK, type Certificates } from './misconfigured-cases.ts';
import { routeKey } from '../support/documentation-network.ts';

const HOST = 'mail.example.test';
/** Elsewhere than on loopback, where whoever answers in another's name is judged as an interceptor. */
const ADDRESS = '192.0.2.1';
/** Longer than the slowest greeting here; nothing waits for it in vain. */
const TIMEOUTS = { connectMs: 15_000, greetingMs: 15_000, stepMs: 15_000 };

const later = atTheEnd();
let authority: Authority;
let certificates: Certificates;

beforeAll(async () => {
  authority = await makeAuthority();
  later(authority.remove);
  const names = [HOST];
  certificates = {
    good: await authority.issue({ names }),
    expired: await authority.issue({ names, notAfter: new Date('2026-01-02') }),
    otherName: await authority.issue({ names: ['www.example.test'] }),
    commonNameOnly: await authority.issue({ names, cnOnly: true }),
    selfSigned: await authority.issue({ names, selfSigned: true }),
    alone: await authority.issue({ names, alone: true }),
    weak: await authority.issue({ names, weak: 'key' }),
    rootFile: authority.rootFile,
  };
});

/** Loopback addresses, each of a server of its own. */
let addresses = 0;
function freshAddress(): string {
  addresses += 1;
  return `${RANGES.misconfigured}.${addresses}`;
}

interface Account {
  readonly protocol?: Protocol;
  readonly tls?: 'starttls' | 'implicit';
  readonly auth?: AuthMethod;
}

/** Surveys an account that is set to the standard port, which the listener plays. */
function surveyOf(
  listener: Listener,
  { protocol = 'smtp', tls = 'starttls', auth = 'password-cleartext' }: Account = {},
): Promise<FaultAnswer> {
  const port = STANDARD_PORTS[protocol][tls];
  const server: MailServer = {
    kind: 'mail',
    id: 'p/server1',
    profile: 'p',
    client: 'thunderbird',
    key: 'server1',
    addresses: [],
    label: null,
    notes: [],
    protocol,
    host: HOST,
    port,
    portIsDefault: false,
    tls,
    auth,
    identities: 1,
    editable: true,
    lockedBy: null,
  };
  return answerFault({
    servers: [server],
    routes: { hosts: { [HOST]: [ADDRESS] }, ports: { [routeKey(ADDRESS, port)]: listener } },
    roots: {
      mozilla: [],
      system: [],
      added: [readFileSync(authority.rootFile, 'utf8')],
      systemUnread: null,
    },
    timeouts: TIMEOUTS,
    ends: 'by-itself',
    checkInjection: false,
  });
}

/** Nothing that is wrong here can be mended, or made worse, by another setting in the mail program. */
function expectVerdict(
  { verdicts, planned }: FaultAnswer,
  code: DiagnosisCode,
  remarks: readonly RemarkCode[] = [],
  says = '',
): void {
  expect(verdicts).toMatchObject([{ code, remarks }]);
  expect(verdicts[0]?.text.en).toContain(says);
  expect(planned).toEqual([]);
}

describeReal('Postfix', ['postfix', 'dovecot', 'root'], () => {
  const crowded = { address: freshAddress(), port: STANDARD_PORTS.smtp.starttls };
  const listeners = POSTFIX.map(({ mode }) => ({
    address: freshAddress(),
    port: STANDARD_PORTS.smtp[mode === 'implicit' ? 'implicit' : 'starttls'],
  }));

  beforeAll(async () => {
    const dovecot = await startDovecot({
      address: freshAddress(),
      open: [],
      certificate: certificates.good,
    });
    later(dovecot.stop);
    const services = POSTFIX.map(({ mode = 'starttls', settings }, at): Service => ({
      ...listeners[at]!,
      mode,
      settings: settings?.(certificates) ?? [],
    }));
    const limit = 'smtpd_client_connection_count_limit=1';
    const { stop } = await startPostfix({
      services: [...services, { ...crowded, mode: 'starttls', settings: [limit] }],
      certificate: certificates.good,
      dovecot,
    });
    later(stop);
  });

  describe.concurrent('is judged', () => {
    it.each(POSTFIX.map((one, at) => ({ ...one, listener: listeners[at]! })))(
      '$name: $code',
      async ({ listener, mode, code, remarks, says }) => {
        const tls = mode === 'implicit' ? 'implicit' : 'starttls';
        expectVerdict(await surveyOf(listener, { tls }), code, remarks, says);
      },
    );
  });

  it('at its limit of connections: server-busy', async () => {
    const other = connect({ host: crowded.address, port: crowded.port });
    onTestFinished(() => {
      other.destroy();
    });
    await once(other, 'data'); // its greeting: it counts
    expectVerdict(await surveyOf(crowded), 'server-busy', [], '421 4.7.0');
  });
});

describeReal('Dovecot', ['dovecot', 'root'], () => {
  const places = DOVECOT.map((one) => ({ ...one, address: freshAddress() }));
  const conversations = places.flatMap(({ modes = ['starttls', 'implicit'], ...one }) =>
    (['imap', 'pop3'] as const).flatMap((protocol) =>
      modes.map((tls) => ({ ...one, protocol, tls })),
    ),
  );

  beforeAll(async () => {
    const { stop } = await startDovecot({
      address: freshAddress(),
      open: ['imap', 'imaps', 'pop3', 'pop3s'],
      certificate: certificates.good,
      also: places.map(({ address, settings }) => ({
        address,
        settings: settings?.(certificates) ?? [],
      })),
    });
    later(stop);
  });

  it.each(conversations)(
    '$name, $protocol, $tls: $code',
    async ({ address, protocol, tls, auth, code, remarks = [], says }) => {
      const listener = { address, port: STANDARD_PORTS[protocol][tls] };
      const answer = await surveyOf(listener, { protocol, tls, ...(auth && { auth }) });
      // What is said before TLS is heard only where something is said before TLS.
      expectVerdict(answer, code, tls === 'starttls' ? remarks : [], says);
    },
  );
});

describeReal('Exim', ['exim', 'root'], () => {
  const eximOf = async (
    mode: 'starttls' | 'implicit',
    faults: { readonly certificate?: ServerCertificate; readonly offersTlsTo?: string } = {},
  ): Promise<Listener> => {
    const listener = { address: freshAddress(), port: 2525 };
    const { stop } = await startExim({
      services: [{ ...listener, mode }],
      certificate: certificates.good,
      auth: 'after-tls',
      ...faults,
    });
    onTestFinished(stop);
    return listener;
  };

  it.each(['starttls', 'implicit'] as const)('as it should be, %s: healthy', async (tls) => {
    expectVerdict(await surveyOf(await eximOf(tls), { tls }), 'healthy');
  });

  it('that offers STARTTLS to a network of its own: starttls-not-offered', async () => {
    const listener = await eximOf('starttls', { offersTlsTo: '192.0.2.0/24' });
    expectVerdict(await surveyOf(listener), 'starttls-not-offered');
  });

  it("with another certificate's key: starttls-unavailable", async () => {
    const { chainFile } = certificates.good;
    const certificate = { chainFile, keyFile: certificates.expired.keyFile };
    const listener = await eximOf('starttls', { certificate });
    expectVerdict(await surveyOf(listener), 'starttls-unavailable', [], '454');
  });

  it('with a certificate whose issuer was forgotten: certificate-issuer-unknown', async () => {
    const listener = await eximOf('implicit', { certificate: certificates.alone });
    expectVerdict(await surveyOf(listener, { tls: 'implicit' }), 'certificate-issuer-unknown');
  });
});

describe.each([
  { front: 'stunnel', start: startStunnel },
  { front: 'haproxy', start: startHaproxy },
] as const)('TLS front', ({ front, start }) => {
  describeReal(front, [front], () => {
    it.each(front === 'stunnel' ? [...FRONTS, WEAK] : FRONTS)(
      '$name: $code',
      async ({ faults, code, remarks, says }) => {
        const server = await startMailServer({ protocol: 'smtp', tls: 'plain' });
        onTestFinished(() => server.close());
        const listen = { address: freshAddress(), port: 4650 };
        const { stop } = await start({
          listen,
          server: { address: server.host, port: server.port },
          certificate: certificates.good,
          ...faults(certificates),
        });
        onTestFinished(stop);
        expectVerdict(await surveyOf(listen, { tls: 'implicit' }), code, remarks, says);
      },
    );
  });
});
