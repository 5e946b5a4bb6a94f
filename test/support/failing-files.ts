// test/support: a disk that runs full, turns read-only or breaks at one chosen step.
// May import: main/system, node.
import type { Files } from '../../main/system/files.ts';

const GROWING = ['makeFolder', 'create', 'append'] as const satisfies readonly (keyof Files)[];
const CHANGING = [
  ...GROWING,
  'setOwner',
  'setMode',
  'flush',
  'flushFolder',
  'rename',
  'remove',
  'removeFolder',
] as const satisfies readonly (keyof Files)[];

/** What fails: the calls concerned, the errno, and whether it stays so from there on. */
export const FAULTS = {
  /** Nothing that needs space works any more; half of the bytes may still have found room. */
  full: { errno: 'ENOSPC', calls: GROWING, lasting: true },
  /** The file system turned read-only, as Linux does after an error. */
  readOnly: { errno: 'EROFS', calls: CHANGING, lasting: true },
  /** One call fails and the next ones work. */
  hiccup: { errno: 'EIO', calls: CHANGING, lasting: false },
} as const;
export type Fault = (typeof FAULTS)[keyof typeof FAULTS];

/** `hit()` tells whether the scenario came to the step at all. */
export interface FailingFiles {
  readonly files: Files;
  hit(): boolean;
}

/** Wraps a disk so that the `failAt`-th (from 0) of the calls concerned fails. */
export function failingFiles(inner: Files, fault: Fault, failAt: number): FailingFiles {
  let step = 0;
  const methods = inner as Record<
    (typeof CHANGING)[number],
    (...values: readonly unknown[]) => void
  >;
  const wrapped = fault.calls.map((name) => {
    const act = (...values: readonly unknown[]) => {
      const isHit = fault.lasting ? step >= failAt : step === failAt;
      step += 1;
      if (!isHit) {
        methods[name](...values);
        return;
      }
      const [file, bytes, ...more] = values;
      if (fault.errno === 'ENOSPC' && bytes instanceof Uint8Array) {
        methods[name](file, bytes.subarray(0, bytes.length / 2), ...more);
      }
      throw Object.assign(new Error(`${fault.errno}: ${name}`), { code: fault.errno });
    };
    return [name, act] as const;
  });
  return { files: { ...inner, ...Object.fromEntries(wrapped) }, hit: () => step > failAt };
}
