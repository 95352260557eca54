import { expect, test } from 'vitest';
import { type ExerciseRates, total } from './rates.ts';

const one: ExerciseRates = {
  solutions: 3,
  wrong: 4,
  rewrites: { right: { written: 90, changed: 1 }, wrong: { written: 120, changed: 2 } },
  mutants: { undone: 20, rejected: 14, stillRight: 3, holes: 1, unread: 2, given: { undone: 9, rejected: 5 } },
};

test('all exercises are added up', () => {
  const rates = { date: '2026-11-23', engine: '1.0.0', rewrites: 90, exercises: { one, two: one } };
  expect(total(rates)).toEqual({
    solutions: 6,
    wrong: 8,
    rewrites: { right: { written: 180, changed: 2 }, wrong: { written: 240, changed: 4 } },
    mutants: { undone: 40, rejected: 28, stillRight: 6, holes: 2, unread: 4, given: { undone: 18, rejected: 10 } },
  });
});

test('where nothing was measured, everything is nothing', () => {
  expect(total({ date: '', engine: '', rewrites: 0, exercises: {} }).mutants.undone).toBe(0);
});
