/** The search: opened by key or button, answered by kind, worked with the keyboard alone. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { cleanInBothThemes } from './axe.ts';
import { lesson } from './bench.ts';
import { expect, test } from './browser.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Search the course' });
const fieldOf = (page: Page) => page.getByRole('textbox', { name: 'Search the course' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

async function ask(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await fieldOf(page).fill(words);
  await page
    .getByRole('status')
    .filter({ hasText: /\d result/ })
    .waitFor();
}

describe('the search', () => {
  test('answers by kind, says how many, and takes one there by keyboard', async ({ open }) => {
    const page = await open(lesson);
    await ask(page, 'sigterm');
    expect(await dialogOf(page).getByRole('status').textContent()).toMatch(/^\d+ results: .*Glossary \d/);
    const term = dialogOf(page).getByRole('region', { name: 'Glossary' }).getByRole('link', { name: 'SIGTERM', exact: true });
    expect(await term.getAttribute('href')).toBe('/glossary/#sigterm');
    expect(await dialogOf(page).getByRole('region', { name: 'Lessons' }).getByRole('link').count()).toBeGreaterThan(0);

    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('SIGTERM');
    await page.keyboard.press('ArrowUp');
    expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/glossary/#sigterm');
  });

  test('goes to the first answer on Enter, and to a section where that answers best', async ({ open }) => {
    const page = await open('/about/');
    await ask(page, 'four repairs that do not work');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/only-what-runs/#*');
  });

  test('opens with its button, closes with Escape, and gives the focus back', async ({ open }) => {
    const page = await open('/exercises/');
    const button = page.getByRole('button', { name: 'Search' });
    await button.click();
    await dialogOf(page).waitFor();
    expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);

    const link = page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Rules' });
    await link.focus();
    await page.keyboard.press('Control+k');
    await dialogOf(page).waitFor();
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('shows the rest of a kind on request, with the focus on the first of them', async ({ open }) => {
    const page = await open('/');
    await ask(page, 'image');
    const glossary = dialogOf(page).getByRole('region', { name: 'Glossary' });
    const before = await glossary.getByRole('link').count();
    await glossary.getByRole('button', { name: /^Show all \d+$/ }).click();
    await expect.poll(() => glossary.getByRole('link').count()).toBeGreaterThan(before);
    expect(await focused(page)).toBe(await glossary.getByRole('link').nth(before).textContent());
  });

  test('says what it did not find, and where to look instead', async ({ open }) => {
    const page = await open('/');
    await page.keyboard.press('Control+k');
    await fieldOf(page).fill('ŵŵŵ');
    await dialogOf(page).getByRole('status').filter({ hasText: 'Nothing found for “ŵŵŵ”.' }).waitFor();
    expect(await dialogOf(page).getByRole('link', { name: 'Glossary' }).getAttribute('href')).toBe('/glossary/');
  });

  test('says when the index does not come, and asks again for the next words', async ({ open }) => {
    const page = await open('/', { errorsExpected: true });
    await page.route('**/pagefind/**', (route) => route.abort());
    await page.keyboard.press('Control+k');
    await fieldOf(page).fill('layer');
    await dialogOf(page).getByRole('status').filter({ hasText: 'could not be loaded' }).waitFor();
  });

  test('loads nothing before it is wanted', async ({ open }) => {
    const page = await open('/favicon.svg');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/about/', { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /pagefind|search|dialog/.test(url))).toEqual([]);
    await ask(page, 'layer');
    expect(asked.some((url) => url.endsWith('/pagefind/pagefind.js'))).toBe(true);
  });

  test('meets nothing that axe objects to, in either theme', async ({ open }) => {
    const page = await open(lesson);
    await page.keyboard.press('Control+k');
    await dialogOf(page).waitFor();
    await cleanInBothThemes(page);
    await ask(page, 'secret');
    await cleanInBothThemes(page);
  });
});
