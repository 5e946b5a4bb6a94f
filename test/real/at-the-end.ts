// test/real: taking down what a test file has built, also when only half of it was. May import: vitest.
import { afterAll } from 'vitest';

/**
 * To be called inside a `describe`. The function it returns takes steps that are run after all
 * tests, the last one first, each even if another one fails.
 */
export function atTheEnd(): (step: () => void | Promise<void>) => void {
  const steps: (() => void | Promise<void>)[] = [];
  afterAll(async () => {
    const failures: unknown[] = [];
    for (const step of steps.reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'could not take everything down');
  });
  return (step) => {
    steps.push(step);
  };
}
