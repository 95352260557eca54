/** Where somebody stands on a track: what is done, what a module's check has made unnecessary, what is next. Pure. */
import { lessonsOf, moduleOf, type Outline, placedBy } from '../outline.ts';
import type { Track, TrackStep } from './track.ts';

/** `placed`: not done, but its module was skipped by its check. `gone`: the course has it no more. */
export type StepState = 'done' | 'placed' | 'open' | 'gone';

export interface Step extends TrackStep {
  title: string;
  /** For `url()`. */
  path: string;
  minutes: number;
  state: StepState;
  /** It is in the closing set. */
  closing: boolean;
}

export interface Standing {
  steps: Step[];
  /** What must be done: exercises that are not optional, with the closing set. A lesson read cannot be shown to others and does not count. */
  asked: number;
  held: number;
  /** The first step that is asked for and open; else the first optional one; undefined where all is done. */
  next?: Step;
  /** Minutes of all open steps that are asked for. */
  minutesLeft: number;
  /** Slugs of modules skipped by their check. */
  placed: string[];
}

/** @param read slugs of lessons read; a record knows of none */
export function standingOn(track: Track, outline: Outline, passed: ReadonlySet<string>, read: ReadonlySet<string> = new Set()): Standing {
  const placed = placedBy(outline, passed);
  const steps = [
    ...track.steps.map((step) => stepOf(step, false)),
    ...track.closing.map((slug) => stepOf({ kind: 'exercise', slug, optional: false }, true)),
  ];

  function stepOf(step: TrackStep, closing: boolean): Step {
    const known = entryOf(outline, step);
    const done = step.kind === 'lesson' ? read.has(step.slug) : passed.has(step.slug);
    const skipped = !closing && placed.includes(moduleOf(outline, step.kind, step.slug)?.slug ?? '');
    const state: StepState = done ? 'done' : !known ? 'gone' : skipped ? 'placed' : 'open';
    return { ...step, title: known?.title ?? step.slug, path: known?.path ?? '', minutes: known?.minutes ?? 0, state, closing };
  }

  const open = steps.filter(({ state }) => state === 'open');
  const must = steps.filter(({ kind, optional, state }) => kind === 'exercise' && !optional && state !== 'gone');
  const next = open.find(({ optional }) => !optional) ?? open[0];
  return {
    steps,
    asked: must.length,
    held: must.filter(({ state }) => state !== 'open').length,
    ...(next ? { next } : {}),
    minutesLeft: open.filter(({ optional }) => !optional).reduce((sum, { minutes }) => sum + minutes, 0),
    placed,
  };
}

function entryOf(outline: Outline, { kind, slug }: TrackStep): { title: string; path: string; minutes: number } | undefined {
  if (kind === 'lesson') return lessonsOf(outline).find((lesson) => lesson.slug === slug);
  const exercise = outline.exercises.find((each) => each.slug === slug);
  return exercise && { title: exercise.title, path: `exercises/${slug}/`, minutes: exercise.minutes };
}

/** All that the whole course asks: a track of every exercise, for records that follow none. */
export const wholeCourse = (outline: Outline, title: string): Track => ({
  id: '',
  title,
  audience: '',
  steps: outline.exercises.map(({ slug }) => ({ kind: 'exercise', slug, optional: false })),
  closing: [],
});
