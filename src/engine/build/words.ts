import { type ExpandOptions, type Expansion, expandWord } from '../dockerfile/expand.ts';
import { quote } from '../dockerfile/problems.ts';
import type { Word } from '../dockerfile/syntax.ts';
import type { ResolvedWord } from './build.ts';
import type { Refuse } from './report.ts';

/** Where variables are looked up. */
export interface Scope {
  /** A variable's value; undefined where it has none. */
  lookup(name: string): string | undefined;
  /** Whether anything declares it, with or without a value. */
  declares(name: string): boolean;
}

const none: readonly string[] = [];

/** Expands one word; undefined where BuildKit refuses it, which is then reported. */
export function resolveWord(word: Word, scope: Scope, options: ExpandOptions, refuse: Refuse): ResolvedWord | undefined {
  const expansion = expandOrRefuse(word, scope, options, refuse);
  if (!expansion) return undefined;
  const { undefinedVariables, undeclaredVariables, usedVariables } = variablesOf(expansion, scope);
  return { value: expansion.value, word, undefinedVariables, undeclaredVariables, usedVariables };
}

/** The same with everything that is known of the expansion: EXPOSE wants the words it falls into. */
export function expandOrRefuse(word: Word, scope: Scope, options: ExpandOptions, refuse: Refuse): Expansion | undefined {
  const expansion = expandWord(word.text, (name) => scope.lookup(name), options);
  if (expansion.error === undefined) return expansion;
  const required = expansion.undefined.find((name) => expansion.error?.startsWith(`${name}:`));
  if (required !== undefined) {
    const message = `${quote(word.text)} asks for \`${required}\`, and nothing gives it a value: set it with \`ARG\` or \`ENV\` above, or with \`--build-arg\`.`;
    refuse({ rule: 'missing-variable', span: word.span, message });
  } else {
    refuse({ rule: 'bad-substitution', span: word.span, message: `${quote(word.text)} cannot be expanded: ${expansion.error}.` });
  }
  return undefined;
}

/** Which variables an expansion asked for. */
export const variablesOf = (expansion: Expansion, scope: Scope) => ({
  undefinedVariables: expansion.undefined,
  undeclaredVariables: expansion.undefined.length === 0 ? none : expansion.undefined.filter((name) => !scope.declares(name)),
  usedVariables: expansion.used,
});

/** A word that is taken as it is. */
export const plainWord = (word: Word): ResolvedWord => ({
  value: word.text,
  word,
  undefinedVariables: none,
  undeclaredVariables: none,
  usedVariables: none,
});

/** Words made of a part of another: `NAME=value` falls into a name and a value at its first `=`. */
export function splitAtEquals(word: Word): { name: string; value?: Word } {
  const equals = word.text.indexOf('=');
  if (equals < 0) return { name: word.text };
  const inside = word.span.end - word.span.start === word.text.length;
  const span = inside ? { start: word.span.start + equals + 1, end: word.span.end } : word.span;
  return { name: word.text.slice(0, equals), value: { text: word.text.slice(equals + 1), span } };
}
