/** A page worked with the keyboard alone: the focus gets where Tab takes it, and nowhere else. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

type Role = Parameters<Page['getByRole']>[0];

/** About as many stops of the Tab key as lie between the focus and an element: below zero where the way is back, 0 on it. */
const stopsTo = (target: Locator): Promise<number> =>
  target.evaluate((element) => {
    const active = document.activeElement ?? document.body;
    if (active === element) return 0;
    const follows = (a: Element, b: Element) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
    const [first, last] = follows(element, active) ? [element, active] : [active, element];
    const stops = [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary, [tabindex]')];
    const between = stops.filter((stop) => stop.tabIndex >= 0 && follows(first, stop) && follows(stop, last) && stop.checkVisibility());
    return (first === element ? -1 : 1) * (between.length + 1);
  });

/**
 * Presses Tab, or Shift and Tab where that is the way, until the focus is on the element. Half of the way at a time, so that a wrong
 * count does no harm: what cannot be seen from outside, such as a group of which only one is a stop, is not counted right.
 * @throws where a whole page of stops was passed without reaching it
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let presses = 0; presses < 250; ) {
    const stops = await stopsTo(target);
    if (stops === 0) return;
    for (let left = Math.ceil(Math.abs(stops) / 2); left > 0; left--, presses++) await page.keyboard.press(stops < 0 ? 'Shift+Tab' : 'Tab');
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
