/** The engine beside the page: a verdict never holds up a keystroke, and the page does without the engine. */
import type { Exercise, Files } from '#engine';
import { loadExercise } from '../../course/exercises.ts';
import { judge } from './judge.ts';

let exercise: Promise<Exercise> | undefined;

addEventListener('message', async ({ data }: MessageEvent<{ slug: string; files: Files }>) => {
  try {
    exercise ??= loadExercise(data.slug);
    postMessage(judge(await exercise, data.files));
  } catch (error) {
    exercise = undefined;
    postMessage({ failed: String(error) });
  }
});
