/** `npm test`: every check of the project in one run, with one closing line. `npm test -- unit e2e` runs only those steps. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { buildSite } from './build-site.ts';
import { root, runNode, tool } from './run.ts';
import { budget } from './testing/budget.ts';
import { findLeaks, secretsOf } from './testing/leaks.ts';
import { checkLinks } from './testing/links.ts';
import { type Result, runSteps, type Step, verdict } from './testing/step.ts';
import { vitest } from './testing/vitest.ts';

/** Built apart from dist/, so that a test never changes what `npm start` serves. */
const site = join(root, '.test', 'dist');
const basedSite = join(root, '.test', 'dist-based');
const base = '/course/';

async function command(summary: string, script: string, ...args: string[]): Promise<Result> {
  const { code, output } = await runNode(script, args, { ASTRO_TELEMETRY_DISABLED: '1' });
  return verdict(code === 0, summary, output);
}

/** The browser is found first, in one sentence or not at all: Vitest would bury it in a stack. */
async function browser(): Promise<Result> {
  const { code, output } = await runNode(join('src', 'e2e', 'chromium.ts'));
  if (code !== 0) return verdict(false, 'no browser', output);
  return vitest('src/e2e/vitest.config.ts', { SHIPSHAPE_SITE: site, CHROMIUM_PATH: output.trim().split('\n').at(-1) });
}

async function build(): Promise<Result> {
  rmSync(join(root, '.test'), { recursive: true, force: true });
  const ran = [await buildSite({ folder: site, base: '/' }), await buildSite({ folder: basedSite, base })];
  const failed = ran.find(({ code }) => code !== 0);
  return verdict(!failed, `production build at / and at ${base}`, failed?.output);
}

/** What needs Astro runs one after the other, for it keeps files of its own in the project; the rest goes on beside it. */
const astro = { lane: 'astro' };

const steps: Step[] = [
  {
    name: 'astro',
    title: 'types of everything: pages, components, scripts and tests',
    ...astro,
    run: () => command('astro check', tool('astro'), 'check', '--minimumSeverity', 'warning'),
  },
  { name: 'build', title: 'the site, at / and under a base path', ...astro, run: build },
  {
    name: 'links',
    title: 'every link and fragment, under a base path',
    needs: ['build'],
    ...astro,
    run: () => checkLinks(basedSite, base),
  },
  {
    name: 'leaks',
    title: 'no answer or hint in what a page loads by itself',
    needs: ['build'],
    ...astro,
    run: async () => findLeaks(site, await secretsOf(join(root, 'exercises'), join(root, 'content'))),
  },
  { name: 'budget', title: 'weight of the lesson pages', needs: ['build'], ...astro, run: async () => budget(site) },
  {
    name: 'types',
    title: 'types of engine and exercises on the bare language: no DOM, no Node',
    run: () => command('tsc', tool('typescript', 'tsc'), '--noEmit', '-p', join('src', 'engine', 'tsconfig.json')),
  },
  {
    name: 'lint',
    title: 'Biome: faults and format',
    run: () => command('biome check', tool('@biomejs/biome', 'biome'), 'check', '--error-on-warnings', '.'),
  },
  { name: 'prose', title: 'Markdown of README and content', run: () => command('markdownlint', tool('markdownlint-cli2')) },
  {
    name: 'spell',
    title: 'spelling of lessons, exercises and interface',
    run: () => command('cspell', tool('cspell'), '--no-progress', '--no-summary'),
  },
  { name: 'unit', title: 'unit tests and the exercises’ proofs', run: () => vitest('vitest.config.ts') },
  {
    name: 'e2e',
    title: 'the site in a browser, with axe',
    needs: ['build'],
    alone: true,
    run: browser,
  },
];

/** The steps asked for, with those they need; all of them where none was named. */
function choose(names: string[]): Step[] {
  const wanted = new Set(names.flatMap((name) => [name, ...(steps.find((step) => step.name === name)?.needs ?? [])]));
  return names.length === 0 ? steps : steps.filter(({ name }) => wanted.has(name));
}

function report(step: Step, { passed, failed, skipped, summary, output }: Result, seconds: number): void {
  const mark = failed > 0 ? styleText('red', '✕') : passed > 0 ? styleText('green', '✓') : styleText('yellow', '–');
  const notes = [failed > 0 && passed > 0 && `${failed} failed`, skipped && passed > 0 && `${skipped} skipped`].filter(Boolean).join(', ');
  console.log(`${mark} ${step.name.padEnd(7)} ${`${seconds.toFixed(1)} s`.padStart(7)}  ${summary}${notes && ` (${notes})`}`);
  if (failed > 0 && output) console.log(`${output.trimEnd().replace(/^/gm, '    ')}\n`);
}

const names = process.argv.slice(2);
const strangers = names.filter((name) => !steps.some((step) => step.name === name));
if (strangers.length > 0) {
  console.error(`No step is called ${strangers.map((name) => `\`${name}\``).join(', ')}. The steps are:\n`);
  for (const { name, title } of steps) console.error(`  ${name.padEnd(7)} ${title}`);
  process.exit(2);
}

const began = performance.now();
const { passed, failed, skipped } = await runSteps(choose(names), report);
console.log(`\n${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
