/** Grades within a frame where that is possible, and in a worker where the text is so long that typing could feel it. */
import { type Exercise, type Files, type Grade, grade } from '#engine';

const longText = 50_000;

export interface Grader {
  /** Asks for a verdict; `done` gets it, unless newer files came meanwhile. */
  judge(files: Files): void;
}

export function createGrader(exercise: Exercise, done: (grade: Grade, files: Files) => void): Grader {
  let worker: Worker | undefined;
  let asked = 0;
  let frame = 0;

  const inWorker = (files: Files, turn: number) => {
    worker ??= new Worker(new URL('./grade.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<{ turn: number; grade: Grade }>) => {
      if (data.turn === asked) done(data.grade, files);
    };
    // Without a worker the verdict comes late, but it comes.
    worker.onerror = () => done(grade(exercise, files), files);
    worker.postMessage({ slug: exercise.slug, files, turn });
  };

  return {
    judge(files) {
      const turn = ++asked;
      const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
      cancelAnimationFrame(frame);
      if (size > longText) inWorker(files, turn);
      else frame = requestAnimationFrame(() => done(grade(exercise, files), files));
    },
  };
}
