/** Asks a worker, one question at a time and the newest first; answers in the page where there is no worker to be had. */

/** Where the answers come from. */
export interface Source<Q, A> {
  /** Starts the worker, which answers each posted question with an answer, or with `{ failed }`. */
  worker(): Worker;
  /** The same in the page. */
  here(question: Q): Promise<A>;
}

export interface Asker<Q, A> {
  /** Asks about what the learner has now; `done` gets the answer, unless a newer question came meanwhile. */
  ask(question: Q): void;
  /** Asks something else, once. It is never answered where there is nobody to ask. */
  once(question: Q): Promise<A>;
}

interface Asked<Q, A> {
  question: Q;
  /** About what the learner has: its answer is left out when a newer question waits. */
  live: boolean;
  done(answer: A): void;
}

export function createAsker<Q, A extends object>(
  source: Source<Q, A>,
  done: (answer: A, question: Q) => void,
  failed: (error: unknown) => void,
): Asker<Q, A> {
  let worker: Worker | undefined;
  let inPage = false;
  let asked: Asked<Q, A> | undefined;
  let next: Asked<Q, A> | undefined;
  const others: Asked<Q, A>[] = [];

  const turn = () => {
    asked = next ?? others.shift();
    if (asked === next) next = undefined;
    if (!asked) return;
    if (inPage) void answerHere(asked.question);
    else answerBeside(asked.question);
  };
  const settle = (answer: A) => {
    const question = asked;
    const old = question?.live && next !== undefined;
    turn();
    if (!old) question?.done(answer);
  };
  const answerBeside = (question: Q) => {
    try {
      worker ??= listen(source.worker());
      worker.postMessage(question);
    } catch {
      moveIn();
    }
  };
  const listen = (fresh: Worker) => {
    fresh.onmessage = ({ data }: MessageEvent<A | { failed: string }>) => ('failed' in data ? moveIn() : settle(data));
    fresh.onerror = moveIn;
    return fresh;
  };
  const moveIn = () => {
    worker?.terminate();
    worker = undefined;
    inPage = true;
    if (asked) void answerHere(asked.question);
  };
  const answerHere = async (question: Q) => {
    try {
      settle(await source.here(question));
    } catch (error) {
      // Neither way: the connection is lost, most likely. The next change tries again, the worker first.
      inPage = false;
      asked = undefined;
      failed(error);
    }
  };

  return {
    ask(question) {
      next = { question, live: true, done: (answer) => done(answer, question) };
      if (!asked) turn();
    },
    once: (question) =>
      new Promise((resolve) => {
        others.push({ question, live: false, done: resolve });
        if (!asked) turn();
      }),
  };
}
