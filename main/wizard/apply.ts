// main/wizard: the changes made, and each server tested again.
// May import: shared, the engine and below, this folder.
import type { ConnectionView, NotChanged, ResultView } from '../../shared/contract.ts';
import type { Change } from '../../shared/model/plan.ts';
import { ProblemError, type Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { PlannedChange } from '../diagnose/plan.ts';
import { applyChanges, clientFor, draftChanges, type Draft } from '../engine/change.ts';
import type { Survey } from '../engine/survey.ts';
import type { ApplyResult, ChangeResult } from '../migrate/apply-result.ts';
import { serverView } from './accounts.ts';
import { Board } from './board.ts';
import { changesIn, type Checked } from './check.ts';
import { connectionsOf } from './connections.ts';
import { READ, type Context } from './context.ts';
import { changeView, profilesOf } from './review.ts';

/** What was made of some of the changes. */
export interface Applied {
  readonly asked: readonly PlannedChange[];
  readonly draft: Draft;
  readonly result: ApplyResult;
  /** The servers that were changed, as they are now. */
  readonly retested: readonly Survey[];
}

/** Refuses with ProblemError `busy` while a mail program runs whose settings would change. */
export async function applyChosen(
  context: Context,
  checked: Checked,
  asked: readonly PlannedChange[],
): Promise<Applied> {
  const { world } = context;
  for (const profile of profilesOf(checked, asked)) assertClosed(context, profile);
  const changes = asked.filter(({ heldBack }) => heldBack !== 'locked').map(({ change }) => change);
  const draft = draftChanges(world, checked.prospect.scan.profiles, changes, READ);
  const retests = new Map<string, Survey>();
  const result = await applyChanges(world, draft, {
    read: READ,
    // A write is never left in the middle: what was begun is finished or taken back.
    signal: new AbortController().signal,
    onEvent: () => undefined,
    onRetested: ({ id }, survey) => {
      retests.set(id, survey);
    },
  });
  const verified = result.changes.filter(({ state }) => state === 'verified');
  return {
    ...{ asked, draft, result },
    retested: verified.flatMap(({ change }) => retests.get(change.id) ?? []),
  };
}

/** Throws ProblemError `busy`. */
function assertClosed({ world }: Context, profile: Profile): void {
  const { state, evidence } = clientFor(world, profile).running(profile);
  if (state === 'closed') return;
  throw new ProblemError({ code: 'busy', where: profile.path, facts: { state, evidence } });
}

/** `made`: all changes of this check that stand by now, by their ids. */
export function resultView(
  context: Context,
  checked: Checked,
  applied: Applied,
  made: ReadonlySet<string>,
): ResultView {
  const { named, shown } = context;
  const { asked, result } = applied;
  const isVerified = ({ change }: PlannedChange): boolean =>
    result.changes.some((one) => one.change.id === change.id && one.state === 'verified');
  const changed = asked.filter(isVerified).map((one) => changeView(context, checked, one));
  const notChanged = notChangedIn(context, checked, applied, made);
  const told = new Set(
    notChanged.flatMap(({ reason }) =>
      reason.kind === 'problem' ? [JSON.stringify(reason.problem)] : [],
    ),
  );
  const problems = shown([...result.recovery, ...result.problems]);
  return {
    changed,
    notChanged,
    connections: connectionsNow(context, checked, applied),
    run: changed.length > 0 && result.run !== null ? named.runs.put(result.run, result.run) : null,
    problems: problems.filter((one) => !told.has(JSON.stringify(one))),
  };
}

/** Every server of the check that was not changed, with the reason. */
function notChangedIn(
  context: Context,
  checked: Checked,
  { asked, draft, result }: Applied,
  made: ReadonlySet<string>,
): readonly NotChanged[] {
  const planned = new Map(changesIn(checked, context).map((one) => [one.change.server, one]));
  const results = new Map(result.changes.map((one) => [one.change.id, one]));
  return checked.prospect.survey.results.flatMap(({ item, verdict }): readonly NotChanged[] => {
    if (!item.server) return [];
    const server = serverView(context, item.server);
    const mine = planned.get(item.server.id);
    if (!mine) return [{ server, reason: { kind: 'verdict', diagnosis: verdict.diagnosis } }];
    const { id } = mine.change;
    if (made.has(id)) return [];
    if (item.server.lockedBy) {
      return [{ server, reason: { kind: 'locked', lock: context.shown(item.server.lockedBy) } }];
    }
    if (!asked.some(({ change }) => change.id === id)) {
      return [{ server, reason: { kind: 'not-chosen' } }];
    }
    const problem = draft.refused.get(id) ?? problemOf(results.get(id), mine.change);
    return [{ server, reason: { kind: 'problem', problem: context.shown(problem) } }];
  });
}

/** A change that was made by somebody else in the meantime has no problem of its own. */
function problemOf(result: ChangeResult | undefined, { server }: Change): Problem {
  return result?.problem ?? { code: 'changed-since-plan', where: server, facts: {} };
}

function connectionsNow(
  context: Context,
  checked: Checked,
  { retested }: Applied,
): readonly ConnectionView[] {
  const survey: Survey = {
    results: retested.flatMap(({ results }) => results),
    looked: new Map(retested.flatMap(({ looked }) => [...looked])),
  };
  const cases = survey.results.map(({ item }) => item);
  const { profiles } = checked.prospect.scan;
  // It is all over: there is nothing to be told but the end.
  const quiet = { ...context, emit: () => undefined };
  const board = new Board(quiet, connectionsOf(cases, checked.accounts, profiles));
  board.conclude(survey);
  return board.views();
}
