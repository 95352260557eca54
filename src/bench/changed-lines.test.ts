import { expect, test } from 'vitest';
import { changedLines } from './changed-lines.ts';

test.each([
  ['a\nb\nc', 'a\nc', ['- b']],
  ['a\nc', 'a\nb\nc', ['+ b']],
  ['a\nb\nc', 'a\nx\nc', ['- b', '+ x']],
  ['a\na', 'a', ['- a']],
  ['', 'a', ['- ', '+ a']],
  ['a\nb', 'a\nb', []],
])('%j to %j', (before, after, changed) => expect(changedLines(before, after)).toEqual(changed));
