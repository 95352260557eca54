/** `/progress/review/`: brings in the exercise that is due, in its other form, and says afterwards when it comes back. */
import { attemptKey } from '../../course/attempt.ts';
import { showDate } from '../../course/dates.ts';
import { loadExercise } from '../../course/exercises.ts';
import { type Progress, progressKind } from '../../course/progress.ts';
import { renamingFor } from '../../course/review/vary.ts';
import { type DueReview, dueReviews, nextReview, reviewName } from '../../course/review-dates.ts';
import { browserShelf, load } from '../../course/store.ts';
import { review as words } from '../../course/strings/index.ts';
import { url } from '../../course/url.ts';
import { followProgress } from '../lesson/progress-marks.ts';
import { turnOptions, varyElement } from './vary-element.ts';

const stored = (): Progress => load(browserShelf(), progressKind).value;

/** Starts the page: `known` are the slugs of all exercises there are. */
export async function showReview(page: HTMLElement): Promise<void> {
  const known = new Set<string>(JSON.parse(page.querySelector('script')?.textContent ?? '[]'));
  const part = (name: string) => page.querySelector<HTMLElement>(`[data-part=${name}]`);
  const say = (text: string) => {
    const place = part('said');
    if (place) place.textContent = text;
  };
  const due = dueReviews(stored(), new Date().toISOString()).filter(({ slug }) => known.has(slug));
  const asked = new URLSearchParams(location.search).get('exercise');
  const one = asked === null ? due[0] : due.find(({ slug }) => slug === asked);
  if (!one) return say(asked === null ? words.none : words.notDue);
  say(words.loading);
  try {
    await bringIn(page, one, due.indexOf(one) + 1, due.length);
    say('');
  } catch (error) {
    console.error(error);
    return say(words.failed);
  }
  followProgress((progress, here) => here && tellResult(page, one, progress, due.length));
}

async function bringIn(page: HTMLElement, { slug, number }: DueReview, at: number, all: number) {
  const [answer, exercise] = await Promise.all([fetch(url(`exercises/${slug}/`)), loadExercise(slug)]);
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const element = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('shipshape-exercise');
  if (!element) throw new Error(`There is no exercise at ${answer.url}`);
  const names = renamingFor(exercise, number);
  varyElement(element, names, reviewName(slug, number));
  const turned = exercise.kind === 'choose' || exercise.kind === 'match';
  if (turned) turnOptions(element, number);
  forgetBefore(slug, number);
  const title = page.querySelector<HTMLElement>('[data-part=title]');
  const note = page.querySelector<HTMLElement>('[data-part=note]');
  if (title) title.textContent = names.prose(exercise.title);
  if (note) note.textContent = [words.place(at, all), ...(names.pairs.length === 0 && !turned ? [words.asBefore] : [])].join('. ');
  element.querySelector('section')?.setAttribute('aria-labelledby', 'exercise-title');
  element.dataset.level = '3';
  page.querySelector('[data-part=exercise]')?.replaceChildren(document.adoptNode(element));
}

/** What was typed in earlier reviews of an exercise is over: it was another variant. */
function forgetBefore(slug: string, number: number) {
  for (let earlier = 1; earlier < number; earlier++) {
    try {
      localStorage.removeItem(attemptKey(reviewName(slug, earlier)));
    } catch {
      return;
    }
  }
}

function tellResult(page: HTMLElement, { slug, number }: DueReview, progress: Progress, all: number) {
  const entry = progress.exercises[slug];
  const box = page.querySelector<HTMLElement>('[data-part=result]');
  if (!box?.hidden || entry?.review?.tries !== number) return;
  const next = nextReview(entry);
  const day = next ? showDate(next) : '';
  const result = next ? (entry.review.missed ? words.helped(day) : words.passed(day)) : words.passedLast;
  const text = box.querySelector('[role=status]');
  box.hidden = false;
  if (text) text.textContent = `${result}${all === 1 ? ` ${words.done}` : ''}`;
  const link = box.querySelector<HTMLElement>('[data-part=next]');
  if (link) link.hidden = all === 1;
}
