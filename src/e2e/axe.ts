import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from './browser.ts';

/** axe as the builder itself has it, but the small file, and read by a page once: the builder hands it over twice for each look. */
const axe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js');
const axeSource = `if (!window.axe) { ${readFileSync(axe, 'utf8')} }`;

interface Scope {
  /** A part of the page; the whole where it is left out. */
  within?: string;
  /** Only these rules; all where it is left out. */
  rules?: string[];
}

/** Violations that axe finds on a page as it stands, as one line each: the rule, then the elements. */
export async function violations(page: Page, { within, rules }: Scope = {}): Promise<string[]> {
  // No page of ours has frames: what axe does for them costs a second browser tab each time.
  const builder = new AxeBuilder({ page, axeSource }).setLegacyMode().options({
    resultTypes: ['violations'],
    // Off by default, as all that came with WCAG 2.2.
    rules: { 'target-size': { enabled: true } },
    ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}),
  });
  const { violations, passes } = await (within === undefined ? builder : builder.include(within)).analyze();
  expect(passes.length, 'checks that axe could make').toBeGreaterThan(rules ? 0 : 5);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Rules that look at colours: a theme is a set of colours and nothing else, so that only these can tell one from the other. */
const ofColours = ['color-contrast', 'link-in-text-block'];

/** Fails where axe finds anything on a page as it stands, in the light theme or in the dark one. The page is left in the light one. */
export async function cleanInBothThemes(page: Page, within?: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, { within }), 'light').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, { within, rules: ofColours }), 'dark').toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}
