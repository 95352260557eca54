/**
 * The exercises, each loaded on its own when it is asked for. Safe for the browser: only `exercise.ts` and, on request, `help.ts`
 * are reached from here. Starters, solutions and wrong answers are in `attempts.ts`, which the browser never loads: in one module
 * they would all be published with it.
 */
import type { Exercise, Help } from '#engine';

const exercises = import.meta.glob<Exercise>('/exercises/*/exercise.ts', { import: 'default' });
const helps = import.meta.glob<Help>('/exercises/*/help.ts', { import: 'default' });

/** Slugs of all exercises, in alphabetical order. */
export const exerciseSlugs: readonly string[] = Object.keys(exercises).map((path) => path.split('/')[2] ?? '');

/**
 * An exercise by its slug.
 * @throws where there is none: on a page of ours that is a mistake of the author, and the message says what there is.
 */
export async function loadExercise(slug: string): Promise<Exercise> {
  const load = exercises[`/exercises/${slug}/exercise.ts`];
  if (!load) throw new Error(`There is no exercise "${slug}". There are: ${exerciseSlugs.join(', ')}.`);
  return load();
}

/** Hints, and what to say after passing. Undefined where the exercise has none. */
export async function loadHelp(slug: string): Promise<Help | undefined> {
  return helps[`/exercises/${slug}/help.ts`]?.();
}
