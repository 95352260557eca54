import { describe, expect, test } from 'vitest';
import { parseIgnore } from './dockerignore.ts';

describe('what is left out', () => {
  test.each<[text: string, path: string, excluded: boolean]>([
    ['node_modules', 'node_modules', true],
    ['node_modules', 'node_modules/a/b.js', true],
    ['node_modules', 'web/node_modules', false],
    ['**/node_modules', 'web/node_modules/a', true],
    ['**/node_modules', 'node_modules', true],
    ['/dist', 'dist/a', true],
    ['./dist/', 'dist', true],
    ['*.log', 'a.log', true],
    ['*.log', 'a/b.log', false],
    ['**/*.log', 'a/b.log', true],
    ['*/b', 'a/b', true],
    ['*', 'a', true],
    ['*\n!a', 'a', false],
    ['*\n!a', 'a/b', false],
    ['!a\n*', 'a', true],
    ['a\n!a/b\na/b/c', 'a/b/c', true],
    ['a\n!a/b\na/b/c', 'a/b/d', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['[a-c].txt', 'b.txt', true],
    ['[^a-c].txt', 'b.txt', false],
    ['[^a-c].txt', 'd.txt', true],
    ['a.c', 'abc', false],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a/../b', 'b', true],
    ['# a\nb', '# a', false],
    [' # a', '# a', true],
    ['  a  \r\n', 'a', true],
    ['\uFEFFa', 'a', true],
    ['! a\n', 'a', false],
    ['*\n! a', 'a', false],
    ['**', '.env', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'a', false],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['**/a*z', 'q/abz', true],
    ['.', 'a', false],
    ['a', '.', false],
    ['a', './a', true],
    ['', 'a', false],
  ])('%j: %s', (text, path, excluded) => {
    expect(parseIgnore(text).excludes(path)).toBe(excluded);
  });
});

test('patterns keep their words and places', () => {
  const text = '# no\n\n  node_modules \n!a\n';
  expect(parseIgnore(text).patterns).toEqual([
    { text: 'node_modules', negated: false, span: { start: 8, end: 20 }, line: 3 },
    { text: '!a', negated: true, span: { start: 22, end: 24 }, line: 4 },
  ]);
});

test('the pattern that decided', () => {
  const ignore = parseIgnore('*\n!src\nsrc/test');
  expect(['a', 'src/a', 'src/test/b'].map((path) => ignore.decidedBy(path))).toEqual([0, 1, 2]);
  expect(parseIgnore('x').decidedBy('y')).toBeUndefined();
});

test.each(['!', '! ', '[', '[]', '[a', '[a-]', 'a\\', '[b-a]', '[-a]'])('%s is refused', (text) => {
  const { patterns, problems } = parseIgnore(`a\n${text}\nb`);
  expect(patterns.map((pattern) => pattern.text)).toEqual(['a', 'b']);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.span).toEqual({ start: 2, end: 2 + text.trim().length });
});

test('no pattern is slow', () => {
  const ignore = parseIgnore(`${'*a'.repeat(200)}b\n${'**/'.repeat(200)}*a*a*a*b`);
  expect(ignore.excludes('a'.repeat(2000))).toBe(false);
});
