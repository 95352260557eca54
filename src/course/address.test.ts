import { expect, test } from 'vitest';
import { exercisesIn, lessonAddress } from './address.ts';

test('a lesson is found under its names without their numbers', () => {
  expect(lessonAddress('01-the-build-as-a-graph/04-only-what-runs')).toEqual({
    folder: '01-the-build-as-a-graph',
    module: 'the-build-as-a-graph',
    slug: 'only-what-runs',
    path: 'learn/the-build-as-a-graph/only-what-runs/',
    number: 4,
  });
});

test('numbers inside a name stay', () => {
  expect(lessonAddress('02-x/10-node-24-images').slug).toBe('node-24-images');
});

test('the exercises of a lesson, in order and once each', () => {
  const body = 'a\n<Exercise slug="one" />\n<Exercise\n  slug="two"\n/>\n<Exercise slug="one" />\n<ContextFigure exercise="three">';
  expect(exercisesIn(body)).toEqual(['one', 'two']);
});
