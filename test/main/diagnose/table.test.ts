import { describe, expect, it } from 'vitest';
import type { Seen } from '../../../main/diagnose/judge.ts';
import {
  CERTIFICATE_FAULTS,
  DECISION_TABLE,
  decide,
  diagnosisOf,
  type WayOut,
} from '../../../main/diagnose/table.ts';
import { DIAGNOSIS_CODES, type DiagnosisCode } from '../../../shared/model/diagnosis.ts';
import { TLS_MODES } from '../../../shared/model/endpoint.ts';

/** Diagnoses that no single endpoint shows; the compiler holds the list complete. */
const CONCLUDED: Readonly<Record<Exclude<DiagnosisCode, Seen>, true>> = {
  healthy: true,
  'needs-starttls': true,
  'needs-starttls-port-closed': true,
  'perhaps-network': true,
  'wrong-port': true,
  'insecure-hardening': true,
  insecure: true,
  'starttls-on-implicit-port': true,
  'no-encrypted-port': true,
  'network-blocks-mail': true,
  'network-blocks-sending': true,
  'command-injection': true,
  'not-tested': true,
};

const SHOWN = DIAGNOSIS_CODES.filter((code): code is DiagnosisCode & Seen => !(code in CONCLUDED));
const SEEN: readonly Seen[] = ['works', 'plaintext-greeting', 'tls-greeting', ...SHOWN];
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
    const named = SHOWN.filter((code) => code.startsWith('certificate-'));
    expect([...CERTIFICATE_FAULTS].sort()).toEqual([...named, 'intercepted'].sort());
    const faults = decisions.filter(
      ({ configured, seen }) =>
        ['implicit', 'starttls', 'auto'].includes(configured) && CERTIFICATE_FAULTS.includes(seen),
    );
    expect(faults).not.toEqual([]);
    for (const { plan, code } of faults) expect([plan, code]).toEqual(['ask-a-person', 'as-seen']);
  });

  it('changes the mode for two things only: a plaintext greeting and a closed port', () => {
    const changing = decisions.filter(({ plan }) => plan === 'use-starttls');
    expect(new Set(changing.map(({ configured, seen }) => `${configured} ${seen}`))).toEqual(
      new Set(['implicit plaintext-greeting', 'implicit refused']),
    );
  });

  it('has a diagnosis of its own for everything seen', () => {
    expect(new Set(SEEN.map(diagnosisOf)).size).toBe(SEEN.length);
    expect(SHOWN.map(diagnosisOf)).toEqual(SHOWN);
  });

  it('never touches a server that is set to STARTTLS', () => {
    const plans = decisions.filter(({ configured }) => configured === 'starttls');
    expect(new Set(plans.map(({ plan }) => plan))).toEqual(new Set(['nothing', 'ask-a-person']));
  });

  it.each([
    ['implicit', 'plaintext-greeting', 'starttls-verified', 'needs-starttls', 'use-starttls'],
    ['implicit', 'refused', 'starttls-verified', 'needs-starttls-port-closed', 'use-starttls'],
    ['implicit', 'no-connection', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'no-greeting', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'connection-closed', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'stalled', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'server-busy', 'implicit-verified', 'as-seen', 'ask-a-person'],
    ['implicit', 'tls-too-old', 'starttls-verified', 'as-seen', 'ask-a-person'],
    ['implicit', 'intercepted', 'implicit-verified', 'as-seen', 'ask-a-person'],
    ['implicit', 'client-certificate-wanted', 'starttls-verified', 'as-seen', 'ask-a-person'],
    ['implicit', 'unreachable', 'starttls-verified', 'perhaps-network', 'ask-a-person'],
    ['implicit', 'plaintext-greeting', 'implicit-verified', 'wrong-port', 'use-standard-port'],
    ['implicit', 'no-greeting', 'implicit-verified', 'wrong-port', 'use-standard-port'],
    ['implicit', 'not-confirmed', 'starttls-verified', 'as-seen', 'ask-a-person'],
    ['implicit', 'addresses-disagree', 'starttls-verified', 'as-seen', 'ask-a-person'],
    ['none', 'starttls-not-offered', 'none', 'insecure', 'ask-a-person'],
    ['opportunistic', 'works', 'starttls-verified', 'insecure-hardening', 'offer-starttls'],
    ['auto', 'works', 'none', 'healthy', 'nothing'],
  ] as const)('%s, seen %s, way out %s: %s, %s', (configured, seen, wayOut, code, plan) => {
    expect(decide(configured, seen, wayOut)).toMatchObject({ code, plan });
  });
});
