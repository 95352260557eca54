/** The addresses of the built site that browser tests look at. */
import type { Page } from 'playwright-core';
import { pagesOf } from '../cli/testing/pages.ts';

/** Every lesson, in the order of its files. */
export const lessonsOf = (site: string): string[] =>
  pagesOf(site).flatMap(({ path }) => (/^learn\/[^/]+\/[^/]+\/$/.test(path) ? [`/${path}`] : []));

/** One address for each shape of address: a lesson, an exercise, the list of exercises, the home page, a page that is not there. */
export function kindsOf(site: string): string[] {
  const kinds = new Map(
    pagesOf(site).map(({ path }) => {
      const [first = '', ...rest] = path.split('/');
      return [[first, ...rest.map((part) => part && '*')].join('/'), `/${path}`];
    }),
  );
  return [...kinds].map(([kind, address]) => (kind === '404.html' ? '/not/there/' : address));
}

/** How far a page can be scrolled sideways, in CSS pixels. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
