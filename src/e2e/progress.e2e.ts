/** How far one is, where one goes on, what comes back, and the backup of it all. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { cleanInBothThemes } from './axe.ts';
import { editorOf, lesson, passes, paste, seedBench, seedFile, textIn } from './bench.ts';
import { expect, test } from './browser.ts';

const stored = (page: Page, key: string) => page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? 'null'), `shipshape:${key}`);
const store = (page: Page, documents: Record<string, unknown>) =>
  page.evaluate((all) => {
    for (const [key, value] of Object.entries(all)) localStorage.setItem(`shipshape:${key}`, JSON.stringify(value));
  }, documents);

const begun = '2026-11-01T10:00:00.000Z';
const passedOn = (at: string, version = 1) => ({ begun, passed: at, version });
const progressOf = (exercises: Record<string, unknown>, more: object = {}) => ({ schema: 2, exercises, lessons: {}, ...more });

/** The exercises of a module as its lessons on the home page name them. */
const exercisesOf = (page: Page, module: number): Promise<string[]> =>
  page
    .locator('.module')
    .nth(module)
    .locator('[data-exercise]')
    .evaluateAll((slabs: HTMLElement[]) => slabs.map((slab) => slab.dataset.exercise ?? ''));

describe('progress', () => {
  test('is marked as passed, begun or changed, in the navigation and on the page of it, and follows another tab', async ({ open }) => {
    const page = await open('/progress/', { until: 'load' });
    await store(page, {
      progress: progressOf({ 'repair-the-seed': passedOn(begun), 'tests-that-count': { begun }, 'what-crosses': passedOn(begun, 0) }),
    });
    await page.reload();
    await page.getByText(/^1 of \d+ exercises passed$/).waitFor();
    expect(await page.getByText(/^2 begun\. About .* of practice left\.$/).count()).toBe(1);
    const link = (title: string) => page.locator('.module').getByRole('link', { name: title }).first();
    expect(await link('Repair a two-stage build').innerText()).toMatch(/passed/);
    expect(await link('Tests that count').innerText()).toMatch(/begun/);
    expect(await link('What crosses to the builder').innerText()).toMatch(/changed since you passed/);
    const states = await page
      .locator('header [data-module] i')
      .evaluateAll((slabs: HTMLElement[]) => slabs.map((slab) => slab.dataset.state));
    expect(states.filter((state) => state !== 'open').sort()).toEqual(['begun', 'changed', 'passed']);

    const other = await page.context().newPage();
    await other.goto('/about/');
    await store(other, { progress: progressOf({ 'repair-the-seed': passedOn(begun), 'tests-that-count': passedOn(begun) }) });
    await page.getByText(/^2 of \d+ exercises passed$/).waitFor();
  });

  test('has a page that axe has nothing against, whatever is on it, in both themes', { timeout: 60_000 }, async ({ open }) => {
    const page = await open('/progress/', { until: 'load' });
    await store(page, {
      progress: progressOf({ 'repair-the-seed': passedOn(begun), 'tests-that-count': { begun }, 'what-crosses': passedOn(begun, 0) }),
    });
    await page.reload();
    await page.getByRole('link', { name: /^Review \d exercises$/ }).waitFor();
    await chooseFile(page, JSON.stringify({ format: 'shipshape-backup', schema: 1, made: begun, documents: backedUp }));
    await page.getByRole('button', { name: 'Bring it in' }).waitFor();
    await cleanInBothThemes(page);
  });
});

describe('coming back', () => {
  test('leads to the section read last and to the next open exercise', async ({ open }) => {
    const page = await open(lesson, { viewport: { width: 1366, height: 768 } });
    const entry = page.locator('.toc a').nth(2);
    const section = (await entry.innerText()).trim();
    const heading = page.locator(await entry.evaluate((link: HTMLAnchorElement) => link.hash));
    await heading.evaluate((element) => element.scrollIntoView());
    await page.locator('.toc [aria-current]').filter({ hasText: section }).waitFor({ state: 'attached' });
    await page.goto('/');
    await page.getByText(`You were at “${section}”.`).waitFor();
    expect(await page.getByRole('link', { name: 'Next exercise: Repair a two-stage build' }).getAttribute('href')).toBe(
      '/exercises/repair-the-seed/',
    );
    await page.getByRole('link', { name: /^Go on: / }).click();
    await page.waitForURL(`**${lesson}`);
    expect(await heading.evaluate((element) => Math.abs(element.getBoundingClientRect().top) < innerHeight / 2)).toBe(true);
  });

  test('leads into the exercise of a lesson, as it stood in the window, with the cursor where it was', async ({ open }) => {
    const page = await open(lesson, { viewport: { width: 1366, height: 768 } });
    const bench = await seedBench(page);
    const top = () => bench.evaluate((element) => element.getBoundingClientRect().top);
    // Whole pixels of the window are not those of the page.
    const stands = async () => Math.abs((await top()) + 37) <= 2;
    const rich = () => bench.getByRole('button', { name: 'Use a plain text area' }).waitFor();
    await bench.scrollIntoViewIfNeeded();
    await rich();
    await paste(page, editorOf(bench, 'Dockerfile'), '# one\n# two\n');
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.press('End');
    await bench.evaluate((element) => scrollBy({ top: element.getBoundingClientRect().top + 37, behavior: 'instant' }));
    expect(await stands()).toBe(true);
    await page.goto('/');
    await page.getByRole('link', { name: /^Go on: / }).click();
    await page.waitForURL(`**${lesson}`);
    await expect.poll(stands).toBe(true);
    await rich();
    await bench.getByRole('tab', { name: 'Dockerfile' }).focus();
    await page.keyboard.press('Tab');
    await expect
      .poll(() => editorOf(bench, 'Dockerfile').evaluate((area: HTMLTextAreaElement) => area.selectionStart))
      .toBe('# one'.length);
    await page.keyboard.insertText(', mine');
    await expect.poll(() => textIn(editorOf(bench, 'Dockerfile'))).toMatch(/^# one, mine\n/);
  });

  test('shows nothing to those who are new', async ({ open }) => {
    const page = await open('/');
    expect(await page.getByRole('link', { name: /^Go on/ }).isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'Start with the first lesson' }).isVisible()).toBe(true);
  });
});

