// test/bench: the rivals are programs of this computer: found, run, and ended in time.
// May import: node.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export interface Ran {
  readonly ms: number;
  /** What it wrote on stdout and stderr, in the order it came. */
  readonly output: string;
  readonly stdout: string;
  /** True if it was still running at the limit. */
  readonly cutOff: boolean;
}

/** The file of a program, or null if this computer has none of that name. */
export function findProgram(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find(isProgram) ?? null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a program with nothing on stdin. After `limitMs` it is ended, with the processes it has
 * started. Rejects if it can't be started; what it exits with is for its output to explain.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  limitMs: number,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const chunks: { readonly from: unknown; readonly bytes: Buffer }[] = [];
    for (const from of [child.stdout, child.stderr]) {
      from.on('data', (bytes: Buffer) => chunks.push({ from, bytes }));
    }
    const text = (some: typeof chunks): string =>
      Buffer.concat(some.map(({ bytes }) => bytes)).toString();
    let cutOff = false;
    const timer = setTimeout(() => {
      cutOff = true;
      if (child.pid !== undefined) process.kill(-child.pid); // its own group: detached
    }, limitMs);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      const ms = performance.now() - start;
      const stdout = text(chunks.filter(({ from }) => from === child.stdout));
      resolve({ ms, output: text(chunks), stdout, cutOff });
    });
  });
}
