// main/migrate: what an apply tells about each change.
// May import: shared, main/clients, node.
import path from 'node:path';
import type { Change, ChangeState, Receipt } from '../../shared/model/plan.ts';
import type { Problem, ProblemCode } from '../../shared/model/problem.ts';
import type { ProfileOrder } from './look.ts';
import type { Session } from './session.ts';
import type { WorkResult } from './transaction.ts';

export interface ChangeResult {
  readonly change: Change;
  /**
   * `verified`: written and seen to work. `skipped`: not written, or already as wanted (then
   * `problem` is null). `failed`: as before, since writing or verifying failed. `applied`: written
   * and not verified, and could not be taken back; the next run tries again.
   */
  readonly state: Extract<ChangeState, 'verified' | 'applied' | 'skipped' | 'failed'>;
  readonly problem: Problem | null;
}

export interface ApplyResult {
  /** The run's id, for undo; null if nothing was to be written. */
  readonly run: string | null;
  /** One for each change asked for, in that order. */
  readonly changes: readonly ChangeResult[];
  readonly receipts: readonly Receipt[];
  /** Everything that went wrong in this run, each thing once. */
  readonly problems: readonly Problem[];
  /** What was done about earlier runs that were cut off; see `recoverRuns`. */
  readonly recovery: readonly Problem[];
}

/** One profile's part of it. */
export interface ProfileResult {
  readonly changes: readonly ChangeResult[];
  readonly receipts: readonly Receipt[];
  readonly problems: readonly Problem[];
  /** False if the journal must stay open for the next run. */
  readonly closed: boolean;
}

/** Reasons for which not even an attempt is made: nothing failed, the time or place is wrong. */
const SKIPPING: ReadonlySet<ProblemCode> = new Set([
  'busy',
  'locked-by-other-run',
  'changed-since-plan',
  'prefs-not-regular',
  'not-editable',
]);

function stateFor(problem: Problem): 'skipped' | 'failed' {
  return SKIPPING.has(problem.code) ? 'skipped' : 'failed';
}

/** Nothing was written, for a reason, or for none because everything is as wanted. */
export function notWritten(order: ProfileOrder, problem: Problem | null): ProfileResult {
  return everyChange(order, problem ? stateFor(problem) : 'skipped', problem);
}

/** Cut off in the middle by a defect: perhaps written, surely not verified. */
export function cutOff(order: ProfileOrder, problem: Problem): ProfileResult {
  return { ...everyChange(order, 'applied', problem), closed: false };
}

function everyChange(
  order: ProfileOrder,
  state: ChangeResult['state'],
  problem: Problem | null,
): ProfileResult {
  const changes = order.changes.map((change): ChangeResult => ({ change, state, problem }));
  return { changes, receipts: [], problems: problem ? [problem] : [], closed: true };
}

/** What came of a profile that was to be written. */
export function profileResult(
  session: Session,
  order: ProfileOrder,
  result: WorkResult,
): ProfileResult {
  const { outcome, problem, unconfirmed, further } = result;
  return {
    changes: order.changes.map((change) => changeResult(change, result)),
    receipts: problem === null ? receiptsOf(session, result) : [],
    problems: [...(problem ? [problem] : []), ...unconfirmed.values(), ...further],
    closed: outcome !== 'stuck' && further.length === 0,
  };
}

function changeResult(change: Change, { outcome, problem, unconfirmed }: WorkResult): ChangeResult {
  if (problem === null) return { change, state: 'verified', problem };
  const own = unconfirmed.get(change.id);
  if (outcome === 'stuck') return { change, state: 'applied', problem: own ?? problem };
  // Taken back along with another change that did not work: nothing is wrong with this one.
  if (unconfirmed.size > 0 && !own) return { change, state: 'skipped', problem };
  return { change, state: stateFor(own ?? problem), problem: own ?? problem };
}

function receiptsOf(session: Session, { prepared }: WorkResult): readonly Receipt[] {
  const verifiedAt = session.deps.now().toISOString();
  return prepared.changes.flatMap(({ id }) =>
    prepared.files
      .filter(({ keys }) => keys.some(({ change }) => change === id))
      .map(({ file, backup, sha256Before, sha256After }) => ({
        change: id,
        file,
        backup: path.join(session.run.backups, backup),
        sha256Before,
        sha256After,
        verifiedAt,
      })),
  );
}

export function gather(
  run: string | null,
  results: readonly ProfileResult[],
  recovery: readonly Problem[],
): ApplyResult {
  return {
    run,
    changes: results.flatMap(({ changes }) => changes),
    receipts: results.flatMap(({ receipts }) => receipts),
    problems: eachOnce(results.flatMap(({ problems }) => problems)),
    recovery,
  };
}

export function withProblem(result: ApplyResult, problem: Problem | null): ApplyResult {
  return problem ? { ...result, problems: eachOnce([...result.problems, problem]) } : result;
}

/** Equal problems once, in their order. */
export function eachOnce(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
