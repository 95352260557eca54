import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The engine and the exercises keep nothing from one test to the next, so that their files can share workers; starting one for each costs more than most of them do. */
const pure = ['src/engine/**/*.test.ts', 'exercises/**/*.test.ts'];

/** Unit tests and the exercises' proofs. Browser tests have their own configuration: src/e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    // How long a test takes depends on the machine, and no test asserts it: the limit only ends what would not end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Left to itself, Vitest keeps one core free: half of a machine that has two.
    maxWorkers: availableParallelism(),
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'rest', include: ['src/**/*.test.ts'], exclude: pure } },
    ],
  },
});
