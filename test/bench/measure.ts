// test/bench: the few things every measurement needs. May import: nothing.

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds. */
export function timed(act: () => void): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

/** What it came to, and after how many milliseconds. */
export async function timedResult<T>(
  act: () => Promise<T>,
): Promise<{ readonly value: T; readonly ms: number }> {
  const start = performance.now();
  const value = await act();
  return { value, ms: performance.now() - start };
}

/** One after the other, because what runs beside a measurement is measured with it. */
export async function repeated<T>(rounds: number, act: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await act());
  return results;
}
