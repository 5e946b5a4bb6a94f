import { describe, expect, it } from 'vitest';
import { AS_SEEN, DECISION_TABLE, decide, type WayOut } from '../../../main/diagnose/table.ts';
import type { Seen } from '../../../main/diagnose/finding.ts';
import { TLS_MODES } from '../../../shared/model/endpoint.ts';

const SEEN = Object.keys(AS_SEEN) as readonly Seen[];
const WAYS_OUT: readonly WayOut[] = ['implicit-verified', 'starttls-verified', 'none'];

const decisions = TLS_MODES.flatMap((configured) =>
  SEEN.flatMap((seen) =>
    WAYS_OUT.map((wayOut) => ({
      configured,
      seen,
      wayOut,
      ...pick(decide(configured, seen, wayOut)),
    })),
  ),
);

function pick(row: (typeof DECISION_TABLE)[number]) {
  return { row, code: row.code, plan: row.plan };
}

describe('the decision table', () => {
  it('needs every row it has', () => {
    const used = new Set(decisions.map(({ row }) => row));
    expect(DECISION_TABLE.filter((row) => !used.has(row))).toEqual([]);
  });

  it('changes nothing without a verified way out', () => {
    for (const { wayOut, plan } of decisions.filter((one) => one.wayOut === 'none')) {
      expect(['nothing', 'ask-a-person'], wayOut).toContain(plan);
    }
  });

  it('changes nothing that works, and offers hardening for what is not surely encrypted', () => {
    const working = decisions.filter(({ seen }) => seen === 'works');
    for (const { configured, wayOut, plan } of working) {
      const insecure = configured === 'none' || configured === 'opportunistic';
      if (!insecure) expect(plan).toBe('nothing');
      else expect(plan).toBe(wayOut === 'starttls-verified' ? 'offer-starttls' : 'ask-a-person');
    }
  });

  it('never answers a fault of the certificate with another mode', () => {
    const faults = decisions.filter(
      ({ configured, seen }) =>
        ['implicit', 'starttls', 'auto'].includes(configured) && seen.startsWith('certificate-'),
    );
    expect(faults).not.toEqual([]);
    for (const { plan, code } of faults) expect([plan, code]).toEqual(['ask-a-person', 'as-seen']);
  });

  it('never touches a server that is set to STARTTLS', () => {
    const plans = decisions.filter(({ configured }) => configured === 'starttls');
    expect(new Set(plans.map(({ plan }) => plan))).toEqual(new Set(['nothing', 'ask-a-person']));
  });

  it.each([
    ['implicit', 'plaintext-greeting', 'starttls-verified', 'needs-starttls', 'use-starttls'],
    ['implicit', 'refused', 'starttls-verified', 'needs-starttls-port-closed', 'use-starttls'],
    ['implicit', 'silent', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'unreachable', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'plaintext-greeting', 'implicit-verified', 'wrong-port', 'use-standard-port'],
    ['implicit', 'silent', 'implicit-verified', 'wrong-port', 'use-standard-port'],
    ['implicit', 'not-confirmed', 'starttls-verified', 'as-seen', 'ask-a-person'],
    ['implicit', 'addresses-disagree', 'starttls-verified', 'as-seen', 'ask-a-person'],
    ['none', 'starttls-not-offered', 'none', 'insecure', 'ask-a-person'],
    ['opportunistic', 'works', 'starttls-verified', 'insecure-hardening', 'offer-starttls'],
    ['auto', 'works', 'none', 'healthy', 'nothing'],
  ] as const)('%s, seen %s, way out %s: %s, %s', (configured, seen, wayOut, code, plan) => {
    expect(decide(configured, seen, wayOut)).toMatchObject({ code, plan });
  });
});
