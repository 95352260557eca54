/** Remembers which lesson was opened last, and which were read to the end. */
import { readLesson, updateProgress, type Visit, visit } from '../../course/progress.ts';
import { browserShelf } from '../../course/store.ts';
import { announceProgress } from './progress-marks.ts';

/** The section that is being read, as the table of contents marks it. */
function sectionInView(): Visit['section'] {
  const link = document.querySelector<HTMLAnchorElement>('.toc [aria-current]');
  return link ? { id: decodeURIComponent(link.hash.slice(1)), title: link.textContent.trim() } : undefined;
}

export function rememberReading(): void {
  const article = document.querySelector<HTMLElement>('[data-lesson-path]');
  const { lesson: slug = '', lessonPath: path = '', lessonTitle: title = '' } = article?.dataset ?? {};
  if (!article) return;
  const now = () => new Date().toISOString();
  const remember = () => updateProgress(browserShelf(), (progress) => visit(progress, path, title, now(), sectionInView()));
  remember();
  // A phone may close a page that is out of sight without another word.
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && remember());
  addEventListener('pagehide', remember);
  const end = document.querySelector('#sources');
  if (!end) return;
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    watch.disconnect();
    announceProgress(updateProgress(browserShelf(), (progress) => readLesson(progress, slug, now())).value);
  });
  watch.observe(end);
}
