/**
 * The grader judges effects: a solution written in another way passes, and a wrong answer written in another way is wrong in the
 * same way. `src/course/rewrites` holds the other ways. `npm run rates` tries each on every answer; here each is tried on two solutions
 * of an exercise, and wrong answers meet a few, always the same ones.
 */
import { describe, expect, test } from 'vitest';
import { loadAttempts, wholeSlugs } from '../src/bench/attempts.ts';
import { rewrites } from '../src/course/rewrites/index.ts';
import { type Change, compositions, underRewrites } from '../src/course/rewrites/measure.ts';
import { draw, randomFrom, seedOf } from '../src/course/rewrites/random.ts';

const inWords = (changes: readonly Change[]) => changes.map(({ attempt, rewrite, what }) => `${attempt} under ${rewrite}: ${what}`);

/** Hundreds of answers are graded in one test; on a busy machine that takes longer than the five seconds that Vitest allows. Milliseconds. */
const timeout = 60_000;

describe.each(wholeSlugs())('%s', { timeout }, (slug) => {
  test('solutions pass in every other way they can be written', async () => {
    const { exercise, solutions } = await loadAttempts(slug);
    const names = Object.keys(solutions);
    const random = randomFrom(seedOf(slug));
    const chosen = rewrites.map((rewrite) => ({ rewrite, names: draw(names, 2, random) }));
    const results = names.map((name) => {
      const singles = chosen.flatMap(({ rewrite, names: meant }) => (meant.includes(name) ? [rewrite] : []));
      return underRewrites(exercise, name, solutions[name] ?? {}, [...singles, ...compositions(slug + name, 2)]);
    });
    expect(results.some((result) => result.applied > 0)).toBe(true);
    expect(inWords(results.flatMap((result) => result.changes))).toEqual([]);
  });

  test('every other attempt keeps its verdict, goal by goal', async () => {
    const { exercise, starter, wrong } = await loadAttempts(slug);
    const results = [['starter', starter] as const, ...Object.entries(wrong)].map(([name, files]) =>
      underRewrites(exercise, name, files, [...draw(rewrites, 5, randomFrom(seedOf(slug + name))), ...compositions(slug + name, 1)]),
    );
    expect(inWords(results.flatMap((result) => result.changes))).toEqual([]);
  });
});
