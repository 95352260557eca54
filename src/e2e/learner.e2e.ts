/** What a learner does with an exercise, by mouse and by keyboard alone. */
import type { Locator, Page } from 'playwright-core';
import { describe } from 'vitest';
import { cleanInBothThemes } from './axe.ts';
import { editorOf, failsSome, lesson, linesOf, passes, paste, seedBench, seedFile, textIn } from './bench.ts';
import { expect, test } from './browser.ts';

const repair = seedFile('solutions/prune/Dockerfile');
const isFocused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

/** Presses Tab until something has the focus; undefined where a whole page of stops was passed. */
async function tabTo(page: Page, target: Locator): Promise<number | undefined> {
  for (let presses = 1; presses <= 200; presses++) {
    await page.keyboard.press('Tab');
    if (await isFocused(target)) return presses;
  }
  return undefined;
}

describe('a learner', () => {
  test('sees what is wrong, repairs it, sees it pass, comes back and finds it there', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    const editor = editorOf(bench, 'Dockerfile');
    await failsSome(bench);
    expect(await bench.getByText('Not yet:').count()).toBeGreaterThan(1);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(seedFile('starter/Dockerfile')));

    await paste(page, editor, repair);
    await passes(bench);
    expect(await bench.getByText('Not yet:').count()).toBe(0);

    await page.reload({ waitUntil: 'networkidle' });
    await passes(bench);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(repair));
  });

  test('does the same with the keyboard alone', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    const editor = editorOf(bench, 'Dockerfile');
    expect(await tabTo(page, editor)).toBeDefined();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('Delete');
    await page.keyboard.type(repair);
    await passes(bench);

    expect(await isFocused(editor)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await isFocused(editor), 'Tab leaves the editor').toBe(false);
    await page.reload({ waitUntil: 'networkidle' });
    await passes(bench);
  });

  test('is told what changed without looking: the live region says it', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    await paste(page, editorOf(bench, 'Dockerfile'), 'FROM node:24-slim\n');
    await bench.getByRole('status').filter({ hasText: 'goals hold' }).waitFor({ state: 'attached' });
    await paste(page, editorOf(bench, 'Dockerfile'), repair);
    await bench.getByRole('status').filter({ hasText: 'Passed' }).waitFor({ state: 'attached' });
  });

  test('can type while the bench is still loading, and loses nothing', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    await page.route('**/*.js', async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    });
    await paste(page, editorOf(bench, 'Dockerfile'), repair);
    await bench.getByRole('button', { name: 'Hint', exact: true }).click();
    await bench.getByRole('heading', { name: 'Hints' }).waitFor();
    await passes(bench);
    expect(linesOf(await textIn(editorOf(bench, 'Dockerfile')))).toEqual(linesOf(repair));
  });

  test('is told first and alone that a file cannot be read', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    await paste(page, editorOf(bench, 'Dockerfile'), 'FROM node:24\nRUNN npm ci\n');
    await bench.getByText('This cannot be read yet').first().waitFor();
    expect(await bench.getByText('RUNN').count()).toBeGreaterThan(0);
  });

  test('works on both files, and both are kept', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    await bench.getByRole('tab', { name: '.dockerignore' }).click();
    const ignore = editorOf(bench, '.dockerignore');
    expect(linesOf(await textIn(ignore))).toEqual(linesOf(seedFile('starter/.dockerignore')));
    await paste(page, ignore, '# mine\nnode_modules\n');
    await bench.getByRole('tab', { name: 'Dockerfile', exact: true }).click();
    await paste(page, editorOf(bench, 'Dockerfile'), repair);
    await passes(bench);

    await page.reload({ waitUntil: 'networkidle' });
    await passes(bench);
    await bench.getByRole('tab', { name: '.dockerignore' }).click();
    expect(linesOf(await textIn(ignore))).toEqual(['# mine', 'node_modules']);
  });

  test('can reset, and take that back', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    const editor = editorOf(bench, 'Dockerfile');
    await paste(page, editor, repair);
    await passes(bench);
    await bench.getByRole('button', { name: 'Reset' }).click();
    await failsSome(bench);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(seedFile('starter/Dockerfile')));
    await bench
      .getByRole('button', { name: /undo|take back|back to mine|restore/i })
      .first()
      .click();
    await passes(bench);
    expect(linesOf(await textIn(editor))).toEqual(linesOf(repair));
  });

  test('asks for hints one by one, and for a solution without losing the own attempt', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    const editor = editorOf(bench, 'Dockerfile');
    await paste(page, editor, 'FROM node:24-slim\n');
    await bench.getByRole('button', { name: 'Hint', exact: true }).click();
    await bench.getByRole('button', { name: /^Next hint \(1 of \d/ }).click();
    await bench.getByRole('button', { name: /^Next hint \(2 of \d/ }).waitFor();
    await bench.getByRole('button', { name: 'Show a solution' }).click();
    const first = bench.getByRole('group').filter({ hasText: 'Put it in the editor' }).first();
    await first.locator('summary').click();
    await first.getByRole('button', { name: 'Put it in the editor' }).click();
    await passes(bench);
    await bench.getByRole('button', { name: 'Bring mine back' }).click();
    expect(linesOf(await textIn(editor))).toEqual(['FROM node:24-slim']);
  });

  test('meets nothing that axe objects to on the way, in either theme', async ({ open }) => {
    const page = await open(lesson);
    const bench = await seedBench(page);
    await paste(page, editorOf(bench, 'Dockerfile'), 'FROM node:24\nRUNN npm ci\n');
    await bench.getByText('This cannot be read yet').first().waitFor();
    await cleanInBothThemes(page);
    await bench.getByRole('button', { name: 'Reset' }).click();
    await failsSome(bench);
    await bench.getByRole('button', { name: 'Hint', exact: true }).click();
    await bench.getByRole('button', { name: 'How was this decided?' }).click();
    await bench.getByRole('button', { name: /^Next hint/ }).waitFor();
    await cleanInBothThemes(page);
    await paste(page, editorOf(bench, 'Dockerfile'), repair);
    await passes(bench);
    await bench.getByText('Put it in the editor').first().waitFor({ state: 'attached' });
    await bench.locator('details').evaluateAll((folds: HTMLDetailsElement[]) => {
      for (const fold of folds) fold.open = true;
    });
    await cleanInBothThemes(page);
  });
});

