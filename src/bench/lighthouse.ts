/**
 * Lets Lighthouse judge one page of each kind, as it does by itself (a phone, its processor slowed down fourfold): `npm run bench:lighthouse
 * [-- --site dist]`. Reports the scores, out of 100, and this machine's own speed as Lighthouse measures it: below 1000 it is slower than the
 * laptops for which four is meant, and the scores of performance are too low. Ends with an error where a score is below 100. Wants a built site.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { root } from '../cli/run.ts';
import { serveFolder } from '../cli/static-server.ts';
import { ensureChromium } from '../e2e/chromium.ts';

const { values } = parseArgs({ options: { site: { type: 'string', default: process.env.SHIPSHAPE_SITE ?? join(root, 'dist') } } });
if (!existsSync(join(values.site, 'index.html')))
  throw new Error(`There is no built site in ${values.site}: \`npm run build\` makes one, and --site names another.`);

const pages = ['/', '/learn/the-build-as-a-graph/only-what-runs/', '/exercises/repair-the-seed/', '/progress/'];
const judged = ['performance', 'accessibility', 'best-practices', 'seo'];
const measured = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];

const server = await serveFolder({ folder: values.site });
const chrome = await launch({ chromePath: ensureChromium(), chromeFlags: ['--headless', '--no-sandbox', '--disable-gpu'] });
try {
  for (const page of pages) {
    const result = await lighthouse(`${server.origin}${page}`, {
      port: chrome.port,
      output: 'json',
      logLevel: 'error',
      onlyCategories: judged,
    });
    if (!result) throw new Error(`Lighthouse says nothing about ${page}.`);
    const { categories, audits, environment } = result.lhr;
    const scores = judged.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
    if (scores.some((score) => score < 100)) process.exitCode = 1;
    console.log(`${page}\n  ${judged.map((name, at) => `${name} ${scores[at]}`).join(', ')}`);
    console.log(`  ${measured.map((name) => `${audits[name]?.title} ${audits[name]?.displayValue}`).join(', ')}`);
    console.log(`  this machine: ${environment.benchmarkIndex}`);
  }
} finally {
  chrome.kill();
  await server.close();
}
