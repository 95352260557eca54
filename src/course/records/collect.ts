/** A record from what this browser (or a backup of it) holds. */
import { type Attempt, attemptKind } from '../attempt.ts';
import type { Progress } from '../progress.ts';
import { load, type Shelf } from '../store.ts';
import type { RecordAnswer } from './record.ts';

export interface Collected {
  /** Answers that passed when they were given. */
  passed: RecordAnswer[];
  /** Exercises begun and not passed yet, as they stand. */
  begun: RecordAnswer[];
}

/** The stored answers to these exercises, in their order. */
export function collectAnswers(shelf: Shelf | undefined, progress: Progress, slugs: readonly string[]): Collected {
  const collected: Collected = { passed: [], begun: [] };
  for (const slug of slugs) {
    const attempt = load(shelf, attemptKind(slug, 0, {})).value;
    const times = Object.hasOwn(progress.exercises, slug) ? progress.exercises[slug] : undefined;
    if (attempt.passing) collected.passed.push(answerOf(slug, attempt, attempt.passing, times));
    else if (Object.keys(attempt.files).length > 0) collected.begun.push(answerOf(slug, attempt, attempt.files, times));
  }
  return collected;
}

function answerOf(slug: string, attempt: Attempt, files: Attempt['files'], times?: Progress['exercises'][string]): RecordAnswer {
  return {
    slug,
    version: (files === attempt.passing && times?.version) || attempt.exercise,
    files,
    ...(times?.begun ? { begun: times.begun } : {}),
    ...(times?.passed ? { passed: times.passed } : {}),
  };
}
