// main/migrate: runs that were cut off (a kill, a power cut) are finished or taken back.
// May import: shared, main/system, main/clients, node.
import path from 'node:path';
import type { Problem, RecoveryOutcome } from '../../shared/model/problem.ts';
import { confirmChanges } from './confirm.ts';
import { assertClosed, type MigrateDeps } from './deps.ts';
import { problemFrom } from './errors.ts';
import { cutTornEnd, openJournal, type Journal } from './journal.ts';
import { LOCK_NAME, type Lock } from './lock.ts';
import type { Outcome } from './records.ts';
import { readRun, type Prepared, type ProfileLog, type RunLog } from './run-log.ts';
import { finishRun, holdProfile, recheckOf } from './session.ts';
import { dropBackups, listRuns, removeEmptyRun, type RunFolder } from './state.ts';
import { sideOf, takeBack } from './take-back.ts';

/** A cut-off run that is being looked at. */
interface Recovery {
  readonly deps: MigrateDeps;
  readonly log: RunLog;
  readonly journal: Journal;
}

interface Recovered {
  readonly problems: readonly Problem[];
  /** False if it has to be looked at again another time. */
  readonly closed: boolean;
}

/** Where one profile stands after recovery, and why it was not finished. */
interface Settled {
  readonly outcome: Outcome;
  readonly problem: Problem | null;
}

/**
 * Finishes or takes back every unfinished run; the caller holds the state folder, so none of them
 * is still at work. Returns what was done and what was not:
 *
 * - `recovered` (facts `run`, `kind`, and `outcome`: verified, undone, taken-back, nothing-written)
 * - `changed-since-apply`: somebody changed the file since; it was left as it is
 * - `busy`, `locked-by-other-run`, `backup-missing`, `disk-full`...: left for the next run
 * - `profile-missing`: the folder is gone, and the run is closed
 * - `journal-damaged`: the run is kept as it is, and nothing is guessed
 *
 * It may itself be cut off at any point and started again. Throws nothing but what `listRuns` does.
 */
export async function recoverRuns(deps: MigrateDeps): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const run of listRuns(deps.files, deps.state)) {
    problems.push(...(await recoverOrReport(deps, run)));
  }
  return problems;
}

async function recoverOrReport(deps: MigrateDeps, run: RunFolder): Promise<readonly Problem[]> {
  try {
    const log = readRun(deps.files, run);
    if (log?.finished) return [];
    if (log) return await recoverRun(deps, log);
    removeEmptyRun(deps.files, run);
    return [];
  } catch (error) {
    return [problemFrom(error, run.journal)];
  }
}

async function recoverRun(deps: MigrateDeps, log: RunLog): Promise<readonly Problem[]> {
  if (log.torn) cutTornEnd(deps.files, log.run.journal);
  const journal = openJournal(deps.files, log.run.journal, deps.now);
  const recovery: Recovery = { deps, log, journal };
  const results: Recovered[] = [];
  for (const entry of log.profiles) results.push(await recoverProfile(recovery, entry));
  const problems = results.flatMap((result) => result.problems);
  if (!results.every(({ closed }) => closed)) return problems;
  const unfinished = finishRun({ journal, run: log.run });
  return unfinished ? [...problems, unfinished] : problems;
}

async function recoverProfile(recovery: Recovery, entry: ProfileLog): Promise<Recovered> {
  const { deps } = recovery;
  const { profile } = entry;
  if (entry.done) return clearLock(recovery, entry);
  deps.onEvent({ step: 'recover', profile: profile.id, where: null });
  try {
    if (deps.files.facts(profile.path) === undefined) return lost(recovery, entry);
    assertClosed(deps, profile);
    const held = await holdProfile(deps, profile, (lock) => underLock(recovery, entry, lock));
    if (!held.taken) return later(held.problem);
    return held.problem
      ? later(...held.value, held.problem)
      : { problems: held.value, closed: true };
  } catch (error) {
    return later(problemFrom(error, profile.path));
  }
}

function later(...problems: readonly Problem[]): Recovered {
  return { problems, closed: false };
}

