/** Where a build's SOURCE_DATE_EPOCH comes from: the same commit must give the same seconds each time. */

import { program } from '../../shell/options.ts';
import { readScript } from '../../shell/read.ts';
import type { Span } from '../../source.ts';
import type { Bake, Build } from './build.ts';
import { fillIn } from './variables.ts';

export interface Epoch {
  /** How the build gets it: buildx hands the variable of that name on by itself. */
  by: 'environment' | 'build-arg';
  /**
   * - `commit`: asked of git
   * - `clock`: the time of day, another one at each build
   * - `context`: BuildKit's own word; works for a Git context, and is ignored for a folder
   * - `fixed`: a number
   */
  kind: 'commit' | 'clock' | 'context' | 'fixed' | 'unknown';
  /** With known variables filled in. */
  text: string;
  span: Span;
}

const name = 'SOURCE_DATE_EPOCH';

function kindOf(text: string): Epoch['kind'] {
  if (/^\d+$/.test(text)) return 'fixed';
  if (text === 'context') return 'context';
  if (/^\$\{?EPOCH(?:SECONDS|REALTIME)\}?$/.test(text)) return 'clock';
  const inner = /^\$\(([\s\S]*)\)$/.exec(text)?.[1] ?? /^`([\s\S]*)`$/.exec(text)?.[1];
  if (inner === undefined) return 'unknown';
  const { commands } = readScript(inner, 0);
  if (commands.some((command) => program(command) === 'git')) return 'commit';
  const date = commands.find((command) => program(command) === 'date');
  if (!date) return 'unknown';
  return date.args.some((word) => /^(?:-[dr]|--date|--reference)/.test(word.text)) ? 'unknown' : 'clock';
}

/** Bake: `--set *.args.SOURCE_DATE_EPOCH=…`. */
const setArgument = (bake: Bake): { value?: string; span: Span } | undefined => bake.set.findLast((each) => each.key === `args.${name}`);

/** The value a build gets, by `--build-arg` or from its environment; undefined where this script does not set it. */
export function sourceDateEpoch(build: Build | Bake): Epoch | undefined {
  const { invocation } = build;
  const argument = build.kind === 'build' ? build.buildArgs.findLast((pair) => pair.name === name) : setArgument(build);
  const variable = invocation.env.get(name);
  const text = argument?.value ?? variable?.text;
  const span = argument?.value !== undefined ? argument.span : variable?.span;
  if (text === undefined || span === undefined) return undefined;
  const filled = fillIn(text, invocation.variables);
  return { by: argument?.value !== undefined ? 'build-arg' : 'environment', kind: kindOf(filled), text: filled, span };
}
