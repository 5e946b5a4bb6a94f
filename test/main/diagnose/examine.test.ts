import { describe, expect, it } from 'vitest';
import type { DiagnosisCode } from '../../../shared/model/diagnosis.ts';
import { FAILURE_KINDS, type Observation } from '../../../shared/model/observation.ts';
import {
  TLS_MODES,
  endpointKey,
  type Endpoint,
  type TlsMode,
} from '../../../shared/model/endpoint.ts';
import { verdictOn, wanted, type Look, type Subject } from '../../../main/diagnose/examine.ts';
import { findingOf } from '../../../main/diagnose/finding.ts';
import type { Account } from '../../../main/diagnose/judge.ts';
import type { Plan } from '../../../main/diagnose/table.ts';
import { describeDiagnosis } from '../../../shared/messages/describe.ts';
import { english } from '../../../shared/messages/en/index.ts';
import {
  EARLY,
  EXPIRED,
  HOST,
  endpoint,
  fails,
  works,
  worksWith,
} from '../../support/observations.ts';

const ACCOUNT: Account = { auth: 'password-cleartext', trust: () => 'trusted' };

/** What each endpoint shows at each attempt; the last one stays. An endpoint not named is closed. */
type Server = Readonly<Record<string, readonly (Observation | readonly Observation[])[]>>;

interface Outcome {
  readonly code: DiagnosisCode;
  readonly plan: Plan;
  readonly remedy: string | null;
  readonly asked: Readonly<Record<string, number>>;
}

function examine(tls: TlsMode, port: number, server: Server, account = ACCOUNT): Outcome {
  const subject: Subject = { server: 's', protocol: 'smtp', host: HOST, port, tls };
  const seen = new Map<string, (readonly Observation[])[]>();
  const look: Look = (at) => findingOf(seen.get(endpointKey(at)) ?? [], account);
  for (let round = 0; ; round++) {
    if (round > 6) throw new Error('there is no end to what is wanted');
    const wants = wanted(subject, look);
    if (wants.length === 0) break;
    for (const { endpoint: at } of wants) {
      const key = short(at);
      const attempts = seen.get(endpointKey(at)) ?? [];
      const script = server[key] ?? [fails(at, 'refused', { step: 'connect' })];
      const shown = script[Math.min(attempts.length, script.length - 1)]!;
      seen.set(endpointKey(at), [
        ...attempts,
        Array.isArray(shown) ? shown : [shown as Observation],
      ]);
    }
  }
  const { diagnosis, plan } = verdictOn(subject, look);
  // Whatever the verdict, the facts that come with it fill its sentence.
  expect(JSON.stringify(describeDiagnosis(english, diagnosis))).not.toMatch(/\{\w+\}/);
  return {
    code: diagnosis.code,
    plan,
    remedy: diagnosis.remedy && short(diagnosis.remedy),
    asked: Object.fromEntries(
      [...seen.values()].map((attempts) => [short(attempts[0]![0]!.endpoint), attempts.length]),
    ),
  };
}

const short = ({ port, tls }: Endpoint): string => `${port}/${tls}`;

const AT_465 = endpoint(465, 'implicit');
const AT_587 = endpoint(587, 'starttls');
const PLAINTEXT = fails(AT_465, 'plaintext-instead-of-tls');
const GOOD_587: Server = { '587/starttls': [works(AT_587)] };

