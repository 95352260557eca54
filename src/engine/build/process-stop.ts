/** What `docker stop` comes to for a row of processes. */
import type { Answer } from '../source.ts';
import type { Process } from './process-chain.ts';

/** Numbers of the signals that are used to stop (Linux on x86 and Arm). */
const numbers: Readonly<Record<string, number>> = { HUP: 1, INT: 2, QUIT: 3, KILL: 9, USR1: 10, USR2: 12, TERM: 15, WINCH: 28 };

/** `SIGTERM` for 'SIGTERM', 'term' and '15'. */
export function signalOf(written: string): string {
  const text = written.trim().toUpperCase();
  if (/^\d+$/.test(text)) return `SIG${Object.keys(numbers).find((name) => numbers[name] === Number(text)) ?? text}`;
  return text.startsWith('SIG') ? text : `SIG${text}`;
}

/** What a process that dies of a signal leaves as its status: 128 and the signal's number. */
export const statusOf = (signal: string): number | undefined => {
  const number = numbers[signal.replace(/^SIG/, '')];
  return number === undefined ? undefined : 128 + number;
};

/** Programs that end in good order on a signal, with the status they leave. Interpreters are not here: it is their program's matter. */
const handlers: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  nginx: { SIGTERM: 0, SIGQUIT: 0, SIGINT: 0 },
  postgres: { SIGTERM: 0, SIGINT: 0, SIGQUIT: 0 },
  'redis-server': { SIGTERM: 0, SIGINT: 0 },
  // The JVM runs its shutdown hooks and then reports the signal.
  java: { SIGTERM: 143, SIGINT: 130 },
};
/** Programs that set up nothing: as PID 1 they get none of these. */
const without = new Set(['sleep', 'tail', 'cat', 'sh', 'bash', 'ash', 'dash', 'yes']);

export type Ending = 'at-once' | 'after-grace';

/** One way it may go. */
export interface Possible {
  ends: Ending;
  /** The container's exit code; undefined where it is the program's own choice and not known. */
  exitCode?: number;
  /** Whether the signal came to the program. */
  reaches: boolean;
}

export interface StopConditions {
  signal: string;
  /** Whether the program itself acts on SIGTERM; otherwise looked up for well-known programs. */
  handlesSigterm?: Answer;
  /** Whether npm, yarn and their like pass the signal on. */
  forwards: Answer;
  /** How long the program takes to finish what it has begun, ms. */
  drainMs: number;
  graceMs: number;
}

/** All the ways it may go, one for each thing that cannot be told. */
export function stopOf(processes: readonly Process[], conditions: StopConditions): Possible[] {
  if (conditions.signal === 'SIGKILL') return [{ ends: 'at-once', exitCode: 137, reaches: false }];
  return branches(processes).flatMap((row) => fate(row, 0, conditions));
}

/** Each row of processes that may really be there: those that gave their place away are gone. */
export function branches(processes: readonly Process[]): Process[][] {
  let rows: Process[][] = [[]];
  for (const process of processes) {
    const kept = rows.map((row) => [...row, process]);
    if (process.stays === 'yes') rows = kept;
    else if (process.stays === 'unknown') rows = [...kept, ...rows];
  }
  return rows;
}

const killed: Possible = { ends: 'after-grace', exitCode: 137, reaches: false };

function fate(row: readonly Process[], at: number, conditions: StopConditions): Possible[] {
  const process = row[at];
  if (!process) return [];
  const first = at === 0;
  if (process.role === 'init') return at + 1 < row.length ? fate(row, at + 1, conditions) : [died(conditions.signal, false)];
  if (process.role === 'shell') {
    if (process.traps) return [killed, { ends: 'at-once', reaches: true }];
    // The kernel gives PID 1 no signal that it has no handler for (pid_namespaces(7)); a shell sets up none.
    return [first ? killed : died(conditions.signal, false)];
  }
  if (process.role === 'runner') return ofRunner(row, at, conditions);
  return ofProgram(process, first, conditions);
}

/** Under an init a signal without a handler does what it does anywhere: it ends the process. */
const died = (signal: string, reaches: boolean): Possible => ({ ends: 'at-once', ...withCode(statusOf(signal)), reaches });
const withCode = (exitCode: number | undefined) => (exitCode === undefined ? {} : { exitCode });

function ofRunner(row: readonly Process[], at: number, conditions: StopConditions): Possible[] {
  const swallowed = at === 0 ? killed : died(conditions.signal, false);
  // What a runner makes of its child's end is its own matter.
  const passed = fate(row, at + 1, conditions).map(
    ({ exitCode: _, ...rest }): Possible => (rest.ends === 'after-grace' ? { ...rest, exitCode: 137 } : rest),
  );
  if (conditions.forwards === 'no') return [swallowed];
  return conditions.forwards === 'yes' ? passed : [swallowed, ...passed];
}

function ofProgram({ program }: Process, first: boolean, conditions: StopConditions): Possible[] {
  const { signal, drainMs, graceMs } = conditions;
  const known = program === undefined || !Object.hasOwn(handlers, program) ? undefined : handlers[program]?.[signal];
  const told = signal === 'SIGTERM' ? conditions.handlesSigterm : undefined;
  const handles: Answer = told ?? (known !== undefined ? 'yes' : without.has(program ?? '') ? 'no' : 'unknown');
  const inTime: Possible = { ends: 'at-once', exitCode: known ?? 0, reaches: true };
  const handled: Possible = drainMs < graceMs ? inTime : { ...killed, reaches: true };
  const ignored: Possible = first ? killed : died(signal, true);
  if (handles === 'yes') return [handled];
  return handles === 'no' ? [ignored] : [handled, ignored];
}
