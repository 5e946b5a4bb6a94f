// main/migrate: all files of one profile, written together or not at all. The same for apply and
// undo. May import: shared, main/system, main/clients, node.
import path from 'node:path';
import type { Change } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Profile } from '../../shared/model/profile.ts';
import type { KeyEdit } from '../clients/client.ts';
import type { Files } from '../system/files.ts';
import type { Unconfirmed } from './confirm.ts';
import { problemFrom } from './errors.ts';
import { sha256 } from './hash.ts';
import type { Lock } from './lock.ts';
import type { JournalFile, Outcome } from './records.ts';
import type { Prepared } from './run-log.ts';
import { recheckOf, type Session } from './session.ts';
import { backUp, dropBackups } from './state.ts';
import { sideOf, takeBack } from './take-back.ts';
import { replaceFile } from './write.ts';

/** One file's bytes as they are and as they shall be. */
export interface PlannedFile {
  readonly file: string;
  readonly keys: readonly KeyEdit[];
  readonly before: Buffer;
  readonly after: Buffer;
}

export interface Work {
  readonly profile: Profile;
  readonly changes: readonly Change[];
  /** Those that differ from what they shall be; at least one. */
  readonly files: readonly PlannedFile[];
}

export interface WorkResult {
  /** `stuck`: written, did not work, and could not be taken back yet; the next run tries again. */
  readonly outcome: Outcome | 'stuck';
  readonly prepared: Prepared;
  /** Why it was stopped or taken back; null if it was not. */
  readonly problem: Problem | null;
  readonly unconfirmed: Unconfirmed;
  /** What went wrong besides: the run is then not finished, and the next one looks at it again. */
  readonly further: readonly Problem[];
}

const NONE: Unconfirmed = new Map();

/**
 * Journal, backups, journal, write, read back, `confirm`, journal; or, if any of it fails, every
 * file as it was. `confirm` throws nothing. Throws nothing itself.
 */
export async function carryOut(
  session: Session,
  work: Work,
  lock: Lock,
  confirm: () => Promise<Unconfirmed>,
): Promise<WorkResult> {
  const prepared = describe(session, work);
  const stopped = problemOf(work.profile.path, () => {
    keepBackups(session, work, prepared);
  });
  if (stopped) return close(session, prepared, 'nothing-written', stopped, NONE);

  const writing = writeAll(session, work, prepared, lock);
  const unconfirmed = writing.problem ? NONE : await confirm();
  const [problem = writing.problem] = unconfirmed.values();
  if (problem) {
    const { written } = writing;
    return giveUp(session, work.profile, lock, { prepared, written, problem, unconfirmed });
  }

  const outcome = session.kind === 'apply' ? 'verified' : 'undone';
  return close(session, prepared, outcome, null, NONE);
}

function describe(session: Session, work: Work): Prepared {
  const position = session.profiles.findIndex(({ id }) => id === work.profile.id);
  const files = work.files.map((planned, index): JournalFile => {
    const temp = `.starttls-migrator.${session.run.id}.${position}-${index}.tmp`;
    return {
      file: planned.file,
      temp: path.join(path.dirname(planned.file), temp),
      backup: `${position}-${index}-${path.basename(planned.file)}`,
      sha256Before: sha256(planned.before),
      sha256After: sha256(planned.after),
      keys: planned.keys,
    };
  });
  return { type: 'prepared', profile: work.profile.id, changes: work.changes, files };
}

function keepBackups(session: Session, work: Work, prepared: Prepared): void {
  session.journal.add(prepared);
  for (const [planned, { backup }] of pairs(work, prepared)) {
    session.deps.onEvent({ step: 'back-up', profile: work.profile.id, where: planned.file });
    backUp(session.deps.files, session.run, backup, planned.before);
  }
  session.journal.add({ type: 'backed-up', profile: work.profile.id });
}

