// main/engine: everything that is known before the first write, and what becomes of it.
// May import: all rooms but the faces.
import type { DocumentChange } from '../../shared/model/document.ts';
import type { Change, ChangeState } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ReadOptions } from '../clients/client.ts';
import type { PlannedChange } from '../diagnose/plan.ts';
import type { ApplyResult } from '../migrate/apply-result.ts';
import { draftChanges, type Draft } from './change.ts';
import {
  EXIT,
  exitOfTally,
  isBusy,
  needPerson,
  tallyOf,
  type ExitCode,
  type Tally,
} from './exit.ts';
import type { Scan } from './scan.ts';
import { planChanges, unreadStores, type Survey } from './survey.ts';
import type { World } from './world.ts';

export interface Prospect {
  readonly scan: Scan;
  readonly survey: Survey;
  readonly planned: readonly PlannedChange[];
  readonly draft: Draft;
  readonly tally: Tally;
}

export interface ProspectOptions {
  /** Make the optional changes as well. */
  readonly harden: boolean;
  readonly read: ReadOptions;
}

/** The plan for what was seen, with the edits of every change that is not held back. Writes nothing. */
export function prospectOf(
  world: World,
  scan: Scan,
  survey: Survey,
  { harden, read }: ProspectOptions,
): Prospect {
  const planned = planChanges(survey, harden);
  const ready = planned.filter(({ heldBack }) => heldBack === null).map(({ change }) => change);
  const draft = draftChanges(world, scan.profiles, ready, read);
  return { scan, survey, planned, draft, tally: tallyOf(survey, planned) };
}

/** The changes for the document; `stateOf` says what became of those not held back. */
export function documentChanges(
  prospect: Prospect,
  stateOf: (change: string) => ChangeState,
): readonly DocumentChange[] {
  return prospect.planned.map(({ change, heldBack }) => ({
    ...change,
    state: heldBack === null ? stateOf(change.id) : 'skipped',
    where: whereOf(prospect, change),
  }));
}

/** The file that holds the setting; the profile's folder where there is no draft for it. */
function whereOf({ draft, scan }: Prospect, { id, server }: Change): string {
  const edits = draft.orders.flatMap((order) => order.edits);
  const edit = edits.find(({ keys }) => keys.some(({ change }) => change === id));
  const owner = scan.profiles.find(({ servers }) => servers.some((one) => one.id === server));
  return edit?.file ?? owner?.profile.path ?? '';
}

/** All that went wrong before the first write. */
export function problemsOf({ scan, survey, draft }: Prospect): readonly Problem[] {
  return [...scan.problems, ...unreadStores(survey, scan.profiles), ...draft.refused.values()];
}

/** The exit code while nothing was written. `foldersNamed`: the profiles were given by name. */
export function exitOf({ tally, scan }: Prospect, foldersNamed: boolean): ExitCode {
  return exitOfTally(tally, needPerson(scan.problems, foldersNamed));
}

/** The exit code after the changes were made, as far as they were. */
export function exitOfApply(
  prospect: Prospect,
  result: ApplyResult,
  foldersNamed: boolean,
): ExitCode {
  const open = result.changes.filter(({ state }) => state !== 'verified');
  if (open.some(({ state }) => state === 'failed' || state === 'applied')) return EXIT.takenBack;
  if (open.some(({ problem }) => problem !== null && isBusy(problem))) return EXIT.busy;
  if (open.some(({ problem }) => problem !== null)) return EXIT.changesNeeded;
  if (prospect.draft.refused.size > 0) return EXIT.changesNeeded;
  if (needPerson([...result.recovery, ...result.problems], false)) return EXIT.needsPerson;
  return exitOf({ ...prospect, tally: { ...prospect.tally, changes: 0 } }, foldersNamed);
}
