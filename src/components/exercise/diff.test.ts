import { expect, test } from 'vitest';
import { folded, paired, rowsOf, sideHtml, unifiedHtml } from './diff.ts';

const lines = (...texts: string[]) => `${texts.join('\n')}\n`;

test('every line of both is there, numbered as in its own text', () => {
  expect(rowsOf(lines('a', 'b', 'c'), lines('a', 'x', 'c'))).toEqual([
    { kind: 'same', text: 'a', mine: 1, theirs: 1 },
    { kind: 'removed', text: 'b', mine: 2 },
    { kind: 'added', text: 'x', theirs: 2 },
    { kind: 'same', text: 'c', mine: 3, theirs: 3 },
  ]);
});

test('a missing newline at the end is no difference', () => {
  expect(rowsOf('a', 'a\n').every(({ kind }) => kind === 'same')).toBe(true);
});

test('lines far from any change are left out and counted; nothing at all differs: all are', () => {
  const long = Array.from({ length: 10 }, (_, index) => String(index));
  expect(folded(rowsOf(lines(...long, 'end'), lines(...long, 'END'))).map((row) => (typeof row === 'number' ? row : row.text))).toEqual([
    7,
    '7',
    '8',
    '9',
    'end',
    'END',
  ]);
  expect(folded(rowsOf('a\nb\n', 'a\nb\n'))).toEqual([2]);
});

test('side by side, a removed line stands beside the one in its place', () => {
  const pairs = paired(rowsOf(lines('a', 'b', 'c', 'd'), lines('a', 'x', 'd')));
  expect(pairs.map((pair) => (typeof pair === 'number' ? pair : pair.map((row) => row?.text)))).toEqual([
    ['a', 'a'],
    ['b', 'x'],
    ['c', undefined],
    ['d', 'd'],
  ]);
});

test('the tables say in words what is added and removed, and escape the texts', () => {
  const rows = rowsOf(lines('<b>'), lines('<i>'));
  for (const html of [unifiedHtml(rows, 'From "mine"'), sideHtml(rows, 'From "mine"')]) {
    expect(html).toContain('Removed');
    expect(html).toContain('Added');
    expect(html).toContain('&lt;b&gt;');
    expect(html).not.toContain('<b>');
    expect(html).toContain('From &quot;mine&quot;');
  }
});
