/** The state of a learner's work on one exercise; what can be done with it is in `attempt.ts`. */
import type { Files, Snapshot } from './attempt-history.ts';

/** Why other files stand where the learner's stood. */
export type Because = 'reset' | 'solution' | 'restore';

export interface Attempt {
  /** Version of the exercise the files were written for. */
  exercise: number;
  files: Files;
  /** When the files changed last: an ISO time. Missing in documents of schema 1. */
  at?: string;
  /** The last files that passed. */
  passing?: Files;
  /** The version of the exercise that `passing` was graded with, and when. There whenever `passing` is. */
  passed?: { version: number; at?: string };
  /** What the files were before a reset, a solution or a restored snapshot took their place: what `undo` brings back. */
  before?: { files: Files; because: Because };
  /** Rungs of the hint ladder that were asked for. */
  hints: number;
  /** Whether solutions were revealed before passing. A choice on record, not a punishment. */
  revealed: boolean;
  /** What stood in the editor at earlier times, oldest first; see `attempt-history.ts` for how many are kept. */
  history: Snapshot[];
  /** Where the learner was: see `Place`. */
  place?: Place;
}

/** Where work stopped. */
export interface Place {
  /** Path of the file whose tab was open. */
  file: string;
  /** The cursor in it, a UTF-16 offset. */
  cursor: number;
  /** Top of the exercise in the window, in CSS pixels: negative where it was scrolled past. */
  top: number;
}

export const newAttempt = (exercise: number, starter: Files): Attempt => ({
  exercise,
  files: { ...starter },
  hints: 0,
  revealed: false,
  history: [],
});
