/** Fills the slabs of lessons and exercises from the stored progress, and says the same in words. */
import { type Progress, progressKind, stateOf } from '../../course/progress.ts';
import { browserShelf, load } from '../../course/store.ts';
import { marks as words } from '../../course/strings/index.ts';

const news = 'shipshape:progress';

/** Tells the marks on this page that the progress has changed. */
export const announceProgress = (progress: Progress): void => void dispatchEvent(new CustomEvent(news, { detail: progress }));

/** Calls back with the progress now, and again whenever this page or another tab changes it. `here`: this page did. */
export function followProgress(draw: (progress: Progress, here: boolean) => void): void {
  const stored = () => draw(load(browserShelf(), progressKind).value, false);
  stored();
  addEventListener(news, (event) => draw((event as CustomEvent<Progress>).detail, true));
  // No key: everything was removed at once.
  addEventListener('storage', ({ key }) => (key === progressKind.key || key === null) && stored());
}

function fill(progress: Progress) {
  for (const mark of document.querySelectorAll<HTMLElement>('.slabs[data-lesson]')) {
    const slabs = [...mark.querySelectorAll<HTMLElement>('i')];
    for (const slab of slabs) {
      const { exercise = '', v = 1, read } = slab.dataset;
      const whole = progress.lessons[mark.dataset.lesson ?? ''] ? 'passed' : 'open';
      slab.dataset.state = read === undefined ? stateOf(progress, exercise, Number(v)) : whole;
    }
    const count = (state: string) => slabs.filter((slab) => slab.dataset.state === state).length;
    const passed = count('passed');
    const said = passed === 0 ? '' : passed === slabs.length ? words.done : words.part(passed, slabs.length);
    const place = mark.querySelector('.visually-hidden');
    if (place) place.textContent = `${count('changed') > 0 ? words.changed : ''}${said}`;
  }
}

/** The modules in the menu whose every slab is filled. */
const doneModules = () =>
  [...document.querySelectorAll<HTMLElement>('header [data-module]')].filter((list) => !list.querySelector('i:not([data-state=passed])'));

/** Draws the marks, and keeps them right. A module that is finished on this page is worth a word. */
export function drawMarks(): void {
  let before: HTMLElement[] = [];
  followProgress((progress, here) => {
    fill(progress);
    const done = doneModules();
    const fresh = done.find((list) => !before.includes(list));
    before = done;
    if (here && fresh) void import('../progress/celebration.ts').then(({ celebrate }) => celebrate(fresh));
  });
}
