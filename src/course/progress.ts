/** How far the reader is in the whole course. Pure, with the time passed in. Kept as `shipshape:progress`. */
import { laterReview, type Review, readReviewName, recordReview } from './review-dates.ts';
import { type DocumentKind, isRecord, load, type Shelf, save, type Trouble } from './store.ts';

/** What is known of an exercise. `begun` and `passed` are ISO times; `version` is the exercise's when it was passed. */
export interface ExerciseProgress {
  begun: string;
  passed?: string;
  version?: number;
  /** How it went when it came back. */
  review?: Review;
}

export interface Progress {
  /** By slug. */
  exercises: Record<string, ExerciseProgress>;
  /** By slug: when its end was reached first. */
  lessons: Record<string, { read: string }>;
  /** The page to resume at, and the section that was read there. */
  last?: Visit;
}

export interface Visit {
  path: string;
  title: string;
  at: string;
  /** A heading's id and words. */
  section?: { id: string; title: string };
  /** Where exactly: a heading or an exercise, and how far below the upper edge of the window it stood, in CSS pixels. */
  place?: { id: string; top: number };
}

/** How far an exercise is. `changed`: it was passed, and has got another meaning since. */
export type ExerciseState = 'open' | 'begun' | 'passed' | 'changed';

export const emptyProgress = (): Progress => ({ exercises: {}, lessons: {} });

/** How far an exercise of this version is. */
export function stateOf(progress: Progress, slug: string, version: number): ExerciseState {
  const known = progress.exercises[slug];
  if (!known) return 'open';
  if (!known.passed) return 'begun';
  return (known.version ?? 1) < version ? 'changed' : 'passed';
}

/** Work on an exercise has begun. A review begins nothing: its exercise was passed before. */
export function beginExercise(progress: Progress, slug: string, now: string): Progress {
  if (progress.exercises[slug] || readReviewName(slug).number !== undefined) return progress;
  return { ...progress, exercises: { ...progress.exercises, [slug]: { begun: now } } };
}

/**
 * The exercise is passed. The first time counts, unless its version has risen since. The name of a review counts for its exercise.
 * @param helped a solution was shown before it passed: a review then comes back soon
 */
export function passExercise(progress: Progress, name: string, version: number, now: string, helped = false): Progress {
  const { slug, number } = readReviewName(name);
  if (number !== undefined) return recordReview(progress, slug, number, now, helped);
  const known = progress.exercises[slug];
  if (known?.passed && known.version === version) return progress;
  return { ...progress, exercises: { ...progress.exercises, [slug]: { begun: known?.begun ?? now, passed: now, version } } };
}

export function readLesson(progress: Progress, slug: string, now: string): Progress {
  if (progress.lessons[slug]) return progress;
  return { ...progress, lessons: { ...progress.lessons, [slug]: { read: now } } };
}

/** A page is being read, there. Opening it anew forgets neither its section nor its place. */
export function visit(progress: Progress, visited: Visit): Progress {
  const { section, place } = progress.last?.path === visited.path ? progress.last : {};
  return { ...progress, last: { ...(section && { section }), ...(place && { place }), ...visited } };
}

const earlier = (a: string, b: string) => (a < b ? a : b);

/** What two accounts of one exercise come to: the pass of the newer version, else the earlier one; the later review of that version. */
function mergeExercise(a: ExerciseProgress, b: ExerciseProgress): ExerciseProgress {
  const merged: ExerciseProgress = { begun: earlier(a.begun, b.begun) };
  const version = Math.max(a.passed ? (a.version ?? 1) : 0, b.passed ? (b.version ?? 1) : 0);
  const counting = [a, b].filter((one) => one.passed && (one.version ?? 1) === version);
  const [first, second] = counting;
  if (!first?.passed) return merged;
  const review = laterReview(first.review, second?.review);
  return {
    ...merged,
    passed: second?.passed ? earlier(first.passed, second.passed) : first.passed,
    version,
    ...(review ? { review } : {}),
  };
}

/** What two tabs know together: nothing that either has is lost, whichever is asked first. */
export function merge(a: Progress, b: Progress): Progress {
  const merged: Progress = { exercises: { ...a.exercises }, lessons: { ...a.lessons } };
  for (const [slug, theirs] of Object.entries(b.exercises)) {
    const ours = a.exercises[slug];
    merged.exercises[slug] = ours ? mergeExercise(ours, theirs) : theirs;
  }
  for (const [slug, theirs] of Object.entries(b.lessons)) {
    const ours = a.lessons[slug];
    merged.lessons[slug] = ours ? { read: earlier(ours.read, theirs.read) } : theirs;
  }
  const last = a.last && b.last ? (a.last.at >= b.last.at ? a.last : b.last) : (a.last ?? b.last);
  if (last) merged.last = last;
  return merged;
}

/** Slugs as we name them. Other names, `__proto__` among them, are nobody's exercise. */
const isSlug = (name: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);

const entriesOf = (value: unknown) => (isRecord(value) ? Object.entries(value).filter(([slug]) => isSlug(slug)) : []);
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;

function readReview(value: unknown): Review | undefined {
  if (!isRecord(value) || !isCount(value.done) || !isCount(value.tries) || typeof value.at !== 'string') return undefined;
  return { done: value.done, tries: value.tries, at: value.at, ...(value.missed === true ? { missed: true } : {}) };
}

function readExercise(value: unknown): ExerciseProgress | undefined {
  if (!isRecord(value) || typeof value.begun !== 'string') return undefined;
  if (typeof value.passed !== 'string') return { begun: value.begun };
  const review = readReview(value.review);
  return {
    begun: value.begun,
    passed: value.passed,
    version: isCount(value.version) ? value.version : 1,
    ...(review ? { review } : {}),
  };
}

function readVisit(value: unknown): Visit | undefined {
  if (!isRecord(value) || typeof value.path !== 'string' || typeof value.title !== 'string' || typeof value.at !== 'string')
    return undefined;
  const { path, title, at, section, place } = value;
  const visited: Visit = { path, title, at };
  if (isRecord(section) && typeof section.id === 'string' && typeof section.title === 'string')
    visited.section = { id: section.id, title: section.title };
  if (isRecord(place) && typeof place.id === 'string' && Number.isFinite(place.top))
    visited.place = { id: place.id, top: Number(place.top) };
  return visited;
}

function readProgress(value: Record<string, unknown>): Progress | undefined {
  if (!isRecord(value.exercises) || !isRecord(value.lessons)) return undefined;
  const progress = emptyProgress();
  for (const [slug, one] of entriesOf(value.exercises)) {
    const entry = readExercise(one);
    if (entry) progress.exercises[slug] = entry;
  }
  for (const [slug, one] of entriesOf(value.lessons))
    if (isRecord(one) && typeof one.read === 'string') progress.lessons[slug] = { read: one.read };
  const last = readVisit(value.last);
  if (last) progress.last = last;
  return progress;
}

/** Schema 2 adds reviews and the section that was read; what schema 1 holds is read as it is. */
export const progressKind: DocumentKind<Progress> = { key: 'shipshape:progress', schema: 2, empty: emptyProgress, read: readProgress };

/**
 * Changes the stored progress: reads it anew first, so that another tab's work is kept.
 * @returns the progress after the change, and what went wrong in storing it.
 */
export function updateProgress(shelf: Shelf | undefined, change: (progress: Progress) => Progress): { value: Progress; trouble?: Trouble } {
  const before = load(shelf, progressKind);
  const value = change(before.value);
  const trouble = value === before.value ? before.trouble : save(shelf, progressKind, value);
  return trouble ? { value, trouble } : { value };
}
