import { expect, test } from 'vitest';
import { bounded, type Snapshot, snapshot } from './attempt-history.ts';

const one = (text: string, state?: 'passed' | 'not-yet'): Snapshot => ({
  files: { f: text },
  at: '2026-11-28T10:00:00.000Z',
  why: 'pause',
  ...(state ? { verdict: { state, hold: 1, of: 2 } } : {}),
});
const texts = (history: Snapshot[]) => history.map(({ files }) => files.f);

test('the same files twice are one snapshot, which learns what they came to', () => {
  const first = snapshot([], one('a'));
  expect(snapshot(first, one('a'))).toBe(first);
  expect(snapshot(first, one('a', 'passed'))).toEqual([one('a', 'passed')]);
  expect(texts(snapshot(first, one('b')))).toEqual(['a', 'b']);
});

test('the oldest go first, and what passed goes last', () => {
  const history = [one('1', 'passed'), one('2'), one('3', 'not-yet'), one('4')];
  expect(texts(bounded(history, { count: 2, text: 100 }))).toEqual(['1', '4']);
  expect(texts(bounded(history, { count: 1, text: 100 }))).toEqual(['1']);
});

test('the text of all of them together is bounded, and one that is too long by itself is left out', () => {
  expect(texts(bounded([one('12345'), one('67890'), one('abc')], { count: 9, text: 10 }))).toEqual(['67890', 'abc']);
  expect(texts(bounded([one('a'), one('x'.repeat(50))], { count: 9, text: 10 }))).toEqual(['a']);
});
