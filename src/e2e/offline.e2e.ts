/** Without a network: what was visited once goes on, and a new version waits until it is wanted. The server is really stopped. */
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { buildSite } from '../cli/build-site.ts';
import { writeWorker } from '../cli/finish/offline.ts';
import { root } from '../cli/run.ts';
import { type StaticServer, serveFolder } from '../cli/static-server.ts';
import { sideways } from './addresses.ts';
import { violations } from './axe.ts';
import { editorOf, lesson, passes, paste, seedBench, seedFile } from './bench.ts';
import { expect, type Open, test } from './browser.ts';

/** Until everything is stored. */
const stored = (page: Page) =>
  expect.poll(
    () => page.evaluate(async () => (await caches.match(new URL('complete', (await navigator.serviceWorker.ready).scope))) !== undefined),
    {
      timeout: 60_000,
      interval: 250,
    },
  );

const visit = (open: Open, server: StaticServer, path: string) =>
  open(path, { baseURL: server.origin, serviceWorkers: 'allow', errorsExpected: true });

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Search the course' }).fill(words);
  await page
    .getByRole('status')
    .filter({ hasText: /\d results?:/ })
    .waitFor();
}

async function worksAlone(open: Open, folder: string, base: string): Promise<void> {
  const server = await serveFolder({ folder, base });
  const page = await visit(open, server, base);
  await stored(page).toBe(true);
  await server.close();

  await page.goto(`${base.slice(0, -1)}${lesson}`);
  const bench = await seedBench(page);
  await paste(page, editorOf(bench, 'Dockerfile'), seedFile('solutions/prune/Dockerfile'));
  await passes(bench);
  await search(page, 'sigterm');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${base}glossary/#sigterm`);

  await page.goto(`${base}not/there/`);
  await page.getByRole('heading', { name: 'You are offline' }).waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Only what runs' }).click();
  await page.getByRole('heading', { level: 1, name: 'Only what runs' }).waitFor();
}

describe('without a network, after one visit', () => {
  test('lessons are read, exercises graded, the search answers', { timeout: 120_000 }, async ({ open }) => {
    await worksAlone(open, inject('site'), '/');
  });

  test('the same under a base path', { timeout: 240_000 }, async ({ open }) => {
    const based = join(dirname(inject('site')), 'dist-based');
    if (!existsSync(based)) await buildSite({ folder: based, base: '/course/' });
    await worksAlone(open, based, '/course/');
  });
});

test('a new version is offered, taken only when wanted, and nothing of the old one stays', { timeout: 120_000 }, async ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'shipshape-site-'));
  cpSync(inject('site'), folder, { recursive: true });
  const server = await serveFolder({ folder });
  try {
    const page = await visit(open, server, '/about/');
    await stored(page).toBe(true);
    const [old] = await page.evaluate(() => caches.keys());

    const file = join(folder, 'about', 'index.html');
    writeFileSync(file, readFileSync(file, 'utf8').replace('>About Shipshape</h1>', '>About the new Shipshape</h1>'));
    writeWorker(folder, join(root, 'src', 'components', 'site', 'worker.js'));
    await page.reload({ waitUntil: 'networkidle' });
    const bar = page.getByRole('complementary', { name: 'New version' });
    await bar.getByRole('status').filter({ hasText: 'A new version of the course is ready' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('About Shipshape');
    for (const [colorScheme, width] of [
      ['light', 1280],
      ['dark', 320],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 640 });
      expect(await violations(page), `${colorScheme}, ${width}`).toEqual([]);
      expect(await sideways(page), `${width}`).toBe(0);
    }

    await bar.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('heading', { level: 1, name: 'About the new Shipshape' }).waitFor();
    await stored(page).toBe(true);
    await expect.poll(() => page.evaluate(() => caches.keys()), { timeout: 60_000 }).not.toContain(old);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
});

test('an answer that is an error is never kept', async ({ open }) => {
  const server = await serveFolder({ folder: inject('site') });
  try {
    const page = await visit(open, server, '/');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto('/learn/not/there/');
    const kept = await page.evaluate(async () => (await caches.match(location.href)) !== undefined);
    expect(kept).toBe(false);
  } finally {
    await server.close();
  }
});
