/**
 * A solution with one thing undone no longer passes, or somebody has read why it still may (the exercise's `survivors.ts`).
 * `npm run rates` tries all of them and writes down how many there are; here a sample is tried, always the same one.
 */
import { describe, expect, test } from 'vitest';
import rates from '../content/rates.json' with { type: 'json' };
import { loadAttempts, wholeSlugs } from '../src/bench/attempts.ts';
import { underMutation } from '../src/course/rewrites/measure.ts';

const measured: Record<string, { mutants: { unread: number } }> = rates.exercises;

test('every exercise was measured: `npm run rates` measures them anew', () => {
  expect(Object.keys(measured).sort()).toEqual(wholeSlugs());
});

/** A test grades some hundred answers; on a busy machine that takes longer than the five seconds that Vitest allows. Milliseconds. */
const timeout = 60_000;

describe.each(wholeSlugs())('%s', { timeout }, (slug) => {
  test('what still passes was read', async () => {
    const attempts = await loadAttempts(slug);
    const outcomes = Object.entries(attempts.solutions).flatMap(([name, files]) => underMutation(attempts, name, files, 6));
    const unread = outcomes.filter(({ passes, said }) => passes && !said);
    const names = unread.map(({ solution, mutant }) => `${solution}: ${mutant}`);
    expect(names.length, names.join('\n')).toBeLessThanOrEqual(measured[slug]?.mutants.unread ?? Number.POSITIVE_INFINITY);
  });
});
