/** Asks the worker for verdicts, one at a time and the newest files first; grades in the page where there is no worker to be had. */
import type { Files } from '#engine';
import type { Judged } from './judge.ts';

export interface Grader {
  /** Asks for a verdict; `done` gets it, unless newer files came meanwhile. */
  judge(files: Files): void;
}

export function createGrader(slug: string, done: (judged: Judged, files: Files) => void, failed: (error: unknown) => void): Grader {
  let worker: Worker | undefined;
  let inPage = false;
  /** The files that are being graded, and those that came since. */
  let asked: Files | undefined;
  let next: Files | undefined;

  const turn = () => {
    asked = next;
    next = undefined;
    if (!asked) return;
    if (inPage) void gradeHere(asked);
    else gradeBeside(asked);
  };
  const settle = (judged: Judged) => {
    const files = asked;
    const old = next !== undefined;
    turn();
    if (files && !old) done(judged, files);
  };
  const gradeBeside = (files: Files) => {
    try {
      worker ??= listen(new Worker(new URL('./grade.worker.ts', import.meta.url), { type: 'module' }));
      worker.postMessage({ slug, files });
    } catch {
      moveIn();
    }
  };
  const listen = (fresh: Worker) => {
    fresh.onmessage = ({ data }: MessageEvent<Judged | { failed: string }>) => ('failed' in data ? moveIn() : settle(data));
    fresh.onerror = moveIn;
    return fresh;
  };
  const moveIn = () => {
    worker?.terminate();
    worker = undefined;
    inPage = true;
    if (asked) void gradeHere(asked);
  };
  const gradeHere = async (files: Files) => {
    try {
      const [{ judge }, { loadExercise }] = await Promise.all([import('./judge.ts'), import('../../course/exercises.ts')]);
      settle(judge(await loadExercise(slug), files));
    } catch (error) {
      // Neither way: the connection is lost, most likely. The next change tries again, the worker first.
      inPage = false;
      asked = undefined;
      failed(error);
    }
  };

  return {
    judge(files) {
      next = files;
      if (!asked) turn();
    },
  };
}
