import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptOf, writeWorker } from './offline.ts';

const folder = mkdtempSync(join(tmpdir(), 'shipshape-offline-'));
afterAll(() => rmSync(folder, { recursive: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

for (const path of ['index.html', 'offline/index.html', 'about/index.html', 'learn/a/b/index.html', '_astro/x.js', '_astro/f.woff2'])
  put(path, path);
for (const path of [
  '404.html',
  'sitemap.xml',
  'robots.txt',
  'pagefind/pagefind.js',
  'exercises/x/index.html',
  'exercises/x/solutions.json',
])
  put(path, path);

test('keeps what a reader needs, the most needed first', () => {
  const { first, rest } = keptOf(folder);
  expect(first).toEqual(['_astro/f.woff2', '', 'offline/']);
  expect(rest).toEqual(['_astro/x.js', 'learn/a/b/', 'exercises/x/', 'pagefind/pagefind.js', 'about/', 'exercises/x/solutions.json']);
});

test('the same files are the same version, another word is another', () => {
  const { version } = keptOf(folder);
  expect(keptOf(folder).version).toBe(version);
  put('about/index.html', 'changed');
  expect(keptOf(folder).version).not.toBe(version);
});

test('the worker carries the lists, and is no part of them', () => {
  const source = join(import.meta.dirname, 'offline.ts');
  writeWorker(folder, source);
  const { version, first, rest } = keptOf(folder);
  const [lists = ''] = readFileSync(join(folder, 'worker.js'), 'utf8').split('\n');
  expect(lists).toBe(`const VERSION="${version}",FIRST=${JSON.stringify(first)},REST=${JSON.stringify(rest)};`);
  expect(readFileSync(join(folder, 'worker.js'), 'utf8')).not.toContain('Puts the service worker');
});
