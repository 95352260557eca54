import { defineConfig } from 'vitest/config';

/** Unit tests and the exercises' proofs. Browser tests have their own configuration: src/e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    // How long a test takes depends on the machine, and no test asserts it: the limit only ends what would not end.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['src/**/*.test.ts', 'exercises/**/*.test.ts'],
  },
});
