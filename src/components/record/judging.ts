/** Hands records to workers and gives back what holds. */
import type { RefusalReason } from '../../course/records/record.ts';
import type { Judged } from '../../course/records/table.ts';
import type { Track } from '../../course/tracks/track.ts';

export interface Ask {
  turn: number;
  text: string;
  tracks: readonly Track[];
}

export type Told = { turn: number } & ({ refused: RefusalReason } | { done: number; of: number } | { judged: Judged });

/** `broken`: the worker itself could not be loaded or died. */
export type Outcome = { judged: Judged } | { refused: RefusalReason | 'broken' };

interface Job extends Ask {
  told?: (done: number, of: number) => void;
  finish: (outcome: Outcome) => void;
}

export interface Judge {
  /** Opens and grades one record; never rejects. */
  judge(text: string, told?: (done: number, of: number) => void): Promise<Outcome>;
}

/** @param many more than one record is to come: a second worker is worth its start */
export function createJudge(tracks: readonly Track[], many = false): Judge {
  const waiting: Job[] = [];
  const most = many ? Math.max(1, Math.min(3, (navigator.hardwareConcurrency ?? 2) - 1)) : 1;
  const idle: Worker[] = [];
  let started = 0;
  let turns = 0;

  function next() {
    if (waiting.length === 0) return;
    const worker = idle.pop() ?? (started < most ? start() : undefined);
    const job = worker && waiting.shift();
    if (!worker || !job) return;
    const end = (outcome: Outcome, alive: boolean) => {
      worker.onmessage = worker.onerror = null;
      if (alive) idle.push(worker);
      else {
        worker.terminate();
        started--;
      }
      job.finish(outcome);
      next();
    };
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.turn !== job.turn) return;
      if ('done' in data) job.told?.(data.done, data.of);
      else end('judged' in data ? { judged: data.judged } : { refused: data.refused }, true);
    };
    worker.onerror = () => end({ refused: 'broken' }, false);
    worker.postMessage({ turn: job.turn, text: job.text, tracks: job.tracks } satisfies Ask);
  }

  function start(): Worker {
    started++;
    return new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
  }

  return {
    judge: (text, told) =>
      new Promise((finish) => {
        waiting.push({ turn: ++turns, text, tracks, told, finish });
        next();
      }),
  };
}
