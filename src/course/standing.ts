/** How far somebody is in a list of exercises. Pure. */
import { type ExerciseState, type Progress, stateOf } from './progress.ts';

/** An exercise as far as counting goes. */
export interface Counted {
  slug: string;
  version: number;
  minutes: number;
}

export interface Standing {
  all: number;
  passed: number;
  /** Begun, or passed before the exercise changed. */
  begun: number;
  /** Minutes of what is not passed. */
  minutesLeft: number;
}

/** The standing in some exercises; one that is listed twice counts once. */
export function standingIn(exercises: readonly Counted[], progress: Progress): Standing {
  const standing: Standing = { all: 0, passed: 0, begun: 0, minutesLeft: 0 };
  for (const { slug, version, minutes } of new Map(exercises.map((one) => [one.slug, one])).values()) {
    const state = stateOf(progress, slug, version);
    standing.all++;
    if (state === 'passed') standing.passed++;
    else standing.minutesLeft += minutes;
    if (state === 'begun' || state === 'changed') standing.begun++;
  }
  return standing;
}

/** What some states come to together: passed where all are, open where all are. */
export function together(states: readonly ExerciseState[]): ExerciseState {
  if (states.length === 0 || states.every((state) => state === 'open')) return 'open';
  if (states.every((state) => state === 'passed')) return 'passed';
  if (states.every((state) => state === 'passed' || state === 'changed')) return 'changed';
  return 'begun';
}

/**
 * The exercise to go on with: the first that is not passed in the lesson read last, else after it, else anywhere.
 * @param lessons in the order of the course, each with its path and exercises
 */
export function nextOpen<E extends Counted>(
  lessons: readonly { path: string; exercises: readonly E[] }[],
  progress: Progress,
): E | undefined {
  const at = Math.max(
    0,
    lessons.findIndex((lesson) => lesson.path === progress.last?.path),
  );
  const inTurn = [...lessons.slice(at), ...lessons.slice(0, at)];
  return inTurn.flatMap((lesson) => lesson.exercises).find(({ slug, version }) => stateOf(progress, slug, version) !== 'passed');
}
