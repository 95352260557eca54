import { expect, test } from 'vitest';
import { didYouMean, distance, nearest } from './nearest.ts';

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['chekc', 'check', 2],
])('from %j to %j: %i', (a, b, steps) => {
  expect(distance(a, b)).toBe(steps);
  expect(distance(b, a)).toBe(steps);
});

test.each([
  ['chekc', 'check'],
  ['rev', 'review'],
  ['repair-the-sead', 'repair-the-seed'],
  ['repair', 'repair-the-seed'],
  ['completely-else', undefined],
  ['', undefined],
])('%j means %j', (word, meant) => {
  expect(nearest(word, ['check', 'review', 'repair-the-seed'])).toBe(meant);
});

test('nothing known, nothing meant', () => {
  expect(didYouMean('x', [])).toBe('');
  expect(didYouMean('chek', ['check'])).toBe(' Did you mean `check`?');
});
