/** An exercise's element, as another page holds it, in the names of a review. Nothing of it has started yet. */
import type { Renaming } from '../../course/review/renaming.ts';

/** Where a text is code and not a sentence. */
const code = 'code, pre, textarea, label, figcaption, th, [role=tab]';
const paths = ['data-file', 'data-given'];
const sentences = ['data-title', 'aria-label'];

/** @param name the review's, under which its attempt is kept */
export function varyElement(element: HTMLElement, names: Renaming, name: string): void {
  element.dataset.slug = name;
  // A page read by script counts as one without: what is meant for those without would be shown.
  for (const note of element.querySelectorAll('noscript')) note.remove();
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const text = node.nodeValue ?? '';
    node.nodeValue = node.parentElement?.closest(code) ? names.code(text) : names.prose(text);
  }
  for (const part of [element, ...element.querySelectorAll<HTMLElement>('*')]) {
    for (const attribute of paths) change(part, attribute, names.code);
    for (const attribute of sentences) change(part, attribute, names.prose);
  }
}

function change(element: HTMLElement, attribute: string, how: (text: string) => string) {
  const value = element.getAttribute(attribute);
  if (value) element.setAttribute(attribute, how(value));
}

/** Puts the options of each question into another order: the same one for the same `turn`. "None of them" stays last. */
export function turnOptions(element: HTMLElement, turn: number): void {
  for (const question of element.querySelectorAll('[data-question]')) {
    const options = [...question.querySelectorAll<HTMLElement>('.option')].filter((option) => !option.querySelector('[data-none]'));
    const [last] = options.slice(-1);
    if (!last) continue;
    const place = last.nextSibling;
    const by = turn % options.length;
    const turned = [...options.slice(by), ...options.slice(0, by)];
    for (const option of turned) question.insertBefore(option, place);
  }
}
