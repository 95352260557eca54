/** The outline as the site builds it: from the collections, once for all pages. */
import { getCollection } from 'astro:content';
import { engineVersion } from '#engine';
import { version } from '../../package.json';
import { exerciseSlugs, loadExercise } from './exercises.ts';
import { course } from './lessons.ts';
import { exerciseOutline, lessonsOf, type Outline } from './outline.ts';
import { readTrack, type Track, trackData } from './tracks/track.ts';

let built: Promise<Outline> | undefined;

/**
 * The course in brief.
 * @throws where a track or a module's check names what the course does not have: the build stops with the file, the field and what to write.
 */
export function siteOutline(): Promise<Outline> {
  built ??= build();
  return built;
}

async function build(): Promise<Outline> {
  const modules = await course();
  const inLessons = modules.flatMap((module) => module.lessons.flatMap((lesson) => lesson.exercises));
  const slugs = [...new Set([...inLessons, ...exerciseSlugs])];
  const outline: Outline = {
    course: version,
    engine: engineVersion,
    modules: modules.map(({ slug, title, check, lessons }) => ({
      slug,
      title,
      check,
      lessons: lessons.map(({ slug, title, path, exercises, entry: { data } }) => ({
        slug,
        title,
        path,
        exercises,
        minutes: data.minutes,
        objectives: data.objectives,
      })),
    })),
    exercises: (await Promise.all(slugs.map(loadExercise))).map(exerciseOutline),
    tracks: [],
  };
  for (const module of modules)
    for (const slug of module.check)
      if (!exerciseSlugs.includes(slug))
        throw new Error(
          `content/lessons/${module.lessons[0]?.folder}/index.mdx, check: there is no exercise "${slug}". Take one of: ${exerciseSlugs.join(', ')}.`,
        );
  const entries = await getCollection('tracks');
  outline.tracks = entries
    .map(({ id, data }) => settle({ ...(data as Track), id }, outline))
    .sort((a, b) => a.title.localeCompare(b.title));
  return outline;
}

/** A track that fits the course. */
function settle(track: Track, outline: Outline): Track {
  const known = { lessons: lessonsOf(outline).map(({ slug }) => slug), exercises: exerciseSlugs };
  const [problem] = readTrack(track.id, trackData(track), known).problems;
  if (problem) throw new Error(`content/tracks/${track.id}.yaml, ${problem.field}: ${problem.message}`);
  return track;
}
