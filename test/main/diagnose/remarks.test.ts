import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../main/diagnose/finding.ts';
import type { Account } from '../../../main/diagnose/judge.ts';
import { remarksOn } from '../../../main/diagnose/remarks.ts';
import type { Endpoint } from '../../../shared/model/endpoint.ts';
import type { Observation, StepName } from '../../../shared/model/observation.ts';
import {
  GOOD_CERTIFICATE,
  HOST,
  endpoint,
  fails,
  works,
  worksWith,
} from '../../support/observations.ts';

const AT = endpoint(587, 'starttls');
const ACCOUNT: Account = { auth: 'password-cleartext', trust: () => 'trusted' };

function remarksOf(...attempt: readonly Observation[]) {
  return remarksOn([findingOf([attempt], ACCOUNT)!]);
}
const codesOf = (...attempt: readonly Observation[]): readonly string[] =>
  remarksOf(...attempt).map(({ code }) => code);

const at = (address: string, observation: Observation): Observation => ({
  ...observation,
  address,
});
const V4 = '192.0.2.1';
const OTHER_V4 = '192.0.2.2';
const V6 = '2001:db8::1';
const DEAD = fails(AT, 'connect-timeout', { step: 'connect' });
const AWAY = fails(AT, 'unreachable', { step: 'connect' });
const REFUSED = fails(AT, 'refused', { step: 'connect' });
const GOOD = works(AT);

it('a server with nothing odd about it gets none', () => {
  expect(remarksOf(GOOD)).toEqual([]);
});

describe('a greeting that took', () => {
  const greeted = (ms: number, name: StepName = 'greeting', status: 'done' | 'failed' = 'done') =>
    works(AT, { steps: [{ name, status, ms }] });

  it('four seconds or more is called slow, with the longest wait of all addresses', () => {
    expect(codesOf(greeted(3999))).toEqual([]);
    expect(remarksOf(greeted(4000))).toEqual([
      { code: 'slow-greeting', facts: { host: HOST, port: 587, seconds: 4 } },
    ]);
    const both = remarksOf(at(V4, greeted(6200)), at(OTHER_V4, greeted(10_600)));
    expect(both.map(({ facts }) => facts['seconds'])).toEqual([11]);
  });

  it('any time at all is not, where it never came or another step was slow', () => {
    expect(codesOf(greeted(16_000, 'greeting', 'failed'))).toEqual([]);
    expect(codesOf(greeted(16_000, 'handshake'))).toEqual([]);
  });
});

describe('log-ins', () => {
  it('offered outside TLS are named, each once', () => {
    const one = at(V4, works(AT, { authBeforeTls: ['PLAIN', 'LOGIN'] }));
    const other = at(OTHER_V4, works(AT, { authBeforeTls: ['LOGIN', 'CRAM-MD5'] }));
    expect(remarksOf(one, other)).toEqual([
      {
        code: 'auth-in-clear',
        facts: { host: HOST, port: 587, offered: 'PLAIN, LOGIN, CRAM-MD5' },
      },
    ]);
  });

  it('offered inside TLS only are no news', () => {
    expect(codesOf(works(AT, { authAfterTls: ['PLAIN'] }))).toEqual([]);
  });
});

describe('addresses', () => {
  it.each<[string, readonly Observation[], string | undefined, string?]>([
    ['IPv6 without an answer beside IPv4', [at(V6, DEAD), at(V4, GOOD)], 'ipv6-dead', V6],
    ['IPv6 without a route beside IPv4', [at(V4, GOOD), at(V6, AWAY)], 'ipv6-dead', V6],
    ['IPv6 dead beside a closed IPv4', [at(V6, DEAD), at(V4, REFUSED)], 'ipv6-dead', V6],
    [
      'one IPv6 dead and one alive',
      [at(V6, DEAD), at('2001:db8::2', GOOD), at(V4, GOOD)],
      'address-dead',
      V6,
    ],
    ['IPv4 dead beside IPv6', [at(V4, DEAD), at(V6, GOOD)], 'address-dead', V4],
    ['one of two IPv4 dead', [at(V4, GOOD), at(OTHER_V4, DEAD)], 'address-dead', OTHER_V4],
    ['both dead', [at(V6, DEAD), at(V4, DEAD)], undefined],
    ['one closed', [at(V4, GOOD), at(OTHER_V4, REFUSED)], 'address-refuses', OTHER_V4],
    ['both closed', [at(V4, REFUSED), at(OTHER_V4, REFUSED)], undefined],
    ['one that fails in another way', [at(V4, GOOD), at(OTHER_V4, fails(AT, 'reset'))], undefined],
  ])('%s', (_, attempt, code, address) => {
    expect(remarksOf(...attempt)).toEqual(
      code === undefined ? [] : [{ code, facts: { host: HOST, port: 587, address } }],
    );
  });

  it('of this computer are told, unless that is what was asked for', () => {
    const here = (host: string, address: string): Observation => {
      const there: Endpoint = { ...AT, host };
      return works(there, { address });
    };
    expect(remarksOf(here(HOST, '127.0.0.1'))).toEqual([
      { code: 'resolves-to-loopback', facts: { host: HOST, address: '127.0.0.1' } },
    ]);
    expect(codesOf(here(HOST, '::1'))).toEqual(['resolves-to-loopback']);
    expect(codesOf(here('localhost', '127.0.0.1'))).toEqual([]);
    expect(codesOf(here('127.0.0.1', '127.0.0.1'))).toEqual([]);
    expect(codesOf(here(HOST, V4))).toEqual([]);
  });
});

describe('a filter in between', () => {
  const chain = [{ ...GOOD_CERTIFICATE, issuer: 'O=Kaspersky, CN=Some Root' }];

  it('that is trusted is told by its name', () => {
    expect(remarksOf(worksWith(AT, { chain }))).toEqual([
      { code: 'intercepted', facts: { host: HOST, port: 587, product: 'Kaspersky' } },
    ]);
  });

  it('that is not is the verdict itself', () => {
    const distrusting: Account = { ...ACCOUNT, trust: () => 'untrusted' };
    const observation = worksWith(AT, { chain, verifyError: 'X' });
    const finding = findingOf([[observation]], distrusting)!;
    expect(finding.seen).toBe('intercepted');
    expect(remarksOn([finding])).toEqual([]);
  });
});

describe('several findings', () => {
  const AT_465 = endpoint(465, 'implicit');

  it('are remarked on once for each thing, in the order of the codes', () => {
    const slow = { steps: [{ name: 'greeting', status: 'done', ms: 9000 }] } as const;
    const first = findingOf([[at(V6, DEAD), works(AT, { authBeforeTls: ['PLAIN'] })]], ACCOUNT)!;
    const second = findingOf(
      [[at(V6, { ...DEAD, endpoint: AT_465 }), works(AT_465, slow)]],
      ACCOUNT,
    )!;
    expect(remarksOn([first, second]).map(({ code, facts }) => [code, facts['port']])).toEqual([
      ['slow-greeting', 465],
      ['auth-in-clear', 587],
      ['ipv6-dead', 587],
    ]);
  });

  it('speak of the last attempt only: what was mended is not told', () => {
    const finding = findingOf([[at(V6, DEAD), GOOD], [GOOD]], ACCOUNT)!;
    expect(remarksOn([finding])).toEqual([]);
  });
});
