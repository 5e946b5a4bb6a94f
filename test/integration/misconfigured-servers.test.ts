// Real servers, as they should be and as administrators have set them up: what the engine's survey
// makes of each, and that none of the faults leads to a change.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startMailServer } from '../../main/demo/mail-server.ts';
import type { DiagnosisCode, RemarkCode } from '../../shared/model/diagnosis.ts';
import { STANDARD_PORTS, type ProbeMode, type Protocol } from '../../shared/model/endpoint.ts';
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
import type { TlsFrontOptions } from '../real/tls-front.ts';
import type { Listener } from '../real/wait.ts';
import { routeKey } from '../support/documentation-network.ts';

const HOST = 'mail.example.test';
/** Elsewhere than on loopback, where whoever answers in another's name is judged as an interceptor. */
const ADDRESS = '192.0.2.1';
/** Longer than the slowest greeting here; nothing waits for it in vain. */
const TIMEOUTS = { connectMs: 15_000, greetingMs: 15_000, stepMs: 15_000 };

/** One with each fault, as files. */
interface Certificates {
  readonly good: ServerCertificate;
  readonly expired: ServerCertificate;
  readonly otherName: ServerCertificate;
  readonly commonNameOnly: ServerCertificate;
  readonly selfSigned: ServerCertificate;
  /** Its issuer was forgotten. */
  readonly alone: ServerCertificate;
  readonly weak: ServerCertificate;
  /** What client certificates are to be signed by. */
  readonly rootFile: string;
}

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

/** What is said of a server that is set up in some way. */
interface Case {
  readonly name: string;
  readonly code: DiagnosisCode;
  readonly remarks?: readonly RemarkCode[];
  /** In the English sentence. */
  readonly says?: string;
}

interface PostfixCase extends Case {
  readonly mode?: Service['mode'];
  readonly settings?: (of: Certificates) => readonly string[];
}

const shows = ({ chainFile, keyFile }: ServerCertificate): readonly string[] => [
  `smtpd_tls_cert_file=${chainFile}`,
  `smtpd_tls_key_file=${keyFile}`,
];

const POSTFIX: readonly PostfixCase[] = [
  { name: 'as it should be', code: 'healthy' },
  { name: 'as it should be, in wrapper mode', mode: 'implicit', code: 'healthy' },
  {
    name: 'with log-ins before encryption',
    mode: 'opportunistic',
    settings: () => ['smtpd_tls_auth_only=no'],
    code: 'healthy',
    remarks: ['auth-in-clear'],
    says: 'PLAIN, LOGIN',
  },
  {
    name: 'that keeps everybody waiting',
    settings: () => ['smtpd_client_restrictions=sleep 5', 'smtpd_delay_reject=no'],
    code: 'healthy',
    remarks: ['slow-greeting'],
    says: '5 seconds',
  },
  { name: 'without TLS', mode: 'none', code: 'starttls-not-offered' },
  {
    name: 'without its key',
    settings: () => ['smtpd_tls_key_file=/nonexistent'],
    code: 'starttls-unavailable',
    says: '454 4.7.0 TLS not available due to local problem',
  },
  {
    name: 'with a certificate that has expired',
    settings: ({ expired }) => shows(expired),
    code: 'certificate-expired',
    says: '2026-01-02',
  },
  {
    name: 'with a certificate for another name',
    settings: ({ otherName }) => shows(otherName),
    code: 'certificate-wrong-name',
    says: 'www.example.test',
  },
  {
    name: 'with a certificate of its own making',
    settings: ({ selfSigned }) => shows(selfSigned),
    code: 'certificate-self-signed',
  },
  {
    name: 'with a certificate whose issuer was forgotten',
    settings: ({ alone }) => shows(alone),
    code: 'certificate-issuer-unknown',
    says: 'Throw-away test intermediate',
  },
  {
    name: 'in wrapper mode with a certificate that has expired',
    mode: 'implicit',
    settings: ({ expired }) => shows(expired),
    code: 'certificate-expired',
  },
  {
    name: 'with nothing newer than TLS 1.1',
    settings: () => [
      'smtpd_tls_mandatory_protocols=<=TLSv1.1',
      'tls_medium_cipherlist=DEFAULT:@SECLEVEL=0',
    ],
    code: 'tls-too-old',
  },
  {
    name: 'that wants a client certificate',
    settings: ({ rootFile }) => ['smtpd_tls_req_ccert=yes', `smtpd_tls_CAfile=${rootFile}`],
    code: 'client-certificate-wanted', // and not server-busy, though its answer is 421
  },
  {
    name: 'that lets nobody log in',
    settings: () => ['smtpd_sasl_auth_enable=no'],
    code: 'no-auth',
  },
  {
    name: 'that turns everybody away',
    settings: () => ['smtpd_client_restrictions=reject', 'smtpd_delay_reject=no'],
    code: 'server-refuses',
    says: '554 5.7.1',
  },
  {
    name: 'that hides its extensions',
    settings: () => ['smtpd_discard_ehlo_keywords=starttls'],
    code: 'starttls-not-offered',
  },
];

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

