/**
 * The exercises, each loaded on its own when it is asked for. Safe for the browser: only `exercise.ts` is
 * reached from here; hints and solutions are asked for in `help.ts`. Starters, solutions and wrong answers are in `attempts.ts`, which
 * the browser never loads: in one module they would all be published with it.
 */
import type { Exercise } from '#engine';
import { readReviewName } from './review-dates.ts';

const exercises = import.meta.glob<Exercise>('/exercises/*/exercise.ts', { import: 'default' });

/** Slugs of all exercises, in alphabetical order. */
export const exerciseSlugs: readonly string[] = Object.keys(exercises).map((path) => path.split('/')[2] ?? '');

/**
 * An exercise by its slug, or by the name of a review (`repair-the-seed~2`): then in that review's form.
 * @throws where there is none: on a page of ours that is a mistake of the author, and the message says what there is.
 */
export async function loadExercise(name: string): Promise<Exercise> {
  const { slug, number } = readReviewName(name);
  const load = exercises[`/exercises/${slug}/exercise.ts`];
  if (!load) throw new Error(`There is no exercise "${slug}". There are: ${exerciseSlugs.join(', ')}.`);
  const exercise = await load();
  return number === undefined ? exercise : (await import('./review/vary.ts')).vary(exercise, number);
}