describe('a server set to SSL/TLS', () => {
  it('is healthy when TLS works on its port, and one look is enough', () => {
    expect(examine('implicit', 465, { '465/implicit': [works(AT_465)] })).toEqual({
      code: 'healthy',
      plan: 'nothing',
      remedy: null,
      asked: { '465/implicit': 1 },
    });
  });

  it('needs STARTTLS when it greets in plain text, both seen twice', () => {
    expect(examine('implicit', 465, { '465/implicit': [PLAINTEXT], ...GOOD_587 })).toEqual({
      code: 'needs-starttls',
      plan: 'use-starttls',
      remedy: '587/starttls',
      asked: { '465/implicit': 2, '587/starttls': 2 },
    });
  });

  it('needs STARTTLS when its port is closed while the host answers', () => {
    expect(examine('implicit', 465, GOOD_587)).toMatchObject({
      code: 'needs-starttls-port-closed',
      plan: 'use-starttls',
      remedy: '587/starttls',
    });
  });

  it('changes only the mode when the port is 587 already', () => {
    const at = endpoint(587, 'implicit');
    const server = { '587/implicit': [fails(at, 'plaintext-instead-of-tls')], ...GOOD_587 };
    expect(examine('implicit', 587, server)).toMatchObject({
      code: 'needs-starttls',
      remedy: '587/starttls',
    });
  });

  it('is left alone on mere silence, whatever works elsewhere', () => {
    for (const kind of ['silence', 'connect-timeout', 'unreachable', 'closed', 'reset'] as const) {
      const server = { '465/implicit': [fails(AT_465, kind)], ...GOOD_587 };
      expect(examine('implicit', 465, server)).toMatchObject({
        code: 'perhaps-network',
        plan: 'ask-a-person',
      });
    }
  });

  it('keeps SSL/TLS and moves to the standard port when that still works', () => {
    const at = endpoint(2465, 'implicit');
    const server = {
      '2465/implicit': [fails(at, 'plaintext-instead-of-tls')],
      '465/implicit': [works(AT_465)],
      ...GOOD_587,
    };
    expect(examine('implicit', 2465, server)).toMatchObject({
      code: 'wrong-port',
      plan: 'use-standard-port',
      remedy: '465/implicit',
      asked: { '2465/implicit': 2, '465/implicit': 2 },
    });
  });

  it('takes STARTTLS on its own port when the standard port has none', () => {
    const at = endpoint(2465, 'implicit');
    const server = {
      '2465/implicit': [fails(at, 'plaintext-instead-of-tls')],
      '2465/starttls': [works(endpoint(2465, 'starttls'))],
    };
    expect(examine('implicit', 2465, server)).toMatchObject({
      code: 'needs-starttls',
      remedy: '2465/starttls',
    });
  });

  it('never changes the mode for a certificate, and looks no further', () => {
    const faults = [
      ['certificate-expired', { chain: [EXPIRED], verifyError: 'CERT_HAS_EXPIRED' }],
      ['certificate-not-yet-valid', { chain: [EARLY], verifyError: 'CERT_NOT_YET_VALID' }],
      ['certificate-wrong-name', { nameMatches: false }],
      ['certificate-issuer-unknown', { verifyError: 'DEPTH_ZERO_SELF_SIGNED_CERT' }],
    ] as const;
    const trustOnly: Account = { ...ACCOUNT, trust: () => 'untrusted' };
    for (const [code, tls] of faults) {
      const server = { '465/implicit': [worksWith(AT_465, tls)], ...GOOD_587 };
      expect(examine('implicit', 465, server, trustOnly)).toMatchObject({
        code,
        plan: 'ask-a-person',
        remedy: null,
        asked: { '465/implicit': 1 },
      });
    }
  });

  it('is told what is wrong on the way out when that cannot be verified', () => {
    const cases = [
      ['certificate-expired', worksWith(AT_587, { chain: [EXPIRED] })],
      ['certificate-wrong-name', worksWith(AT_587, { nameMatches: false })],
      ['tls-too-old', worksWith(AT_587, { version: 'TLSv1.1' })],
      ['starttls-not-offered', fails(AT_587, 'starttls-not-offered')],
      ['starttls-masked', fails(AT_587, 'starttls-masked')],
      ['starttls-misplaced', fails(AT_587, 'starttls-misplaced')],
      ['starttls-unavailable', fails(AT_587, 'negative-reply', { step: 'starttls' })],
      ['starttls-injection', fails(AT_587, 'bytes-before-tls')],
      ['starttls-plaintext', fails(AT_587, 'plaintext-instead-of-tls', { step: 'handshake' })],
      ['starttls-stalled', fails(AT_587, 'silence', { step: 'handshake' })],
      ['starttls-broken-off', fails(AT_587, 'reset', { step: 'handshake' })],
      ['client-certificate-wanted', fails(AT_587, 'tls-alert', { step: 'handshake', alert: 116 })],
      ['no-auth', works(AT_587, { authAfterTls: [] })],
      ['no-usable-auth', works(AT_587, { authAfterTls: ['GSSAPI'] })],
      ['no-encrypted-port', fails(AT_587, 'refused')],
    ] as const;
    for (const [code, at587] of cases) {
      const server = { '465/implicit': [PLAINTEXT], '587/starttls': [at587] };
      expect(examine('implicit', 465, server), code).toMatchObject({
        code,
        plan: 'ask-a-person',
        remedy: null,
      });
    }
  });

  it('is told that no port encrypts when its own has no STARTTLS and the standard one is closed', () => {
    const here = { '465/starttls': [fails(endpoint(465, 'starttls'), 'starttls-not-offered')] };
    const server = { '465/implicit': [PLAINTEXT], ...here };
    expect(examine('implicit', 465, server)).toMatchObject({ code: 'no-encrypted-port' });
    const there = { '587/starttls': [fails(AT_587, 'starttls-not-offered')] };
    expect(examine('implicit', 465, { ...server, ...there })).toMatchObject({
      code: 'starttls-not-offered',
    });
  });

  it('is not changed when the fault or the cure was seen only once', () => {
    const wavering = { '465/implicit': [PLAINTEXT, works(AT_465)], ...GOOD_587 };
    expect(examine('implicit', 465, wavering)).toMatchObject({
      code: 'not-confirmed',
      plan: 'ask-a-person',
    });
    const cure = [works(AT_587), fails(AT_587, 'silence')];
    expect(
      examine('implicit', 465, { '465/implicit': [PLAINTEXT], '587/starttls': cure }),
    ).toMatchObject({ code: 'not-confirmed', plan: 'ask-a-person', remedy: null });
  });

  it('is not changed when the addresses of the server disagree', () => {
    const one = works(AT_587, { address: '192.0.2.1' });
    for (const other of [worksWith(AT_587, { chain: [EXPIRED] }), fails(AT_587, 'refused')]) {
      const cure = [[one, { ...other, address: '192.0.2.2' }]];
      expect(
        examine('implicit', 465, { '465/implicit': [PLAINTEXT], '587/starttls': cure }),
      ).toMatchObject({ code: 'addresses-disagree', plan: 'ask-a-person', remedy: null });
    }
  });

  it('is changed when another address cannot be reached from here', () => {
    const dead = fails(AT_587, 'unreachable', { step: 'connect', address: '2001:db8::1' });
    const cure = [[dead, works(AT_587)]];
    expect(
      examine('implicit', 465, { '465/implicit': [PLAINTEXT], '587/starttls': cure }),
    ).toMatchObject({ code: 'needs-starttls', plan: 'use-starttls' });
  });

  it('asks a person about trust that only another store of the computer has', () => {
    const account: Account = { ...ACCOUNT, trust: () => 'trusted-elsewhere' };
    const server = { '465/implicit': [PLAINTEXT], ...GOOD_587 };
    expect(examine('implicit', 465, server, account)).toMatchObject({
      code: 'certificate-trusted-elsewhere',
      plan: 'ask-a-person',
      remedy: null,
    });
  });

  it('looks no further when the name is not found or the test was stopped', () => {
    for (const [kind, code] of [
      ['name-not-found', 'host-not-found'],
      ['resolver-failed', 'resolver-failed'],
      ['cancelled', 'cancelled'],
      ['deadline', 'out-of-time'],
    ] as const) {
      const server = { '465/implicit': [fails(AT_465, kind)], ...GOOD_587 };
      expect(examine('implicit', 465, server)).toMatchObject({
        code,
        plan: 'ask-a-person',
        asked: { '465/implicit': 1 },
      });
    }
  });
});

