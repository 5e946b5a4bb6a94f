// main/engine: exit codes, and the counts they come from: every face that reports gives one. Pure.
// May import: shared, the types of all rooms but the faces.
import type { ExitName } from '../../shared/messages/help.ts';
import type { ProblemCode, Problem } from '../../shared/model/problem.ts';
import type { PlannedChange } from '../diagnose/plan.ts';
import type { Plan } from '../diagnose/table.ts';
import type { Survey } from './survey.ts';

export const EXIT = {
  done: 0,
  usage: 2,
  changesNeeded: 10,
  needsPerson: 11,
  busy: 12,
  notAllowed: 13,
  takenBack: 20,
  internal: 70,
} as const satisfies Readonly<Record<ExitName, number>>;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Problems of reading that keep a profile from being looked after: somebody has to see to them. */
const NEED_A_PERSON: ReadonlySet<ProblemCode> = new Set([
  'ini-unreadable',
  'profile-unreadable',
  'prefs-unreadable',
  'prefs-not-regular',
  'prefs-too-large',
  'prefs-encoding',
  'prefs-syntax',
  'override-unreadable',
  'journal-damaged',
  'backup-missing',
  'changed-since-apply',
  'internal',
]);

/** With --profile these are about the very folder that was asked for. */
const ABOUT_A_NAMED_FOLDER: ReadonlySet<ProblemCode> = new Set([
  'profile-missing',
  'profile-empty',
]);

/** Somebody holds the profile: later it may be free. */
export function isBusy({ code }: Problem): boolean {
  return code === 'busy' || code === 'locked-by-other-run';
}

export function needPerson(problems: readonly Problem[], foldersNamed: boolean): boolean {
  return problems.some(
    ({ code }) => NEED_A_PERSON.has(code) || (foldersNamed && ABOUT_A_NAMED_FOLDER.has(code)),
  );
}

/** Counts of what needs doing. */
export interface Tally {
  /** Will be made by apply. */
  readonly changes: number;
  /** Would be made with --harden. */
  readonly optional: number;
  /** Needed, and something else decides. */
  readonly locked: number;
  /** No setting that this tool changes can mend it. */
  readonly person: number;
}

/** Locks that are somebody's decision; the others are faults that a person must mend. */
const DECIDED = ['policy', 'autoconfig', 'autoconfig-remote', 'locked-default', 'user-js'];

export function tallyOf(survey: Survey, planned: readonly PlannedChange[]): Tally {
  const servers = new Map(
    survey.results.flatMap(({ item }) => (item.server ? [[item.server.id, item.server]] : [])),
  );
  const lockOf = ({ change }: PlannedChange): string =>
    servers.get(change.server)?.lockedBy?.code ?? '';
  const held = planned.filter(({ heldBack }) => heldBack === 'locked');
  const decided = held.filter((one) => DECIDED.includes(lockOf(one)));
  return {
    changes: planned.filter(({ heldBack }) => heldBack === null).length + bareChanges(survey),
    optional: planned.filter(({ heldBack }) => heldBack === 'hardening-not-asked').length,
    locked: decided.length,
    person:
      survey.results.filter(({ verdict }) => verdict.plan === 'ask-a-person').length +
      (held.length - decided.length),
  };
}

/** Endpoints given by themselves that need other settings, wherever those are stored. */
function bareChanges({ results }: Survey): number {
  const needed: readonly Plan[] = ['use-starttls', 'use-standard-port'];
  return results.filter(({ item, verdict }) => !item.server && needed.includes(verdict.plan))
    .length;
}

/** The exit code of test and plan, and of apply for what it leaves. */
export function exitOfTally(tally: Tally, personNeeded: boolean): ExitCode {
  if (tally.changes > 0) return EXIT.changesNeeded;
  if (tally.locked > 0) return EXIT.notAllowed;
  return tally.person > 0 || personNeeded ? EXIT.needsPerson : EXIT.done;
}
