import { expect, test } from 'vitest';
import { beginExercise, emptyProgress, merge, passExercise, readLesson, updateProgress, visit } from './progress.ts';
import type { Shelf } from './store.ts';

const [t1, t2, t3] = ['2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z', '2026-11-23T12:00:00Z'] as const;

test('the first pass counts, until the exercise changes its meaning', () => {
  const passed = passExercise(beginExercise(emptyProgress(), 'x', t1), 'x', 1, t2);
  expect(passed.exercises.x).toEqual({ begun: t1, passed: t2, version: 1 });
  expect(passExercise(passed, 'x', 1, t3)).toBe(passed);
  expect(passExercise(passed, 'x', 2, t3).exercises.x).toEqual({ begun: t1, passed: t3, version: 2 });
});

test('beginning again changes nothing', () => {
  const begun = beginExercise(emptyProgress(), 'x', t1);
  expect(beginExercise(begun, 'x', t2)).toBe(begun);
});

test('two tabs lose nothing of each other', () => {
  const one = visit(passExercise(emptyProgress(), 'x', 1, t2), { path: 'learn/a/', title: 'A', at: t2 });
  const two = visit(readLesson(beginExercise(beginExercise(emptyProgress(), 'x', t1), 'y', t3), 'l', t3), {
    path: 'learn/b/',
    title: 'B',
    at: t3,
  });
  const both = {
    exercises: { x: { begun: t1, passed: t2, version: 1 }, y: { begun: t3 } },
    lessons: { l: { read: t3 } },
    last: { path: 'learn/b/', title: 'B', at: t3 },
  };
  expect(merge(one, two)).toEqual(both);
  expect(merge(two, one)).toEqual(both);
});

test('the pass of the newer version wins a merge', () => {
  const old = passExercise(emptyProgress(), 'x', 1, t3);
  const renewed = passExercise(emptyProgress(), 'x', 2, t1);
  expect(merge(old, renewed).exercises.x?.version).toBe(2);
  expect(merge(renewed, old).exercises.x?.version).toBe(2);
});

test('an update builds on what another tab has stored meanwhile', () => {
  const entries: Record<string, string> = {};
  const shelf: Shelf = {
    getItem: (key) => entries[key] ?? null,
    setItem: (key, value) => {
      entries[key] = value;
    },
  };
  updateProgress(shelf, (progress) => passExercise(progress, 'x', 1, t1));
  const { value } = updateProgress(shelf, (progress) => beginExercise(progress, 'y', t2));
  expect(Object.keys(value.exercises)).toEqual(['x', 'y']);
  expect(JSON.parse(entries['shipshape:progress'] ?? '').schema).toBe(2);
});

test('without a store the change still happens, and the trouble is told', () => {
  expect(updateProgress(undefined, (progress) => readLesson(progress, 'l', t1))).toEqual({
    value: { exercises: {}, lessons: { l: { read: t1 } } },
    trouble: 'blocked',
  });
});
