/** Asks the worker for verdicts. */
import type { Files } from '#engine';
import { createAsker } from './asking.ts';
import type { Judged } from './judge.ts';

export interface Grader {
  /** Asks for a verdict on the learner's files; `done` gets it, unless newer files came meanwhile. */
  judge(files: Files): void;
  /** A verdict on other files, once. It never comes where nothing can be graded. */
  once(files: Files): Promise<Judged>;
}

export function createGrader(slug: string, done: (judged: Judged, files: Files) => void, failed: (error: unknown) => void): Grader {
  const asker = createAsker<{ slug: string; files: Files }, Judged>(
    {
      worker: () => new Worker(new URL('./grade.worker.ts', import.meta.url), { type: 'module' }),
      here: async ({ files }) => {
        const [{ judge }, { loadExercise }] = await Promise.all([import('./judge.ts'), import('../../course/exercises.ts')]);
        return judge(await loadExercise(slug), files);
      },
    },
    (judged, { files }) => done(judged, files),
    failed,
  );
  return { judge: (files) => asker.ask({ slug, files }), once: (files) => asker.once({ slug, files }) };
}
