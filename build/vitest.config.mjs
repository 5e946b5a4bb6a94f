// build/: the test runner's settings. One project a folder of tests, so that `npm test` can name them.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Real servers and a real Thunderbird share two cores with the tests.
    maxWorkers: 2,
  },
});
