// main/migrate: THE write path. Every file of every mail program is replaced here and nowhere else.
// May import: shared, main/system, main/clients, node.
import path from 'node:path';
import { ProblemError } from '../../shared/model/problem.ts';
import type { FileFacts, Files } from '../system/files.ts';
import { problemErrorFrom, problemFrom } from './errors.ts';
import { sha256 } from './hash.ts';

export interface WriteOrder {
  /** Absolute path of the file itself. */
  readonly file: string;
  /** Absolute path of the temporary file: in the same folder, a name of this run's own. */
  readonly temp: string;
  /** SHA-256 of the bytes that must be there until the very moment of the rename. */
  readonly expected: string;
  readonly bytes: Uint8Array;
  /** Asked after all the slow work and right before the rename; throws ProblemError to stop it. */
  readonly recheck: () => void;
}

/**
 * The facts of a regular file. Throws ProblemError `prefs-not-regular` for a link or anything else
 * (a link is never written through), `changed-since-plan` if there is nothing any more.
 */
export function regularFile(files: Files, file: string): FileFacts {
  const facts = files.linkFacts(file);
  if (facts === undefined) throw changed(file, { missing: 1 });
  if (facts.kind !== 'file') {
    throw new ProblemError({ code: 'prefs-not-regular', where: file, facts: { kind: facts.kind } });
  }
  return facts;
}

/**
 * Replaces a file's bytes in one step: a temporary file with the same owner and mode, flushed,
 * renamed over the original, the folder flushed, and read back.
 *
 * Until the rename the original is untouched, and whatever stops the write removes the temporary
 * file. Throws ProblemError `prefs-not-regular`, `changed-since-plan`, whatever `recheck` throws,
 * `disk-full`, `read-only`, `write-failed`; and after the rename `read-back-differs`, whose fact
 * `sha256` is what was read.
 */
export function replaceFile(files: Files, order: WriteOrder): void {
  const original = unchanged(files, order);
  try {
    writeTemp(files, order, original);
    order.recheck();
    unchanged(files, order);
    files.rename(order.temp, order.file);
  } catch (error) {
    throw withoutTemp(files, order, error);
  }
  settle(files, order);
}

function unchanged(files: Files, order: WriteOrder): FileFacts {
  const facts = regularFile(files, order.file);
  if (readHash(files, order.file) !== order.expected) throw changed(order.file, {});
  return facts;
}

function changed(file: string, facts: Readonly<Record<string, number>>): ProblemError {
  return new ProblemError({ code: 'changed-since-plan', where: file, facts });
}

function readHash(files: Files, file: string): string {
  try {
    return sha256(files.readFile(file));
  } catch (error) {
    throw problemErrorFrom(error, file);
  }
}

function writeTemp(files: Files, order: WriteOrder, original: FileFacts): void {
  files.create(order.temp, order.bytes, 0o600);
  const made = regularFile(files, order.temp);
  // The owner before the mode: chown(2) may clear bits of the mode.
  if (made.uid !== original.uid || made.gid !== original.gid) {
    files.setOwner(order.temp, original.uid, original.gid);
  }
  files.setMode(order.temp, original.mode);
  files.flush(order.temp);
}

/** Removes the temporary file; if even that fails, the problem says what is left. */
function withoutTemp(files: Files, order: WriteOrder, error: unknown): ProblemError {
  const reason = problemErrorFrom(error, order.file);
  try {
    files.remove(order.temp);
    return reason;
  } catch (second) {
    const errno = problemFrom(second, order.temp).facts['errno'] ?? '';
    const facts = { ...reason.problem.facts, leftover: order.temp, leftoverErrno: errno };
    return new ProblemError({ ...reason.problem, facts }, { cause: error });
  }
}

function settle(files: Files, order: WriteOrder): void {
  try {
    files.flushFolder(path.dirname(order.file));
  } catch (error) {
    throw problemErrorFrom(error, order.file);
  }
  const found = readHash(files, order.file);
  if (found !== sha256(order.bytes)) {
    throw new ProblemError({
      code: 'read-back-differs',
      where: order.file,
      facts: { sha256: found },
    });
  }
}
