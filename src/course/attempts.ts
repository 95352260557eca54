/** What people may hand in, as it stands on disk: starters, solutions, wrong answers. For the build and for tests only; see `exercises.ts`. */
import type { Files } from '#engine';

const texts = import.meta.glob<string>('/exercises/*/{starter,solutions,wrong}/**/*', {
  query: '?raw',
  import: 'default',
  exhaustive: true,
});

async function under(folder: string): Promise<Files> {
  const found = Object.entries(texts).filter(([path]) => path.startsWith(folder) && !path.endsWith('/feedback.txt'));
  return Object.fromEntries(await Promise.all(found.map(async ([path, load]) => [path.slice(folder.length), await load()] as const)));
}

/** The files an exercise begins with. */
export const starterOf = (slug: string): Promise<Files> => under(`/exercises/${slug}/starter/`);

/** A solution by the name of its folder. */
export const solutionOf = (slug: string, name: string): Promise<Files> => under(`/exercises/${slug}/solutions/${name}/`);

/** Names of the solutions, in alphabetical order. */
export const solutionNames = (slug: string): string[] => [
  ...new Set(
    Object.keys(texts)
      .filter((path) => path.startsWith(`/exercises/${slug}/solutions/`))
      .map((path) => path.split('/')[4] ?? ''),
  ),
];
