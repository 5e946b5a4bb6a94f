import { describe, expect, it } from 'vitest';
import { factsOf } from '../../main/diagnose/facts.ts';
import { findingOf } from '../../main/diagnose/finding.ts';
import type { Account } from '../../main/diagnose/judge.ts';
import { format, formatCount, visible } from '../../shared/messages/catalogue.ts';
import { describeLock, describeProblem } from '../../shared/messages/describe.ts';
import { english } from '../../shared/messages/en/index.ts';
import type { TlsFacts } from '../../shared/model/observation.ts';
import { PROBLEM_CODES, PROBLEM_FACTS, RECOVERY_OUTCOMES } from '../../shared/model/problem.ts';
import { LOCK_CODES } from '../../shared/model/server.ts';
import { GOOD_CERTIFICATE, HOST, endpoint, worksWith } from '../support/observations.ts';

const PLACEHOLDER = /\{\w+\}/;

/** The locks that always name a preference; the others may be about a whole file. */
const WITH_KEY: readonly string[] = [
  'policy',
  'autoconfig',
  'locked-default',
  'user-js',
  'malformed',
  'unsupported',
];

describe('format', () => {
  it('puts values in, and looks at no value again', () => {
    expect(format('{a} and {b}', { a: '{b}', b: 2 })).toBe('{b} and 2');
    expect(format('{missing}', {})).toBe('{missing}');
  });

  it('lets nothing in a value steer a terminal or turn a line around', () => {
    expect(format('{a}', { a: 'x\u001b[2J\u009b\r\n\u202egpj' })).toBe(
      'x\\u001b[2J\\u009b\\u000d\\u000a\\u202egpj',
    );
    expect(visible('Grüße, 日本語')).toBe('Grüße, 日本語');
  });

  it('takes the form of the number', () => {
    const forms = { one: '{count} server', other: '{count} servers' };
    expect([0, 1, 2].map((count) => formatCount('en', forms, count))).toEqual([
      '0 servers',
      '1 server',
      '2 servers',
    ]);
  });
});

describe('every sentence names only facts that the code gives:', () => {
  it.each(PROBLEM_CODES)('problem %s', (code) => {
    const facts = Object.fromEntries((PROBLEM_FACTS[code] ?? []).map((name) => [name, 7]));
    const { summary, advice } = describeProblem(english, { code, where: '/x', facts });
    expect(`${summary} ${advice}`).not.toMatch(PLACEHOLDER);
    for (const name of PROBLEM_FACTS[code] ?? []) {
      expect(Object.values(english.problems[code]).join()).toContain(`{${name}}`);
    }
  });

  it.each(RECOVERY_OUTCOMES)('a repair that came to %s', (outcome) => {
    const problem = { code: 'recovered', where: '/x', facts: { outcome } } as const;
    expect(describeProblem(english, problem).summary).toContain(english.outcomes[outcome]);
  });

  it.each(LOCK_CODES)('lock %s', (code) => {
    const [file, key] = ['/x/prefs.js', WITH_KEY.includes(code) ? 'mail.port' : null];
    const said = describeLock(english, { code, file, key, line: null });
    expect(said).not.toMatch(PLACEHOLDER);
    expect(said).toContain(file);
  });
});

describe('the facts of a diagnosis', () => {
  const at = endpoint(587, 'starttls');
  const factsOn = (tls: Partial<TlsFacts>) => {
    const account: Account = { auth: 'any', trust: () => 'trusted' };
    const finding = findingOf([[worksWith(at, tls)]], account)!;
    return {
      seen: finding.seen,
      ...factsOf({ host: HOST, port: 465, tls: 'implicit' }, finding, null),
    };
  };

  it('give the date of the certificate that is out of date, wherever it is in the chain', () => {
    const old = { ...GOOD_CERTIFICATE, notAfter: '2026-03-01T00:00:00.000Z' };
    const early = { ...GOOD_CERTIFICATE, notBefore: '2026-12-24T00:00:00.000Z' };
    expect(
      factsOn({ chain: [GOOD_CERTIFICATE, old], verifyError: 'CERT_HAS_EXPIRED' }),
    ).toMatchObject({ seen: 'certificate-expired', certificateUntil: '2026-03-01' });
    expect(
      factsOn({ chain: [GOOD_CERTIFICATE, early], verifyError: 'CERT_NOT_YET_VALID' }),
    ).toMatchObject({ seen: 'certificate-not-yet-valid', certificateFrom: '2026-12-24' });
  });

  it('give the subject of a certificate without names', () => {
    const bare = { ...GOOD_CERTIFICATE, names: [], subject: 'CN=other.example.org' };
    expect(factsOn({ chain: [bare], nameMatches: false })).toMatchObject({
      seen: 'certificate-wrong-name',
      certificateNames: bare.subject,
    });
  });

  it('are those of no certificate where the server shows none', () => {
    expect(factsOn({ chain: [] }).seen).toBe('tls-failed');
  });
});
