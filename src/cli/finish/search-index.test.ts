import { expect, test } from 'vitest';
import { kindOf, termIn } from './search-index.ts';

test.each([
  ['learn/a/b/', 'lesson'],
  ['learn/a/', 'page'],
  ['exercises/x/', 'exercise'],
  ['rules/x/', 'rule'],
  ['about/', 'page'],
  ['tracks/node/', 'page'],
  ['', undefined],
  ['exercises/', undefined],
  ['rules/', undefined],
  ['glossary/', undefined],
  ['404.html', undefined],
])('%j is found as %s', (path, kind) => {
  expect(kindOf(path)).toBe(kind);
});

test('a term is its name, its other names and plain text', () => {
  expect(termIn('---\nterm: PID 1\naka: [init]\nsource:\n  title: x\n---\n\nThe first `process`,\nof all.\n')).toEqual({
    term: 'PID 1',
    aka: ['init'],
    says: 'The first process, of all.',
  });
});
