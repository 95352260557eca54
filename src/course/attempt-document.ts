/** How an attempt is stored: see `store.ts`. */

import { bounded, type Files, type Snapshot, type SnapshotVerdict } from './attempt-history.ts';
import { type Attempt, type Because, newAttempt, type Place } from './attempt-state.ts';
import { type DocumentKind, isRecord, readFiles } from './store.ts';

const reasons: readonly Because[] = ['reset', 'solution', 'restore'];
const whys: readonly Snapshot['why'][] = ['pause', 'pass', 'reset', 'reveal', 'solution', 'restore', 'merge'];
const states: readonly SnapshotVerdict['state'][] = ['passed', 'not-yet', 'unreadable'];

const oneOf = <T>(list: readonly T[], value: unknown): T | undefined => list.find((one) => one === value);
const count = (value: unknown): number => (Number.isInteger(value) ? Math.max(0, Number(value)) : 0);

function readSnapshot(value: unknown): Snapshot[] {
  const files = isRecord(value) ? readFiles(value.files) : undefined;
  if (!isRecord(value) || !files || typeof value.at !== 'string') return [];
  const { verdict } = value;
  const state = isRecord(verdict) ? oneOf(states, verdict.state) : undefined;
  return [
    {
      files,
      at: value.at,
      why: oneOf(whys, value.why) ?? 'pause',
      ...(isRecord(verdict) && state ? { verdict: { state, hold: count(verdict.hold), of: count(verdict.of) } } : {}),
    },
  ];
}

function readPlace(value: unknown): Place | undefined {
  if (!isRecord(value) || typeof value.file !== 'string') return undefined;
  return { file: value.file, cursor: count(value.cursor), top: typeof value.top === 'number' ? value.top : 0 };
}

/** Schema 1 had neither times, nor a version with what passed, nor a history, nor a place: what passed was graded for the attempt's version. */
function readAttempt(value: Record<string, unknown>): Attempt | undefined {
  const files = readFiles(value.files);
  if (!files || !Number.isInteger(value.exercise)) return undefined;
  const attempt: Attempt = {
    exercise: Number(value.exercise),
    files,
    hints: count(value.hints),
    revealed: value.revealed === true,
    history: bounded(Array.isArray(value.history) ? value.history.flatMap(readSnapshot) : []),
  };
  if (typeof value.at === 'string') attempt.at = value.at;
  const passing = readFiles(value.passing);
  if (passing) {
    const passed = isRecord(value.passed) ? value.passed : {};
    attempt.passing = passing;
    attempt.passed = { version: Number.isInteger(passed.version) ? Number(passed.version) : attempt.exercise };
    if (typeof passed.at === 'string') attempt.passed.at = passed.at;
  }
  const before = isRecord(value.before) ? readFiles(value.before.files) : undefined;
  if (before && isRecord(value.before)) attempt.before = { files: before, because: oneOf(reasons, value.before.because) ?? 'reset' };
  const place = readPlace(value.place);
  if (place) attempt.place = place;
  return attempt;
}

/** Where the attempt at an exercise is stored. */
export const attemptKey = (slug: string): string => `shipshape:attempt:${slug}`;

/** How it is stored: see `store.ts`. Its empty value is a new attempt. Schema 2 brought times, the version with what passed, the history and the place. */
export const attemptKind = (slug: string, exercise: number, starter: Files): DocumentKind<Attempt> => ({
  key: attemptKey(slug),
  schema: 2,
  empty: () => newAttempt(exercise, starter),
  read: readAttempt,
});
