/** Lesson addresses from file names: the numbers order, the rest names. Pure, so that it can be tested without Astro. */

export interface LessonAddress {
  /** Folder of the module: '01-the-build-as-a-graph'. */
  folder: string;
  /** 'the-build-as-a-graph'. */
  module: string;
  /** 'only-what-runs'. */
  slug: string;
  /** 'learn/the-build-as-a-graph/only-what-runs/', for `url()`. */
  path: string;
  /** The number in the file's name; gaps are allowed. */
  number: number;
}

const bare = (name: string): string => name.replace(/^\d+-/, '');

/** The address of a lesson from its id, '01-the-build-as-a-graph/04-only-what-runs'. */
export function lessonAddress(id: string): LessonAddress {
  const [folder = '', file = ''] = id.split('/');
  const module = bare(folder);
  const slug = bare(file);
  return { folder, module, slug, path: `learn/${module}/${slug}/`, number: Number.parseInt(file, 10) };
}

/** The exercises a lesson holds, in order, without repeats: the slugs of its `<Exercise slug="…" />`. */
export function exercisesIn(body: string): string[] {
  return [...new Set([...body.matchAll(/<Exercise\s[^>]*?slug="([^"]+)"/g)].map((match) => match[1] ?? ''))];
}
