/**
 * Lets Lighthouse judge one page of each kind, as it does by itself (a phone, its processor slowed down fourfold): `npm run bench:lighthouse
 * [-- --site dist --runs 3]`. Reports the scores, out of 100, of the run in the middle, and this machine's own speed as Lighthouse measures
 * it: below 1000 it is slower than the laptops for which four is meant, and the scores of performance are too low. Ends with an error where
 * a score is below 100. Wants a built site and a quiet machine.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { root } from '../cli/run.ts';
import { serveFolder } from '../cli/static-server.ts';
import { ensureChromium } from '../e2e/chromium.ts';

const { values } = parseArgs({
  options: { site: { type: 'string', default: process.env.SHIPSHAPE_SITE ?? join(root, 'dist') }, runs: { type: 'string', default: '3' } },
});
if (!existsSync(join(values.site, 'index.html')))
  throw new Error(`There is no built site in ${values.site}: \`npm run build\` makes one, and --site names another.`);

const pages = ['/', '/learn/the-build-as-a-graph/only-what-runs/', '/exercises/repair-the-seed/', '/progress/'];
const judged = ['performance', 'accessibility', 'best-practices', 'seo'];
const measured = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];

const server = await serveFolder({ folder: values.site });
// Without the last flag, a browser without a window holds the first frame of some pages back for exactly a second.
const chromeFlags = ['--headless', '--no-sandbox', '--disable-gpu', '--run-all-compositor-stages-before-draw'];
const chrome = await launch({ chromePath: ensureChromium(), chromeFlags });

async function judge(page: string) {
  const result = await lighthouse(`${server.origin}${page}`, {
    port: chrome.port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: judged,
  });
  if (!result) throw new Error(`Lighthouse says nothing about ${page}.`);
  const { categories, audits, environment } = result.lhr;
  return { scores: judged.map((name) => Math.round((categories[name]?.score ?? 0) * 100)), audits, speed: environment.benchmarkIndex };
}

try {
  for (const page of pages) {
    const runs: Awaited<ReturnType<typeof judge>>[] = [];
    for (let run = 0; run < Math.max(1, Number(values.runs)); run++) runs.push(await judge(page));
    const performance = runs.map(({ scores }) => scores[0] ?? 0);
    const middle = runs.toSorted((a, b) => (a.scores[0] ?? 0) - (b.scores[0] ?? 0))[Math.floor(runs.length / 2)];
    if (!middle) continue;
    if (middle.scores.some((score) => score < 100)) process.exitCode = 1;
    console.log(`${page}\n  ${judged.map((name, at) => `${name} ${middle.scores[at]}`).join(', ')}`);
    console.log(`  ${measured.map((name) => `${middle.audits[name]?.title} ${middle.audits[name]?.displayValue}`).join(', ')}`);
    console.log(
      `  performance of each run: ${performance.join(', ')}; speed of this machine: ${runs.map(({ speed }) => speed).join(', ')}`,
    );
  }
} finally {
  chrome.kill();
  await server.close();
}
