/** What a built site still needs, made from its finished files: the search index. Runs at the end of every `astro build`. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { root } from '../run.ts';
import { writeSearchIndex } from './search-index.ts';

export const finish = (): AstroIntegration => ({
  name: 'shipshape-finish',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      await writeSearchIndex(fileURLToPath(dir), join(root, 'content', 'glossary'));
    },
  },
});
