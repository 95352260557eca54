/** The checks of the built site, each shown to find what it is there to find. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { budget, pageBudget } from './budget.ts';
import { findLeaks, plain, secretsIn } from './leaks.ts';
import { checkLinks } from './links.ts';
import { importsOf, pagesOf } from './pages.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function site(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'shipshape-site-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('what a page loads by itself', () => {
  test('style sheets, scripts and what they import, but nothing behind a call', () => {
    const folder = site({
      'learn/a/b/index.html': `<link rel="stylesheet" href="/course/s.css"><link rel="icon" href="/course/i.svg">
        <script type="module" src="/course/_astro/page.1.js"></script>
        <script type="module">import "/course/_astro/inline.js"; import("/course/_astro/later.js")</script>
        <script src="https://elsewhere.test/x.js"></script>`,
      's.css': '',
      'i.svg': '',
      '_astro/page.1.js': 'import{a as b}from"./deep.js";export{c}from"./also.js";import("./later.js");import(`./later.js`)',
      '_astro/deep.js': 'import"./page.1.js"',
      '_astro/also.js': '',
      '_astro/inline.js': '',
      '_astro/later.js': '',
    });
    const files = ['learn/a/b/index.html', 's.css', '_astro/page.1.js', '_astro/deep.js', '_astro/also.js', '_astro/inline.js'];
    expect(pagesOf(folder, '/course/')).toEqual([{ path: 'learn/a/b/', files }]);
  });

  test.each([
    ['import a from"./x.js"', ['./x.js']],
    ['import"./x.js";import\n"./y.mjs"', ['./x.js', './y.mjs']],
    ['const x = () => import("./x.js")', []],
    ['import`./x.js`', ['./x.js']],
  ])('%s', (code, imports) => {
    expect(importsOf(code)).toEqual(imports);
  });
});

describe('links', () => {
  test('a sound site passes, and says how many links it followed', async () => {
    const folder = site({
      'index.html':
        '<html><body><a href="/course/a/">a</a><a href="/course/a/#here">here</a><a href="https://example.test/">out</a></body></html>',
      'a/index.html': '<html><body><h1 id="here">x</h1><a href="../">home</a></body></html>',
    });
    const result = await checkLinks(folder, '/course/');
    expect(result).toMatchObject({ passed: 1, failed: 0 });
    expect(result.summary).toBe('1 linked addresses on 2 pages, 0 broken (1 to other hosts not followed)');
  });

  test.each([
    ['a page that is not there', '<a href="/nowhere/">x</a>', '/nowhere/ (404)'],
    ['a fragment that is not there', '<a href="/a/#nowhere">x</a>', '/a/#nowhere'],
    ['an image that is not there', '<img src="/x.png" alt=""><a href="/a/">x</a>', '/x.png (404)'],
  ])('%s is found, with the page that names it', async (_, link, output) => {
    const folder = site({
      'index.html': `<html><body>${link}</body></html>`,
      'a/index.html': '<html><body><a href="/">home</a></body></html>',
    });
    const result = await checkLinks(folder);
    expect(result.failed).toBe(1);
    expect(result.output).toContain(output);
    expect(result.output).toContain('on /');
  });

  test('a page that nothing links to is checked as well', async () => {
    const folder = site({ 'index.html': '<a href="/index.html">x</a>', 'orphan/index.html': '<a href="/gone/">x</a>' });
    expect((await checkLinks(folder)).output).toContain('/gone/ (404) on /orphan/');
  });

  test('a link that forgets the base path is broken', async () => {
    const folder = site({ 'index.html': '<a href="/a/">x</a>', 'a/index.html': '<a href="/course/">home</a>' });
    expect((await checkLinks(folder, '/course/')).failed).toBe(1);
  });

  test('a site without links fails: nothing was looked at', async () => {
    expect((await checkLinks(site({ 'index.html': '<p>Nothing</p>' }))).output).toContain('looked at nothing');
  });
});

describe('weight', () => {
  const noise = (bytes: number) =>
    Array.from({ length: bytes }, (_, at) => String.fromCharCode(33 + ((at * at * 7919 + (at >> 3) * 104_729) % 90))).join('');

  test('a light lesson page passes', () => {
    expect(budget(site({ 'learn/a/b/index.html': '<p>light</p>' }))).toMatchObject({ passed: 1, failed: 0 });
  });

  test('a page that loads too much fails, and the heaviest file is named first', () => {
    const code = Array.from({ length: 60_000 }, (_, at) => Math.sin(at).toString(36).slice(3, 9))
      .join('')
      .slice(0, pageBudget * 2);
    const result = budget(site({ 'learn/a/b/index.html': '<script src="/x.js"></script>', 'x.js': `"${code}"` }));
    expect(result.failed).toBe(1);
    expect(result.output).toMatch(/learn\/a\/b\/ .*\n +[\d.]+ KB {2}x\.js/);
  });

  test('pages that are no lessons have no budget; a site without lessons fails', () => {
    expect(budget(site({ 'index.html': noise(10) }))).toMatchObject({ failed: 1, summary: 'no lesson page was built' });
  });
});

describe('leaks', () => {
  const answer = 'FROM node:24-slim AS build\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci && npm prune --omit=dev\n';
  const secrets = secretsIn('x/solutions/a/Dockerfile', answer, plain('FROM node:24-slim AS build\nWORKDIR /app\n'));

  test('a stretch begins at every line and is long enough', () => {
    expect(secrets.map(({ text }) => text.length >= 40)).toEqual([true, true, true]);
  });

  test('what a starter or lesson shows is no secret', () => {
    expect(secretsIn('x', answer, plain(answer))).toEqual([]);
  });

  test.each([
    ['a script that the page loads', { 'index.html': '<script src="/a.js"></script>', 'a.js': `export default ${JSON.stringify(answer)}` }],
    ['a template literal', { 'index.html': '<script src="/a.js"></script>', 'a.js': `export default \`${answer}\`` }],
    [
      'a chunk that it imports',
      { 'index.html': '<script src="/a.js"></script>', 'a.js': 'import"./b.js"', 'b.js': `x=${JSON.stringify(answer)}` },
    ],
    [
      'highlighted HTML',
      { 'index.html': `<pre>${answer.replace(/\S+/g, (word) => `<span class="x">${word.replaceAll('&', '&amp;')}</span>`)}</pre>` },
    ],
  ])('is found in %s', (_, files) => {
    const result = findLeaks(site(files as Record<string, string>), secrets);
    expect(result.failed).toBe(1);
    expect(result.output).toContain('holds text of x/solutions/a/Dockerfile');
  });

  test('may wait in a chunk behind a call', () => {
    const folder = site({
      'index.html': '<script src="/a.js"></script>',
      'a.js': 'import("./b.js")',
      'b.js': `x=${JSON.stringify(answer)}`,
    });
    expect(findLeaks(folder, secrets)).toMatchObject({ passed: 1, failed: 0 });
  });

  test('a search that finds the answers nowhere is blind, and fails', () => {
    const folder = site({ 'index.html': '<p>x</p>' });
    expect(findLeaks(folder, secrets).output).toContain('blind');
    expect(findLeaks(folder, []).failed).toBe(1);
  });
});
