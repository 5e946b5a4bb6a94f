import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../main/diagnose/finding.ts';
import type { Account } from '../../../main/diagnose/judge.ts';
import type { Observation } from '../../../shared/model/observation.ts';
import { GOOD_CERTIFICATE, endpoint, fails, works, worksWith } from '../../support/observations.ts';

const AT = endpoint(587, 'starttls');
const ACCOUNT: Account = { auth: 'password-cleartext', trust: () => 'trusted' };
const GOOD = works(AT);

describe('several addresses and attempts', () => {
  const REFUSED = fails(AT, 'refused', { step: 'connect' });
  const AWAY = fails(AT, 'unreachable', { step: 'connect' });
  const DROPPED = fails(AT, 'connect-timeout', { step: 'connect' });
  const STRIPPED = fails(AT, 'starttls-not-offered');

  it.each<[string, readonly (readonly Observation[])[], string, boolean]>([
    ['an address out of reach is left aside', [[AWAY, GOOD]], 'works', true],
    ['a closed address leaves it working, but not everywhere', [[REFUSED, GOOD]], 'works', false],
    ['an address without an answer too', [[DROPPED, GOOD]], 'works', true],
    ['a closed address beside one out of reach is closed', [[DROPPED, REFUSED]], 'refused', true],
    ['without an answer or a route anywhere', [[DROPPED, DROPPED]], 'no-connection', true],
    ['no route to one, no answer from the other', [[AWAY, DROPPED]], 'no-connection', true],
    ['all closed is closed', [[REFUSED, REFUSED]], 'refused', true],
    ['all out of reach is out of reach', [[AWAY, AWAY]], 'unreachable', true],
    ['addresses that differ disagree', [[GOOD, STRIPPED]], 'addresses-disagree', false],
    ['works, then not', [[GOOD], [STRIPPED]], 'not-confirmed', true],
    ['not, then works', [[STRIPPED], [GOOD]], 'not-confirmed', true],
    ['fails in two ways: the last', [[STRIPPED], [REFUSED]], 'refused', true],
    ['works twice', [[GOOD], [GOOD]], 'works', true],
    ['closed once somewhere is not everywhere', [[GOOD, REFUSED], [GOOD]], 'works', false],
  ])('%s', (_, attempts, seen, everywhere) => {
    expect(findingOf(attempts, ACCOUNT)).toMatchObject({
      seen,
      everywhere,
      attempts: attempts.length,
    });
  });

  const issuedBy = (issuer: string, address = '192.0.2.1'): Observation => ({
    ...worksWith(AT, {
      chain: [{ ...GOOD_CERTIFICATE, issuer }],
      verifyError: issuer === GOOD_CERTIFICATE.issuer ? null : 'SELF_SIGNED_CERT_IN_CHAIN',
    }),
    address,
  });
  const untrusting: Account = {
    ...ACCOUNT,
    trust: ([leaf]) => (leaf?.issuer === GOOD_CERTIFICATE.issuer ? 'trusted' : 'untrusted'),
  };

  it('are intercepted where one address shows certificates of two issuers in turn', () => {
    const attempts = [[GOOD], [issuedBy('CN=Somebody')]];
    expect(findingOf(attempts, untrusting)?.seen).toBe('intercepted');
    expect(findingOf(attempts.toReversed(), untrusting)?.seen).toBe('intercepted');
  });

  it('are not confirmed where another issuer belongs to another address, or a failure shows none', () => {
    const elsewhere = [[GOOD], [issuedBy('CN=Somebody', '192.0.2.2')]];
    expect(findingOf(elsewhere, untrusting)?.seen).toBe('not-confirmed');
    expect(findingOf([[GOOD], [STRIPPED]], untrusting)?.seen).toBe('not-confirmed');
  });

  it('work where a server changes its certificate and both are good', () => {
    const renewed = worksWith(AT, { chain: [{ ...GOOD_CERTIFICATE, issuer: 'CN=New CA' }] });
    expect(findingOf([[GOOD], [renewed]], ACCOUNT)?.seen).toBe('works');
  });

  it('keep all observations of the last attempt, for the remarks', () => {
    expect(findingOf([[GOOD], [REFUSED, GOOD]], ACCOUNT)?.last).toEqual([REFUSED, GOOD]);
  });

  it('give the observation that failed as the deciding one', () => {
    expect(findingOf([[GOOD, STRIPPED]], ACCOUNT)?.deciding).toBe(STRIPPED);
    expect(findingOf([[STRIPPED], [GOOD]], ACCOUNT)?.deciding).toBe(STRIPPED);
  });

  it('are nothing before the first attempt', () => {
    expect(findingOf([], ACCOUNT)).toBeUndefined();
  });
});
