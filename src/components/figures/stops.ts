/** Who is PID 1 for a way to start, and where the stop signal ends. Worked out by the engine; pure, for the build and for tests. */
import { createWorkspace, type Process, startup } from '#engine';
import { figures } from '../../course/strings/index.ts';

export interface Stop {
  /** The processes that are there once everything runs, from PID 1 on. */
  chain: { program: string; pid1: boolean /** Whether the signal comes to it. */; told: boolean }[];
  signal: string;
  reaches: 'yes' | 'no' | 'unknown';
  /** How the container ends, in a few words. */
  ends: string;
}

const stays = (process: Process, index: number, all: readonly Process[]) => process.stays !== 'no' || index === all.length - 1;

function endsOf({ ends, exitCode, afterMs }: ReturnType<typeof startup>, reaches: Stop['reaches']): string {
  if (ends === 'unknown') return figures.stop.unknown;
  if (ends === 'after-grace') return figures.stop.after((afterMs ?? 0) / 1000);
  return reaches === 'yes' && exitCode === 0 ? figures.stop.orderly : figures.stop.atOnce;
}

/**
 * @param base the base image, as FROM has it
 * @param start the instructions that say what runs: `CMD ["node", "server.js"]`, also two lines
 * @param handles whether the program acts on the signal
 * @param program its name, where a runner such as npm would find it out
 */
export function stopOf(base: string, start: string, handles: boolean, program: string): Stop | undefined {
  const stage = createWorkspace({ Dockerfile: `FROM ${base}\n${start}\n` }).build()?.final;
  if (!stage) return undefined;
  const told = startup(stage, { handlesSigterm: handles ? 'yes' : 'no', forwards: 'yes' });
  const chain = told.processes.filter(stays);
  // The signal goes down the row as far as each passes it on: inits and runners do, shells do not.
  let comes = true;
  return {
    chain: chain.map((process, index) => {
      const here = comes;
      comes = comes && (process.role === 'init' || process.role === 'runner');
      return { program: process.program ?? program, pid1: index === 0, told: here };
    }),
    signal: told.signal,
    reaches: told.reaches,
    ends: endsOf(told, told.reaches),
  };
}
