import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Browser tests. `npm test -- e2e` builds the site first; run by hand, they take dist/ as it is. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['src/e2e/**/*.e2e.ts'],
    globalSetup: 'src/e2e/setup.ts',
    // Two browsers: while one waits, the other works. More would only wait for one another on the two cores that there may be.
    maxWorkers: 2,
    // No test asserts on time; a busy machine may take several times as long as an idle one.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
