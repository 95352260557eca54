/** Asks the worker for verdicts, one at a time and the newest files first; grades in the page where there is no worker to be had. */
import type { Files } from '#engine';
import type { Judged } from './judge.ts';

export interface Grader {
  /** Asks for a verdict on the learner's files; `done` gets it, unless newer files came meanwhile. */
  judge(files: Files): void;
  /** A verdict on other files, once. It never comes where nothing can be graded. */
  once(files: Files): Promise<Judged>;
}

interface Question {
  files: Files;
  /** The learner's files: their verdict is left out when newer ones wait. */
  live: boolean;
  done(judged: Judged): void;
}

export function createGrader(slug: string, done: (judged: Judged, files: Files) => void, failed: (error: unknown) => void): Grader {
  let worker: Worker | undefined;
  let inPage = false;
  let asked: Question | undefined;
  let next: Question | undefined;
  const others: Question[] = [];

  const turn = () => {
    asked = next ?? others.shift();
    if (asked === next) next = undefined;
    if (!asked) return;
    if (inPage) void gradeHere(asked.files);
    else gradeBeside(asked.files);
  };
  const settle = (judged: Judged) => {
    const question = asked;
    const old = question?.live && next !== undefined;
    turn();
    if (!old) question?.done(judged);
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
    if (asked) void gradeHere(asked.files);
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
      next = { files, live: true, done: (judged) => done(judged, files) };
      if (!asked) turn();
    },
    once: (files) =>
      new Promise((resolve) => {
        others.push({ files, live: false, done: resolve });
        if (!asked) turn();
      }),
  };
}
