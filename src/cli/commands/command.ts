import type { ParseArgsOptionDescriptor } from 'node:util';

/** One word after `shipshape`. */
export interface Command {
  /** As it is typed: 'check <slug> [dir] [--json]'. */
  usage: string;
  /** What it does, without a full stop. */
  summary: string;
  /** More for `--help`. */
  details?: string;
  options: Record<string, ParseArgsOptionDescriptor>;
  /** Gives the exit code: 0 passed, 1 not yet, 2 could not be read. */
  run(words: string[], options: Record<string, unknown>): number | Promise<number>;
}

/** Nothing can be judged: the message goes to the error stream, the exit code is 2. */
export class Refusal extends Error {}
