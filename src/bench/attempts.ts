/** Exercises with all that may be handed in, from disk: for tests and measurements. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exercise, Files, Survivors } from '#engine';
import type { Attempts } from '../course/rewrites/measure.ts';

const root = join(import.meta.dirname, '../../exercises');

const folders = (path: string): string[] =>
  existsSync(path)
    ? readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];

/** The files of a folder by their paths in it; `feedback.txt` is about them and not one of them. */
function filesIn(folder: string): Files {
  const files: Files = {};
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (entry.isFile() && name !== 'feedback.txt') files[name] = readFileSync(path, 'utf8');
  }
  return files;
}

const eachIn = (folder: string): Record<string, Files> =>
  Object.fromEntries(folders(folder).map((name) => [name, filesIn(join(folder, name))]));

/** Slugs of the exercises that are whole: what they ask and the help for it. */
export const wholeSlugs = (): string[] =>
  folders(root).filter((slug) => ['exercise.ts', 'help.ts'].every((name) => existsSync(join(root, slug, name))));

/** What a module of an exercise gives; undefined where the exercise has no such file. */
async function given<T>(slug: string, name: string): Promise<T | undefined> {
  const file = join(root, slug, name);
  if (!existsSync(file)) return undefined;
  return ((await import(/* @vite-ignore */ pathToFileURL(file).href)) as { default: T }).default;
}

/**
 * An exercise with its starter, solutions, wrong answers and what was said of its survivors.
 * @throws where there is no such exercise.
 */
export async function loadAttempts(slug: string): Promise<Attempts> {
  const exercise = await given<Exercise>(slug, 'exercise.ts');
  if (!exercise) throw new Error(`There is no exercise "${slug}". There are: ${wholeSlugs().join(', ')}.`);
  const folder = join(root, slug);
  return {
    exercise,
    starter: filesIn(join(folder, 'starter')),
    solutions: eachIn(join(folder, 'solutions')),
    wrong: eachIn(join(folder, 'wrong')),
    survivors: (await given<readonly Survivors[]>(slug, 'survivors.ts')) ?? [],
  };
}
