/** A finished module: its slabs come together, once, beside the exercise that completed it. Said politely; nothing covers the page. */
import './celebration.css';
import { celebration as words } from '../../course/strings/index.ts';

/** Where the finished work stands: under the exercise in use, else at the end of the page's own content. */
function place(section: HTMLElement) {
  const inUse = document.activeElement?.closest('shipshape-exercise');
  const pager = document.querySelector('main .pager');
  if (inUse) inUse.after(section);
  else if (pager) pager.before(section);
  else document.querySelector('main')?.append(section);
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, text = ''): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

function linkTo(href: string, text: string, className: string) {
  return Object.assign(element('a', className, text), { href });
}

/** @param list the module's lessons in the menu, as `CourseMap` draws them */
export function celebrate(list: HTMLElement): void {
  const all = [...document.querySelectorAll<HTMLElement>('header [data-module]')];
  // Further modules first, then those that were left out before.
  const at = all.indexOf(list);
  const next = [...all.slice(at + 1), ...all.slice(0, at)].find((other) => other.querySelector('i:not([data-state=passed])'));
  const exercises = list.querySelectorAll('i[data-exercise]').length;

  document.querySelector('.module-done')?.remove();
  const section = element('section', 'module-done wide');
  const stack = element('div', 'stack');
  stack.setAttribute('aria-hidden', 'true');
  for (let slab = 0; slab < exercises; slab++) {
    const one = element('i', '');
    one.style.setProperty('--at', String(exercises - slab));
    stack.append(one);
  }
  const said = element('div', 'said');
  said.setAttribute('role', 'status');
  const title = element('p', 'title', words.title(list.dataset.module ?? ''));
  title.id = 'module-done';
  section.setAttribute('aria-labelledby', title.id);
  const ways = element('p', 'ways');
  const first = next?.querySelector<HTMLAnchorElement>('a');
  if (next && first) ways.append(linkTo(first.href, words.next(next.dataset.module ?? ''), 'button primary'));
  const base = document.querySelector<HTMLAnchorElement>('header .brand')?.href ?? '/';
  ways.append(linkTo(`${base}progress/`, words.progress, 'button'));
  section.append(stack, said, ways);
  place(section);
  // A live region speaks of what changes in it: it has to be there before its text.
  requestAnimationFrame(() => said.append(title, element('p', '', words.text(exercises))));
}
