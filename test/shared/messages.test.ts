import { describe, expect, it } from 'vitest';
import { format, formatCount, visible } from '../../shared/messages/catalogue.ts';
import { describeDiagnosis, describeLock } from '../../shared/messages/describe.ts';
import { english } from '../../shared/messages/en/index.ts';
import { factsOf } from '../../main/diagnose/facts.ts';
import { findingOf } from '../../main/diagnose/finding.ts';
import { DIAGNOSIS_CODES } from '../../shared/model/diagnosis.ts';
import { LOCK_CODES } from '../../shared/model/server.ts';
import { HOST, endpoint, works } from '../support/observations.ts';

const PLACEHOLDER = /\{\w+\}/;

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

describe('every sentence is whole with the facts that the code gives:', () => {
  const at = endpoint(465, 'implicit');
  const observation = works(at, { greeting: { status: '220', text: 'hello' } });
  const finding = findingOf([[observation]], { auth: 'any', trust: () => 'trusted' })!;
  const subject = { host: HOST, port: 465, tls: 'implicit' } as const;
  const facts = factsOf(subject, finding, endpoint(587, 'starttls'));

  it.each(DIAGNOSIS_CODES)('diagnosis %s', (code) => {
    const diagnosis = { server: 's', endpoint: at, code, evidence: [at], remedy: null, facts };
    const { summary, advice } = describeDiagnosis(english, diagnosis);
    expect(`${summary} ${advice}`).not.toMatch(PLACEHOLDER);
    expect(summary).toMatch(/[.]$|hello$/);
  });

  it.each(LOCK_CODES)('lock %s', (code) => {
    const lock = { code, file: '/x/prefs.js', key: 'mail.smtpserver.smtp1.port', line: 3 };
    expect(describeLock(english, lock)).not.toMatch(PLACEHOLDER);
  });
});
