import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../main/diagnose/examine.ts';
import { withNetworkFaults } from '../../../main/diagnose/network.ts';
import type { DiagnosisCode } from '../../../shared/model/diagnosis.ts';
import { endpointKey, type Endpoint } from '../../../shared/model/endpoint.ts';
import type { FailureKind, Observation } from '../../../shared/model/observation.ts';
import { fails, works } from '../../support/observations.ts';

const SMTP_465: Endpoint = { protocol: 'smtp', host: 'a.test', port: 465, tls: 'implicit' };
const SMTP_587: Endpoint = { protocol: 'smtp', host: 'a.test', port: 587, tls: 'starttls' };
const IMAP_993: Endpoint = { protocol: 'imap', host: 'b.test', port: 993, tls: 'implicit' };

type Sight = readonly [Endpoint, FailureKind | 'works'];

const observed = ([endpoint, kind]: Sight): Observation => {
  if (kind === 'works') return works(endpoint);
  const address = kind === 'name-not-found' || kind === 'resolver-failed' ? null : '192.0.2.1';
  return fails(endpoint, kind, { step: 'connect', address });
};

/** What an unheard server is called as long as only its own tests are looked at. */
const ALONE: Partial<Readonly<Record<Sight[1], DiagnosisCode>>> = {
  'connect-timeout': 'no-connection',
  unreachable: 'unreachable',
  'name-not-found': 'host-not-found',
  works: 'healthy',
};

/** Verdicts on the first sight of each host and protocol, after all of them were looked at together. */
function verdictsOn(...sights: readonly Sight[]) {
  const verdicts = sights.map(([endpoint, kind]): Verdict => {
    const code = ALONE[kind] ?? 'refused';
    const rest = { server: endpointKey(endpoint), remedy: null, evidence: [], remarks: [] };
    return { plan: 'ask-a-person', diagnosis: { ...rest, endpoint, code, facts: { port: 1 } } };
  });
  const looked = sights.map((sight) => [[observed(sight)]]);
  const results = withNetworkFaults(verdicts, looked);
  expect(results.map(({ diagnosis: { code, ...rest } }) => rest)).toEqual(
    verdicts.map(({ diagnosis: { code, ...rest } }) => rest),
  );
  return results.map(({ diagnosis }) => diagnosis.code);
}

describe('the whole network blocks mail', () => {
  it('if no port of two hosts answers', () => {
    expect(verdictsOn([SMTP_465, 'connect-timeout'], [IMAP_993, 'connect-timeout'])).toEqual([
      'network-blocks-mail',
      'network-blocks-mail',
    ]);
  });

  it('also for a server without a route beside them, but not for one without a name', () => {
    const other: Endpoint = { ...IMAP_993, host: 'c.test' };
    const nameless: Endpoint = { ...IMAP_993, host: 'd.test' };
    expect(
      verdictsOn(
        [SMTP_465, 'connect-timeout'],
        [IMAP_993, 'connect-timeout'],
        [other, 'unreachable'],
        [nameless, 'name-not-found'],
      ),
    ).toEqual([
      'network-blocks-mail',
      'network-blocks-mail',
      'network-blocks-mail',
      'host-not-found',
    ]);
  });

  it('is not said of one host alone, however it is spelt, and however many ports are dead', () => {
    const shouted = { ...SMTP_587, host: 'A.TEST' };
    expect(verdictsOn([SMTP_465, 'connect-timeout'], [shouted, 'connect-timeout'])).toEqual([
      'no-connection',
      'no-connection',
    ]);
  });

  it.each(['works', 'refused', 'reset', 'silence'] as const)(
    'is not said if any server was heard: one that %s',
    (kind) => {
      const other: Endpoint = { ...SMTP_465, host: 'c.test' };
      const [first, second] = verdictsOn(
        [SMTP_465, 'connect-timeout'],
        [other, 'connect-timeout'],
        [{ ...SMTP_465, host: 'd.test' }, kind],
      );
      expect([first, second]).toEqual(['no-connection', 'no-connection']);
    },
  );

  it('is not said of a computer without any network', () => {
    expect(verdictsOn([SMTP_465, 'unreachable'], [IMAP_993, 'unreachable'])).toEqual([
      'unreachable',
      'unreachable',
    ]);
  });
});

describe('only sending is blocked', () => {
  it('if two ports for sending do not answer while one for receiving does', () => {
    expect(
      verdictsOn([SMTP_465, 'connect-timeout'], [SMTP_587, 'connect-timeout'], [IMAP_993, 'works']),
    ).toEqual(['network-blocks-sending', 'network-blocks-sending', 'healthy']);
  });

  it('and is said of no server for receiving', () => {
    const dead: Endpoint = { ...IMAP_993, host: 'c.test' };
    const codes = verdictsOn(
      [SMTP_465, 'connect-timeout'],
      [SMTP_587, 'connect-timeout'],
      [IMAP_993, 'works'],
      [dead, 'connect-timeout'],
    );
    expect(codes.at(-1)).toBe('no-connection');
  });

  it.each<[string, readonly Sight[]]>([
    [
      'one port alone',
      [
        [SMTP_465, 'connect-timeout'],
        [IMAP_993, 'works'],
      ],
    ],
    [
      'the same port of two hosts',
      [
        [SMTP_465, 'connect-timeout'],
        [{ ...SMTP_465, host: 'c.test' }, 'connect-timeout'],
        [IMAP_993, 'works'],
      ],
    ],
    [
      'two ports while a third sends',
      [
        [SMTP_465, 'connect-timeout'],
        [SMTP_587, 'connect-timeout'],
        [{ ...SMTP_587, host: 'c.test' }, 'works'],
        [IMAP_993, 'works'],
      ],
    ],
    [
      'sending, with nothing to receive',
      [
        [SMTP_465, 'connect-timeout'],
        [SMTP_587, 'connect-timeout'],
      ],
    ],
  ])('but not for %s', (_, sights) => {
    expect(verdictsOn(...sights)).not.toContain('network-blocks-sending');
  });
});
