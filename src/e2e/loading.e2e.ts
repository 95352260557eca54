/** What really crosses the wire: how much before any interaction, and nothing that nobody asked for. */
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
    const loaded = await texts();
    const sizes = loaded.map(({ url, text }) => `${gzipSync(text, { level: 9 }).length} ${new URL(url).pathname}`);
    expect(sizes.length).toBeGreaterThan(0);
    const bytes = sizes.reduce((sum, line) => sum + Number.parseInt(line, 10), 0);
    expect(bytes, sizes.join('\n')).toBeLessThanOrEqual(pageBudget);
  });
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
