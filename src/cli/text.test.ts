import { describe, expect, test } from 'vitest';
import { excerpt, wrap } from './text.ts';

describe('an excerpt', () => {
  const text = 'FROM node\r\n\tRUN npm ci\nCMD x';
  const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  test.each([
    ['a word', at('node'), '1 │ FROM node\n  │      ^^^^'],
    ['after a tab, which stays one', at('npm'), '2 │ \tRUN npm ci\n  │ \t    ^^^'],
    ['over several lines: to the end of the first', { start: text.indexOf('npm'), end: text.length }, '2 │ \tRUN npm ci\n  │ \t    ^^^^^^'],
    ['nothing: one caret', { start: 0, end: 0 }, '1 │ FROM node\n  │ ^'],
    ['past the end', { start: 999, end: 1000 }, '3 │ CMD x\n  │      ^'],
  ])('%s', (_, span, expected) => {
    expect(excerpt(text, span)).toBe(expected);
  });

  test('of an empty file', () => {
    expect(excerpt('', { start: 0, end: 0 })).toBe('1 │ \n  │ ^');
  });
});

test.each([
  ['one two three', 7, 'one two\nthree'],
  ['averylongword x', 5, 'averylongword\nx'],
  ['a\n\nb', 5, 'a\n\nb'],
  ['', 5, ''],
])('%j in %i columns', (text, width, expected) => {
  expect(wrap(text, width)).toBe(expected);
});
