/** A browser for a test file, and a page of its own for each test: nothing is left over from one to the next. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';

/**
 * Debian's Chromium as root has no sandbox; the headless shell alone would make letters as wide as whole pixels;
 * the other switches keep it from calling home, which a closed network refuses many times a second.
 */
const switches = [
  '--no-sandbox',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a page in a fresh profile; what goes wrong in it (errors, failed requests) is kept. */
export type Open = (path: string, options?: OpenOptions) => Promise<Page>;

export interface OpenOptions extends BrowserContextOptions {
  /** Run before the page's own scripts. */
  before?: () => void;
  /** Errors on the page are part of the test. */
  errorsExpected?: boolean;
  /** 'load' where nothing that comes later matters; it saves half a second. */
  until?: 'load' | 'networkidle';
}

/** Leads one page, kept for the whole file, to another address: much quicker than `open`, for tests that only look. Nothing is in its store. */
export type Visit = (path: string, options?: VisitOptions) => Promise<Page>;

export interface VisitOptions extends NonNullable<Parameters<Page['emulateMedia']>[0]> {
  width?: number;
  height?: number;
}

interface Fixtures {
  browser: Browser;
  tour: { page: Page; errors: string[] };
  open: Open;
  visit: Visit;
}

/** What goes wrong in a page, written down in `errors` with the address it was opened at. */
function watch(page: Page, errors: string[], opened: () => string): void {
  page.on('pageerror', (error) => errors.push(`${opened()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) errors.push(`${opened()}: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && response.url() !== page.url() && response.request().resourceType() !== 'document')
      errors.push(`${opened()}: ${response.status()} ${response.url()}`);
  });
}

/** `test` with `open`: fails where a page had an error of its own, whatever else was asserted. */
export const test = base.extend<Fixtures>({
  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern which fixtures this one needs.
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: inject('chromium'), args: switches });
      await use(browser);
      await browser.close();
    },
    { scope: 'file' },
  ],
  open: async ({ browser }, use) => {
    const contexts: { close(): Promise<void> }[] = [];
    const errors: string[] = [];
    await use(async (path, { before, errorsExpected, until = 'networkidle', ...options } = {}) => {
      const context = await browser.newContext({ baseURL: inject('origin'), reducedMotion: 'reduce', serviceWorkers: 'block', ...options });
      contexts.push(context);
      context.setDefaultTimeout(10_000);
      if (before) await context.addInitScript(before);
      const page = await context.newPage();
      if (!errorsExpected) watch(page, errors, () => path);
      await page.goto(path, { waitUntil: until });
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(errors).toEqual([]);
  },
  tour: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ baseURL: inject('origin'), serviceWorkers: 'block' });
      context.setDefaultTimeout(10_000);
      // Nobody has been anywhere yet, on every page anew.
      await context.addInitScript(() => {
        try {
          localStorage.clear();
        } catch {
          // A page without an address has no store.
        }
      });
      const page = await context.newPage();
      const errors: string[] = [];
      watch(page, errors, () => page.url());
      await use({ page, errors });
      await context.close();
    },
    { scope: 'file' },
  ],
  visit: async ({ tour: { page, errors } }, use) => {
    errors.length = 0;
    await use(async (path, { width = 1280, height = 800, ...media } = {}) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ media: 'screen', colorScheme: 'light', reducedMotion: 'reduce', forcedColors: 'none', ...media });
      await page.goto(path, { waitUntil: 'load' });
      return page;
    });
    expect(errors).toEqual([]);
  },
});

export { expect };
