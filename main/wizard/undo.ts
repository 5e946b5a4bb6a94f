// main/wizard: earlier runs, and taking one back.
// May import: shared, the engine and below, this folder.
import type { HistoryEntry, UndoView } from '../../shared/contract.ts';
import { ProblemError } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { isBusy } from '../engine/exit.ts';
import { pastRuns, undoRun } from '../engine/past.ts';
import type { Conflict } from '../migrate/undo-plan.ts';
import type { UndoResult } from '../migrate/undo.ts';
import { READ, type Context } from './context.ts';

/** The newest first. Throws ProblemError if the state folder can't be read. */
export function historyView({ world, named }: Context): readonly HistoryEntry[] {
  return pastRuns(world)
    .runs.map(({ run, changes, state }) => ({
      run: named.runs.put(run.id, run.id),
      when: run.startedAt,
      changes,
      state,
    }))
    .reverse();
}

/** How many runs could be taken back; none where nobody can tell. */
export function countUndoable({ world }: Context): number {
  try {
    return pastRuns(world).runs.filter(({ state }) => state === 'undoable').length;
  } catch (error) {
    if (error instanceof ProblemError) return 0;
    throw error;
  }
}

export interface Undone {
  readonly view: UndoView;
  readonly result: UndoResult;
}

/**
 * Takes a run back but for what was changed again since, unless that is among `despite`. Throws
 * ProblemError `unknown-id`, or `busy` and the like if that is why nothing at all was done.
 */
export async function undoChosen(
  { world, named, shown }: Context,
  run: string,
  despite: readonly string[],
): Promise<Undone> {
  const name = named.runs.get(run);
  const overwrite = new Set(despite.map((id) => named.conflicts.get(id)));
  const conflicts: UndoView['conflicts'][number][] = [];
  const decide = ({ change, keys }: Conflict): Promise<'keep' | 'restore'> => {
    const key = `${name} ${change.id}`;
    if (overwrite.has(key)) return Promise.resolve('restore');
    // Port and mode belong together: one answer is for both.
    const id = named.conflicts.put(key, key);
    for (const one of keys) {
      conflicts.push({ id, key: one.key, now: one.current ?? '-', from: one.from ?? '-' });
    }
    return Promise.resolve('keep');
  };
  const result = await undoRun(
    world,
    { kind: 'run', run: name },
    { read: READ, signal: new AbortController().signal, onEvent: () => undefined, decide },
  );
  const undone = result.changes.filter(({ state }) => state === 'undone').length;
  const busy = result.problems.find(isBusy);
  if (undone === 0 && busy) throw new ProblemError(busy);
  const problems = [...result.recovery, ...result.problems].filter(
    ({ code }) => code !== 'changed-since-apply',
  );
  return { view: { undone, conflicts, problems: shown(problems) }, result };
}

/** The profiles that a run changed. Throws ProblemError `unknown-id`. */
export function profilesOfRun({ world, named }: Context, run: string): readonly Profile[] {
  const name = named.runs.get(run);
  const past = pastRuns(world).runs.find((one) => one.run.id === name);
  return (past?.run.profiles ?? []).map(({ profile }) => profile);
}
