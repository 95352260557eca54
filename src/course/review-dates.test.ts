import { expect, test } from 'vitest';
import { emptyProgress, merge, type Progress, passExercise, progressKind } from './progress.ts';
import { comingReview, dueReviews, nextReview, readReviewName, recordReview, reviewName } from './review-dates.ts';

const start = '2026-11-01T10:00:00.000Z';
const after = (days: number) => new Date(Date.parse(start) + days * 86_400_000).toISOString();
const passed = () => passExercise(emptyProgress(), 'x', 1, start);
const due = (progress: Progress, days: number) => dueReviews(progress, after(days)).map((one) => one.slug);

test('a passed exercise comes back after 2 days, then 7 and then 21 days after each review, and no more', () => {
  let progress = passed();
  expect([due(progress, 1.99), due(progress, 2)]).toEqual([[], ['x']]);
  progress = recordReview(progress, 'x', 1, after(2), false);
  expect([due(progress, 8.99), due(progress, 9)]).toEqual([[], ['x']]);
  progress = recordReview(progress, 'x', 2, after(9), false);
  expect([due(progress, 29.99), due(progress, 30)]).toEqual([[], ['x']]);
  progress = recordReview(progress, 'x', 3, after(30), false);
  expect(due(progress, 1000)).toEqual([]);
  expect(comingReview(progress, after(31))).toBeUndefined();
});

test('one that needed a solution comes back the next day, one step earlier, as another variant', () => {
  let progress = recordReview(passed(), 'x', 1, after(2), false);
  progress = recordReview(progress, 'x', 2, after(9), true);
  expect(progress.exercises.x?.review).toEqual({ done: 0, tries: 2, at: after(9), missed: true });
  expect(dueReviews(progress, after(10))).toEqual([{ slug: 'x', number: 3, due: after(10) }]);
  progress = recordReview(progress, 'x', 3, after(10), false);
  expect(nextReview(progress.exercises.x ?? {})).toBe(after(17));
});

test('passing the same review again changes nothing, and neither does one that nobody asked for', () => {
  const once = recordReview(passed(), 'x', 1, after(2), false);
  expect(recordReview(once, 'x', 1, after(3), true)).toBe(once);
  expect(recordReview(once, 'x', 7, after(3), false)).toBe(once);
  expect(recordReview(once, 'unknown', 1, after(3), false)).toBe(once);
});

test('a pass under the name of a review is that review, and begins nothing', () => {
  const progress = passExercise(passed(), reviewName('x', 1), 1, after(2));
  expect(Object.keys(progress.exercises)).toEqual(['x']);
  expect(progress.exercises.x).toMatchObject({ passed: start, review: { done: 1, tries: 1 } });
});

test('what is longest due comes first, and a time that is none never comes', () => {
  let progress = passExercise(passed(), 'older', 1, '2026-10-01T10:00:00.000Z');
  progress = passExercise(progress, 'broken', 1, 'yesterday');
  expect(due(progress, 5)).toEqual(['older', 'x']);
});

test('an exercise that changed and was passed anew starts over', () => {
  const progress = passExercise(recordReview(passed(), 'x', 1, after(2), false), 'x', 2, after(4));
  expect(progress.exercises.x?.review).toBeUndefined();
  expect(due(progress, 6)).toEqual(['x']);
});

test('two tabs keep the latest review, whichever is asked first', () => {
  const one = recordReview(passed(), 'x', 1, after(2), false);
  const two = recordReview(one, 'x', 2, after(9), true);
  expect(merge(one, two)).toEqual(two);
  expect(merge(two, one)).toEqual(two);
});

test('names of reviews come apart again', () => {
  expect(readReviewName(reviewName('repair-the-seed', 12))).toEqual({ slug: 'repair-the-seed', number: 12 });
  expect(readReviewName('repair-the-seed')).toEqual({ slug: 'repair-the-seed' });
  expect(readReviewName('a~b')).toEqual({ slug: 'a~b' });
});

test('what an older page stored is read, and damaged reviews are left out', () => {
  const old = { exercises: { x: { begun: start, passed: start, version: 1 } }, lessons: {}, last: { path: 'p', title: 'P', at: start } };
  expect(progressKind.read(old, 1)).toEqual(old);
  const hostile = JSON.parse('{"exercises":{"__proto__":{"begun":"x"},"x":{"begun":"x","passed":"y","review":{"done":-1}}},"lessons":{}}');
  expect(progressKind.read(hostile, 2)).toEqual({ exercises: { x: { begun: 'x', passed: 'y', version: 1 } }, lessons: {} });
});
