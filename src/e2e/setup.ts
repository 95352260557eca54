import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { root } from '../cli/run.ts';
import { serveFolder } from '../cli/static-server.ts';
import { ensureChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built site, without a slash at the end. */
    origin: string;
    /** Folder of the built site. */
    site: string;
    /** Path of the browser's program. */
    chromium: string;
  }
}

/** Once for all browser tests: finds a browser and serves the built site on a free port. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = process.env.SHIPSHAPE_SITE ?? join(root, 'dist');
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`There is no built site in ${folder}: \`npm test -- e2e\` builds one first.`);
  project.provide('chromium', ensureChromium());
  project.provide('site', folder);
  const server = await serveFolder({ folder });
  project.provide('origin', server.origin);
  return () => server.close();
}
