import { expect, test } from 'vitest';
import { afterKey } from './editor-keys.ts';

/** A text with its selection between brackets. */
const selected = (marked: string) => {
  const start = marked.indexOf('[');
  const end = marked.indexOf(']') - 1;
  return { text: marked.replace('[', '').replace(']', ''), start, end };
};
const shown = (now: ReturnType<typeof afterKey>) =>
  now && `${now.text.slice(0, now.start)}[${now.text.slice(now.start, now.end)}]${now.text.slice(now.end)}`;

test.each([
  ['Enter', {}, '  image: x[]\n', '  image: x\n  []\n'],
  ['Enter', {}, '\ta [b] c', '\ta \n\t[] c'],
  ['Enter', {}, 'FROM x[]\n', undefined],
  [']', { modified: true }, 'a\n[b\n\nc]\nd', 'a\n  [b\n\n  c]\nd'],
  ['[', { modified: true }, '    a[]', '  a[]'],
  ['[', { modified: true }, '\t[a\n b\n]c', '[a\nb\n]c'],
  ['[', { modified: true }, 'a[]', 'a[]'],
  ['ArrowUp', { alt: true }, 'a\nb\n[c]', 'a\n[c]\nb'],
  ['ArrowUp', { alt: true }, '[a]\nb', '[a]\nb'],
  ['ArrowDown', { alt: true }, '[a\nb]\nc', 'c\n[a\nb]'],
  ['ArrowDown', { alt: true }, 'a[]\nb\nc', 'b\na[]\nc'],
  ['ArrowDown', { alt: true }, 'a\n[b]', 'a\n[b]'],
  ['ArrowDown', { alt: true, shift: true }, 'a[]b\nc', 'ab\na[]b\nc'],
  ['ArrowUp', { alt: true, shift: true }, 'a[]b\nc', 'a[]b\nab\nc'],
  ['K', { modified: true, shift: true }, 'a\nb[]\nc', 'a\n[]c'],
  ['K', { modified: true, shift: true }, 'a\nb[]', 'a[]'],
  ['K', { modified: true, shift: true }, 'a[]', '[]'],
  ['a', { modified: true }, 'a[]', undefined],
  ['ArrowUp', {}, 'a\n[]b', undefined],
])('%s with %j in %j', (key, held, before, after) => {
  expect(shown(afterKey(key, held, selected(before)))).toBe(after);
});
