/** Draws `/progress/` from what is stored, and again whenever this or another tab changes it. */
import { showDate } from '../../course/dates.ts';
import { type ExerciseState, type Progress, stateOf } from '../../course/progress.ts';
import { comingReview, dueReviews } from '../../course/review-dates.ts';
import { type Counted, standingIn, together } from '../../course/standing.ts';
import { review, progress as words } from '../../course/strings/index.ts';
import { followProgress } from '../lesson/progress-marks.ts';

const all = <E extends HTMLElement = HTMLElement>(root: ParentNode, selector: string) => [...root.querySelectorAll<E>(selector)];

const exercisesIn = (root: ParentNode): Counted[] =>
  all(root, '[data-exercise][data-minutes]').map(({ dataset }) => ({
    slug: dataset.exercise ?? '',
    version: Number(dataset.version),
    minutes: Number(dataset.minutes),
  }));

const write = (root: ParentNode, part: string, text: string) => {
  const place = root.querySelector(`[data-part=${part}]`);
  if (place && place.textContent !== text) place.textContent = text;
};

function mark(element: HTMLElement, state: ExerciseState) {
  element.dataset.state = state;
  const place = element.querySelector(':scope > .state, :scope > div > p:first-child > .state');
  if (place) place.textContent = words.states[state];
}

function drawModules(progress: Progress) {
  for (const slab of all(document, '[data-slab]'))
    slab.dataset.state = stateOf(progress, slab.dataset.slab ?? '', Number(slab.dataset.version));
  for (const objective of all(document, '[data-objective]')) {
    const states = all(objective, '[data-exercise]').map((link) => {
      const state = stateOf(progress, link.dataset.exercise ?? '', Number(link.dataset.version));
      mark(link, state);
      return state;
    });
    mark(objective, together(states));
  }
  for (const module of all(document, '[data-standing]')) {
    const { passed, all: count, minutesLeft } = standingIn(exercisesIn(module), progress);
    write(module, 'standing', words.moduleLeft(passed, count, minutesLeft));
  }
}

function drawSum(progress: Progress) {
  const { all: count, passed, begun, minutesLeft } = standingIn(exercisesIn(document), progress);
  write(document, 'passed', words.passed(passed, count));
  write(document, 'left', words.left(begun, minutesLeft));
}

function drawReviews(place: HTMLElement, titles: Record<string, string>, progress: Progress) {
  const now = new Date().toISOString();
  const due = dueReviews(progress, now).filter(({ slug }) => titles[slug] !== undefined);
  const part = (name: string) => place.querySelector<HTMLElement>(`[data-part=${name}]`);
  const [coming, list, start] = [part('coming'), part('due'), part('start')];
  if (!coming || !list || !start) return;
  const next = comingReview(progress, now);
  coming.hidden = due.length > 0;
  coming.textContent = next ? review.coming(showDate(next)) : review.none;
  list.hidden = start.hidden = due.length === 0;
  list.replaceChildren(
    ...due.map(({ slug, due: since }) => {
      const item = document.createElement('li');
      const link = Object.assign(document.createElement('a'), {
        href: `${place.dataset.reviewPage}?exercise=${slug}`,
        textContent: titles[slug] ?? slug,
      });
      item.append(link, ' ', Object.assign(document.createElement('span'), { textContent: review.since(showDate(since)) }));
      return item;
    }),
  );
  const button = start.querySelector('a');
  if (button) button.textContent = review.start(due.length);
}

export function showProgress(): void {
  const reviews = document.querySelector<HTMLElement>('.reviews');
  const titles: Record<string, string> = JSON.parse(reviews?.querySelector('script')?.textContent ?? '{}');
  followProgress((progress) => {
    drawModules(progress);
    drawSum(progress);
    if (reviews) drawReviews(reviews, titles, progress);
  });
}
