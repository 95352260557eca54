/** Remembers which lesson was opened last, and which were read to the end. */
import { readLesson, updateProgress, type Visit, visit } from '../../course/progress.ts';
import { browserShelf } from '../../course/store.ts';
import { announceProgress } from './progress-marks.ts';

/** The section that is being read, as the table of contents marks it. */
function sectionInView(): Visit['section'] {
  const link = document.querySelector<HTMLAnchorElement>('.toc [aria-current]');
  return link ? { id: decodeURIComponent(link.hash.slice(1)), title: link.textContent.trim() } : undefined;
}

/** The heading or exercise that the upper part of the window is about, and where it stands. */
function placeInView(): Visit['place'] {
  const parts = [...document.querySelectorAll<HTMLElement>('.prose > :is(h2, h3, .exercise)[id]')];
  const part = parts.findLast((each) => each.getBoundingClientRect().top < innerHeight * 0.3);
  return part && { id: part.id, top: Math.round(part.getBoundingClientRect().top) };
}

/** Scrolls to where the reader was; the address is the lesson's own again. */
function goBackTo(place: Visit['place']): void {
  const part = place && document.getElementById(place.id);
  if (!part) return;
  history.replaceState(history.state, '', location.pathname);
  scrollBy({ top: part.getBoundingClientRect().top - place.top, behavior: 'instant' });
}

export function rememberReading(): void {
  const article = document.querySelector<HTMLElement>('[data-lesson-path]');
  const { lesson: slug = '', lessonPath: path = '', lessonTitle: title = '' } = article?.dataset ?? {};
  if (!article) return;
  const now = () => new Date().toISOString();
  const remember = (where: Pick<Visit, 'section' | 'place'>) =>
    updateProgress(browserShelf(), (progress) => visit(progress, { path, title, at: now(), ...where }));
  const leave = () => {
    const section = sectionInView();
    const place = placeInView();
    remember({ ...(section && { section }), ...(place && { place }) });
  };
  const { last } = remember({}).value;
  if (location.hash === '#resume') goBackTo(last?.place);
  // A phone may close a page that is out of sight without another word.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  addEventListener('pagehide', leave);
  const end = document.querySelector('#sources');
  if (!end) return;
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    watch.disconnect();
    announceProgress(updateProgress(browserShelf(), (progress) => readLesson(progress, slug, now())).value);
  });
  watch.observe(end);
}
