/** Exercises as they lie on disk. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exercise } from '#engine';
import { Refusal } from './commands/command.ts';
import { didYouMean } from './nearest.ts';
import { root } from './run.ts';

const folder = join(root, 'exercises');

/** Folder of an exercise's starter. */
export const starterFolder = (slug: string): string => join(folder, slug, 'starter');

/** Slugs of all exercises, sorted. */
export const slugs = (): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'exercise.ts')))
    .map((entry) => entry.name)
    .sort();

/** Loads one exercise; refuses a name that is none, and says which was meant. */
export async function loadExercise(slug: string | undefined): Promise<Exercise> {
  const known = slugs();
  if (!slug) throw new Refusal('Which exercise? `shipshape list` shows them all.');
  if (!known.includes(slug))
    throw new Refusal(`There is no exercise \`${slug}\`.${didYouMean(slug, known)} \`shipshape list\` shows them all.`);
  const module = (await import(pathToFileURL(join(folder, slug, 'exercise.ts')).href)) as { default: Exercise };
  return module.default;
}
