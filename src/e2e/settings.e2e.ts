/** The settings: each holds at once and on the next page; everything stored can be deleted, after a question. */
import type { Page } from 'playwright-core';
import { describe } from 'vitest';
import { cleanInBothThemes } from './axe.ts';
import { lesson } from './bench.ts';
import { expect, test } from './browser.ts';

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Settings' });
const stored = (page: Page) => page.evaluate(() => Object.keys(localStorage).sort());
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const letters = (page: Page) => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
const isFocused = (page: Page, selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await dialogOf(page).waitFor();
}

/** The radio lies unseen over its label. */
const choose = (page: Page, group: string, name: string) =>
  dialogOf(page).getByRole('group', { name: group }).getByRole('radio', { name, exact: true }).check({ force: true });

describe('the settings', () => {
  test('hold at once, on the next page, and in another tab', async ({ open }) => {
    const page = await open('/', { colorScheme: 'light' });
    const other = await page.context().newPage();
    await other.goto('/about/');
    await page.bringToFront();
    const [light, size] = [await ground(page), await letters(page)];
    await openSettings(page);
    await choose(page, 'Theme', 'Dark');
    await choose(page, 'Text size', 'Larger');
    await expect.poll(() => ground(page)).not.toBe(light);
    expect(await letters(page)).toBeCloseTo(size * 1.25);
    const dark = await ground(page);
    await expect.poll(() => ground(other)).toBe(dark);
    await page.goto('/exercises/');
    expect(await ground(page)).toBe(dark);
    expect(await letters(page)).toBeCloseTo(size * 1.25);
    await openSettings(page);
    expect(await dialogOf(page).getByRole('radio', { name: 'Larger' }).isChecked()).toBe(true);
  });

  test('stop all movement where that is wished', async ({ open }) => {
    const page = await open('/', { reducedMotion: 'no-preference' });
    const scrolls = () => page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior);
    expect(await scrolls()).toBe('smooth');
    await openSettings(page);
    await choose(page, 'Movement', 'None');
    expect(await scrolls()).toBe('auto');
  });

  test('work with the keyboard, and give the focus back', async ({ open }) => {
    const page = await open('/about/');
    await page.getByRole('button', { name: 'Settings' }).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    expect(await isFocused(page, '[name=theme][value=system]')).toBe(true);
    await page.keyboard.press('ArrowRight');
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    await page.keyboard.press('Escape');
    await dialogOf(page).waitFor({ state: 'hidden' });
    expect(await isFocused(page, '[data-open=settings]')).toBe(true);
  });

  test('delete everything only after saying what that is', async ({ open }) => {
    const page = await open(lesson);
    await page.evaluate(() => {
      localStorage.setItem('shipshape:attempt:x', '{}');
      localStorage.setItem('theirs', 'kept');
    });
    await openSettings(page);
    await choose(page, 'Theme', 'Dark');
    await dialogOf(page).getByRole('button', { name: 'Delete everything' }).click();
    const question = page.getByRole('dialog', { name: 'Delete everything?' });
    expect(await question.getByRole('listitem').allTextContents()).toEqual([
      'Your work on 1 exercise',
      'Your progress: what you passed and read, and when',
      'These settings',
    ]);
    const file = page.waitForEvent('download');
    await question.getByRole('button', { name: 'Download a copy first' }).click();
    expect((await file).suggestedFilename()).toBe('shipshape-backup.json');
    await question.getByRole('button', { name: 'Keep everything' }).click();
    expect(await stored(page)).toContain('shipshape:attempt:x');
    expect(await isFocused(page, '#settings .danger')).toBe(true);

    await page.keyboard.press('Enter');
    const reloaded = page.waitForEvent('load');
    await question.getByRole('button', { name: 'Delete everything' }).click();
    await reloaded;
    expect((await stored(page)).filter((name) => name !== 'shipshape:progress')).toEqual(['theirs']);
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).not.toBe('dark');
  });

  test('hold for the page where nothing can be stored, and say so', async ({ open }) => {
    const page = await open('/', {
      colorScheme: 'light',
      before: () => {
        Object.defineProperty(window, 'localStorage', {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
      },
    });
    await openSettings(page);
    await choose(page, 'Theme', 'Dark');
    await choose(page, 'Text size', 'Large');
    expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject({ theme: 'dark', size: 'large' });
    await dialogOf(page).getByRole('status').filter({ hasText: 'does not let the page store' }).waitFor();
  });

  test('meet nothing that axe objects to, in either theme', async ({ open }) => {
    const page = await open('/');
    await openSettings(page);
    await cleanInBothThemes(page);
    await dialogOf(page).getByRole('button', { name: 'Delete everything' }).click();
    await cleanInBothThemes(page);
  });
});
