/** What really crosses the wire: how much before any interaction, and nothing that nobody asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { root } from '../cli/run.ts';
import { pageBudget } from '../cli/testing/budget.ts';
import { plain, secretsOf } from '../cli/testing/leaks.ts';
import { lessonsOf } from './addresses.ts';
import { editorOf, lesson, passes, paste, seedBench, seedFile } from './bench.ts';
import { expect, test } from './browser.ts';

const lessons = lessonsOf(inject('site'));
/** Bytes that may follow once an editor opens, compressed, fonts and pictures apart: page, editor, engine and readers together. */
const benchBudget = 220_000;
/** The heaviest exercise of each sort of file that is edited. */
const heavy = ['hand-the-secret-over', 'volume-owner', 'stop-the-log-from-filling', 'start-in-order', 'gate-that-gates', 'refused-pod'];

const weigh = (texts: readonly { url: string; text: string }[]) =>
  texts.map(({ url, text }) => `${gzipSync(text, { level: 9 }).length} ${new URL(url).pathname}`);
const bytesOf = (sizes: readonly string[]) => sizes.reduce((sum, line) => sum + Number.parseInt(line, 10), 0);

/** Keeps the text of everything a page loads from now on, fonts and pictures apart. */
function recordTexts(page: Page): () => Promise<{ url: string; text: string }[]> {
  const pending: Promise<{ url: string; text: string } | undefined>[] = [];
  page.on('response', (response) => {
    if (!['font', 'image'].includes(response.request().resourceType()) && response.ok())
      pending.push(
        response.text().then(
          (text) => ({ url: response.url(), text }),
          () => undefined,
        ),
      );
  });
  // What was still on its way when the page was closed has no text any more.
  return async () => (await Promise.all(pending)).filter((each) => each !== undefined);
}

describe.each(lessons)('%s', (address) => {
  test('is light before any interaction', async ({ open }) => {
    const page = await open('/favicon.svg');
    const texts = recordTexts(page);
    await page.goto(address, { waitUntil: 'networkidle' });
    const sizes = weigh(await texts());
    expect(sizes.length).toBeGreaterThan(0);
    expect(bytesOf(sizes), sizes.join('\n')).toBeLessThanOrEqual(pageBudget);
  });
});

test.for(heavy)('what an editor needs is light: %s', async (slug, { open }) => {
  const exercise = `shipshape-exercise[data-slug="${slug}"]`;
  const address = lessons.find((each) => readFileSync(join(inject('site'), each, 'index.html'), 'utf8').includes(`data-slug="${slug}"`));
  const page = await open('/favicon.svg', { serviceWorkers: 'block', viewport: { width: 1280, height: 300 } });
  const texts = recordTexts(page);
  await page.goto(address ?? '', { waitUntil: 'networkidle' });
  const before = new Set((await texts()).map(({ url }) => url));
  const bench = page.locator(exercise);
  await bench.scrollIntoViewIfNeeded();
  await bench.getByRole('button', { name: 'Use a plain text area' }).waitFor();
  await bench.locator('.painted textarea').first().focus();
  await page.keyboard.type('# ');
  await bench.locator('.goals [data-mark=fail]').first().waitFor();
  await page.waitForLoadState('networkidle');
  // What page and worker both ask for crosses the wire once.
  const more = weigh([...new Map((await texts()).map((each) => [each.url, each])).values()].filter(({ url }) => !before.has(url)));
  expect(
    more.some((line) => line.includes('editor')),
    'the editor was not there before',
  ).toBe(true);
  expect(bytesOf(more), more.join('\n')).toBeLessThanOrEqual(benchBudget);
});

test('nothing that was not asked for arrives while somebody works: no solution, no wrong answer, no hint', async ({ open }) => {
  const secrets = await secretsOf(join(root, 'exercises'), join(root, 'content'));
  expect(secrets.length).toBeGreaterThan(50);
  const page = await open('/favicon.svg');
  const texts = recordTexts(page);
  await page.goto(lesson, { waitUntil: 'networkidle' });
  const bench = await seedBench(page);
  await bench.scrollIntoViewIfNeeded();
  await paste(page, editorOf(bench, 'Dockerfile'), `${seedFile('starter/Dockerfile')}\n# mine\n`);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  const loaded = await texts();
  expect(loaded.length).toBeGreaterThan(3);
  const found = loaded.flatMap(({ url, text }) => {
    const read = plain(text, new URL(url).pathname.endsWith('/'));
    return secrets.filter((secret) => read.includes(secret.text)).map(({ from }) => `${new URL(url).pathname}: ${from}`);
  });
  expect([...new Set(found)]).toEqual([]);
  await paste(page, editorOf(bench, 'Dockerfile'), seedFile('solutions/prune/Dockerfile'));
  await passes(bench);
});
