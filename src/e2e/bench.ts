/** An exercise as somebody meets it: by the names and roles that are on the page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { root } from '../cli/run.ts';

export const lesson = '/learn/the-build-as-a-graph/only-what-runs/';

/** A file of the seed exercise: 'starter/Dockerfile', 'solutions/prune/Dockerfile'. */
export const seedFile = (path: string): string => readFileSync(join(root, 'exercises/repair-the-seed', path), 'utf8');

/** Title of the seed exercise, as the page shows it. */
export async function seedTitle(): Promise<string> {
  const { default: exercise } = (await import('../../exercises/repair-the-seed/exercise.ts')) as { default: { title: string } };
  return exercise.title;
}

/** The seed exercise on a page. */
export const seedBench = async (page: Page): Promise<Locator> => page.getByRole('region', { name: await seedTitle(), exact: true });

export const editorOf = (bench: Locator, file: string): Locator => bench.getByRole('textbox', { name: file, exact: true });

/** What stands in an editor, be it a text area or more than that. */
export const textIn = (editor: Locator): Promise<string> =>
  editor.evaluate((element: HTMLElement) => (element instanceof HTMLTextAreaElement ? element.value : element.innerText));

/** Lines that say something: editors differ in how they end the last one. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

/** Replaces everything in an editor, as pasting does. */
export async function paste(page: Page, editor: Locator, text: string): Promise<void> {
  // The text area may give way to the editor between being found and being clicked: then it is looked for again.
  await editor
    .click({ timeout: 2000 })
    .catch(() => editor.click({ timeout: 5000 }))
    .catch(() => editor.click());
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

/** Waits until the exercise says that all goals hold. */
export const passes = (bench: Locator): Promise<void> =>
  bench
    .getByText(/^Passed: /)
    .first()
    .waitFor();

/** Waits until it says that some do not. */
export const failsSome = (bench: Locator): Promise<void> =>
  bench
    .getByText(/^\d+ of \d+ goals? holds?/)
    .first()
    .waitFor();
