/** What really crosses the wire: how much before any interaction, and nothing that nobody asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { beforeAll, describe, inject } from 'vitest';
import { root } from '../cli/run.ts';
import { type StaticServer, serveFolder } from '../cli/static-server.ts';
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

/** Paths that were asked for, each once, pages and workers alike: a browser does not tell all that a worker asks for. */
const asked = new Set<string>();
let server: StaticServer;
beforeAll(async () => {
  server = await serveFolder({ folder: inject('site'), asked: (path) => asked.add(path.replace(/[?#].*/, '')) });
  return () => server.close();
});

/** Size in bytes and path of each, compressed, fonts and pictures apart. */
const weigh = (paths: Iterable<string>) =>
  [...paths]
    .filter((path) => !/\.(?:woff2|svg|png|ico)$/.test(path))
    .map((path) => {
      const file = join(inject('site'), path, path.endsWith('/') ? 'index.html' : '');
      return `${gzipSync(readFileSync(file), { level: 9 }).length} ${path}`;
    });
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
    asked.clear();
    await open(`${server.origin}${address}`);
    const sizes = weigh(asked);
    expect(sizes.length).toBeGreaterThan(0);
    expect(bytesOf(sizes), sizes.join('\n')).toBeLessThanOrEqual(pageBudget);
  });
});

test.for(heavy)('what an editor needs is light: %s', async (slug, { open }) => {
  const address = lessons.find((each) => readFileSync(join(inject('site'), each, 'index.html'), 'utf8').includes(`data-slug="${slug}"`));
  asked.clear();
  const page = await open(`${server.origin}${address}`, { viewport: { width: 1280, height: 300 } });
  const before = new Set(asked);
  const bench = page.locator(`shipshape-exercise[data-slug="${slug}"]`);
  await bench.scrollIntoViewIfNeeded();
  await bench.getByRole('button', { name: 'Use a plain text area' }).waitFor();
  await bench.locator('.painted textarea').first().focus();
  await page.keyboard.type('# ');
  await bench.getByRole('status').filter({ hasText: /\S/ }).waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  const more = weigh([...asked].filter((path) => !before.has(path)));
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
