import { defineConfig } from 'vitest/config';

/** Unit tests and the exercises' proofs. Browser tests have their own configuration: src/e2e/vitest.config.ts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'exercises/**/*.test.ts'],
  },
});
