// main/migrate: what a run's journal adds up to.
// May import: shared, main/system, node.
import { assertNever } from '../../shared/model/problem.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { Files } from '../system/files.ts';
import { readJournal } from './journal.ts';
import type { DatedRecord, JournalRecord, RunKind } from './records.ts';
import type { RunFolder } from './state.ts';

type RecordOf<Type extends JournalRecord['type']> = Extract<DatedRecord, { readonly type: Type }>;
export type Prepared = Extract<JournalRecord, { readonly type: 'prepared' }>;
export type Done = Extract<JournalRecord, { readonly type: 'done' }>;

/** One profile of one run. */
export interface ProfileLog {
  readonly profile: Profile;
  readonly prepared: Prepared | null;
  /** ISO 8601: when the new settings were seen to work. */
  readonly verifiedAt: string | null;
  /** Why the run had begun to put the backups back. */
  readonly takingBack: Problem | null;
  readonly done: Done | null;
}

export interface RunLog {
  readonly run: RunFolder;
  readonly kind: RunKind;
  /** The run that an undo takes back. */
  readonly of: string | null;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly profiles: readonly ProfileLog[];
  readonly finished: boolean;
  readonly torn: boolean;
}

/**
 * Reads a run; undefined if it was cut off before it said what it would do, and so did nothing.
 * Throws ProblemError `journal-damaged`.
 */
export function readRun(files: Files, run: RunFolder): RunLog | undefined {
  const { records, torn } = readJournal(files, run.journal);
  const [begin, ...rest] = records;
  if (begin?.type !== 'begin') return undefined;
  return rest.reduce(addRecord, emptyLog(run, begin, torn));
}

function emptyLog(run: RunFolder, begin: RecordOf<'begin'>, torn: boolean): RunLog {
  return {
    run,
    kind: begin.kind,
    of: begin.of,
    startedAt: begin.at,
    profiles: begin.profiles.map((profile) => ({
      profile,
      prepared: null,
      verifiedAt: null,
      takingBack: null,
      done: null,
    })),
    finished: false,
    torn,
  };
}

function addRecord(log: RunLog, record: DatedRecord): RunLog {
  switch (record.type) {
    case 'begin':
      return log;
    case 'prepared':
      return withProfile(log, record.profile, { prepared: record });
    case 'backed-up':
    case 'writing':
      return log; // the bytes themselves tell how far it came
    case 'verified':
      return withProfile(log, record.profile, { verifiedAt: record.at });
    case 'taking-back':
      return withProfile(log, record.profile, { takingBack: record.problem });
    case 'done':
      return withProfile(log, record.profile, { done: record });
    case 'finish':
      return { ...log, finished: true };
    default:
      return assertNever(record);
  }
}

function withProfile(log: RunLog, id: string, part: Partial<ProfileLog>): RunLog {
  const profiles = log.profiles.map((entry) =>
    entry.profile.id === id ? { ...entry, ...part } : entry,
  );
  return { ...log, profiles };
}
