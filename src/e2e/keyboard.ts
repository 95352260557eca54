/** A page worked with the keyboard alone: the focus gets where Tab takes it, and nowhere else. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

type Role = Parameters<Page['getByRole']>[0];

/** Where the focus is, seen from an element: on it, before it or behind it in the page. */
const focusFrom = (target: Locator): Promise<'here' | 'before' | 'behind'> =>
  target.evaluate((element) => {
    const active = document.activeElement ?? document.body;
    if (active === element) return 'here';
    return element.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING ? 'behind' : 'before';
  });

/**
 * Presses Tab, or Shift and Tab where that is the way, until the focus is on the element.
 * @throws where a whole page of stops was passed without reaching it
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let presses = 0; presses < 250; presses++) {
    const focus = await focusFrom(target);
    if (focus === 'here') return;
    await page.keyboard.press(focus === 'behind' ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`The Tab key never reached ${String(target)}.`);
}

/** Takes the focus to what has this role and name. */
export async function reach(page: Page, role: Role, name: string | RegExp): Promise<Locator> {
  const target = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  await tabTo(page, target);
  return target;
}

/** Goes to a button or a link and presses Enter. */
export async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
  await reach(page, role, name);
  await page.keyboard.press('Enter');
}

/** Opens a file of an exercise: to the tab that is selected, and on from there with the arrow keys. */
export async function openTab(page: Page, name: string): Promise<void> {
  const tab = page.getByRole('tab', { name, exact: true });
  await tabTo(page, page.getByRole('tab', { selected: true }));
  const all = await page.getByRole('tab').count();
  for (let presses = 0; presses < all && (await tab.getAttribute('aria-selected')) !== 'true'; presses++)
    await page.keyboard.press('ArrowRight');
  expect(await tab.getAttribute('aria-selected')).toBe('true');
}

/** Goes to a field and puts a text there in place of what stands in it: key by key, or as pasting does. */
export async function write(page: Page, field: Locator, text: string, how: 'type' | 'insertText' = 'type'): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard[how](text);
}
