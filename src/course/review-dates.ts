/** When a passed exercise comes back, so that it is remembered and not only understood once. Pure, with the time passed in. */

/** Days until an exercise comes back: after the pass, after its first review, after its second. Then it is known. */
export const intervals = [2, 7, 21] as const;

/** Days until it comes back after a review that needed a solution. */
export const afterMiss = 1;

/** How the reviews of an exercise went. */
export interface Review {
  /** How many of the three went well; a missed one takes one back. */
  done: number;
  /** How many there were: each brings another variant. */
  tries: number;
  /** ISO time of the latest. */
  at: string;
  /** The latest needed a solution. */
  missed?: true;
}

/** What must be known of an exercise to say when it comes back. */
export interface Reviewed {
  /** ISO time of the pass. */
  passed?: string;
  review?: Review;
}

type Known = Record<string, Reviewed>;

export interface DueReview {
  slug: string;
  /** Which review of this exercise it would be, from 1: the number of its variant. */
  number: number;
  /** ISO time since which it is due. */
  due: string;
}

const day = 24 * 60 * 60 * 1000;

/** ISO time some days later; undefined where the text is no time. */
function later(iso: string, days: number): string | undefined {
  const at = Date.parse(iso) + days * day;
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : undefined;
}

/** ISO time at which a passed exercise comes back; undefined where it was not passed, or comes back no more. */
export function nextReview({ passed, review }: Reviewed): string | undefined {
  if (!passed) return undefined;
  if (review?.missed) return later(review.at, afterMiss);
  const days = intervals[review?.done ?? 0];
  return days === undefined ? undefined : later(review?.at ?? passed, days);
}

/** The exercises to review at a time, longest due first. */
export function dueReviews(progress: { exercises: Known }, now: string): DueReview[] {
  return Object.entries(progress.exercises)
    .flatMap(([slug, entry]): DueReview[] => {
      const due = nextReview(entry);
      return due !== undefined && Date.parse(due) <= Date.parse(now) ? [{ slug, number: (entry.review?.tries ?? 0) + 1, due }] : [];
    })
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.slug < b.slug ? -1 : 1));
}

/** When the next review comes that is not due yet; undefined where none will. */
export function comingReview(progress: { exercises: Known }, now: string): string | undefined {
  const dates = Object.values(progress.exercises).flatMap((entry) => nextReview(entry) ?? []);
  return dates.filter((date) => Date.parse(date) > Date.parse(now)).sort()[0];
}

/**
 * A review was passed. `number` says which one, so that passing it again changes nothing.
 * @param helped a solution was shown before it passed: then it comes back soon
 */
export function recordReview<P extends { exercises: Known }>(progress: P, slug: string, number: number, now: string, helped: boolean): P {
  const entry = progress.exercises[slug];
  if (!entry?.passed || number !== (entry.review?.tries ?? 0) + 1) return progress;
  const done = entry.review?.done ?? 0;
  const review: Review = helped
    ? { done: Math.max(0, done - 1), tries: number, at: now, missed: true }
    : { done: Math.min(intervals.length, done + 1), tries: number, at: now };
  return { ...progress, exercises: { ...progress.exercises, [slug]: { ...entry, review } } };
}

/** The name under which a review is loaded and its attempt is kept: 'repair-the-seed~2'. */
export const reviewName = (slug: string, number: number): string => `${slug}~${number}`;

/** The parts of a name: its slug and, where it is a review's, which one. */
export function readReviewName(name: string): { slug: string; number?: number } {
  const [, slug, number] = /^([^~]*)~(\d{1,4})$/.exec(name) ?? [];
  return slug !== undefined ? { slug, number: Number(number) } : { slug: name };
}

/** The later of two accounts of the same exercise's reviews. */
export function laterReview(a: Review | undefined, b: Review | undefined): Review | undefined {
  if (!a || !b) return a ?? b;
  if (a.at !== b.at) return a.at > b.at ? a : b;
  return a.tries >= b.tries ? a : b;
}
