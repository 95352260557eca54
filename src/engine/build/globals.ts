/** Variables that are there before any stage: predefined ones and the ARGs above the first FROM. */
import type { ExpandOptions } from '../dockerfile/expand.ts';
import type { Instruction } from '../dockerfile/syntax.ts';
import type { Variable } from './build.ts';
import { Ledger } from './ledger.ts';
import { type Platform, platformVariables } from './platform.ts';
import type { Report } from './report.ts';
import { resolveWord, splitAtEquals } from './words.ts';

export interface Globals {
  /** The ARGs of the file, in order. */
  declared: Variable[];
  /** Predefined ones too. */
  all: Ledger<Variable>;
  lookup(name: string): string | undefined;
  declares(name: string): boolean;
}

export function readGlobals(
  args: readonly Instruction[],
  options: { platform: Platform; target: string; buildArgs: Readonly<Record<string, string>>; lexing: ExpandOptions },
  report: Report,
): Globals {
  const all = new Ledger<Variable>();
  const lookup = (name: string) => all.get(name)?.value;
  const scope = { lookup, declares: (name: string) => all.has(name) };
  const given = (name: string) => (Object.hasOwn(options.buildArgs, name) ? options.buildArgs[name] : undefined);
  for (const [name, value] of Object.entries(platformVariables(options.platform, options.target))) {
    all.set(name, { name, value: given(name) ?? value, kind: 'predefined' });
  }
  const declared: Variable[] = [];
  for (const instruction of args) {
    for (const word of instruction.words) {
      const { name, value } = splitAtEquals(word);
      if (name === '') continue;
      const set = given(name) ?? (value && resolveWord(value, scope, options.lexing, report.at(instruction))?.value);
      const variable: Variable = { name, kind: 'arg', ...(set === undefined ? {} : { value: set }) };
      declared.push(variable);
      if (set !== undefined || !all.has(name)) all.set(name, variable);
    }
  }
  return { declared, all, ...scope };
}
