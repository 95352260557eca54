/** What holds on every kind of page: no axe violation in either theme, wide or narrow, no sideways scrolling, readable without JavaScript. */
import { describe, inject } from 'vitest';
import { kindsOf, lessonsOf, sideways } from './addresses.ts';
import { violations } from './axe.ts';
import { expect, test } from './browser.ts';

const kinds = kindsOf(inject('site'));
const phone = { width: 360, height: 740 };
const laptop = { width: 1280, height: 800 };

test('there is more than one kind of page to look at', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(3);
});

describe.each(kinds)('%s', (address) => {
  test('axe finds nothing, in either theme, wide or narrow', async ({ visit }) => {
    const page = await visit(address);
    expect(await violations(page), 'wide and light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A theme is a set of colours and nothing else.
    expect(await violations(page, { rules: ['color-contrast'] }), 'wide and dark').toEqual([]);
    await page.setViewportSize(phone);
    expect(await violations(page), 'narrow and dark').toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await violations(page, { rules: ['color-contrast'] }), 'narrow and light').toEqual([]);
  });

  test('needs no sideways scrolling at 320 pixels, at 200 %, or with text twice as large', async ({ visit }) => {
    const page = await visit(address, { width: 320, height: 640 });
    expect(await sideways(page), '320 pixels').toBe(0);
    // Zoom halves the page's width in CSS pixels.
    await page.setViewportSize({ width: laptop.width / 2, height: laptop.height / 2 });
    expect(await sideways(page), '200 %').toBe(0);
    await page.setViewportSize(laptop);
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
    expect(await sideways(page), 'text twice as large').toBe(0);
  });

  test('has one main heading, a title and a way past the navigation', async ({ visit }) => {
    const page = await visit(address);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.title()).toMatch(/\S/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });
});

test('every kind of page is readable without JavaScript', async ({ open }) => {
  const page = await open('/', { javaScriptEnabled: false, until: 'load' });
  for (const address of kinds) {
    await page.goto(address, { waitUntil: 'load' });
    expect(await page.getByRole('heading', { level: 1 }).isVisible(), address).toBe(true);
    expect((await page.getByRole('main').allInnerTexts()).join().length, address).toBeGreaterThan(50);
  }
});

// What stands in a lesson is its author's: one lesson says nothing about another. Width and theme take turns; above, one lesson has seen all four.
const turns = [
  { ...phone, colorScheme: 'light' },
  { ...laptop, colorScheme: 'dark' },
  { ...phone, colorScheme: 'dark' },
  { ...laptop, colorScheme: 'light' },
] as const;

test.for(lessonsOf(inject('site')).map((address, at) => ({ address, turn: turns[at % turns.length] })))(
  'axe finds nothing in $address, and it needs no sideways scrolling',
  async ({ address, turn }, { visit }) => {
    const page = await visit(address, turn);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sideways(page)).toBe(0);
  },
);
