/** Fills the way back in: the page read last with its section, the next open exercise, and what is due for review. */
import type { Progress } from '../../course/progress.ts';
import { dueReviews } from '../../course/review-dates.ts';
import { nextOpen } from '../../course/standing.ts';
import { review, progress as words } from '../../course/strings/index.ts';
import { followProgress } from '../lesson/progress-marks.ts';

interface Known {
  path: string;
  exercises: { slug: string; title: string; version: number; minutes: number }[];
}

/** Fills every `.resume` of the page. */
export function showResume(): void {
  for (const place of document.querySelectorAll<HTMLElement>('.resume')) {
    const lessons: Known[] = JSON.parse(place.querySelector('script')?.textContent ?? '[]');
    followProgress((progress) => fill(place, lessons, progress));
  }
}

function fill(place: HTMLElement, lessons: Known[], progress: Progress) {
  const base = place.dataset.base ?? '/';
  const part = <E extends HTMLElement = HTMLElement>(name: string) => place.querySelector(`[data-part=${name}]`) as E | null;
  const point = (name: string, path: string | undefined, text: string) => {
    const link = part<HTMLAnchorElement>(name);
    if (!link) return;
    link.hidden = path === undefined;
    link.href = base + (path ?? '');
    link.textContent = text;
  };
  // The stored path may be anybody's; what is linked is a lesson of ours.
  const last = lessons.some(({ path }) => path === progress.last?.path) ? progress.last : undefined;
  const next = nextOpen(lessons, progress);
  const begun = last !== undefined || Object.keys(progress.exercises).length > 0;
  const known = new Set(lessons.flatMap(({ exercises }) => exercises.map(({ slug }) => slug)));
  const due = dueReviews(progress, new Date().toISOString()).filter(({ slug }) => known.has(slug));
  point(
    'lesson',
    // The lesson knows the place; a store from before there were places knows the section.
    last && `${last.path}${last.place ? '#resume' : last.section ? `#${encodeURIComponent(last.section.id)}` : ''}`,
    last ? words.goOn(last.title) : '',
  );
  point('exercise', begun && next ? `exercises/${next.slug}/` : undefined, next ? words.nextExercise(next.title) : '');
  point('review', due.length > 0 ? 'progress/review/' : undefined, review.due(due.length));
  const section = part('section');
  if (section) section.textContent = last?.section ? words.atSection(last.section.title) : '';
  place.hidden = !begun;
  place.classList.remove('waiting');
  for (const start of document.querySelectorAll('[data-start]')) start.classList.toggle('primary', !last);
}