describe('where something is missing', () => {
  test('without JavaScript: the task, the file and the verdict on it are there to read', async ({ open }) => {
    const page = await open(lesson, { javaScriptEnabled: false, until: 'load' });
    const bench = await seedBench(page);
    expect(await bench.isVisible()).toBe(true);
    expect(await bench.getByText('Not yet:').first().isVisible()).toBe(true);
    const editor = editorOf(bench, 'Dockerfile');
    expect(await editor.isVisible()).toBe(true);
    expect(linesOf(await editor.inputValue())).toEqual(linesOf(seedFile('starter/Dockerfile')));
    // Playwright looks for text everywhere but in <noscript>.
    const note = bench.locator('noscript p');
    expect(await note.isVisible()).toBe(true);
    expect(await note.textContent()).toContain('npx shipshape start repair-the-seed');
  });

  test('without storage: the work goes on, and it is said that it will not be kept', async ({ open }) => {
    const page = await open(lesson, {
      before: () => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
      },
    });
    const bench = await seedBench(page);
    await paste(page, editorOf(bench, 'Dockerfile'), repair);
    await passes(bench);
    await bench.getByRole('alert').filter({ hasText: 'does not let the page store' }).waitFor();
  });

  test('on a phone the whole exercise is there, one part below the other', async ({ open }) => {
    const page = await open(lesson, { viewport: { width: 360, height: 740 }, hasTouch: true });
    const bench = await seedBench(page);
    const editor = editorOf(bench, 'Dockerfile');
    await editor.tap();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(repair);
    await passes(bench);
    const below = await bench
      .getByText(/^Passed: /)
      .first()
      .boundingBox();
    const above = await editor.boundingBox();
    expect(below?.y ?? 0).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0) - 1);
  });
});
