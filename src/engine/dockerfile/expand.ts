/** Expansion of a Dockerfile word: quotes, escapes, variables and the operators of `${…}`. */
import { Lexer, type LexerOptions, Refusal } from './lexer.ts';

/** What a word came to. `error` is why BuildKit would refuse it; value and words are then empty. */
export interface Expansion {
  value: string;
  /** Split at spaces after expansion; quoted spaces do not split. */
  words: string[];
  /** Names that had a value, in order of use. */
  used: readonly string[];
  /** Names that had none, whatever operator stood with them. */
  undefined: readonly string[];
  /** Those of `undefined` that stood bare: without `-`, `+` or `?` to provide for it. */
  bare: readonly string[];
  error?: string;
}

export interface ExpandOptions extends Partial<LexerOptions> {}

/** Most words: no quote, no escape, no variable, no space. */
const plain = /^[\w!#%&()*+,./:;=>?@[\]^{|}~-]+$/;
const none: readonly string[] = [];

/**
 * Expands a word with a lookup. `plainQuotes` is for the text of here-documents, `keepUnset` leaves variables without a value as
 * they are. Never throws; a word whose result would outgrow what Linux takes as one string is an error.
 */
export function expandWord(word: string, lookup: (name: string) => string | undefined, options: ExpandOptions = {}): Expansion {
  if (plain.test(word)) return { value: word, words: [word], used: none, undefined: none, bare: none };
  const lexer = new Lexer(word, lookup, { escape: '\\', ...options });
  const names = () => ({ used: [...lexer.used], undefined: [...lexer.unset], bare: [...lexer.bare] });
  try {
    const { value, words } = lexer.read();
    return { value, words: words.map(({ text }) => text), ...names() };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { value: '', words: [], ...names(), error: error.message };
  }
}

/** The value of a word with its quotes and escapes resolved and its variables filled in; an unset variable is empty. */
export function expand(
  word: string,
  env: Record<string, string>,
  options: { escape?: '\\' | '`' } = {},
): { value: string; error?: undefined } | { error: string } {
  const { value, error } = expandWord(word, lookupIn(env), options);
  return error === undefined ? { value } : { error };
}

/** As `expand`, split into words at the spaces that are not quoted, also those that came out of a variable. */
export function expandWords(
  word: string,
  env: Record<string, string>,
  options: { escape?: '\\' | '`' } = {},
): { words: string[]; error?: undefined } | { error: string } {
  const { words, error } = expandWord(word, lookupIn(env), options);
  return error === undefined ? { words } : { error };
}

/** Only what the record itself holds: `$constructor` is no variable. */
const lookupIn = (env: Record<string, string>) => (name: string) => (Object.hasOwn(env, name) ? env[name] : undefined);
