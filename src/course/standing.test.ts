import { expect, test } from 'vitest';
import { beginExercise, emptyProgress, passExercise, visit } from './progress.ts';
import { nextOpen, standingIn, together } from './standing.ts';

const now = '2026-11-23T10:00:00.000Z';
const exercise = (slug: string, version = 1) => ({ slug, version, minutes: 4 });
const lessons = [
  { path: 'learn/m/one/', exercises: [exercise('a'), exercise('b')] },
  { path: 'learn/m/two/', exercises: [exercise('c'), exercise('d', 2)] },
];
const all = lessons.flatMap((lesson) => lesson.exercises);
const some = () => beginExercise(passExercise(passExercise(emptyProgress(), 'a', 1, now), 'd', 1, now), 'b', now);

test('what is begun, or was passed before it changed, is not passed', () => {
  expect(standingIn(all, some())).toEqual({ all: 4, passed: 1, begun: 2, minutesLeft: 12 });
  expect(standingIn([...all, exercise('a')], some()).all).toBe(4);
  expect(standingIn([], some())).toEqual({ all: 0, passed: 0, begun: 0, minutesLeft: 0 });
});

test('an objective is reached when each of its exercises is passed', () => {
  expect(together(['passed', 'passed'])).toBe('passed');
  expect(together(['passed', 'open'])).toBe('begun');
  expect(together(['passed', 'changed'])).toBe('changed');
  expect(together(['open', 'open'])).toBe('open');
  expect(together([])).toBe('open');
});

test('one goes on where one was, then further, then with what was left behind', () => {
  const next = (progress = some()) => nextOpen(lessons, progress)?.slug;
  expect(next(emptyProgress())).toBe('a');
  expect(next()).toBe('b');
  expect(next(visit(some(), { path: 'learn/m/two/', title: 'Two', at: now }))).toBe('c');
  const rest = ['c', 'd'].reduce(
    (so, slug) => passExercise(so, slug, 2, now),
    visit(some(), { path: 'learn/m/two/', title: 'Two', at: now }),
  );
  expect(next(rest)).toBe('b');
  expect(next(passExercise(rest, 'b', 1, now))).toBeUndefined();
});
