// @ts-check
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  integrations: [mdx()],
  // Straight quotes and double hyphens stay as they are: in a course on Dockerfiles, "--from" must never turn into a dash.
  markdown: { smartypants: false, syntaxHighlight: false },
  devToolbar: { enabled: false },
  // A few kilobytes of styles in the page itself: nothing stands between the HTML and the first sight of it.
  build: { inlineStylesheets: 'always' },
  vite: {
    // The grader's worker shares chunks with the page, which only module workers can.
    worker: { format: 'es' },
    build: {
      rolldownOptions: {
        // Astro marks every MDX module with a directive of its own; the bundler warns about each, to no effect.
        onLog: (level, log, handler) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
        },
      },
    },
  },
});
