/** What holds on every kind of page: no axe violation in either theme, no sideways scrolling on a phone or zoomed in, readable without JavaScript. */
import type { Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { pagesOf } from '../cli/testing/pages.ts';
import { violations } from './axe.ts';
import { expect, test } from './browser.ts';

// One address for each shape of address: a lesson, an exercise, the list of exercises, the home page, a page that is not there.
const pages = pagesOf(inject('site'));
const kinds = new Map(
  pages.map(({ path }) => {
    const [first = '', ...rest] = path.split('/');
    return [[first, ...rest.map((part) => part && '*')].join('/'), `/${path}`];
  }),
);
const addresses = [...kinds].map(([kind, address]) => (kind === '404.html' ? '/not/there/' : address));

/** How far the page can be scrolled sideways, in CSS pixels. */
const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('there is more than one kind of page to look at', () => {
  expect(addresses.length).toBeGreaterThanOrEqual(3);
});

describe.each(addresses)('%s', (address) => {
  test.for(['light', 'dark'] as const)('axe finds nothing in the %s theme', async (colorScheme, { open }) => {
    const page = await open(address, { colorScheme });
    expect(await violations(page)).toEqual([]);
  });

  test('a phone 360 pixels wide needs no sideways scrolling', async ({ open }) => {
    const page = await open(address, { viewport: { width: 360, height: 740 } });
    expect(await sideways(page)).toBe(0);
  });

  test('at 200 % nothing is cut off', async ({ open }) => {
    // Zoom halves the page's width in CSS pixels and doubles the pixels behind each.
    const page = await open(address, { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, until: 'load' });
    expect(await sideways(page)).toBe(0);
  });

  test('text twice as large needs no sideways scrolling', async ({ open }) => {
    const page = await open(address, { viewport: { width: 1280, height: 800 }, until: 'load' });
    await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
    expect(await sideways(page)).toBe(0);
  });

  test('has one main heading, a title and a way past the navigation', async ({ open }) => {
    const page = await open(address, { until: 'load' });
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.title()).toMatch(/\S/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  test('is readable without JavaScript', async ({ open }) => {
    const page = await open(address, { javaScriptEnabled: false, until: 'load' });
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
    expect((await page.getByRole('main').allInnerTexts()).join().length).toBeGreaterThan(50);
  });
});

// What stands in a lesson is its author's: one lesson says nothing about another.
const lessons = pages.flatMap(({ path }) => (/^learn\/[^/]+\/[^/]+\/$/.test(path) ? [`/${path}`] : []));
test.for(lessons)('axe finds nothing in %s, wide or narrow', async (address, { open }) => {
  const page = await open(address);
  expect(await violations(page)).toEqual([]);
  const phone = await open(address, { viewport: { width: 360, height: 740 } });
  expect(await violations(phone)).toEqual([]);
  expect(await sideways(phone)).toBe(0);
});
