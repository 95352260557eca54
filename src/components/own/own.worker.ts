/** The engine beside the page: see `answer.ts`. */
import { answerOwn, type OwnQuestion } from './answer.ts';

addEventListener('message', ({ data }: MessageEvent<OwnQuestion>) => {
  try {
    postMessage(answerOwn(data));
  } catch (error) {
    postMessage({ failed: String(error) });
  }
});
