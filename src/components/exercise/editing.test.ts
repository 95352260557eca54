import { expect, test } from 'vitest';
import { changeBetween } from './editing.ts';

test.each([
  ['', ''],
  ['a', 'a'],
  ['abc', 'axc'],
  ['aaa', 'aa'],
  ['aa', 'aaaa'],
  ['FROM a\nRUN b\n', 'FROM a\nRUN c\nRUN b\n'],
  ['x', ''],
])('%j becomes %j by one change', (before, after) => {
  const { from, to, insert } = changeBetween(before, after);
  expect(before.slice(0, from) + insert + before.slice(to)).toBe(after);
  expect(from).toBeLessThanOrEqual(to);
});

test('what is the same at both ends is left alone', () => {
  expect(changeBetween('one two three', 'one 2 three')).toEqual({ from: 4, to: 7, insert: '2' });
});
