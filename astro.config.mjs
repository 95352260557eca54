// @ts-check
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { finish } from './src/cli/finish/finish.ts';
import { readsYamlOnly, rulesWithoutReading, saidToNobody } from './src/cli/finish/left-out.ts';
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
                    test: /src\/course\/(store|progress)\.ts|progress-marks\.ts|site\/(frame|offline|scrollers)\.ts|when-near\.ts|exercise\/tabs\.ts/,
                    priority: 4,
                  },
                  // What the bench shares with the pages around it.
                  {
                    name: 'work',
                    test: /src\/(course\/(attempt-(document|merge)|settings|url|strings\/en\.ts\?area=storage)|components\/(html|next-frame|site\/settings)\.ts)/,
                    priority: 3,
                  },
                  // What every verdict needs comes as one file too, apart from the reader of Dockerfiles, which pages load as well.
                  { name: 'reader', test: /src\/(engine\/(dockerfile\/parse|grade\/answers)|components\/code\/lines)\.ts$/, priority: 2 },
                  { name: 'grader', test: /src\/engine\/(grade\/grade|rules\/review|build\/(reads|leaks-names))\.ts$/, priority: 1 },
                  // Small, and most exercises need most of them.
                  {
                    name: 'goal',
                    test: /engine\/(grade\/goals\/(accepted|build\/failures|compose-goal|manifests|stage|words)|formats\/(commands\/(lookup|problem)|yaml\/nearest))\.ts$/,
                  },
                ],
              },
            },
          },
        },
      },
    },
    plugins: [smallPreload(), stringAreas(), readsYamlOnly(), saidToNobody(), rulesWithoutReading(), sharedWorkers()],
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
