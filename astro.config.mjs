// @ts-check
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { finish } from './src/cli/finish/finish.ts';
import { readsYamlOnly, rulesWithoutReading } from './src/cli/finish/left-out.ts';
import { smallPreload } from './src/cli/finish/preload.ts';
import { stringAreas } from './src/cli/finish/string-areas.ts';
import { sharedWorkers } from './src/cli/finish/workers.ts';

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
                    test: /src\/course\/(store|progress)\.ts|progress-marks\.ts|site\/(frame|offline|scrollers)\.ts/,
                  },
                  // What every verdict needs comes as one file too, apart from the reader of Dockerfiles, which pages load as well.
                  { name: 'reader', test: /src\/engine\/dockerfile\/parse\.ts$/, priority: 2 },
                  { name: 'grader', test: /src\/engine\/(grade\/grade|rules\/review)\.ts$/, priority: 1 },
                ],
              },
            },
          },
        },
      },
    },
    plugins: [smallPreload(), stringAreas(), readsYamlOnly(), rulesWithoutReading(), sharedWorkers()],
    build: {
      // The exercises are loaded in the worker: there is nothing to preload, and the list of what each needs would be long.
      modulePreload: { resolveDependencies: (_, needs, { hostId }) => (/exercises/.test(hostId) ? [] : needs) },
      rolldownOptions: {
        // Astro marks every MDX module with a directive of its own; the bundler warns about each, to no effect.
        onLog: (level, log, handler) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log);
        },
      },
    },
  },
});
