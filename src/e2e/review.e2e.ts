/** A passed exercise comes back in another form, and says when it will be back next. */
import type { Page } from 'playwright-core';
import { loadAttempts } from '../bench/attempts.ts';
import { renamingFor } from '../course/review/vary.ts';
import { violations } from './axe.ts';
import { passes, seedFile } from './bench.ts';
import { expect, test } from './browser.ts';

const passed = '2026-11-01T10:00:00.000Z';
const slug = 'repair-the-seed';
const document = { schema: 2, exercises: { [slug]: { begun: passed, passed, version: 1 } }, lessons: {} };
const mine = JSON.stringify({ schema: 2, exercise: 1, files: { Dockerfile: 'FROM mine\n' }, hints: 0, revealed: false, history: [] });

/** The site at a time, with one exercise passed on 1 November. */
async function at(page: Page, time: string, address: string) {
  await page.clock.setFixedTime(new Date(time));
  await page.goto(address, { waitUntil: 'load' });
}

const entry = (page: Page) =>
  page.evaluate((name) => JSON.parse(localStorage.getItem('shipshape:progress') ?? '{}').exercises[name].review, slug);

test('a review comes due after two days, in other names, and its pass counts', { timeout: 60_000 }, async ({ open }) => {
  const page = await open('/about/', { until: 'load' });
  await page.evaluate(
    ([progress = '', key = '', attempt = '']) => {
      localStorage.setItem('shipshape:progress', progress);
      localStorage.setItem(key, attempt);
    },
    [JSON.stringify(document), `shipshape:attempt:${slug}`, mine],
  );
  await at(page, '2026-11-03T09:00:00Z', '/progress/');
  await page.getByText('Nothing is due. The next one comes back on 3 Nov 2026.').waitFor();
  await at(page, '2026-11-03T11:00:00Z', '/');
  await page.getByRole('link', { name: '1 to review' }).click();

  const { exercise } = await loadAttempts(slug);
  const names = renamingFor(exercise, 1);
  expect(names.pairs.length).toBeGreaterThan(0);
  const bench = page.getByRole('region', { name: names.prose(exercise.title), exact: true });
  const editor = bench.getByRole('textbox', { name: 'Dockerfile', exact: true });
  await editor.waitFor();
  expect(names.code(seedFile('starter/Dockerfile'))).not.toBe(seedFile('starter/Dockerfile'));
  const task = await bench.locator('.task').innerText();
  for (const { from, to } of names.pairs) if (exercise.task.includes(`\`${from}`)) expect(task).toContain(to);
  expect(await violations(page, { within: '.review' })).toEqual([]);

  const type = async (text: string) => {
    await editor.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
  };
  await bench.getByRole('button', { name: 'Hint', exact: true }).waitFor();
  await type(names.code(seedFile('solutions/prune/Dockerfile')));
  await passes(bench);
  await page.getByRole('status').filter({ hasText: 'Reviewed. It comes back on 10 Nov 2026. That was the last one due.' }).waitFor();
  expect(await entry(page)).toEqual({ done: 1, tries: 1, at: '2026-11-03T11:00:00.000Z' });
  // What was handed in at first is as it was.
  expect(await page.evaluate((key) => localStorage.getItem(key), `shipshape:attempt:${slug}`)).toBe(mine);
});

test('one that needed a solution comes back the next day', { timeout: 60_000 }, async ({ open }) => {
  const page = await open('/about/', { until: 'load' });
  await page.evaluate((progress) => localStorage.setItem('shipshape:progress', progress), JSON.stringify(document));
  await at(page, '2026-11-05T11:00:00Z', `/progress/review/?exercise=${slug}`);
  const bench = page.locator('shipshape-exercise');
  await bench.getByRole('button', { name: 'Show a solution' }).click();
  const first = bench.getByRole('group').filter({ hasText: 'Put it in the editor' }).first();
  await first.locator('summary').click();
  await first.getByRole('button', { name: 'Put it in the editor' }).click();
  await passes(bench);
  await page.getByRole('status').filter({ hasText: 'It comes back on 6 Nov 2026, once more in another form.' }).waitFor();
  expect(await entry(page)).toMatchObject({ missed: true, tries: 1 });
});