describe('a server set to STARTTLS', () => {
  it('is healthy when it works', () => {
    expect(examine('starttls', 587, GOOD_587)).toMatchObject({ code: 'healthy', plan: 'nothing' });
  });

  it('is never made weaker, whatever is seen', () => {
    for (const kind of FAILURE_KINDS) {
      const outcome = examine('starttls', 587, { '587/starttls': [fails(AT_587, kind)] });
      expect(outcome.plan, kind).toBe('ask-a-person');
      expect(outcome.remedy, kind).toBeNull();
    }
  });

  it('is told when its port speaks SSL/TLS instead', () => {
    const server = {
      '465/starttls': [fails(endpoint(465, 'starttls'), 'silence')],
      '465/implicit': [works(AT_465)],
    };
    expect(examine('starttls', 465, server)).toMatchObject({
      code: 'starttls-on-implicit-port',
      plan: 'ask-a-person',
      remedy: null,
    });
  });
});

describe('a server that may send in plain text', () => {
  it.each(['none', 'opportunistic'] as const)('set to %s is offered required STARTTLS', (tls) => {
    expect(examine(tls, 587, GOOD_587)).toMatchObject({
      code: 'insecure-hardening',
      plan: 'offer-starttls',
      remedy: '587/starttls',
      asked: { '587/starttls': 2 },
    });
    expect(examine(tls, 25, GOOD_587)).toMatchObject({ remedy: '587/starttls' });
  });

  it('is called insecure when it offers no STARTTLS', () => {
    const at = endpoint(25, 'starttls');
    expect(
      examine('none', 25, { '25/starttls': [fails(at, 'starttls-not-offered')] }),
    ).toMatchObject({
      code: 'insecure',
      plan: 'ask-a-person',
      remedy: null,
    });
  });
});

describe('whatever was configured and whatever is seen', () => {
  it('a change is planned only to a verified endpoint, and there is always a verdict', () => {
    const outcomes = TLS_MODES.flatMap((tls) =>
      FAILURE_KINDS.flatMap((first) =>
        FAILURE_KINDS.map((second) => {
          const server: Server = {
            '465/implicit': [fails(AT_465, first)],
            '465/starttls': [fails(endpoint(465, 'starttls'), first)],
            '587/starttls': [fails(AT_587, second)],
          };
          return examine(tls, 465, server);
        }),
      ),
    );
    expect(outcomes).toHaveLength(TLS_MODES.length * FAILURE_KINDS.length ** 2);
    for (const { plan, remedy, code } of outcomes) {
      expect(plan).toBe('ask-a-person');
      expect(remedy).toBeNull();
      expect(code).not.toBe('healthy');
    }
  });
});
