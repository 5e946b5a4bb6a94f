// The fault table has a row for everything that has a name, and lets nobody change what the decision
// table does not.
import { describe, expect, it } from 'vitest';
import { DECISION_TABLE, type Plan } from '../../../main/diagnose/table.ts';
import { DIAGNOSIS_CODES, REMARK_CODES } from '../../../shared/model/diagnosis.ts';
import { FAILURE_KINDS } from '../../../shared/model/observation.ts';
import { isOfSmallNetwork, type FaultRow } from './row.ts';
import { FAULT_TABLE } from './table.ts';

/** What no server can produce. */
const NOT_ON_A_SOCKET = [
  'not-tested', // the stored name or port is none: nothing is asked of anybody
];

/** The plans that write something, and the modes they lead to. */
const WRITES: Readonly<Partial<Record<Plan, NonNullable<FaultRow['change']>['tls']>>> = {
  'use-starttls': 'starttls',
  'use-standard-port': 'implicit',
  'offer-starttls': 'starttls',
};

const CHANGING = DECISION_TABLE.filter(({ plan }) => WRITES[plan]);

describe('the fault table has a row for', () => {
  it.each(DIAGNOSIS_CODES.filter((code) => !NOT_ON_A_SOCKET.includes(code)))(
    'the diagnosis %s',
    (code) => {
      expect(FAULT_TABLE.map((row) => row.code)).toContain(code);
    },
  );

  it.each(REMARK_CODES)('the remark %s', (code) => {
    expect(FAULT_TABLE.flatMap((row) => row.remarks ?? [])).toContain(code);
  });

  it.each(FAILURE_KINDS)('the failure %s', (kind) => {
    expect(FAULT_TABLE.map((row) => row.failure)).toContain(kind);
  });

  it.each(CHANGING.map(({ code, plan }) => ({ code, plan })))(
    'the decision $code: $plan',
    ({ code, plan }) => {
      const changes = FAULT_TABLE.filter((row) => row.code === code).map(
        ({ change }) => change?.tls,
      );
      expect(changes).toContain(WRITES[plan]);
    },
  );
});

describe('a row of the fault table', () => {
  it('has a name of its own', () => {
    const names = FAULT_TABLE.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has something that answers, or a place where nothing can', () => {
    const unplayed = FAULT_TABLE.filter(({ resolver, addresses }) => {
      const ports = Object.values(addresses).flatMap((played) => Object.keys(played ?? {}));
      const isNowhere = resolver === 'inside' || Object.keys(addresses).some(isOfSmallNetwork);
      return ports.length === 0 && !isNowhere;
    });
    expect(unplayed).toEqual([]);
  });

  it('changes what the decision table changes, and nothing else', () => {
    for (const { name, code, tls = 'implicit', change } of FAULT_TABLE) {
      const allowed = CHANGING.filter((row) => row.code === code && row.configured.includes(tls));
      const modes = allowed.map(({ plan }) => WRITES[plan]);
      if (change) expect(modes, name).toContain(change.tls);
      else expect(modes, name).toEqual([]);
    }
  });

  it('that is set to SSL/TLS is held back by nothing, and any other one is', () => {
    for (const { name, tls = 'implicit', change } of FAULT_TABLE) {
      if (change) expect(change.heldBack === undefined, name).toBe(tls === 'implicit');
    }
  });
});
