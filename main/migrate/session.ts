// main/migrate: the frame of a run: the state folder held, a journal begun, each profile locked.
// May import: shared, main/system, main/clients, node.
import type { Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import { assertClosed, type MigrateDeps } from './deps.ts';
import { problemFrom } from './errors.ts';
import { openJournal, type Journal } from './journal.ts';
import { acquireLock, type Lock } from './lock.ts';
import type { RunKind } from './records.ts';
import { listRuns, makeRun, makeState, newRunId, runFolder, type RunFolder } from './state.ts';

/** A run at work. */
export interface Session {
  readonly deps: MigrateDeps;
  readonly kind: RunKind;
  readonly run: RunFolder;
  readonly journal: Journal;
  /** In the order of the journal's `begin`. */
  readonly profiles: readonly Profile[];
}

/** What came of something done under a lock: the problem is the lock's own. */
export type Held<Value> =
  | { readonly taken: true; readonly value: Value; readonly problem: Problem | null }
  | { readonly taken: false; readonly problem: Problem };

/**
 * Holds the state folder: no other run of this state begins, recovers or ends meanwhile, so that
 * whoever holds it knows that every unfinished run in it was cut off. Throws nothing of its own.
 */
export async function holdState<Value>(
  deps: MigrateDeps,
  act: () => Promise<Value>,
): Promise<Held<Value>> {
  try {
    makeState(deps.files, deps.state);
  } catch (error) {
    return { taken: false, problem: problemFrom(error, deps.state) };
  }
  return holdFolder(deps, deps.state, act);
}

/** Holds a profile's folder, against runs of other users and other state folders. */
export async function holdProfile<Value>(
  deps: MigrateDeps,
  profile: Profile,
  act: (lock: Lock) => Promise<Value>,
): Promise<Held<Value>> {
  deps.onEvent({ step: 'lock', profile: profile.id, where: null });
  return holdFolder(deps, profile.path, act);
}

async function holdFolder<Value>(
  deps: MigrateDeps,
  folder: string,
  act: (lock: Lock) => Promise<Value>,
): Promise<Held<Value>> {
  const lock = await acquireLock(deps.files, folder, deps.now()).catch((error: unknown) =>
    problemFrom(error, folder),
  );
  if ('code' in lock) return { taken: false, problem: lock };
  try {
    return { taken: true, value: await act(lock), problem: release(lock, folder) };
  } catch (error) {
    release(lock, folder); // the error that brought us here is the one to report
    throw error;
  }
}

function release(lock: Lock, folder: string): Problem | null {
  try {
    lock.release();
    return null;
  } catch (error) {
    return problemFrom(error, folder);
  }
}

/**
 * Begins a run: its folder and the first record of its journal. Throws ProblemError `disk-full`,
 * `read-only`, `write-failed`.
 */
export function startRun(
  deps: MigrateDeps,
  kind: RunKind,
  of: string | null,
  profiles: readonly Profile[],
): Session {
  const id = newRunId(listRuns(deps.files, deps.state), deps.now());
  const run = runFolder(deps.state, id);
  makeRun(deps.files, run);
  const journal = openJournal(deps.files, run.journal, deps.now);
  journal.add({ type: 'begin', run: id, kind, of, profiles });
  return { deps, kind, run, journal, profiles };
}

/** Ends a run all of whose profiles are done. Null, or the problem if that can't be recorded. */
export function finishRun(session: Pick<Session, 'journal' | 'run'>): Problem | null {
  try {
    session.journal.add({ type: 'finish' });
    return null;
  } catch (error) {
    return problemFrom(error, session.run.journal);
  }
}

/** The question right before each rename: is the program still closed, the lock still ours? */
export function recheckOf(deps: MigrateDeps, profile: Profile, lock: Lock): () => void {
  return () => {
    assertClosed(deps, profile);
    lock.assertHeld();
  };
}
