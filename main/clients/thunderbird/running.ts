// main/clients/thunderbird: whether a Thunderbird holds a profile open, right after a clean exit, a
// crash, and on a stale link. May import: shared, main/system, this folder.
// Source: toolkit/profile/nsProfileLock.cpp.
import type { RunningState } from '../../../shared/model/profile.ts';
import { pathOf, type Environment } from '../../system/environment.ts';
import type { FileFacts, Files } from '../../system/files.ts';
import { errorCode } from './problems.ts';
import type { System } from './system.ts';

const state = (name: RunningState['state'], evidence: string): RunningState => ({
  state: name,
  evidence,
});

/** A device number as /proc/locks writes it, `08:01`: glibc's makedev, taken apart again. */
export function deviceName(device: number): string {
  const bits = BigInt(device);
  const major = ((bits >> 8n) & 0xfffn) | ((bits >> 32n) & ~0xfffn);
  const minor = (bits & 0xffn) | ((bits >> 12n) & ~0xffn);
  return [major, minor].map((part) => part.toString(16).padStart(2, '0')).join(':');
}

/** `1: POSIX  ADVISORY  WRITE 1234 08:01:1234567 0 EOF`; a waiting process has `->` before POSIX. */
const LOCK_LINE =
  /^\d+: (?:POSIX|OFDLCK)\s+\S+\s+(?:READ|WRITE)\s+(-?\d+) ([0-9a-f]+:[0-9a-f]+):(\d+) /gm;

interface HeldLock {
  readonly pid: string;
  readonly device: string;
}

function locksOn(table: string, inode: number): readonly HeldLock[] {
  return [...table.matchAll(LOCK_LINE)]
    .filter((match) => Number(match[3]) === inode)
    .map((match) => ({ pid: match[1] ?? '', device: match[2] ?? '' }));
}

/** The fcntl lock on .parentlock, from the kernel's own list. */
function kernelLock(files: Files, file: string, facts: FileFacts): RunningState {
  let table: string;
  try {
    table = files.readFile('/proc/locks').toString('latin1');
  } catch (error) {
    return state('unknown', `/proc/locks: ${errorCode(error)}`);
  }
  const held = locksOn(table, facts.inode);
  const exact = held.find(({ device }) => device === deviceName(facts.device));
  if (exact) return state('running', `${file} is locked by process ${exact.pid} (/proc/locks)`);
  const [other] = held;
  if (!other) return state('closed', `${file} is not locked (/proc/locks)`);
  // btrfs and overlay file systems show another device there than stat does.
  return state('unknown', `inode of ${file} is locked on device ${other.device} (/proc/locks)`);
}

/** Loopback, or one of this computer's own addresses. */
function isHere(system: System, address: string): boolean {
  return address.startsWith('127.') || address === '::1' || system.addresses().includes(address);
}

/**
 * The `lock` link, `address:+pid`. The plus says that the fcntl lock decides; without it, or from
 * another computer (a home folder on the network), the link itself is all there is to go by.
 */
function linkSays(files: Files, system: System, link: string): RunningState | undefined {
  if (files.linkFacts(link)?.kind !== 'link') return undefined;
  const target = files.readLink(link);
  const [, address = '', plus = ''] = /^(.*):(\+?)\d+$/.exec(target) ?? [];
  if (plus === '+' && isHere(system, address)) return undefined;
  return state('running', `${link} -> ${target}`);
}

function onLinux(files: Files, system: System, folder: string): RunningState {
  const file = `${folder}/.parentlock`;
  const facts = files.facts(file);
  const kernel = facts ? kernelLock(files, file, facts) : state('closed', `${file} is not there`);
  if (kernel.state === 'running') return kernel;
  return linkSays(files, system, `${folder}/lock`) ?? kernel;
}

function onMac(files: Files, system: System, folder: string): RunningState {
  const said = linkSays(files, system, `${folder}/lock`);
  if (said) return said;
  const file = `${folder}/.parentlock`;
  if (files.facts(file) === undefined) return state('closed', `${file} is not there`);
  const holders = system.holders(file);
  if (holders === null) return state('unknown', `lsof could not tell who holds ${file}`);
  const [pid] = holders;
  if (pid === undefined) return state('closed', `${file} is not open (lsof)`);
  return state('running', `${file} is open in process ${pid} (lsof)`);
}

/** Windows: the file stays after the exit, so only an attempt to open it tells. */
function onWindows(files: Files, folder: string): RunningState {
  const file = `${folder}\\parent.lock`;
  if (files.facts(file) === undefined) return state('closed', `${file} is not there`);
  return files.heldByOther(file)
    ? state('running', `${file} is held open`)
    : state('closed', `${file} is free`);
}

/** Asks the system, right now. `unknown` where it does not answer. Throws nothing. */
export function runningState(
  files: Files,
  environment: Environment,
  system: System,
  folder: string,
): RunningState {
  try {
    switch (environment.platform) {
      case 'linux':
        return onLinux(files, system, folder);
      case 'darwin':
        return onMac(files, system, folder);
      case 'win32':
        return onWindows(files, pathOf(environment).normalize(folder));
    }
  } catch (error) {
    return state('unknown', `${folder}: ${errorCode(error)}`);
  }
}
