import { expect, it } from 'vitest';
import type { Verdict } from '../../../main/diagnose/examine.ts';
import { withInjections } from '../../../main/diagnose/injection.ts';
import { endpoint } from '../../support/observations.ts';

const AT_465 = endpoint(465, 'implicit');
const AT_587 = endpoint(587, 'starttls');

const MOVING: Verdict = {
  plan: 'use-starttls',
  diagnosis: {
    server: 's',
    endpoint: AT_465,
    code: 'needs-starttls',
    evidence: [AT_465, AT_587],
    remedy: AT_587,
    facts: { host: 'mail.example.org', seenPort: 465 },
    remarks: [],
  },
};
const HEALTHY: Verdict = {
  plan: 'nothing',
  diagnosis: { ...MOVING.diagnosis, endpoint: AT_587, code: 'healthy', remedy: null },
};

it('nobody is moved to a server that obeys plain text inside TLS', () => {
  expect(withInjections([MOVING], [AT_587])).toEqual([
    {
      plan: 'ask-a-person',
      diagnosis: {
        ...MOVING.diagnosis,
        code: 'command-injection',
        remedy: null,
        facts: { host: 'mail.example.org', seenPort: 587 },
      },
    },
  ]);
});

it('whoever uses such a server already is told so, however its name is spelt', () => {
  const shouted = { ...AT_587, host: AT_587.host.toUpperCase() };
  const [{ plan, diagnosis }] = withInjections([HEALTHY], [shouted]) as [Verdict];
  expect([plan, diagnosis.code]).toEqual(['ask-a-person', 'command-injection']);
});

it('other servers, other ports and the same port in the other mode stay as they are', () => {
  const others = [
    { ...AT_587, host: 'other.example.org' },
    { ...AT_587, port: 25 },
    { ...AT_587, tls: 'implicit' },
  ] as const;
  expect(withInjections([MOVING, HEALTHY], others)).toEqual([MOVING, HEALTHY]);
  expect(withInjections([MOVING, HEALTHY], [])).toEqual([MOVING, HEALTHY]);
});
