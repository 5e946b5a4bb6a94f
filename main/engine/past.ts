// main/engine: the runs there were, and taking one back. May import: all rooms but the faces.
import type { Conflict } from '../migrate/undo-plan.ts';
import { history, type RunSummary } from '../migrate/history.ts';
import { undo, type UndoResult } from '../migrate/undo.ts';
import type { UndoTarget } from '../migrate/undo-target.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { migrateDeps, type ChangeOptions } from './change.ts';
import type { World } from './world.ts';

export type PastState = 'undoable' | 'undone' | 'cut-off' | 'nothing';

/** An apply, as people are told of it. */
export interface PastRun {
  readonly run: RunSummary;
  /** How many settings it changed, be they taken back since or not. */
  readonly changes: number;
  readonly state: PastState;
}

/** Every apply, the oldest first, and the journals that can't be read. Throws as `history`. */
export function pastRuns(world: World): {
  readonly runs: readonly PastRun[];
  readonly problems: readonly Problem[];
} {
  const { runs, problems } = history(world.files, world.environment.state);
  return { runs: appliesOf(runs), problems };
}

/** The applies among some runs. */
export function appliesOf(runs: readonly RunSummary[]): readonly PastRun[] {
  return runs
    .filter(({ kind }) => kind === 'apply')
    .map((run) => {
      const changes = run.profiles
        .flatMap((profile) => profile.changes)
        .filter(({ state }) => state !== 'skipped' && state !== 'failed').length;
      return { run, changes, state: stateOf(run, changes) };
    });
}

function stateOf(run: RunSummary, changes: number): PastState {
  if (!run.finished) return 'cut-off';
  if (run.undoable) return 'undoable';
  return changes > 0 ? 'undone' : 'nothing';
}

export interface UndoOptions extends ChangeOptions {
  /** Asked for each change that was changed again since. */
  readonly decide: (conflict: Conflict) => Promise<'keep' | 'restore'>;
}

/** Takes a run back. Throws nothing. */
export function undoRun(
  world: World,
  target: UndoTarget,
  options: UndoOptions,
): Promise<UndoResult> {
  return undo({ target }, { ...migrateDeps(world, options), decide: options.decide });
}
