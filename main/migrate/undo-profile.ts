// main/migrate: one profile of a run taken back.
// May import: shared, main/system, main/clients, node.
import type { Change, ChangeState } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { assertClosed, clientOf, type MigrateDeps } from './deps.ts';
import { problemFrom } from './errors.ts';
import type { Lock } from './lock.ts';
import { holdProfile, type Session } from './session.ts';
import { carryOut, type WorkResult } from './transaction.ts';
import {
  findConflicts,
  readNow,
  restore,
  type Conflict,
  type FileNow,
  type Restoration,
} from './undo-plan.ts';
import type { UndoEntry } from './undo-target.ts';

export interface UndoDeps extends MigrateDeps {
  /** Asked for each change that was changed again since. */
  readonly decide: (conflict: Conflict) => Promise<'keep' | 'restore'>;
}

export interface UndoneChange {
  readonly change: Change;
  /** `skipped`: left as it is now; `failed`: as it was before the undo. */
  readonly state: Extract<ChangeState, 'undone' | 'skipped' | 'failed'>;
  readonly problem: Problem | null;
}

export interface UndoneProfile {
  readonly changes: readonly UndoneChange[];
  readonly problems: readonly Problem[];
  /** False if the journal must stay open for the next run. */
  readonly closed: boolean;
}

/** Why a profile can't be undone now, before anything is begun for it: running, or gone. */
export function refusal(deps: UndoDeps, entry: UndoEntry): UndoneProfile | undefined {
  const { profile } = entry;
  if (deps.files.facts(profile.path) === undefined) {
    return notUndone(entry, { code: 'profile-missing', where: profile.path, facts: {} });
  }
  try {
    assertClosed(deps, profile);
    return undefined;
  } catch (error) {
    return notUndone(entry, problemFrom(error, profile.path));
  }
}

/** Takes one profile back, under its lock, and records how that ended. Throws nothing. */
export async function undoProfile(
  session: Session,
  deps: UndoDeps,
  entry: UndoEntry,
): Promise<UndoneProfile> {
  const refused = refusal(deps, entry);
  if (refused) return recorded(session, entry, refused);
  try {
    const held = await holdProfile(deps, entry.profile, (lock) =>
      underLock(session, deps, entry, lock),
    );
    if (!held.taken) return recorded(session, entry, notUndone(entry, held.problem));
    const { value, problem } = held;
    return problem ? { ...value, problems: [...value.problems, problem], closed: false } : value;
  } catch (error) {
    return { ...notUndone(entry, problemFrom(error, entry.profile.path)), closed: false };
  }
}

async function underLock(
  session: Session,
  deps: UndoDeps,
  entry: UndoEntry,
  lock: Lock,
): Promise<UndoneProfile> {
  const plan = await planRestoration(deps, entry).catch((error: unknown) =>
    problemFrom(error, entry.profile.path),
  );
  if ('code' in plan) return recorded(session, entry, notUndone(entry, plan));
  const { kept, undoing, restorations } = plan;
  const problems = restorations.flatMap(({ problem }) => problem ?? []);
  const files = restorations.map(({ planned }) => planned);
  if (files.length === 0) {
    const undone = undoing.map((change): UndoneChange => ({
      change,
      state: 'undone',
      problem: null,
    }));
    const problemsKept = kept.flatMap(({ problem }) => problem ?? []);
    return recorded(session, entry, {
      changes: [...undone, ...kept],
      problems: problemsKept,
      closed: true,
    });
  }
  const work = { profile: entry.profile, changes: undoing, files };
  // The old settings are what was asked for, working or not: there is nothing to confirm.
  const result = await carryOut(session, work, lock, () => Promise.resolve(new Map()));
  return withKept(workResult(undoing, result), kept, problems);
}

interface Plan {
  readonly kept: readonly UndoneChange[];
  readonly undoing: readonly Change[];
  readonly restorations: readonly Restoration[];
}

async function planRestoration(deps: UndoDeps, entry: UndoEntry): Promise<Plan> {
  const client = clientOf(deps, entry.profile);
  const now = entry.prepared.files.map((file) => readNow(deps.files, client, file));
  const kept = await keptChanges(deps, entry, now);
  const keptIds = new Set(kept.map(({ change }) => change.id));
  const undoing = entry.changes.filter(({ id }) => !keptIds.has(id));
  const ids = new Set(undoing.map(({ id }) => id));
  const restorations = now.flatMap(
    (file) => restore(deps.files, client, entry.run, file, ids) ?? [],
  );
  return { kept, undoing, restorations };
}

async function keptChanges(
  deps: UndoDeps,
  entry: UndoEntry,
  now: readonly FileNow[],
): Promise<readonly UndoneChange[]> {
  const kept: UndoneChange[] = [];
  for (const conflict of findConflicts(entry.profile.id, entry.changes, now)) {
    if ((await deps.decide(conflict)) === 'restore') continue;
    const [first] = conflict.keys;
    const problem: Problem = {
      code: 'changed-since-apply',
      where: first?.file ?? entry.profile.path,
      facts: { server: conflict.change.server, key: first?.key ?? '' },
    };
    kept.push({ change: conflict.change, state: 'skipped', problem });
  }
  return kept;
}

function workResult(undoing: readonly Change[], result: WorkResult): UndoneProfile {
  const { outcome, problem, further } = result;
  const state = outcome === 'undone' ? 'undone' : problem?.code === 'busy' ? 'skipped' : 'failed';
  return {
    changes: undoing.map((change) => ({ change, state, problem })),
    problems: [...(problem ? [problem] : []), ...further],
    closed: outcome !== 'stuck' && further.length === 0,
  };
}

function withKept(
  result: UndoneProfile,
  kept: readonly UndoneChange[],
  problems: readonly Problem[],
): UndoneProfile {
  const why = kept.flatMap(({ problem }) => problem ?? []);
  return {
    ...result,
    changes: [...result.changes, ...kept],
    problems: [...result.problems, ...why, ...problems],
  };
}

function notUndone(entry: UndoEntry, problem: Problem): UndoneProfile {
  const changes = entry.changes.map((change): UndoneChange => ({
    change,
    state: 'skipped',
    problem,
  }));
  return { changes, problems: [problem], closed: true };
}

/** A profile in which no file was to be written. */
function recorded(session: Session, entry: UndoEntry, result: UndoneProfile): UndoneProfile {
  const { id: profile, path: where } = entry.profile;
  const undone = result.changes.filter(({ state }) => state === 'undone');
  const outcome = undone.length > 0 ? 'undone' : 'nothing-written';
  const changes = undone.map(({ change }) => change.id);
  const problem = result.problems[0] ?? null;
  try {
    session.journal.add({ type: 'done', profile, outcome, changes, problem });
    return result;
  } catch (error) {
    return { ...result, problems: [...result.problems, problemFrom(error, where)], closed: false };
  }
}
