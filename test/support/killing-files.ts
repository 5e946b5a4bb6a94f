// test/support: a disk in front of which the process dies (SIGKILL, no clean-up of any kind) at one
// chosen point. May import: main/system, node.
import path from 'node:path';
import type { Files } from '../../main/system/files.ts';

/** Every method that changes the disk. */
const CHANGING = [
  'makeFolder',
  'create',
  'append',
  'setOwner',
  'setMode',
  'flush',
  'flushFolder',
  'rename',
  'remove',
  'removeFolder',
] as const satisfies readonly (keyof Files)[];

/** Those that write bytes can also die half-way. */
const WRITING: ReadonlySet<string> = new Set(['create', 'append']);

export interface KillingFiles {
  readonly files: Files;
  /** The points passed so far, in order, such as `before rename prefs.js`. */
  points(): readonly string[];
}

/**
 * Wraps a disk so that the process dies at the `killAt`-th point (from 0). Points are counted in
 * the order of the calls: before each change of the disk, half-way through each writing of bytes,
 * and after each change. A `killAt` past the last point (such as Infinity) only counts.
 */
export function killingFiles(inner: Files, killAt: number): KillingFiles {
  const points: string[] = [];
  const pass = (label: string, act?: () => void) => {
    if (points.length === killAt) {
      act?.();
      die();
    }
    points.push(label);
  };
  const methods = inner as Record<
    (typeof CHANGING)[number],
    (...values: readonly unknown[]) => void
  >;
  const wrapped = CHANGING.map((name) => {
    const method = methods[name];
    const act = (...values: readonly unknown[]) => {
      const label = `${name} ${path.basename(String(values[name === 'rename' ? 1 : 0]))}`;
      pass(`before ${label}`);
      if (WRITING.has(name)) {
        pass(`half-way through ${label}`, () => {
          method(values[0], half(values[1] as Uint8Array), ...values.slice(2));
        });
      }
      method(...values);
      pass(`after ${label}`);
    };
    return [name, act] as const;
  });
  return { files: { ...inner, ...Object.fromEntries(wrapped) }, points: () => points };
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

function die(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; not one more line of the program may run.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('killed, and still here');
}
