/** What holds of a record: every answer judged by the engine as it is now. The record itself says nothing about that. */
import { type Exercise, grade } from '#engine';
import type { CompletionRecord, RecordAnswer } from './record.ts';

/** `unknown`: there is no such exercise (any more). `unreadable`: a file that cannot be built; counts as not passed. */
export type AnswerState = 'passed' | 'not-yet' | 'unreadable' | 'unknown';

export interface AnswerVerdict {
  slug: string;
  /** The exercise's title; the slug where it is unknown. */
  title: string;
  state: AnswerState;
  /** The exercise was another when this was answered: both versions. It is judged as it stands now. */
  changed?: { answered: number; now: number };
  /** Titles of the goals that do not hold, in order; where it is unreadable, the first reason why. */
  open: string[];
  /** Goals that must hold, and how many do. */
  asked: number;
  hold: number;
  /** ISO time at which its author passed it, as the record says; not proven by anything. */
  passed?: string;
}

/** Finds an exercise by its slug; undefined where there is none. */
export type FindExercise = (slug: string) => Promise<Exercise | undefined>;

export async function regradeAnswer(answer: RecordAnswer, find: FindExercise): Promise<AnswerVerdict> {
  const { slug, version } = answer;
  const exercise = await find(slug);
  const passed = answer.passed ? { passed: answer.passed } : {};
  if (!exercise) return { slug, title: slug, state: 'unknown', open: [], asked: 0, hold: 0, ...passed };
  const { verdict, goals, problems } = grade(exercise, answer.files);
  const must = goals.filter(({ kind }) => kind !== 'polish');
  const open = must.filter(({ outcome }) => outcome === 'fail').map(({ title }) => title);
  return {
    slug,
    title: exercise.title,
    state: verdict,
    ...(version > 0 && version !== exercise.version ? { changed: { answered: version, now: exercise.version } } : {}),
    open: verdict === 'unreadable' ? problems.slice(0, 1).map(({ message }) => message) : open,
    asked: must.length,
    hold: must.filter(({ outcome }) => outcome === 'pass').length,
    ...passed,
  };
}

/** All answers of a record, in its order. `told` hears how many are done. */
export async function regrade(
  record: CompletionRecord,
  find: FindExercise,
  told?: (done: number, of: number) => void,
): Promise<AnswerVerdict[]> {
  const verdicts: AnswerVerdict[] = [];
  for (const answer of record.answers) {
    verdicts.push(await regradeAnswer(answer, find));
    told?.(verdicts.length, record.answers.length);
  }
  return verdicts;
}

/** Slugs of the exercises that hold. */
export const passedIn = (verdicts: readonly AnswerVerdict[]): string[] =>
  verdicts.flatMap(({ slug, state }) => (state === 'passed' ? [slug] : []));
