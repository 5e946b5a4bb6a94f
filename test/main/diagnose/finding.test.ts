import { describe, expect, it } from 'vitest';
import { findingOf, seenIn, type Account } from '../../../main/diagnose/finding.ts';
import type { Observation } from '../../../shared/model/observation.ts';
import {
  GOOD_CERTIFICATE,
  GOOD_TLS,
  endpoint,
  fails,
  works,
  worksWith,
} from '../../support/observations.ts';

const AT = endpoint(587, 'starttls');
const ACCOUNT: Account = { auth: 'password-cleartext', trust: () => 'trusted' };
const GOOD = works(AT);

describe('one observation shows', () => {
  it.each<[string, Observation]>([
    ['works', GOOD],
    ['works', worksWith(AT, { version: 'TLSv1.2' })],
    ['tls-too-old', worksWith(AT, { version: 'TLSv1.1' })],
    ['tls-too-old', fails(AT, 'tls-alert', { step: 'handshake', alert: 70 })],
    ['tls-failed', fails(AT, 'tls-alert', { step: 'handshake', alert: 40 })],
    ['starttls-refused', fails(AT, 'negative-reply', { step: 'starttls' })],
    ['server-refuses', fails(AT, 'negative-reply', { step: 'greeting' })],
    ['starttls-unsafe', fails(AT, 'plaintext-instead-of-tls', { step: 'handshake' })],
    ['starttls-unsafe', fails(AT, 'bytes-before-tls', { step: 'starttls' })],
    ['plaintext-greeting', fails(endpoint(465, 'implicit'), 'plaintext-instead-of-tls')],
    ['certificate-wrong-name', worksWith(AT, { nameMatches: false })],
    ['certificate-untrusted', worksWith(AT, { verifyError: 'SELF_SIGNED_CERT_IN_CHAIN' })],
    [
      'certificate-expired',
      worksWith(AT, { chain: [{ ...GOOD_CERTIFICATE, notAfter: '2026-11-24T09:59:59.000Z' }] }),
    ],
    [
      'certificate-not-yet-valid',
      worksWith(AT, { chain: [{ ...GOOD_CERTIFICATE, notBefore: '2026-11-24T10:00:01.000Z' }] }),
    ],
    ['no-auth', works(AT, { authAfterTls: [] })],
    ['no-usable-auth', works(AT, { authAfterTls: ['CRAM-MD5'] })],
    // The certificate's fault is told even though the server broke off after the handshake.
    [
      'certificate-wrong-name',
      fails(AT, 'closed', { step: 'authentication', tls: { ...GOOD_TLS, nameMatches: false } }),
    ],
    ['broken-off', fails(AT, 'closed', { step: 'authentication', tls: GOOD_TLS })],
  ])('%s', (seen, observation) => {
    expect(seenIn(observation, ACCOUNT)).toBe(seen);
  });

  it.each(['untrusted', 'trusted-elsewhere'] as const)('a certificate %s', (verdict) => {
    expect(seenIn(GOOD, { ...ACCOUNT, trust: () => verdict })).toBe(`certificate-${verdict}`);
  });
});

describe('several addresses and attempts', () => {
  const REFUSED = fails(AT, 'refused', { step: 'connect' });
  const AWAY = fails(AT, 'unreachable', { step: 'connect' });
  const STRIPPED = fails(AT, 'starttls-not-offered');

  it.each<[string, readonly (readonly Observation[])[], string, boolean]>([
    ['an address out of reach is left aside', [[AWAY, GOOD]], 'works', true],
    ['a closed address leaves it working, but not everywhere', [[REFUSED, GOOD]], 'works', false],
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

  it('give the observation that failed as the deciding one', () => {
    expect(findingOf([[GOOD, STRIPPED]], ACCOUNT)?.deciding).toBe(STRIPPED);
    expect(findingOf([[STRIPPED], [GOOD]], ACCOUNT)?.deciding).toBe(STRIPPED);
  });

  it('are nothing before the first attempt', () => {
    expect(findingOf([], ACCOUNT)).toBeUndefined();
  });
});
