import { type Ran, runNode, tool } from './run.ts';

/** Builds the site into a folder (relative to the project's) for a base path. Its output is worth showing only where it failed. */
export function buildSite(options: { folder?: string; base?: string } = {}): Promise<Ran> {
  const args = ['build', ...(options.folder ? ['--outDir', options.folder] : [])];
  // A test runner's NODE_ENV must not turn this into anything but the production build.
  return runNode(tool('astro'), args, {
    NODE_ENV: undefined,
    VITEST: undefined,
    ASTRO_TELEMETRY_DISABLED: '1',
    ...(options.base && { BASE_PATH: options.base }),
  });
}
