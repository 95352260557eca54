/** What a built site still needs, made from its finished files: the search index, and the service worker. Runs at the end of every `astro build`. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { root } from '../run.ts';
import { writeWorker } from './offline.ts';
import { writeSearchIndex } from './search-index.ts';

export const finish = (): AstroIntegration => ({
  name: 'shipshape-finish',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const site = fileURLToPath(dir);
      await writeSearchIndex(site, join(root, 'content', 'glossary'));
      // Last: it lists all the files there are.
      writeWorker(site, join(root, 'src', 'components', 'site', 'worker.js'));
    },
  },
});
