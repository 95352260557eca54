/** The course in brief, from the files themselves: the command line has no Astro. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { engineVersion } from '#engine';
import { exercisesIn, lessonAddress } from '../course/address.ts';
import { exerciseOutline, lessonsOf, type Outline, type OutlineModule } from '../course/outline.ts';
import { readTrack, type Track } from '../course/tracks/track.ts';
import { Refusal } from './commands/command.ts';
import { loadExercise, slugs } from './exercises.ts';
import { root } from './run.ts';

const lessonsFolder = join(root, 'content', 'lessons');
const tracksFolder = join(root, 'content', 'tracks');

interface FrontMatter {
  title: string;
  minutes: number;
  objectives: { id: string; text: string }[];
  check?: string[];
}

/** A content file: what stands between the dashes, and the rest. The site checks the former, so it is taken as it is. */
function readContent(file: string): { data: FrontMatter; body: string } {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(file, 'utf8')) ?? [];
  return { data: parse(head) as FrontMatter, body };
}

function readModule(folder: string): OutlineModule {
  const { title, check = [] } = readContent(join(lessonsFolder, folder, 'index.mdx')).data;
  const files = readdirSync(join(lessonsFolder, folder)).filter((file) => /^\d.*\.mdx$/.test(file));
  const lessons = files.sort().map((file) => {
    const { data, body } = readContent(join(lessonsFolder, folder, file));
    const { slug, path } = lessonAddress(`${folder}/${file.replace(/\.mdx$/, '')}`);
    return { slug, title: data.title, path, minutes: data.minutes, objectives: data.objectives, exercises: exercisesIn(body) };
  });
  return { slug: lessonAddress(`${folder}/`).module, title, check, lessons };
}

/** Track files by id. */
const trackFiles = (): [id: string, file: string][] =>
  existsSync(tracksFolder)
    ? readdirSync(tracksFolder)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => [file.replace(/\.yaml$/, ''), join(tracksFolder, file)])
    : [];

/**
 * The course as it lies on disk.
 * @throws Refusal where a track is not in order, with its file, the field and what to write
 */
export async function diskOutline(): Promise<Outline> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const folders = readdirSync(lessonsFolder).filter((folder) => existsSync(join(lessonsFolder, folder, 'index.mdx')));
  const modules = folders.sort().map(readModule);
  const known = slugs();
  const inLessons = modules.flatMap(({ lessons }) => lessons.flatMap(({ exercises }) => exercises)).filter((slug) => known.includes(slug));
  const exercises = await Promise.all([...new Set([...inLessons, ...known])].map(loadExercise));
  const outline: Outline = { course: version, engine: engineVersion, modules, exercises: exercises.map(exerciseOutline), tracks: [] };
  outline.tracks = trackFiles().map(([id, file]) => readTrackFile(id, file, outline));
  return outline;
}

function readTrackFile(id: string, file: string, outline: Outline): Track {
  const { track, problems } = readTrack(id, parse(readFileSync(file, 'utf8')), {
    lessons: lessonsOf(outline).map(({ slug }) => slug),
    exercises: outline.exercises.map(({ slug }) => slug),
  });
  const lines = problems.map(({ field, message }) => `content/tracks/${id}.yaml${field && `, ${field}`}: ${message}`);
  if (!track || lines.length > 0) throw new Refusal(lines.join('\n'));
  return track;
}
