/** How far the reader is in the whole course. Pure, with the time passed in. Kept as `shipshape:progress`. */
import { type DocumentKind, isRecord, load, type Shelf, save, type Trouble } from './store.ts';

export interface Progress {
  /** By slug. `begun` and `passed` are ISO times; `version` is the exercise's when it was passed. */
  exercises: Record<string, { begun: string; passed?: string; version?: number }>;
  /** By slug: when its end was reached first. */
  lessons: Record<string, { read: string }>;
  /** The page to resume at. */
  last?: { path: string; title: string; at: string };
}

export const emptyProgress = (): Progress => ({ exercises: {}, lessons: {} });

export function beginExercise(progress: Progress, slug: string, now: string): Progress {
  if (progress.exercises[slug]) return progress;
  return { ...progress, exercises: { ...progress.exercises, [slug]: { begun: now } } };
}

/** The exercise is passed. The first time counts, unless its version has risen since. */
export function passExercise(progress: Progress, slug: string, version: number, now: string): Progress {
  const known = progress.exercises[slug];
  if (known?.passed && known.version === version) return progress;
  return { ...progress, exercises: { ...progress.exercises, [slug]: { begun: known?.begun ?? now, passed: now, version } } };
}

export function readLesson(progress: Progress, slug: string, now: string): Progress {
  if (progress.lessons[slug]) return progress;
  return { ...progress, lessons: { ...progress.lessons, [slug]: { read: now } } };
}

export const visit = (progress: Progress, path: string, title: string, now: string): Progress => ({
  ...progress,
  last: { path, title, at: now },
});

const earlier = (a: string, b: string) => (a < b ? a : b);

/** What two tabs know together: nothing that either has is lost. */
export function merge(a: Progress, b: Progress): Progress {
  const merged: Progress = { exercises: { ...a.exercises }, lessons: { ...a.lessons } };
  for (const [slug, theirs] of Object.entries(b.exercises)) {
    const ours = a.exercises[slug];
    const passed = [ours, theirs].filter((one) => one?.passed).sort((x, y) => (y?.version ?? 0) - (x?.version ?? 0))[0];
    merged.exercises[slug] = { ...theirs, ...ours, ...passed, begun: ours ? earlier(ours.begun, theirs.begun) : theirs.begun };
  }
  for (const [slug, theirs] of Object.entries(b.lessons)) {
    const ours = a.lessons[slug];
    merged.lessons[slug] = ours ? { read: earlier(ours.read, theirs.read) } : theirs;
  }
  const last = [a.last, b.last].filter((one) => one !== undefined).sort((x, y) => (x.at < y.at ? 1 : -1))[0];
  if (last) merged.last = last;
  return merged;
}

const entriesOf = (value: unknown) => (isRecord(value) ? Object.entries(value) : []);

function readProgress(value: Record<string, unknown>): Progress | undefined {
  if (!isRecord(value.exercises) || !isRecord(value.lessons)) return undefined;
  const progress = emptyProgress();
  for (const [slug, one] of entriesOf(value.exercises)) {
    if (!isRecord(one) || typeof one.begun !== 'string') continue;
    progress.exercises[slug] = { begun: one.begun };
    if (typeof one.passed === 'string')
      progress.exercises[slug] = { begun: one.begun, passed: one.passed, version: typeof one.version === 'number' ? one.version : 1 };
  }
  for (const [slug, one] of entriesOf(value.lessons))
    if (isRecord(one) && typeof one.read === 'string') progress.lessons[slug] = { read: one.read };
  const { last } = value;
  if (isRecord(last) && typeof last.path === 'string' && typeof last.title === 'string' && typeof last.at === 'string')
    progress.last = { path: last.path, title: last.title, at: last.at };
  return progress;
}

export const progressKind: DocumentKind<Progress> = { key: 'shipshape:progress', schema: 1, empty: emptyProgress, read: readProgress };

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
