// main/migrate: planned changes made real, profile by profile.
// May import: shared, main/system, main/clients, node.
import type { Problem } from '../../shared/model/problem.ts';
import {
  cutOff,
  gather,
  notWritten,
  profileResult,
  withProblem,
  type ApplyResult,
  type ProfileResult,
} from './apply-result.ts';
import { confirmChanges } from './confirm.ts';
import type { MigrateDeps } from './deps.ts';
import { problemFrom } from './errors.ts';
import { look, type ProfileOrder } from './look.ts';
import type { Lock } from './lock.ts';
import { recoverRuns } from './recover.ts';
import { finishRun, holdProfile, holdState, startRun, type Session } from './session.ts';
import { hasState } from './state.ts';
import { carryOut } from './transaction.ts';

export interface ApplyRequest {
  readonly profiles: readonly ProfileOrder[];
}

/** An order as it was first seen: to be written, or its result already. */
type Seen = { readonly order: ProfileOrder } & (
  { readonly ready: true } | { readonly ready: false; readonly result: ProfileResult }
);

/**
 * Recovers what earlier runs left, then per profile: running check, lock, fresh read, journal,
 * backup, write, read back, effective settings, live re-test, receipt. A profile in which anything
 * fails is taken back as a whole, and the others go on. With no profiles it only recovers. Where
 * everything already is as wanted nothing is written, not even a run. Throws nothing.
 */
export async function apply(request: ApplyRequest, deps: MigrateDeps): Promise<ApplyResult> {
  try {
    if (!hasState(deps.files, deps.state)) {
      const seen = seeAll(request, deps);
      if (!seen.some(({ ready }) => ready)) return withoutRun(seen, []);
    }
    const held = await holdState(deps, () => applyInState(request, deps));
    return held.taken ? withProblem(held.value, held.problem) : refusedAll(request, held.problem);
  } catch (error) {
    return refusedAll(request, problemFrom(error, deps.state));
  }
}

async function applyInState(request: ApplyRequest, deps: MigrateDeps): Promise<ApplyResult> {
  const recovery = await recoverRuns(deps);
  const seen = seeAll(request, deps);
  const profiles = seen.flatMap(({ ready, order }) => (ready ? [order.profile] : []));
  if (profiles.length === 0) return withoutRun(seen, recovery);
  try {
    const session = startRun(deps, 'apply', null, profiles);
    const results = await applyAll(session, seen);
    const closed = results.every((result) => result.closed);
    const result = gather(session.run.id, results, recovery);
    return withProblem(result, closed ? finishRun(session) : null);
  } catch (error) {
    return { ...refusedAll(request, problemFrom(error, deps.state)), recovery };
  }
}

function seeAll(request: ApplyRequest, deps: MigrateDeps): readonly Seen[] {
  return request.profiles.map((order): Seen => {
    const seen = look(deps, order);
    if (seen.kind === 'ready') return { order, ready: true }; // its bytes are read again under lock
    const problem = seen.kind === 'refused' ? seen.problem : null;
    return { order, ready: false, result: notWritten(order, problem) };
  });
}

function withoutRun(seen: readonly Seen[], recovery: readonly Problem[]): ApplyResult {
  const results = seen.flatMap((one) => (one.ready ? [] : [one.result]));
  return gather(null, results, recovery);
}

async function applyAll(
  session: Session,
  seen: readonly Seen[],
): Promise<readonly ProfileResult[]> {
  const results: ProfileResult[] = [];
  for (const one of seen) {
    results.push(one.ready ? await applyOne(session, one.order) : one.result);
  }
  return results;
}

async function applyOne(session: Session, order: ProfileOrder): Promise<ProfileResult> {
  const { deps } = session;
  try {
    const held = await holdProfile(deps, order.profile, (lock) => underLock(session, order, lock));
    if (!held.taken) return refuse(session, order, held.problem);
    const { value, problem } = held;
    return problem ? { ...value, problems: [...value.problems, problem], closed: false } : value;
  } catch (error) {
    // A defect somewhere in the middle: the journal stays open, and the next run decides by hash.
    return cutOff(order, problemFrom(error, order.profile.path));
  }
}

async function underLock(
  session: Session,
  order: ProfileOrder,
  lock: Lock,
): Promise<ProfileResult> {
  const { deps } = session;
  const seen = look(deps, order);
  if (seen.kind === 'refused') return refuse(session, order, seen.problem);
  if (seen.kind === 'as-wanted') return refuse(session, order, null);
  const { profile, changes } = order;
  const confirm = () => confirmChanges(deps, profile, changes);
  return profileResult(session, order, await carryOut(session, seen.work, lock, confirm));
}

/** Nothing was written: recorded, so that no later run looks for something. */
function refuse(session: Session, order: ProfileOrder, problem: Problem | null): ProfileResult {
  const result = notWritten(order, problem);
  const { id: profile, path: where } = order.profile;
  try {
    const outcome = 'nothing-written';
    session.journal.add({ type: 'done', profile, outcome, changes: [], problem });
    return result;
  } catch (error) {
    return { ...result, problems: [...result.problems, problemFrom(error, where)], closed: false };
  }
}

function refusedAll(request: ApplyRequest, problem: Problem): ApplyResult {
  const results = request.profiles.map((order) => notWritten(order, problem));
  return withProblem(gather(null, results, []), problem);
}
