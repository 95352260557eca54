/** How figures and the simulator name what the engine says of steps. */
import type { StepRun } from '#engine';
import { figures } from '../../course/strings/index.ts';

/** Words as `code`, for `inlineHtml`. A backtick of their own would end it. */
export const code = (words: readonly string[]): string => words.map((word) => `\`${word.replaceAll('`', "'")}\``).join(', ');

/** What happens to a step, in a word or two. */
export const outcomeWord = ({ outcome, changed }: StepRun): string =>
  outcome === 'metadata' && changed ? figures.rerun.changed : figures.rerun[outcome];
