/** Exercises that are not typed: questions to answer and lines to bring into order, by pointer and by keyboard. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'vitest';
import { violations } from './axe.ts';
import { expect, test } from './browser.ts';

const exercises = join(import.meta.dirname, '../../exercises');
const fileOf = (path: string) => readFileSync(join(exercises, path), 'utf8');
const asking = 'where-the-secret-shows';
const ordering = 'reinstall-nothing';

describe('questions', () => {
  test('are answered, explained at once where they stand, and still answered after a reload', async ({ open }) => {
    const page = await open(`exercises/${asking}/`);
    const first = page.locator('[data-question]').first();
    const box = first.getByRole('checkbox', { name: 'None of them' });
    await box.check();
    await first.getByText('Not yet.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.waitForFunction((key) => localStorage.getItem(key) !== null, `shipshape:attempt:${asking}`);
    await page.reload({ waitUntil: 'networkidle' });
    await first.getByText('Not yet.').waitFor();
    expect(await box.isChecked()).toBe(true);
  });

  test('pass with the right answers, picked with the keyboard alone', async ({ open }) => {
    const solution: Record<string, string[]> = JSON.parse(fileOf(`${asking}/solutions/the-one-set/answers.json`));
    const page = await open(`exercises/${asking}/`);
    for (const [question, picked] of Object.entries(solution)) {
      const group = page.locator(`[data-question="${question}"]`);
      const boxes = picked.length > 0 ? picked.map((id) => group.locator(`input[value="${id}"]`)) : [group.locator('input[data-none]')];
      for (const box of boxes) {
        await box.focus();
        await page.keyboard.press('Space');
      }
    }
    await page
      .getByText(/^Passed: all/)
      .first()
      .waitFor();
  });
});

describe('lines to order', () => {
  test('are moved with the keyboard until the verdict passes, and stay so', async ({ open }) => {
    const wanted = fileOf(`${ordering}/solutions/by-change/Dockerfile`);
    const page = await open(`exercises/${ordering}/`);
    const items = page.getByRole('list', { name: /in order/ }).getByRole('listitem');
    await items.first().focus();
    await page
      .getByRole('button', { name: /^Move down/ })
      .first()
      .waitFor();
    const target = wanted.split('\n').filter((line) => line.trim() !== '');
    for (const [at, line] of target.entries()) {
      const texts = (await items.locator('code').allTextContents()).map((text) => text.trim());
      const from = texts.indexOf(line.trim(), at);
      expect(from, `"${line}" among ${JSON.stringify(texts)}`).toBeGreaterThanOrEqual(at);
      await items.nth(from).focus();
      for (let step = from; step > at; step--) await page.keyboard.press('Alt+ArrowUp');
    }
    await page
      .getByText(/^Passed:/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.waitForTimeout(400);
    await page.reload({ waitUntil: 'networkidle' });
    await page
      .getByText(/^Passed:/)
      .first()
      .waitFor();
  });
});