describe('a finished module', () => {
  test('is said once, politely, with the way on', { timeout: 60_000 }, async ({ open }) => {
    const page = await open('/', { until: 'load' });
    const slugs = await exercisesOf(page, 0);
    expect(slugs).toContain('repair-the-seed');
    const others = slugs.filter((slug) => slug !== 'repair-the-seed');
    await store(page, { progress: progressOf(Object.fromEntries(others.map((slug) => [slug, passedOn(begun)]))) });
    await page.goto('/exercises/repair-the-seed/', { waitUntil: 'networkidle' });
    const bench = await seedBench(page);
    await paste(page, editorOf(bench, 'Dockerfile'), seedFile('solutions/prune/Dockerfile'));
    await passes(bench);
    const done = page.getByRole('region', { name: 'Module done: The build as a graph' });
    await done
      .getByRole('status')
      .filter({ hasText: `all ${slugs.length} of its exercises` })
      .waitFor();
    expect(await done.getByRole('link', { name: /^On to “/ }).getAttribute('href')).toMatch(/^\S*\/learn\//);
    expect(await page.evaluate(() => document.activeElement?.closest('.module-done') ?? null)).toBeNull();
    await cleanInBothThemes(page, '.module-done');
    await page.reload({ waitUntil: 'networkidle' });
    await passes(bench);
    expect(await done.count()).toBe(0);
  });
});

const backedUp = {
  'shipshape:attempt:tests-that-count': { schema: 1, exercise: 1, files: { Dockerfile: 'FROM <img src=x onerror=alert(1)>\n' } },
  'shipshape:progress': progressOf({ 'tests-that-count': passedOn(begun), 'what-crosses': passedOn(begun) }),
  'shipshape:<b>strange</b>': { schema: 1 },
};

async function chooseFile(page: Page, text: string) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bring in a backup' }).click();
  await (await chooser).setFiles({ name: 'shipshape-backup.json', mimeType: 'application/json', buffer: Buffer.from(text) });
}

describe('a backup', () => {
  test('holds everything, and brings it back after all was removed', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    await paste(page, editorOf(bench, 'Dockerfile'), seedFile('solutions/prune/Dockerfile'));
    await passes(bench);
    await page.goto('/progress/');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download a backup' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('shipshape-backup.json');
    const text = readFileSync(await file.path(), 'utf8');
    const before = await stored(page, 'attempt:repair-the-seed');
    expect(before.passing.Dockerfile).toBe(seedFile('solutions/prune/Dockerfile'));

    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await page.getByText(/^0 of \d+ exercises passed$/).waitFor();
    await chooseFile(page, text);
    await page.getByText('1 exercise with work comes in').waitFor();
    await page.getByText('1 pass added').waitFor();
    expect(await stored(page, 'attempt:repair-the-seed')).toBeNull();
    await page.getByRole('button', { name: 'Bring it in' }).click();
    await page.getByText(/^1 of \d+ exercises passed$/).waitFor();
    expect((await stored(page, 'attempt:repair-the-seed')).passing).toEqual(before.passing);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/^0 of \d+ exercises passed$/).waitFor();
    expect(await stored(page, 'attempt:repair-the-seed')).toBeNull();
  });

  test('that is none is refused in words, and no text of a file becomes markup', async ({ open }) => {
    const page = await open('/progress/', { until: 'load' });
    const said = page.locator('.backup').getByRole('status');
    await chooseFile(page, 'FROM node:24\n');
    await said.filter({ hasText: 'could not be read' }).waitFor();
    await chooseFile(page, '{"format":"shipshape-backup","schema":2,"documents":{}}');
    await said.filter({ hasText: 'A newer version of this site made this backup' }).waitFor();
    await chooseFile(page, JSON.stringify({ format: 'shipshape-backup', schema: 1, made: '<i>never</i>', documents: backedUp }));
    await page.getByText('nothing of that name is kept here').waitFor();
    expect(await page.locator('.plan').innerText()).toContain('shipshape:<b>strange</b>');
    expect(await page.locator('.plan b, .plan i').count()).toBe(0);
    await page.getByRole('button', { name: 'Leave everything as it is' }).click();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });
});
