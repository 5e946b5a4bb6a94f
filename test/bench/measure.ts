// test/bench: the two things every measurement needs. May import: nothing.

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds. */
export function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}
