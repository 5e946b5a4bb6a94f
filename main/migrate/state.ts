// main/migrate: the state folder, readable by its user alone:
//   runs/<run id>/journal.jsonl
//   runs/<run id>/backups/<profile>-<number>-<name of the file>
// May import: shared, main/system, node.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { ProblemError } from '../../shared/model/problem.ts';
import type { Files } from '../system/files.ts';
import { errnoOf, problemErrorFrom } from './errors.ts';
import { sha256 } from './hash.ts';

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** `20261124T081500123Z-9f3a1c`: sorts by time, and is a legal name on every system. */
const RUN_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{6}$/;

/** The paths of one run. */
export interface RunFolder {
  readonly id: string;
  readonly folder: string;
  readonly journal: string;
  readonly backups: string;
}

export function runFolder(state: string, id: string): RunFolder {
  const folder = path.join(state, 'runs', id);
  return {
    id,
    folder,
    journal: path.join(folder, 'journal.jsonl'),
    backups: path.join(folder, 'backups'),
  };
}

/** Whether anything was ever begun here; without that there is nothing to recover or to undo. */
export function hasState(files: Files, state: string): boolean {
  return files.facts(path.join(state, 'runs')) !== undefined;
}

/** All runs, oldest first. Throws ProblemError `write-failed` if the folder can't be listed. */
export function listRuns(files: Files, state: string): readonly RunFolder[] {
  const runs = path.join(state, 'runs');
  if (!hasState(files, state)) return [];
  try {
    return files
      .list(runs)
      .filter((name) => RUN_ID.test(name))
      .sort()
      .map((id) => runFolder(state, id));
  } catch (error) {
    throw problemErrorFrom(error, runs);
  }
}

/**
 * A new run's id. Always after all the others, also when the clock was set back: the last run is
 * the one that undo takes back.
 */
export function newRunId(existing: readonly RunFolder[], now: Date): string {
  const last = existing.at(-1);
  const earliest = last === undefined ? 0 : timeOf(last.id) + 1;
  const time = new Date(Math.max(now.getTime(), earliest));
  return `${time.toISOString().replace(/[-:.]/g, '')}-${randomBytes(3).toString('hex')}`;
}

function timeOf(id: string): number {
  return Date.parse(id.replace(RUN_ID, '$1-$2-$3T$4:$5:$6.$7Z'));
}

/** Makes the state folder itself. Throws ProblemError `disk-full`, `read-only`, `write-failed`. */
export function makeState(files: Files, state: string): void {
  make(files, path.join(state, 'runs'));
}

/** Makes a run's folders, flushed. Throws as `makeState`. */
export function makeRun(files: Files, run: RunFolder): void {
  make(files, run.backups);
  try {
    files.flushFolder(run.folder);
    files.flushFolder(path.dirname(run.folder));
  } catch (error) {
    throw problemErrorFrom(error, run.folder);
  }
}

function make(files: Files, folder: string): void {
  try {
    files.makeFolder(folder, FOLDER_MODE);
  } catch (error) {
    throw problemErrorFrom(error, folder);
  }
}

/**
 * Removes the folder of a run that never said what it would do.
 * Throws ProblemError `journal-damaged` if there are backups: then it did say, and that is lost.
 */
export function removeEmptyRun(files: Files, run: RunFolder): void {
  if (backupNames(files, run).length > 0) {
    throw new ProblemError({ code: 'journal-damaged', where: run.journal, facts: { line: 1 } });
  }
  try {
    files.remove(run.journal);
    for (const folder of [run.backups, run.folder]) files.removeFolder(folder);
  } catch (error) {
    throw problemErrorFrom(error, run.folder);
  }
}

function backupNames(files: Files, run: RunFolder): readonly string[] {
  return files.facts(run.backups) === undefined ? [] : files.list(run.backups);
}

/**
 * Keeps a copy, flushed and read back. Throws ProblemError `disk-full`, `read-only`,
 * `write-failed`, `read-back-differs`; nothing of it is left then.
 */
export function backUp(files: Files, run: RunFolder, name: string, bytes: Uint8Array): void {
  const file = path.join(run.backups, name);
  try {
    files.create(file, bytes, FILE_MODE);
    files.flush(file);
    files.flushFolder(run.backups);
    if (sha256(files.readFile(file)) !== sha256(bytes)) {
      throw new ProblemError({ code: 'read-back-differs', where: file, facts: {} });
    }
  } catch (error) {
    throw problemErrorFrom(error, file);
  }
}

/**
 * A backup's bytes, proven to be those that were backed up. Throws ProblemError `backup-missing`,
 * with the fact `damaged` if there is a file but its hash is not the journal's.
 */
export function readBackup(files: Files, run: RunFolder, name: string, hash: string): Buffer {
  const file = path.join(run.backups, name);
  const bytes = readOrMissing(files, file);
  if (sha256(bytes) !== hash) {
    throw new ProblemError({ code: 'backup-missing', where: file, facts: { damaged: 1 } });
  }
  return bytes;
}

function readOrMissing(files: Files, file: string): Buffer {
  try {
    return files.readFile(file);
  } catch (error) {
    const facts = { errno: errnoOf(error) ?? '' };
    throw new ProblemError({ code: 'backup-missing', where: file, facts }, { cause: error });
  }
}

/** Removes backups that nothing needs any more. Throws ProblemError `read-only`, `write-failed`. */
export function dropBackups(files: Files, run: RunFolder, names: readonly string[]): void {
  for (const name of names) {
    const file = path.join(run.backups, name);
    try {
      files.remove(file);
    } catch (error) {
      throw problemErrorFrom(error, file);
    }
  }
}
