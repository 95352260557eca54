// @ts-check
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { finish } from './src/cli/finish/finish.ts';
import { smallPreload } from './src/cli/finish/preload.ts';
import { stringAreas } from './src/cli/finish/string-areas.ts';

export default defineConfig({
  site: process.env.SITE ?? 'http://localhost:4321',
  base: process.env.BASE_PATH ?? '/',
  trailingSlash: 'always',
  integrations: [mdx(), finish()],
  // Straight quotes and double hyphens stay as they are: in a course on Dockerfiles, "--from" must never turn into a dash.
  markdown: { smartypants: false, syntaxHighlight: false },
  devToolbar: { enabled: false },
  // A few kilobytes of styles in the page itself: nothing stands between the HTML and the first sight of it.
  build: { inlineStylesheets: 'always' },
  vite: {
    // What every page runs at once comes as one file: small ones compress badly.
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  {
                    name: 'page',
                    test: /src\/course\/(store|progress)\.ts|progress-marks\.ts|vite\/preload-helper|site\/(frame|offline|scrollers)\.ts/,
                  },
                ],
              },
            },
          },
        },
      },
    },
    plugins: [smallPreload(), stringAreas()],
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
