/** The same engine beside the page, for texts so long that typing could feel the grading. */
import { type Exercise, type Files, grade } from '#engine';
import { loadExercise } from '../../course/exercises.ts';

let exercise: Promise<Exercise> | undefined;

addEventListener('message', async ({ data }: MessageEvent<{ slug: string; files: Files; turn: number }>) => {
  exercise ??= loadExercise(data.slug);
  const { turn, files } = data;
  postMessage({ turn, grade: grade(await exercise, files) });
});
