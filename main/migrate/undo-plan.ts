// main/migrate: the three-way comparison of an undo: before, applied, and now.
// May import: shared, main/system, main/clients, node.
import type { Change } from '../../shared/model/plan.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { KeyEdit, MailClient, Token } from '../clients/client.ts';
import type { Files } from '../system/files.ts';
import { problemFrom } from './errors.ts';
import { sha256 } from './hash.ts';
import { readRegular } from './look.ts';
import type { JournalFile } from './records.ts';
import { readBackup, type RunFolder } from './state.ts';
import type { PlannedFile } from './transaction.ts';

/** One key that no longer says what was applied. */
export interface ConflictKey {
  readonly file: string;
  readonly key: string;
  /** Before the apply, and what restoring would bring back. */
  readonly from: Token;
  /** What was applied. */
  readonly to: Token;
  readonly current: Token;
}

/**
 * A change of which something was changed again since. Port and mode belong together: a change is
 * kept or restored as a whole, in all its files.
 */
export interface Conflict {
  readonly profile: string;
  readonly change: Change;
  readonly keys: readonly ConflictKey[];
}

/** A file of the run to be undone, as it is now. */
export interface FileNow {
  readonly recorded: JournalFile;
  readonly bytes: Buffer;
  /** In the order of the recorded keys. */
  readonly tokens: readonly Token[];
}

/** Throws ProblemError as `readRegular`, or what the client says of the file's content. */
export function readNow(files: Files, client: MailClient, recorded: JournalFile): FileNow {
  const bytes = readRegular(files, recorded.file);
  const keys = recorded.keys.map(({ key }) => key);
  return { recorded, bytes, tokens: client.readTokens(recorded.file, bytes, keys) };
}

/** The changes with a key that is neither as applied nor as before. */
export function findConflicts(
  profile: string,
  changes: readonly Change[],
  now: readonly FileNow[],
): readonly Conflict[] {
  return changes.flatMap((change) => {
    const keys = keysOf(now)
      .filter(({ edit, current }) => edit.change === change.id && isForeign(edit, current))
      .map(({ file, edit: { key, from, to }, current }) => ({ file, key, from, to, current }));
    return keys.length > 0 ? [{ profile, change, keys }] : [];
  });
}

interface KeyNow {
  readonly file: string;
  readonly edit: KeyEdit;
  readonly current: Token;
}

function keysOf(now: readonly FileNow[]): readonly KeyNow[] {
  return now.flatMap(({ recorded, tokens }) =>
    recorded.keys.map((edit, index) => ({
      file: recorded.file,
      edit,
      current: tokens[index] ?? null,
    })),
  );
}

function isForeign({ from, to }: KeyEdit, current: Token): boolean {
  return current !== to && current !== from;
}

/** How one file is restored; `problem` if its backup is gone and only the keys could be set. */
export interface Restoration {
  readonly planned: PlannedFile;
  readonly problem: Problem | null;
}

/**
 * The restored bytes of a file, or undefined if there is nothing to restore in it: the backup, byte
 * for byte, if the file is exactly as applied and all its changes are undone; else the keys alone,
 * and every other byte as it is now. Throws what the client says of the file's content.
 */
export function restore(
  files: Files,
  client: MailClient,
  run: RunFolder,
  now: FileNow,
  undone: ReadonlySet<string>,
): Restoration | undefined {
  const { recorded, bytes } = now;
  const keys = keysOf([now])
    .filter(({ edit, current }) => undone.has(edit.change) && current !== edit.from)
    .map(({ edit, current }): KeyEdit => ({ ...edit, from: current, to: edit.from }));
  if (keys.length === 0) return undefined;
  const planned = (after: Buffer): PlannedFile => ({
    file: recorded.file,
    keys,
    before: bytes,
    after,
  });
  const isExact = sha256(bytes) === recorded.sha256After;
  if (!isExact || !recorded.keys.every(({ change }) => undone.has(change))) {
    return { planned: planned(client.writeTokens(recorded.file, bytes, keys)), problem: null };
  }
  try {
    const backup = readBackup(files, run, recorded.backup, recorded.sha256Before);
    return { planned: planned(backup), problem: null };
  } catch (error) {
    const problem = problemFrom(error, recorded.file);
    return { planned: planned(client.writeTokens(recorded.file, bytes, keys)), problem };
  }
}
