/** Remembers which lesson was opened last, and which were read to the end. */
import { readLesson, updateProgress, visit } from '../../course/progress.ts';
import { browserShelf } from '../../course/store.ts';
import { announceProgress } from './progress-marks.ts';

export function rememberReading(): void {
  const article = document.querySelector<HTMLElement>('[data-lesson-path]');
  const { lesson: slug = '', lessonPath: path = '', lessonTitle: title = '' } = article?.dataset ?? {};
  if (!article) return;
  const now = () => new Date().toISOString();
  updateProgress(browserShelf(), (progress) => visit(progress, path, title, now()));
  const end = document.querySelector('#sources');
  if (!end) return;
  const watch = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    watch.disconnect();
    announceProgress(updateProgress(browserShelf(), (progress) => readLesson(progress, slug, now())).value);
  });
  watch.observe(end);
}
