/** Fills the slabs of lessons and exercises from the stored progress, and says the same in words. */
import { type Progress, progressKind } from '../../course/progress.ts';
import { browserShelf, load } from '../../course/store.ts';

const news = 'shipshape:progress';

/** Tells the marks on this page that the progress has changed. */
export const announceProgress = (progress: Progress): void => void dispatchEvent(new CustomEvent(news, { detail: progress }));

function fill(progress: Progress) {
  for (const mark of document.querySelectorAll<HTMLElement>('.slabs[data-lesson]')) {
    const slabs = [...mark.querySelectorAll<HTMLElement>('i')];
    let passed = 0;
    for (const slab of slabs) {
      const known = progress.exercises[slab.dataset.exercise ?? ''];
      const done = slab.dataset.read !== undefined ? progress.lessons[mark.dataset.lesson ?? ''] : known?.passed;
      if (done) passed++;
      slab.dataset.state = done ? 'passed' : known ? 'begun' : '';
    }
    const words = mark.querySelector('.visually-hidden');
    if (words) words.textContent = passed === 0 ? '' : passed === slabs.length ? 'Done: ' : `${passed} of ${slabs.length} done: `;
  }
}

/** Draws the marks now, and again whenever this page or another tab changes the progress. */
export function drawMarks(): void {
  const draw = () => fill(load(browserShelf(), progressKind).value);
  draw();
  addEventListener(news, (event) => fill((event as CustomEvent<Progress>).detail));
  addEventListener('storage', ({ key }) => key === progressKind.key && draw());
}
