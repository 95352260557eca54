/**
 * Drops many records on the team page at once and measures whether it stays fluid: `npm run bench:team [-- --count 200 --seed 1 --site dist]`.
 * Records are put together from the exercises' own solutions and wrong answers; some people have done a track, some all, some have just
 * begun. Reports how long all takes, the longest task on the main thread, and what sorting and filtering cost. Wants a built site.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { diskOutline } from '../cli/outline.ts';
import { root } from '../cli/run.ts';
import { serveFolder } from '../cli/static-server.ts';
import { recordFile } from '../course/records/read.ts';
import type { RecordAnswer } from '../course/records/record.ts';
import { ensureChromium } from '../e2e/chromium.ts';
import { loadAttempts } from './attempts.ts';
import { chanceFrom } from './random.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    site: { type: 'string', default: process.env.SHIPSHAPE_SITE ?? join(root, 'dist') },
  },
});
const count = Number(values.count);
if (!existsSync(join(values.site, 'team', 'index.html')))
  throw new Error(`There is no built site in ${values.site}: \`npm run build\` makes one, and --site names another.`);

const { below, pick, random } = chanceFrom(Number(values.seed));
const outline = await diskOutline();
const attempts = new Map(await Promise.all(outline.exercises.map(async ({ slug }) => [slug, await loadAttempts(slug)] as const)));

/** Most answers are right, and most of those are the first solution with a word of one's own in it. */
function answerTo(slug: string): RecordAnswer {
  const { exercise, solutions, wrong } = attempts.get(slug) ?? {};
  const right = random() < 0.8 || Object.keys(wrong ?? {}).length === 0;
  const files = { ...pick(Object.values((right ? solutions : wrong) ?? {})) };
  const dockerfile = files.Dockerfile;
  if (dockerfile !== undefined && random() < 0.5) files.Dockerfile = `${dockerfile}# note ${below(1000)}\n`;
  return { slug, version: exercise?.version ?? 1, files, passed: '2026-11-20T10:00:00.000Z' };
}

function record(at: number): Promise<string> {
  const track = random() < 0.6 ? pick(outline.tracks) : undefined;
  const way = track ? [...track.steps.filter(({ kind }) => kind === 'exercise').map(({ slug }) => slug), ...track.closing] : [];
  const slugs = track ? way : outline.exercises.map(({ slug }) => slug);
  const done = random() < 0.5 ? slugs.length : 1 + below(slugs.length);
  return recordFile(
    {
      course: outline.course,
      engine: outline.engine,
      made: new Date(Date.UTC(2026, 10, 1 + below(28), below(24))).toISOString(),
      name: `Person ${at} ${pick(['Adeyemi', 'Berg', 'Castro', 'Dubois', 'Fujimoto'])}`,
      ...(track ? { track } : {}),
      placement: [],
      answers: slugs.slice(0, done).map(answerTo),
    },
    'http://localhost/record/',
  );
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of processor time of the longest task on a page's main thread: a busy machine makes tasks long by the clock alone. */
async function longestByProcessor(browser: Browser, act: () => Promise<void>): Promise<number> {
  await browser.startTracing(undefined, { categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    traceEvents.flatMap(({ name, args, pid, tid }) => (name === 'thread_name' && args?.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [])),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid} ${tid}`));
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000;
}

/** What the page noted of its main thread since it was last asked: the longest task and the number of those above 50 ms. */
const longTasks = (page: Page): Promise<{ longest: number; count: number }> =>
  page.evaluate(() => {
    const kept = (globalThis as unknown as { tasks: number[] }).tasks.splice(0);
    return { longest: Math.max(0, ...kept), count: kept.length };
  });

/** Does something to a control, and waits until the table has settled and is painted. */
async function interaction(page: Page, what: string, act: () => void): Promise<void> {
  await longTasks(page);
  let took = { first: 0, all: 0 };
  const processor = await longestByProcessor(browser, async () => {
    took = await page.evaluate(
      async (source) => {
        const settled = () => document.querySelector('shipshape-team table[aria-busy="true"]') === null;
        const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        const start = performance.now();
        new Function(source)();
        await frame();
        const first = performance.now() - start;
        while (!settled()) await frame();
        return { first, all: performance.now() - start };
      },
      `(${String(act)})()`,
    );
    await page.waitForTimeout(200);
  });
  const { longest } = await longTasks(page);
  const [first, all] = [took.first.toFixed(0), took.all.toFixed(0)];
  say(what, `${first} ms to the next frame, ${all} ms to the whole table; ${taskFigures(longest, processor)}`);
}

const taskFigures = (longest: number, processor: number) =>
  `longest task ${longest.toFixed(0)} ms, ${processor.toFixed(0)} ms of processor time`;

const say = (what: string, figure: string) => console.log(`${what.padEnd(34)}${figure}`);

const texts = await Promise.all(Array.from({ length: count }, (_, at) => record(at)));
const server = await serveFolder({ folder: values.site });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: server.origin });
  await page.addInitScript(() => {
    const kept: number[] = [];
    Object.assign(globalThis, { tasks: kept });
    new PerformanceObserver((list) => kept.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  await page.goto('/team/', { waitUntil: 'networkidle' });
  await page.locator('[data-track] option').nth(1).waitFor({ state: 'attached' });
  say('records', `${count}, ${Math.round(texts.reduce((sum, text) => sum + text.length, 0) / 1000)} KB, seed ${values.seed}`);
  // They are brought to the page before the clock runs: a user's files are on the disk already.
  await page.evaluate((texts) => {
    const data = new DataTransfer();
    for (const [at, text] of texts.entries()) data.items.add(new File([text], `${at}.shipshape.json`));
    Object.assign(globalThis, { dropped: new DragEvent('drop', { dataTransfer: data, bubbles: true }) });
  }, texts);
  await longTasks(page);
  let total = 0;
  const processor = await longestByProcessor(browser, async () => {
    const start = performance.now();
    await page.evaluate(() => {
      const { dropped } = globalThis as unknown as { dropped: DragEvent };
      setTimeout(() => document.querySelector('[data-drop]')?.dispatchEvent(dropped));
    });
    await page.waitForFunction(
      (count) =>
        document.querySelector('shipshape-team [data-said]')?.textContent?.startsWith(`${count} records`) &&
        !document.querySelector('shipshape-team table[aria-busy="true"]'),
      count,
      { timeout: 300_000 },
    );
    total = performance.now() - start;
    await page.waitForTimeout(300);
  });
  const tasks = await longTasks(page);
  const rows = await page.getByRole('table').locator('tbody tr').count();
  say('graded and in the table', `${rows} rows after ${(total / 1000).toFixed(1)} s`);
  say('tasks on the main thread', `${tasks.count} above 50 ms; ${taskFigures(tasks.longest, processor)}`);
  await interaction(page, 'sort by what is passed', () => document.querySelector<HTMLElement>('[data-sort="held"]')?.click());
  await interaction(page, 'sort the other way', () => document.querySelector<HTMLElement>('[data-sort="held"]')?.click());
  await interaction(page, 'filter by a name', () => {
    const field = document.querySelector<HTMLInputElement>('[data-filter]');
    if (field) field.value = 'berg';
    field?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await interaction(page, 'take the filter away', () => {
    const field = document.querySelector<HTMLInputElement>('[data-filter]');
    if (field) field.value = '';
    field?.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await interaction(page, 'columns by objective', () => {
    const field = document.querySelector<HTMLSelectElement>('[data-by]');
    if (field) field.value = 'objective';
    field?.dispatchEvent(new Event('change', { bubbles: true }));
  });
} finally {
  await browser.close();
  await server.close();
}
