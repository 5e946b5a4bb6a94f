// test/bench: the memory of a program with all its processes, as Linux counts it. May import: node.
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessMemory {
  readonly processes: number;
  /** What is shared is divided among those that share it: in MB (10^6 bytes). */
  readonly proportionalMb: number;
  /** The part of it that is no file's, and so is the same whoever else runs the same program. */
  readonly anonymousMb: number;
}

/** Of the processes of one session: that of a child started with `detached` has the child's own id. */
export function memoryOfSession(session: number): ProcessMemory {
  const rollups = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => (sessionOf(pid) === session ? textOf(`/proc/${pid}/smaps_rollup`) : []));
  const sum = (field: string): number =>
    rollups.reduce((total, text) => total + kilobytes(text, field) * 1024, 0) / 1e6;
  return {
    processes: rollups.length,
    proportionalMb: sum('Pss'),
    anonymousMb: sum('Pss_Anon'),
  };
}

/** Field 6 of /proc/PID/stat; the name, which may hold anything, is field 2. */
function sessionOf(pid: string): number {
  const [text = ''] = textOf(`/proc/${pid}/stat`);
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[3]);
}

/** Nothing of a process that has ended meanwhile. */
function textOf(file: string): readonly [string] | readonly [] {
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}

function kilobytes(rollup: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(rollup)?.[1] ?? Number.NaN);
}
