/**
 * The exercises, each loaded on its own when it is asked for. Safe for the browser: only `exercise.ts` and, on request, `help.ts`
 * are reached from here. Starters, solutions and wrong answers are in `attempts.ts`, which the browser never loads: in one module
 * they would all be published with it.
 */
import type { Exercise, Files, Help } from '#engine';
import { readReviewName } from './review-dates.ts';
import { url } from './url.ts';

const exercises = import.meta.glob<Exercise>('/exercises/*/exercise.ts', { import: 'default' });
const helps = import.meta.glob<Help>('/exercises/*/help.ts', { import: 'default' });

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

/** What leads from an exercise to the form it has in a review; undefined where the name is no review's. */
async function variantOf(name: string) {
  const { slug, number } = readReviewName(name);
  if (number === undefined) return undefined;
  const variants = await import('./review/vary.ts');
  return { ...variants, names: variants.renamingFor(await loadExercise(slug), number) };
}

/** Hints, and what to say after passing. Undefined where the exercise has none. */
export async function loadHelp(name: string): Promise<Help | undefined> {
  const help = await helps[`/exercises/${readReviewName(name).slug}/help.ts`]?.();
  const variant = await variantOf(name);
  return help && variant ? variant.varyHelp(help, variant.names) : help;
}

/** The solutions by their names, from where the site publishes them, in the form in which the exercise is asked. Undefined where they cannot be had. */
export async function loadSolutions(name: string): Promise<Record<string, Files> | undefined> {
  const answer = await fetch(url(`exercises/${readReviewName(name).slug}/solutions.json`));
  if (!answer.ok) return undefined;
  const solutions: Record<string, Files> = await answer.json();
  const variant = await variantOf(name);
  if (!variant) return solutions;
  return Object.fromEntries(Object.entries(solutions).map(([title, files]) => [title, variant.varyFiles(files, variant.names)]));
}
