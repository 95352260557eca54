/** Hints, after-words and solutions of the exercises, each loaded on its own when it is asked for. Safe for the browser. */
import type { Files, Help } from '#engine';
import { readReviewName } from './review-dates.ts';
import { url } from './url.ts';

const helps = import.meta.glob<Help>('/exercises/*/help.ts', { import: 'default' });

/** What leads from an exercise to the form it has in a review; undefined where the name is no review's. */
async function variantOf(name: string) {
  const { slug, number } = readReviewName(name);
  if (number === undefined) return undefined;
  const variants = await import('./review/vary.ts');
  return { ...variants, names: variants.renamingFor(await (await import('./exercises.ts')).loadExercise(slug), number) };
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
