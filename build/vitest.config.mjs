// build/: the test runner's settings. One project a folder of tests, so that `npm test` can name them.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // Real servers and a real Thunderbird share two cores with the tests.
    maxWorkers: 2,
  },
});