/** Killed between its last record and the release: taking the lock over and giving it back. */
async function clearLock({ deps }: Recovery, { profile }: ProfileLog): Promise<Recovered> {
  const nothing: Recovered = { problems: [], closed: true };
  if (deps.files.linkFacts(path.join(profile.path, LOCK_NAME)) === undefined) return nothing;
  const held = await holdProfile(deps, profile, () => Promise.resolve());
  // Another run's lock is that run's to release.
  if (!held.taken && held.problem.code === 'locked-by-other-run') return nothing;
  return held.problem ? later(held.problem) : nothing;
}

function lost({ journal }: Recovery, { profile }: ProfileLog): Recovered {
  const problem: Problem = { code: 'profile-missing', where: profile.path, facts: {} };
  journal.add({ type: 'done', profile: profile.id, outcome: 'left', changes: [], problem });
  return { problems: [problem], closed: true };
}

async function underLock(
  recovery: Recovery,
  entry: ProfileLog,
  lock: Lock,
): Promise<readonly Problem[]> {
  const { deps, log, journal } = recovery;
  const { profile, prepared } = entry;
  const { outcome, problem } = prepared
    ? await settle(recovery, entry, prepared, lock)
    : { outcome: 'nothing-written' as const, problem: null };
  const unchanged = outcome === 'taken-back' || outcome === 'nothing-written';
  if (unchanged && prepared) {
    dropBackups(
      deps.files,
      log.run,
      prepared.files.map(({ backup }) => backup),
    );
  }
  const changes = unchanged || !prepared ? [] : prepared.changes.map(({ id }) => id);
  journal.add({ type: 'done', profile: profile.id, outcome, changes, problem });
  if (outcome === 'left') return problem ? [problem] : [];
  const facts = { run: log.run.id, kind: log.kind, outcome: outcome satisfies RecoveryOutcome };
  return [{ code: 'recovered', where: profile.path, facts }];
}

/** Decides by the bytes, whatever the journal had announced. */
async function settle(
  recovery: Recovery,
  entry: ProfileLog,
  prepared: Prepared,
  lock: Lock,
): Promise<Settled> {
  const { deps, log } = recovery;
  for (const { temp } of prepared.files) deps.files.remove(temp);
  if (entry.verifiedAt !== null) return { outcome: 'verified', problem: null };

  const sides = prepared.files.map((recorded) => sideOf(deps.files, recorded));
  const foreign = prepared.files[sides.indexOf('neither')];
  if (foreign) {
    const facts = { run: log.run.id };
    return {
      outcome: 'left',
      problem: { code: 'changed-since-apply', where: foreign.file, facts },
    };
  }
  if (sides.every((side) => side === 'before')) {
    const outcome = entry.takingBack ? 'taken-back' : 'nothing-written';
    return { outcome, problem: entry.takingBack };
  }
  if (entry.takingBack) return backAgain(recovery, prepared, entry, lock, entry.takingBack);
  return sides.includes('before')
    ? backAgain(recovery, prepared, entry, lock, null)
    : finishWritten(recovery, prepared, entry, lock);
}

/** All written and not verified: an undo is done with that, an apply has to be seen to work. */
async function finishWritten(
  recovery: Recovery,
  prepared: Prepared,
  entry: ProfileLog,
  lock: Lock,
): Promise<Settled> {
  const { deps, log, journal } = recovery;
  if (log.kind === 'undo') return { outcome: 'undone', problem: null };
  const unconfirmed = await confirmChanges(deps, entry.profile, prepared.changes);
  const [problem] = unconfirmed.values();
  if (problem) return backAgain(recovery, prepared, entry, lock, problem);
  journal.add({ type: 'verified', profile: entry.profile.id });
  return { outcome: 'verified', problem: null };
}

function backAgain(
  { deps, log, journal }: Recovery,
  prepared: Prepared,
  { profile, takingBack }: ProfileLog,
  lock: Lock,
  reason: Problem | null,
): Settled {
  deps.onEvent({ step: 'take-back', profile: profile.id, where: null });
  if (takingBack === null && reason) {
    journal.add({ type: 'taking-back', profile: profile.id, problem: reason });
  }
  takeBack(deps.files, log.run, prepared.files, recheckOf(deps, profile, lock), []);
  return { outcome: 'taken-back', problem: reason };
}
