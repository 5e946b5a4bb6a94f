import { describe, expect, it } from 'vitest';
import { DIAGNOSIS_CODES, REMARK_CODES } from '../../shared/model/diagnosis.ts';
import { PROBE_MODES, PROTOCOLS, TLS_MODES } from '../../shared/model/endpoint.ts';
import {
  FAILURE_KINDS,
  INJECTION_RESULTS,
  STEP_NAMES,
  TRACE_EVENTS,
} from '../../shared/model/observation.ts';
import { CHANGE_STATES } from '../../shared/model/plan.ts';
import { PROBLEM_CODES } from '../../shared/model/problem.ts';
import { CLIENTS } from '../../shared/model/profile.ts';
import { AUTH_METHODS, LOCK_CODES, NOTE_CODES } from '../../shared/model/server.ts';
import { CANDIDATE_SOURCES, CONFIG_FINDINGS } from '../../shared/model/suggestion.ts';
import { documentSchema } from '../support/schema.ts';

/** The schema's list at a JSON pointer below $defs. */
function listAt(pointer: string): unknown {
  return pointer
    .split('/')
    .reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key],
      documentSchema['$defs'],
    );
}

describe('the shipped schema and the model', () => {
  it.each([
    ['protocol/enum', PROTOCOLS],
    ['tlsMode/enum', TLS_MODES],
    ['probeMode/enum', PROBE_MODES],
    ['client/enum', CLIENTS],
    ['lock/properties/code/enum', LOCK_CODES],
    ['server/properties/auth/anyOf/0/enum', AUTH_METHODS],
    ['server/properties/notes/items/enum', NOTE_CODES],
    ['failure/properties/step/enum', STEP_NAMES],
    ['failure/properties/kind/enum', FAILURE_KINDS],
    ['traceLine/oneOf/1/properties/event/enum', TRACE_EVENTS],
    ['endpoint/properties/status/enum', ['ok', ...FAILURE_KINDS]],
    ['endpoint/properties/addresses/items/properties/status/enum', ['ok', ...FAILURE_KINDS]],
    ['endpoint/properties/injection/items/properties/result/enum', INJECTION_RESULTS],
    ['diagnosis/properties/code/enum', DIAGNOSIS_CODES],
    ['diagnosis/properties/remarks/items/properties/code/enum', REMARK_CODES],
    ['candidate/properties/source/enum', CANDIDATE_SOURCES],
    ['candidate/properties/auth/items/enum', AUTH_METHODS],
    ['finding/properties/code/enum', Object.keys(CONFIG_FINDINGS)],
    ['change/properties/reason/enum', DIAGNOSIS_CODES],
    ['change/properties/state/enum', CHANGE_STATES],
    ['error/properties/code/enum', PROBLEM_CODES],
  ])('name the same words at %s', (pointer, words) => {
    expect(listAt(pointer)).toEqual([...words]);
  });
});
