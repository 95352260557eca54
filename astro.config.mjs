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
});
