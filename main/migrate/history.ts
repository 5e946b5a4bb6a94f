// main/migrate: the runs there were, and what of them still stands.
// May import: shared, main/system, main/clients, node.
import path from 'node:path';
import type { Change, ChangeState } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Files } from '../system/files.ts';
import { problemFrom } from './errors.ts';
import type { Outcome, RunKind } from './records.ts';
import { readRun, type ProfileLog, type RunLog } from './run-log.ts';
import { listRuns, type RunFolder } from './state.ts';

export interface ChangeSummary {
  readonly change: Change;
  readonly state: ChangeState;
}

export interface ProfileSummary {
  readonly profile: Profile;
  /** `unfinished`: cut off or still at work. */
  readonly outcome: Outcome | 'unfinished';
  readonly changes: readonly ChangeSummary[];
  /** Why it was stopped or taken back. */
  readonly problem: Problem | null;
}

export interface RunSummary {
  readonly id: string;
  readonly kind: RunKind;
  /** The run that an undo takes back. */
  readonly of: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly finished: boolean;
  readonly profiles: readonly ProfileSummary[];
  /** Whether there is a change in it that undo could take back. */
  readonly undoable: boolean;
}

export interface History {
  /** The oldest first. */
  readonly runs: readonly RunSummary[];
  /** `journal-damaged` for each run that can't be read. */
  readonly problems: readonly Problem[];
}

/** Lists all runs of a state folder. Takes no lock, writes nothing; throws as `listRuns`. */
export function history(files: Files, state: string): History {
  const { logs, damaged } = readRuns(files, state);
  const runs = logs.map((log) => summaryOf(log, logs));
  return { runs, problems: damaged.map(({ problem }) => problem) };
}

/** Every readable journal, oldest first, and the runs whose journal is not. */
export interface Runs {
  readonly logs: readonly RunLog[];
  readonly damaged: readonly { readonly run: RunFolder; readonly problem: Problem }[];
}

export function readRuns(files: Files, state: string): Runs {
  const read = listRuns(files, state).map((run) => {
    try {
      return { run, log: readRun(files, run) };
    } catch (error) {
      return { run, problem: problemFrom(error, run.journal) };
    }
  });
  return {
    logs: read.flatMap(({ log }) => log ?? []),
    damaged: read.flatMap(({ run, problem }) => (problem ? [{ run, problem }] : [])),
  };
}

/** Whether a run changed a profile, be it undone since or not. */
export function tookEffect({ done }: ProfileLog): boolean {
  return done?.outcome === 'verified' || done?.outcome === 'left';
}

/** The changes of a profile that took effect and that no undo run has taken back since. */
export function standingChanges(
  log: RunLog,
  entry: ProfileLog,
  logs: readonly RunLog[],
): readonly Change[] {
  if (log.kind !== 'apply' || !tookEffect(entry) || !entry.prepared) return [];
  const undone = undoneChanges(log.run.id, entry.profile.id, logs);
  return entry.prepared.changes.filter(({ id }) => !undone.has(id));
}

/** The undo runs' own journals are the only place that says so. */
function undoneChanges(run: string, profile: string, logs: readonly RunLog[]): ReadonlySet<string> {
  return new Set(
    logs
      .filter(({ of }) => of === run)
      .flatMap(({ profiles }) => profiles)
      .filter((entry) => entry.profile.id === profile && entry.done?.outcome === 'undone')
      .flatMap(({ done }) => done?.changes ?? []),
  );
}

/** Whether a profile is the folder given, or inside it. */
export function isWithin(profile: Profile, folder: string): boolean {
  const way = path.relative(folder, profile.path);
  return way === '' || (way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

function summaryOf(log: RunLog, logs: readonly RunLog[]): RunSummary {
  const profiles = log.profiles.map((entry): ProfileSummary => {
    const standing = new Set(standingChanges(log, entry, logs));
    const changes = (entry.prepared?.changes ?? []).map((change) => ({
      change,
      state: stateOf(log, entry, standing.has(change)),
    }));
    const { profile, done } = entry;
    return {
      profile,
      outcome: done?.outcome ?? 'unfinished',
      changes,
      problem: done?.problem ?? null,
    };
  });
  return {
    id: log.run.id,
    kind: log.kind,
    of: log.of,
    startedAt: log.startedAt,
    finished: log.finished,
    profiles,
    undoable: log.profiles.some((entry) => standingChanges(log, entry, logs).length > 0),
  };
}

/** What each outcome means for a change. */
const STATE_OF: Readonly<Record<Outcome, ChangeState>> = {
  verified: 'verified',
  undone: 'undone',
  'taken-back': 'failed',
  'nothing-written': 'skipped',
  left: 'applied',
};

function stateOf(log: RunLog, entry: ProfileLog, stands: boolean): ChangeState {
  if (!entry.done) return 'planned';
  if (log.kind === 'apply' && tookEffect(entry) && !stands) return 'undone';
  return STATE_OF[entry.done.outcome];
}
