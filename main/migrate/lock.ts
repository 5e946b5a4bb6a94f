// main/migrate: one run at a time. The lock is a file in the contended folder itself.
// May import: shared, main/system, node.
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ProblemError } from '../../shared/model/problem.ts';
import type { Files } from '../system/files.ts';
import { errnoOf, problemErrorFrom } from './errors.ts';
import { sha256 } from './hash.ts';
import { disown, isAlive, ownerText, parseOwner, thisOwner, type Owner } from './owner.ts';

export const LOCK_NAME = '.starttls-migrator.lock';

/** Another user may have to judge whether it is stale; there is nothing secret in it. */
const LOCK_MODE = 0o644;
/** How often and how long (ms) a lock file that is being written is looked at again. */
const TORN_LOOKS = 20;
const TORN_WAIT = 50;

export interface Lock {
  /** Throws ProblemError `locked-by-other-run` if the lock is no longer this run's. */
  assertHeld(): void;
  /** Gives it back. Throws ProblemError `read-only`, `write-failed`. */
  release(): void;
}

/**
 * Takes a folder's lock. A stale one (its process is gone, or its number belongs to another
 * process now) is taken over. Throws ProblemError `locked-by-other-run` with the facts `pid`,
 * `host` and `since`, or `disk-full`, `read-only`, `write-failed`.
 */
export async function acquireLock(files: Files, folder: string, now: Date): Promise<Lock> {
  const file = path.join(folder, LOCK_NAME);
  const owner = thisOwner(files, now);
  const text = ownerText(owner);
  try {
    await acquire(files, file, text);
    clearGuards(files, folder);
  } catch (error) {
    release(files, file, owner);
    throw problemErrorFrom(error, file);
  }
  return {
    assertHeld: () => {
      const found = readText(files, file);
      if (found !== text) throw lockedByOther(file, found ?? '');
    },
    release: () => {
      release(files, file, owner);
    },
  };
}

async function acquire(files: Files, file: string, text: string): Promise<void> {
  while (!tryCreate(files, file, text)) {
    const found = await readWhole(files, file);
    if (found !== undefined) await removeStale(files, file, found, text);
  }
}

function tryCreate(files: Files, file: string, text: string): boolean {
  try {
    files.create(file, Buffer.from(text), LOCK_MODE);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    // A full disk can leave the beginning of it.
    const left = readText(files, file);
    if (left !== undefined && text.startsWith(left)) files.remove(file);
    throw error;
  }
}

/**
 * Removes a lock whose owner is gone. Two runs may both see that; the second must not remove the
 * lock that the first has just put in its place. So the removal is guarded by a lock named after
 * the very text that was found stale: only its holder removes, and only if that text still stands.
 */
async function removeStale(files: Files, file: string, found: string, text: string): Promise<void> {
  const owner = parseOwner(found);
  if (owner !== undefined && isAlive(files, owner)) throw lockedByOther(file, found);
  const guard = `${file}.${sha256(found).slice(0, 8)}`;
  await acquire(files, guard, text);
  if (readText(files, file) === found) files.remove(file);
  files.remove(guard);
}

/**
 * Guards outlive a run killed while it took a lock over. Whoever holds the lock may remove them:
 * they speak of a text that stands there no more.
 */
function clearGuards(files: Files, folder: string): void {
  for (const name of files.list(folder)) {
    if (name.startsWith(`${LOCK_NAME}.`)) files.remove(path.join(folder, name));
  }
}

function readText(files: Files, file: string): string | undefined {
  try {
    return files.readFile(file).toString('utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Between its creation and its first byte a lock is empty: look again before calling it stale. */
async function readWhole(files: Files, file: string): Promise<string | undefined> {
  for (let look = 1; ; look += 1) {
    const text = readText(files, file);
    if (text === undefined || parseOwner(text) !== undefined || look === TORN_LOOKS) return text;
    await delay(TORN_WAIT);
  }
}

/** Removes the lock if it is (still) this owner's. */
function release(files: Files, file: string, owner: Owner): void {
  disown(owner);
  try {
    if (readText(files, file) === ownerText(owner)) files.remove(file);
  } catch (error) {
    throw problemErrorFrom(error, file);
  }
}

function lockedByOther(file: string, text: string): ProblemError {
  const owner = parseOwner(text);
  const facts = owner === undefined ? {} : { pid: owner.pid, host: owner.host, since: owner.at };
  return new ProblemError({ code: 'locked-by-other-run', where: file, facts });
}
