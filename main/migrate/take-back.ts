// main/migrate: the backups put back, for a run that failed and for one that was cut off.
// May import: shared, main/system, node.
import { ProblemError } from '../../shared/model/problem.ts';
import type { Files } from '../system/files.ts';
import { problemErrorFrom } from './errors.ts';
import { sha256 } from './hash.ts';
import type { JournalFile } from './records.ts';
import { readBackup, type RunFolder } from './state.ts';
import { replaceFile } from './write.ts';

/** On which side of its write a file stands. */
export type Side = 'before' | 'after' | 'neither';

/**
 * Which of the two it is, by hash; `neither` too if there is no file, or no regular one.
 * Throws ProblemError `write-failed` if it can't be read.
 */
export function sideOf(files: Files, recorded: JournalFile): Side {
  const found = hashOf(files, recorded.file);
  if (found === recorded.sha256Before) return 'before';
  return found === recorded.sha256After ? 'after' : 'neither';
}

/**
 * Puts every file that this run wrote back to the byte, by the one write path, the last written
 * first. A file that is neither as before nor as written (`alsoOurs`: hashes that
 * count as written too) is left alone. All files are tried; then the first problem is thrown:
 * ProblemError `changed-since-apply`, `backup-missing`, or one of `replaceFile`.
 */
export function takeBack(
  files: Files,
  run: RunFolder,
  written: readonly JournalFile[],
  recheck: () => void,
  alsoOurs: readonly string[],
): void {
  const results = written
    .toReversed()
    .map((recorded) => takeBackFile(files, run, recorded, recheck, alsoOurs));
  const failed = results.find((result) => result instanceof ProblemError);
  if (failed) throw failed;
}

function takeBackFile(
  files: Files,
  run: RunFolder,
  recorded: JournalFile,
  recheck: () => void,
  alsoOurs: readonly string[],
): ProblemError | undefined {
  const { file, temp, backup, sha256Before, sha256After } = recorded;
  try {
    const expected = hashOf(files, file);
    if (expected === sha256Before) return undefined;
    if (expected === undefined || ![sha256After, ...alsoOurs].includes(expected)) {
      throw new ProblemError({ code: 'changed-since-apply', where: file, facts: {} });
    }
    const bytes = readBackup(files, run, backup, sha256Before);
    replaceFile(files, { file, temp, expected, bytes, recheck });
    return undefined;
  } catch (error) {
    return problemErrorFrom(error, file);
  }
}

/** Undefined if there is no regular file. */
function hashOf(files: Files, file: string): string | undefined {
  try {
    return files.linkFacts(file)?.kind === 'file' ? sha256(files.readFile(file)) : undefined;
  } catch (error) {
    throw problemErrorFrom(error, file);
  }
}