function pairs(work: Work, prepared: Prepared): readonly (readonly [PlannedFile, JournalFile])[] {
  return work.files.flatMap((planned, index) => {
    const recorded = prepared.files[index];
    return recorded ? [[planned, recorded] as const] : [];
  });
}

/** How far the writing came. */
interface Writing {
  readonly problem: Problem | undefined;
  /** The files whose new bytes are, or may be, in place. */
  readonly written: readonly JournalFile[];
}

function writeAll(session: Session, work: Work, prepared: Prepared, lock: Lock): Writing {
  const { deps, journal } = session;
  const recheck = recheckOf(deps, work.profile, lock);
  const written: JournalFile[] = [];
  for (const [{ after: bytes }, recorded] of pairs(work, prepared)) {
    const { file, temp, sha256Before: expected } = recorded;
    const problem = problemOf(file, () => {
      deps.onEvent({ step: 'write', profile: work.profile.id, where: file });
      journal.add({ type: 'writing', profile: work.profile.id, file });
      replaceFile(deps.files, { file, temp, expected, bytes, recheck });
    });
    // A write can fail after its rename, too; before it, the file is as somebody else left it.
    const isOurs = !problem || misread(problem).length > 0 || mayBeAfter(deps.files, recorded);
    if (isOurs) written.push(recorded);
    if (problem) return { problem, written };
  }
  return { problem: undefined, written };
}

function mayBeAfter(files: Files, recorded: JournalFile): boolean {
  try {
    return sideOf(files, recorded) === 'after';
  } catch {
    return true; // not to be known: taking it back looks again, and says why it can't
  }
}

interface Failed {
  readonly prepared: Prepared;
  readonly written: readonly JournalFile[];
  readonly problem: Problem;
  readonly unconfirmed: Unconfirmed;
}

function giveUp(session: Session, profile: Profile, lock: Lock, failed: Failed): WorkResult {
  const { deps, run, journal } = session;
  const { prepared, written, problem, unconfirmed } = failed;
  if (written.length === 0) return close(session, prepared, 'nothing-written', problem, NONE);
  deps.onEvent({ step: 'take-back', profile: profile.id, where: null });
  // The files come first: they are put back even if the journal takes no more.
  const unrecorded = problemOf(run.journal, () => {
    journal.add({ type: 'taking-back', profile: profile.id, problem });
  });
  try {
    takeBack(deps.files, run, written, recheckOf(deps, profile, lock), misread(problem));
    return close(session, prepared, 'taken-back', problem, unconfirmed);
  } catch (error) {
    const further = [problemFrom(error, profile.path), ...(unrecorded ? [unrecorded] : [])];
    return { outcome: 'stuck', prepared, problem, unconfirmed, further };
  }
}

/** The hash of a file that this run wrote and read back differently: that one is ours as well. */
function misread(problem: Problem): readonly string[] {
  const hash = problem.code === 'read-back-differs' ? problem.facts['sha256'] : undefined;
  return typeof hash === 'string' ? [hash] : [];
}

function close(
  session: Session,
  prepared: Prepared,
  outcome: Outcome,
  problem: Problem | null,
  unconfirmed: Unconfirmed,
): WorkResult {
  const { deps, run, journal } = session;
  const { profile } = prepared;
  const succeeded = outcome === 'verified' || outcome === 'undone';
  const changes = succeeded ? prepared.changes.map(({ id }) => id) : [];
  const further = problemOf(run.folder, () => {
    if (outcome === 'verified') journal.add({ type: 'verified', profile });
    // Byte for byte what the files are again, and personal: not kept for nothing.
    if (!succeeded) dropBackups(deps.files, run, backupNames(prepared));
    journal.add({ type: 'done', profile, outcome, changes, problem });
  });
  deps.onEvent({ step: 'done', profile, where: null });
  return { outcome, prepared, problem, unconfirmed, further: further ? [further] : [] };
}

function backupNames(prepared: Prepared): readonly string[] {
  return prepared.files.map(({ backup }) => backup);
}

function problemOf(where: string, act: () => void): Problem | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return problemFrom(error, where);
  }
}
