// main/migrate: an apply taken back.
// May import: shared, main/system, main/clients, node.
import type { Problem } from '../../shared/model/problem.ts';
import { eachOnce } from './apply-result.ts';
import { problemFrom } from './errors.ts';
import { readRuns } from './history.ts';
import { recoverRuns } from './recover.ts';
import { finishRun, holdState, startRun } from './session.ts';
import { hasState } from './state.ts';
import {
  refusal,
  undoProfile,
  type UndoDeps,
  type UndoneChange,
  type UndoneProfile,
} from './undo-profile.ts';
import { chooseRun, type UndoEntry, type UndoTarget } from './undo-target.ts';

export interface UndoRequest {
  readonly target: UndoTarget;
}

export interface UndoResult {
  /** The undo run's own id; null if nothing was to be written. */
  readonly run: string | null;
  /** The run that was taken back. */
  readonly of: string | null;
  readonly changes: readonly UndoneChange[];
  /** Each thing once; `nothing-to-undo` if there is no such run, or it is undone already. */
  readonly problems: readonly Problem[];
  /** What was done about runs that were cut off; see `recoverRuns`. */
  readonly recovery: readonly Problem[];
}

const NOTHING: UndoResult = { run: null, of: null, changes: [], problems: [], recovery: [] };

/**
 * Recovers what earlier runs left, then takes back the last run, the one named, or the last one
 * within a folder (only the profiles within it). A file that still is as applied gets its backup
 * back, to the byte; in any other only the keys that still say what was applied are set back, and
 * `decide` is asked about the changes whose keys say something else by now. The mail program has
 * to be closed. If the run that was meant had been cut off, recovering it is all that is done: an
 * older one is never taken back in its place. Throws nothing.
 */
export async function undo(request: UndoRequest, deps: UndoDeps): Promise<UndoResult> {
  try {
    if (!hasState(deps.files, deps.state)) return withProblem(NOTHING, nothing(deps));
    const held = await holdState(deps, () => undoInState(request, deps));
    return held.taken ? withProblem(held.value, held.problem) : withProblem(NOTHING, held.problem);
  } catch (error) {
    return withProblem(NOTHING, problemFrom(error, deps.state));
  }
}

function nothing(deps: UndoDeps): Problem {
  return { code: 'nothing-to-undo', where: deps.state, facts: {} };
}

function withProblem(result: UndoResult, problem: Problem | null): UndoResult {
  return problem ? { ...result, problems: eachOnce([...result.problems, problem]) } : result;
}

async function undoInState(request: UndoRequest, deps: UndoDeps): Promise<UndoResult> {
  const before = readRuns(deps.files, deps.state);
  const recovery = await recoverRuns(deps);
  const chosen = chooseRun(readRuns(deps.files, deps.state), before, request.target);
  if (chosen === 'cut-off') return { ...NOTHING, recovery };
  if (chosen === 'nothing') return { ...withProblem(NOTHING, nothing(deps)), recovery };
  try {
    return { ...(await undoRun(deps, chosen.run.id, chosen.entries)), recovery };
  } catch (error) {
    const problem = problemFrom(error, deps.state);
    return { ...withProblem(NOTHING, problem), of: chosen.run.id, recovery };
  }
}

async function undoRun(
  deps: UndoDeps,
  of: string,
  entries: readonly UndoEntry[],
): Promise<UndoResult> {
  const refused = entries.flatMap((entry) => refusal(deps, entry) ?? []);
  if (refused.length === entries.length) return gather(null, of, refused);

  const profiles = entries.map(({ profile }) => profile);
  const session = startRun(deps, 'undo', of, profiles);
  const results: UndoneProfile[] = [];
  for (const entry of entries) results.push(await undoProfile(session, deps, entry));
  const closed = results.every((one) => one.closed);
  return withProblem(gather(session.run.id, of, results), closed ? finishRun(session) : null);
}

function gather(run: string | null, of: string, results: readonly UndoneProfile[]): UndoResult {
  return {
    run,
    of,
    changes: results.flatMap(({ changes }) => changes),
    problems: eachOnce(results.flatMap(({ problems }) => problems)),
    recovery: [],
  };
}
