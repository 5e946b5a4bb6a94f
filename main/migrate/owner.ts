// main/migrate: who holds a lock, and whether that process still lives.
// May import: shared, main/system, node.
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import type { Files } from '../system/files.ts';
import { errnoOf } from './errors.ts';

export interface Owner {
  readonly pid: number;
  /** Start time of the process in clock ticks since boot (proc(5), stat field 22), or null. */
  readonly started: string | null;
  readonly host: string;
  /** ISO 8601: when the lock was taken. */
  readonly at: string;
  /** Tells two locks of one process apart. */
  readonly nonce: string;
}

/** The nonces of the locks that this process holds or is about to take. */
const heldHere = new Set<string>();

/** This process as the owner of a new lock; it counts as alive until `disown`. */
export function thisOwner(files: Files, now: Date): Owner {
  const nonce = randomBytes(8).toString('hex');
  heldHere.add(nonce);
  return {
    pid: process.pid,
    started: processFacts(files, process.pid)?.started ?? null,
    host: os.hostname(),
    at: now.toISOString(),
    nonce,
  };
}

/** From now on a lock of this owner is stale, even if its file could not be removed. */
export function disown(owner: Owner): void {
  heldHere.delete(owner.nonce);
}

/** Reads what `ownerText` wrote; undefined for anything else, such as a file cut short. */
export function parseOwner(text: string): Owner | undefined {
  try {
    const value = JSON.parse(text) as Partial<Owner> | null;
    return typeof value?.pid === 'number' &&
      typeof value.host === 'string' &&
      typeof value.at === 'string'
      ? { started: null, nonce: '', ...value, pid: value.pid, host: value.host, at: value.at }
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function ownerText(owner: Owner): string {
  return `${JSON.stringify(owner)}\n`;
}

/**
 * Whether the owner may still be at work. Another host's process can't be asked and counts as
 * alive. A process that is gone, a zombie, or a younger one under the same number does not, nor
 * does this very process if it has given the lock up.
 */
export function isAlive(files: Files, owner: Owner): boolean {
  if (owner.host !== os.hostname()) return true;
  if (owner.pid === process.pid) return heldHere.has(owner.nonce);
  if (!processExists(owner.pid)) return false;
  const facts = processFacts(files, owner.pid);
  if (facts === undefined || owner.started === null) return !takenBeforeBoot(owner);
  return facts.state !== 'Z' && facts.started === owner.started;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks (kill(2))
    return true;
  } catch (error) {
    return errnoOf(error) !== 'ESRCH'; // EPERM: it exists and is another user's
  }
}

/** Without /proc a reused process number shows only after a restart of the computer. */
function takenBeforeBoot(owner: Owner): boolean {
  const bootedAt = Date.now() - os.uptime() * 1000;
  const slack = 60_000; // the clock is set a little later than the boot
  return Date.parse(owner.at) < bootedAt - slack;
}

/** State letter and start time from /proc/<pid>/stat; undefined where there is none. */
function processFacts(
  files: Files,
  pid: number,
): { readonly state: string; readonly started: string } | undefined {
  const text = readStat(files, pid);
  if (text === undefined) return undefined;
  // The second field is the program's name in parentheses and may hold spaces and parentheses.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  const [state, started] = [fields[0], fields[22 - 3]];
  return state === undefined || started === undefined ? undefined : { state, started };
}

function readStat(files: Files, pid: number): string | undefined {
  try {
    return files.readFile(`/proc/${pid}/stat`).toString('latin1');
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'ENOENT' || errno === 'ESRCH') return undefined; // no /proc, or just gone
    throw error;
  }
}
