/** The course as the site knows it: modules in order, their lessons in order, and who comes before and after. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { exercisesIn, type LessonAddress, lessonAddress } from './address.ts';

export interface Lesson extends LessonAddress {
  entry: CollectionEntry<'lessons'>;
  title: string;
  /** Slugs of its exercises, in order. */
  exercises: string[];
}

export interface Module {
  /** From 1, in the order of the folders' names. */
  number: number;
  slug: string;
  title: string;
  blurb: string;
  /** 'learn/the-build-as-a-graph/', its opener. */
  path: string;
  entry: CollectionEntry<'modules'>;
  /** Slugs of the exercises of its placement check. */
  check: string[];
  lessons: Lesson[];
}

function toLesson(entry: CollectionEntry<'lessons'>): Lesson {
  return { ...lessonAddress(entry.id), entry, title: entry.data.title, exercises: exercisesIn(entry.body ?? '') };
}

function toModule(entry: CollectionEntry<'modules'>, all: readonly Lesson[]): Module {
  const lessons = all.filter((lesson) => lesson.folder === entry.id);
  const { title, blurb, check } = entry.data;
  const slug = lessonAddress(`${entry.id}/`).module;
  const own = lessons.flatMap((lesson) => lesson.exercises);
  const strange = check.find((exercise) => !own.includes(exercise));
  if (strange && own.length > 0)
    throw new Error(
      `content/lessons/${entry.id}/index.mdx, check: no lesson of the module has the exercise "${strange}". They have: ${own.join(', ')}.`,
    );
  return { number: 0, slug, title, blurb, path: `learn/${slug}/`, entry, check, lessons };
}

/**
 * Every module that has a lesson, in order.
 * @throws where a lesson's folder has no `index.mdx`, a lesson names a prerequisite that is no lesson, or a placement check an exercise
 * of no lesson of its module: the build stops with what to do.
 */
export async function course(): Promise<Module[]> {
  const lessons = (await getCollection('lessons')).sort((a, b) => a.id.localeCompare(b.id)).map(toLesson);
  const entries = (await getCollection('modules')).sort((a, b) => a.id.localeCompare(b.id));
  const slugs = new Set(lessons.map((lesson) => lesson.slug));
  for (const lesson of lessons) {
    if (!entries.some((entry) => entry.id === lesson.folder))
      throw new Error(`content/lessons/${lesson.folder}/ has no index.mdx. Add one with a title and a blurb for the module.`);
    const missing = lesson.entry.data.prerequisites.find((slug) => !slugs.has(slug));
    if (missing)
      throw new Error(
        `content/lessons/${lesson.entry.id}.mdx, prerequisites: there is no lesson "${missing}". Known: ${[...slugs].join(', ')}.`,
      );
  }
  return entries
    .map((entry) => toModule(entry, lessons))
    .filter((module) => module.lessons.length > 0)
    .map((module, index) => ({ ...module, number: index + 1 }));
}

/** The lessons before and after one, across modules. */
export function neighbours(modules: readonly Module[], path: string): { before?: Lesson; after?: Lesson } {
  const all = modules.flatMap((module) => module.lessons);
  const at = all.findIndex((lesson) => lesson.path === path);
  return { before: all[at - 1], after: at < 0 ? undefined : all[at + 1] };
}
