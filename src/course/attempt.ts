/**
 * A learner's work on one exercise: what is typed now, what last passed, what was asked for, and what stood there before. Pure: state in,
 * state out, with the time passed in where it matters. Kept as `shipshape:attempt:<slug>`; `attempt-document.ts` reads and writes it.
 */
import { type Files, type Snapshot, sameFiles, snapshot } from './attempt-history.ts';
import type { Attempt, Because } from './attempt-state.ts';

export { attemptKey, attemptKind } from './attempt-document.ts';
export type { Snapshot, SnapshotVerdict } from './attempt-history.ts';
export { mergeAttempts } from './attempt-merge.ts';
export { type Attempt, type Because, newAttempt, type Place } from './attempt-state.ts';

/** Whether there is anything worth keeping. */
export const isUntouched = (attempt: Attempt, starter: Files): boolean =>
  sameFiles(attempt.files, starter) &&
  !attempt.passing &&
  !attempt.before &&
  attempt.hints === 0 &&
  !attempt.revealed &&
  attempt.history.length === 0;

const timed = (now: string | undefined): { at?: string } => (now === undefined ? {} : { at: now });

/** One file has a new text; null removes it (files the learner added). */
export function edit(attempt: Attempt, path: string, text: string | null, now?: string): Attempt {
  const { [path]: _, ...rest } = attempt.files;
  return { ...attempt, ...timed(now), files: text === null ? rest : { ...attempt.files, [path]: text } };
}

/** The files as they stand have passed, graded with the version that the attempt is for. */
export const recordPass = (attempt: Attempt, now?: string): Attempt => ({
  ...attempt,
  passing: { ...attempt.files },
  passed: { version: attempt.exercise, ...timed(now) },
});

/** One more hint, up to `rungs`. */
export const askHint = (attempt: Attempt, rungs: number): Attempt => ({ ...attempt, hints: Math.min(rungs, attempt.hints + 1) });

export const reveal = (attempt: Attempt): Attempt => ({ ...attempt, revealed: true });

/** The files as they stand go into the history. Nothing happens where the newest snapshot holds them already and no pass is news. */
export const remember = (attempt: Attempt, now: string, why: Snapshot['why'], verdict?: Snapshot['verdict']): Attempt => {
  const history = snapshot(attempt.history, { files: attempt.files, at: now, why, ...(verdict ? { verdict } : {}) });
  return history === attempt.history ? attempt : { ...attempt, history };
};

/** Other files take the place of the learner's, which are kept for `undo`. Nothing happens where they are the same. */
export function replaceFiles(attempt: Attempt, files: Files, because: Because, now?: string): Attempt {
  if (sameFiles(attempt.files, files)) return attempt;
  return { ...attempt, ...timed(now), files: { ...files }, before: { files: attempt.files, because } };
}

/** The learner's files come back. */
export function undo(attempt: Attempt, now?: string): Attempt {
  const { before, ...rest } = attempt;
  return before ? { ...rest, ...timed(now), files: before.files } : attempt;
}

/** The files as they are stay; there is nothing to undo any more. */
export function keepFiles(attempt: Attempt): Attempt {
  const { before: _, ...rest } = attempt;
  return rest;
}

/**
 * A stored attempt made to fit the exercise as it is today: files that are no longer asked for are dropped, new ones come from the
 * starter. The learner's texts stay. With `version`, the files are from now on written for that version; what passed keeps its own.
 */
export function fitTo(attempt: Attempt, starter: Files, optional: readonly string[] = [], version = attempt.exercise): Attempt {
  const kept = Object.fromEntries(optional.flatMap((path) => (path in attempt.files ? [[path, attempt.files[path] ?? '']] : [])));
  const asked = Object.fromEntries(Object.keys(starter).map((path) => [path, attempt.files[path] ?? starter[path] ?? '']));
  return { ...attempt, exercise: version, files: { ...asked, ...kept } };
}
