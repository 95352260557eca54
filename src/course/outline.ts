/**
 * The course in brief, as data: what tracks, records and the team page need to know of it. Built from the content by the site
 * (`outline-site.ts`) and by the command line; this file is for everybody.
 */
import type { Exercise } from '#engine';
import type { Track } from './tracks/track.ts';

export interface Outline {
  /** Version of the course. */
  course: string;
  engine: string;
  modules: OutlineModule[];
  /** By slug of the exercise, all there are, in the order of the course; those that stand in no lesson come last. */
  exercises: OutlineExercise[];
  /** The shipped ones. */
  tracks: Track[];
}

export interface OutlineModule {
  slug: string;
  title: string;
  /** Who passes these exercises may skip the module; empty where it has no check. */
  check: string[];
  lessons: OutlineLesson[];
}

export interface OutlineLesson {
  slug: string;
  title: string;
  /** For `url()`: 'learn/the-build-as-a-graph/layer-cache/'. */
  path: string;
  /** To read it, without its exercises. */
  minutes: number;
  objectives: { id: string; text: string }[];
  exercises: string[];
}

export interface OutlineExercise {
  slug: string;
  title: string;
  minutes: number;
  version: number;
  kind: Exercise['kind'];
  objectives: string[];
}

export const exerciseOutline = ({ slug, title, minutes, version, kind, objectives }: Exercise): OutlineExercise => ({
  slug,
  title,
  minutes,
  version,
  kind,
  objectives,
});

/** All lessons in order. */
export const lessonsOf = (outline: Outline): OutlineLesson[] => outline.modules.flatMap((module) => module.lessons);

/** The module that an exercise or a lesson stands in. */
export const moduleOf = (outline: Outline, kind: 'lesson' | 'exercise', slug: string): OutlineModule | undefined =>
  outline.modules.find((module) =>
    module.lessons.some((lesson) => (kind === 'lesson' ? lesson.slug === slug : lesson.exercises.includes(slug))),
  );

/** Slugs of the modules whose check holds: every one of its exercises is among those passed. */
export const placedBy = (outline: Outline, passed: ReadonlySet<string>): string[] =>
  outline.modules.filter(({ check }) => check.length > 0 && check.every((slug) => passed.has(slug))).map(({ slug }) => slug);
