/**
 * A learner's work on one exercise: what is typed now, what last passed, and what was asked for. Pure: state in, state out. Kept as
 * `shipshape:attempt:<slug>`.
 */
import { type DocumentKind, isRecord, readFiles } from './store.ts';

type Files = Record<string, string>;

export interface Attempt {
  /** Version of the exercise the files were written for. */
  exercise: number;
  files: Files;
  /** The last files that passed. */
  passing?: Files;
  /** What the files were before a reset or before a solution was put in: what `undo` brings back. */
  before?: { files: Files; because: 'reset' | 'solution' };
  /** Rungs of the hint ladder that were asked for. */
  hints: number;
  /** Whether solutions were revealed before passing. A choice on record, not a punishment. */
  revealed: boolean;
}

export const newAttempt = (exercise: number, starter: Files): Attempt => ({ exercise, files: { ...starter }, hints: 0, revealed: false });

const same = (a: Files, b: Files) => Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((path) => a[path] === b[path]);

/** Whether there is anything worth keeping. */
export const isUntouched = (attempt: Attempt, starter: Files): boolean =>
  same(attempt.files, starter) && !attempt.passing && !attempt.before && attempt.hints === 0 && !attempt.revealed;

/** One file has a new text; null removes it (files the learner added). */
export function edit(attempt: Attempt, path: string, text: string | null): Attempt {
  const { [path]: _, ...rest } = attempt.files;
  return { ...attempt, files: text === null ? rest : { ...attempt.files, [path]: text } };
}

/** The files as they stand have passed. */
export const recordPass = (attempt: Attempt): Attempt => ({ ...attempt, passing: { ...attempt.files } });

/** One more hint, up to `rungs`. */
export const askHint = (attempt: Attempt, rungs: number): Attempt => ({ ...attempt, hints: Math.min(rungs, attempt.hints + 1) });

export const reveal = (attempt: Attempt): Attempt => ({ ...attempt, revealed: true });

/** Other files take the place of the learner's, which are kept for `undo`. Nothing happens where they are the same. */
export function replaceFiles(attempt: Attempt, files: Files, because: 'reset' | 'solution'): Attempt {
  if (same(attempt.files, files)) return attempt;
  return { ...attempt, files: { ...files }, before: { files: attempt.files, because } };
}

/** The learner's files come back. */
export function undo(attempt: Attempt): Attempt {
  const { before, ...rest } = attempt;
  return before ? { ...rest, files: before.files } : attempt;
}

/** The files as they are stay; there is nothing to undo any more. */
export function keepFiles(attempt: Attempt): Attempt {
  const { before: _, ...rest } = attempt;
  return rest;
}

function readAttempt(value: Record<string, unknown>): Attempt | undefined {
  const files = readFiles(value.files);
  if (!files || !Number.isInteger(value.exercise)) return undefined;
  const attempt: Attempt = {
    exercise: Number(value.exercise),
    files,
    hints: Number.isInteger(value.hints) ? Math.max(0, Number(value.hints)) : 0,
    revealed: value.revealed === true,
  };
  const passing = readFiles(value.passing);
  if (passing) attempt.passing = passing;
  const before = isRecord(value.before) ? readFiles(value.before.files) : undefined;
  if (before)
    attempt.before = { files: before, because: isRecord(value.before) && value.before.because === 'solution' ? 'solution' : 'reset' };
  return attempt;
}

/** Where the attempt at an exercise is stored. */
export const attemptKey = (slug: string): string => `shipshape:attempt:${slug}`;

/** How it is stored: see `store.ts`. Its empty value is a new attempt. */
export const attemptKind = (slug: string, exercise: number, starter: Files): DocumentKind<Attempt> => ({
  key: attemptKey(slug),
  schema: 1,
  empty: () => newAttempt(exercise, starter),
  read: readAttempt,
});

/**
 * A stored attempt made to fit the exercise as it is today: files that are no longer asked for are dropped, new ones come from the
 * starter. The learner's texts stay.
 */
export function fitTo(attempt: Attempt, starter: Files, optional: readonly string[] = []): Attempt {
  const kept = Object.fromEntries(optional.flatMap((path) => (path in attempt.files ? [[path, attempt.files[path] ?? '']] : [])));
  const asked = Object.fromEntries(Object.keys(starter).map((path) => [path, attempt.files[path] ?? starter[path] ?? '']));
  return { ...attempt, files: { ...asked, ...kept } };
}
