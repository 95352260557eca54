import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from './browser.ts';

/** Violations that axe finds on a page as it stands, or in a part of it, as one line each: the rule, then the elements. */
export async function violations(page: Page, within?: string): Promise<string[]> {
  const builder = new AxeBuilder({ page });
  const { violations, passes } = await (within === undefined ? builder : builder.include(within)).analyze();
  expect(passes.length, 'checks that axe could make').toBeGreaterThan(5);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
