// shared/messages: sentences for the values of the model, in the language of a catalogue.
// No Node, no DOM.
import type { Diagnosis, Remark } from '../model/diagnosis.ts';
import { RECOVERY_OUTCOMES, type Problem } from '../model/problem.ts';
import type { Lock } from '../model/server.ts';
import type { ConfigFinding } from '../model/suggestion.ts';
import { format, type Catalogue, type CommonTexts } from './catalogue.ts';

export interface Description {
  /** What happened and what it means. */
  readonly summary: string;
  /** What to do. */
  readonly advice: string;
}

export function describeDiagnosis(texts: CommonTexts, { code, facts }: Diagnosis): Description {
  const { summary, advice } = texts.diagnoses[code];
  return { summary: format(summary, facts), advice: format(advice, facts) };
}

export function describeRemark(texts: CommonTexts, { code, facts }: Remark): Description {
  const { summary, advice } = texts.remarks[code];
  return { summary: format(summary, facts), advice: format(advice, facts) };
}

export function describeFinding(texts: Catalogue, { code, facts }: ConfigFinding): Description {
  const { summary, advice } = texts.configFindings[code];
  return { summary: format(summary, facts), advice: format(advice, facts) };
}

export function describeProblem(texts: CommonTexts, { code, where, facts }: Problem): Description {
  const { summary, advice } = texts.problems[code];
  const recovery = RECOVERY_OUTCOMES.find((one) => one === facts['outcome']);
  const outcome = recovery ? texts.outcomes[recovery] : facts['outcome'];
  const values = { ...facts, outcome, where: where ?? '' };
  return { summary: format(summary, values), advice: format(advice, values) };
}

export function describeLock(texts: CommonTexts, lock: Lock): string {
  return format(texts.locks[lock.code], { ...lock });
}