interface DovecotCase extends Case {
  readonly settings?: (of: Certificates) => readonly string[];
  readonly auth?: AuthMethod;
  /** Where nothing encrypts, TLS from the first byte is no port of its own. */
  readonly modes?: readonly ProbeMode[];
}

const DOVECOT: readonly DovecotCase[] = [
  { name: 'as it should be', code: 'healthy' },
  {
    name: 'with log-ins before encryption',
    settings: () => ['ssl = yes', 'disable_plaintext_auth = no'],
    code: 'healthy',
    remarks: ['auth-in-clear'],
  },
  {
    name: 'without TLS',
    settings: () => ['ssl = no'],
    modes: ['starttls'],
    code: 'starttls-not-offered',
  },
  {
    name: 'with a certificate whose issuer was forgotten',
    settings: ({ alone }) => [`ssl_cert = <${alone.chainFile}`, `ssl_key = <${alone.keyFile}`],
    code: 'certificate-issuer-unknown',
    says: 'Throw-away test intermediate',
  },
  {
    name: 'with the host in its common name alone',
    settings: ({ commonNameOnly: { chainFile, keyFile } }) => [
      `ssl_cert = <${chainFile}`,
      `ssl_key = <${keyFile}`,
    ],
    code: 'certificate-common-name-only',
  },
  {
    name: 'without a log-in that the account can use',
    auth: 'oauth2',
    code: 'no-usable-auth',
    says: 'PLAIN',
  },
];

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

interface FrontCase extends Case {
  readonly faults: (of: Certificates) => Partial<TlsFrontOptions>;
}

const FRONTS: readonly FrontCase[] = [
  { name: 'as it should be', faults: () => ({}), code: 'healthy' },
  {
    name: 'with nothing newer than TLS 1.1',
    faults: () => ({ versions: { from: 'TLSv1', to: 'TLSv1.1' } }),
    code: 'tls-too-old',
  },
  {
    name: 'that wants a client certificate, with TLS 1.2',
    faults: ({ rootFile }) => ({
      clientRoots: rootFile,
      versions: { from: 'TLSv1.2', to: 'TLSv1.2' },
    }),
    code: 'client-certificate-wanted',
  },
  {
    name: 'that wants a client certificate, with TLS 1.3',
    faults: ({ rootFile }) => ({
      clientRoots: rootFile,
      versions: { from: 'TLSv1.3', to: 'TLSv1.3' },
    }),
    code: 'client-certificate-wanted',
  },
  {
    name: 'with a certificate for another name',
    faults: ({ otherName }) => ({ certificate: otherName }),
    code: 'certificate-wrong-name',
    says: 'www.example.test',
  },
  {
    name: 'with a certificate that has expired',
    faults: ({ expired }) => ({ certificate: expired }),
    code: 'certificate-expired',
  },
  {
    name: 'with ciphers that nobody else has',
    faults: () => ({
      ciphers: 'AES128-SHA256', // needs a key of RSA, and its own is of ECDSA
      versions: { from: 'TLSv1.2', to: 'TLSv1.2' },
    }),
    code: 'tls-no-common-cipher',
  },
];

/** HAProxy refuses to start with it. */
const WEAK: FrontCase = {
  name: 'with a key that is too short',
  faults: ({ weak }) => ({ certificate: weak, ciphers: 'DEFAULT:@SECLEVEL=0' }),
  code: 'certificate-weak',
  says: 'RSA 1024',
};

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
