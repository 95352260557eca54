/** A browser for a test file, and a page of its own for each test: nothing is left over from one to the next. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';

/** Debian's Chromium as root has no sandbox; the other switches keep it from calling home, which a closed network refuses many times a second. */
const switches = [
  '--no-sandbox',
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

interface Fixtures {
  browser: Browser;
  open: Open;
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
      if (!errorsExpected) {
        page.on('pageerror', (error) => errors.push(`${path}: ${error.message}`));
        page.on('console', (message) => {
          if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) errors.push(`${path}: ${message.text()}`);
        });
        page.on('response', (response) => {
          if (response.status() >= 400 && response.url() !== page.url() && response.request().resourceType() !== 'document')
            errors.push(`${path}: ${response.status()} ${response.url()}`);
        });
      }
      await page.goto(path, { waitUntil: until });
      return page;
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(errors).toEqual([]);
  },
});

export { expect };
