/**
 * Quotes, escapes and `$` as BuildKit's shell lexer reads them (moby/buildkit `frontend/dockerfile/shell/lex.go`). Variables of a
 * word are expanded with it, and here-documents are found with it.
 */
import { byteOrderMark, isSpace } from './characters.ts';
import { replacePattern, trimPrefix, trimSuffix } from './pattern.ts';

export interface LexerOptions {
  escape: '\\' | '`';
  /** Quotes stay in the result. */
  rawQuotes?: boolean;
  /** Escape characters stay in the result. */
  rawEscapes?: boolean;
  /** Quotes are plain characters, as in the text of a heredoc. */
  plainQuotes?: boolean;
  /** A variable without a value stays as written. */
  keepUnset?: boolean;
}

/** A word of the result, with the place in the input that it came from. */
export interface LexedWord {
  text: string;
  from: number;
  to: number;
}

/** Why a word cannot be expanded; caught where the lexer is started. */
export class Refusal extends Error {}

/** Deeper nesting than any hand writes: a bound on the stack. */
const deepest = 200;
/** Linux takes no longer string in an environment (MAX_ARG_STRLEN): what outgrows this could not run. */
const longestGrowth = 131_072;

export class Lexer {
  /** Made when the first name comes: most texts ask for none. */
  #used: Set<string> | undefined;
  #unset: Set<string> | undefined;
  #bare: Set<string> | undefined;
  readonly #text: string;
  readonly #lookup: (name: string) => string | undefined;
  readonly #options: LexerOptions;
  #at: number;
  #depth = 0;
  #words: LexedWord[] = [];
  #word = '';
  #wordFrom = -1;

  constructor(text: string, lookup: (name: string) => string | undefined, options: LexerOptions) {
    this.#text = text;
    this.#lookup = lookup;
    this.#options = options;
    this.#at = text.startsWith(byteOrderMark) ? 1 : 0;
  }

  /** Names that were asked for and had a value. */
  get used(): Set<string> {
    this.#used ??= new Set();
    return this.#used;
  }

  /** Names that had none. */
  get unset(): Set<string> {
    this.#unset ??= new Set();
    return this.#unset;
  }

  /** Of the names that had none, those without an operator that provides for it. */
  get bare(): Set<string> {
    this.#bare ??= new Set();
    return this.#bare;
  }

  /** Reads the whole text. Throws a Refusal where BuildKit gives an error. */
  read(): { value: string; words: LexedWord[] } {
    const value = this.#until('', this.#options.rawEscapes ?? false);
    this.#closeWord(this.#at);
    return { value, words: this.#words };
  }

  /** Reads up to `stop` and past it; '' stands for the end. Only the outermost level gathers words. */
  #until(stop: string, rawEscapes: boolean): string {
    if (++this.#depth > deepest) throw new Refusal('too many substitutions inside one another');
    const { escape: escapeToken, plainQuotes } = this.#options;
    const outermost = this.#depth === 1;
    let result = '';
    while (this.#at < this.#text.length) {
      const from = this.#at;
      const ch = this.#text[from] ?? '';
      if (ch === stop) {
        this.#at++;
        this.#depth--;
        return result;
      }
      let piece: string;
      let kind: 'whole' | 'value' | 'plain' = 'whole';
      if (ch === '$') {
        piece = this.#dollar();
        kind = 'value';
      } else if (ch === "'" && !plainQuotes) piece = this.#singleQuoted();
      else if (ch === '"' && !plainQuotes) piece = this.#doubleQuoted(rawEscapes);
      else if (ch === '<') piece = this.#lessThan();
      else if (ch === escapeToken) {
        piece = (rawEscapes ? ch : '') + (this.#text[from + 1] ?? '');
        this.#at += 2;
        // A last escape character escapes nothing: it is dropped and begins no word.
        if (piece === '') break;
      } else {
        this.#at = this.#plainEnd(from + 1, stop);
        piece = this.#text.slice(from, this.#at);
        kind = 'plain';
      }
      result += piece;
      if (result.length > this.#text.length + longestGrowth) throw new Refusal('the value grows too long');
      if (!outermost) continue;
      if (kind === 'whole') this.#add(piece, from);
      else this.#split(piece, from, kind === 'plain' ? 1 : 0);
    }
    if (stop) throw new Refusal(stop === '/' ? "a '/' is missing in the substitution" : "a closing '}' is missing");
    this.#at = this.#text.length;
    this.#depth--;
    return result;
  }

  /** Where the characters end that stand for themselves; the one before `start` does. */
  #plainEnd(start: number, stop: string): number {
    const { escape: escapeToken, plainQuotes } = this.#options;
    let at = start;
    for (; at < this.#text.length; at++) {
      const ch = this.#text[at];
      if (ch === '$' || ch === '<' || ch === escapeToken || ch === stop) break;
      if ((ch === '"' || ch === "'") && !plainQuotes) break;
    }
    return at;
  }

  /** Adds to the current word; spaces end it. A character of the piece stands `step` after the one before: 0 in a variable's value. */
  #split(piece: string, from: number, step: 0 | 1): void {
    let start = 0;
    for (let index = 0; index < piece.length; index++) {
      if (!isSpace(piece.charCodeAt(index))) continue;
      if (index > start) this.#add(piece.slice(start, index), from + start * step);
      if (this.#word) this.#closeWord(from + index * step);
      start = index + 1;
    }
    if (start < piece.length) this.#add(piece.slice(start), from + start * step);
  }

  #add(piece: string, from: number): void {
    if (this.#wordFrom < 0) this.#wordFrom = from;
    this.#word += piece;
  }

  #closeWord(to: number): void {
    if (this.#word) this.#words.push({ text: this.#word, from: this.#wordFrom, to });
    this.#word = '';
    this.#wordFrom = -1;
  }

  #singleQuoted(): string {
    const open = this.#at;
    const close = this.#text.indexOf("'", open + 1);
    if (close < 0) throw new Refusal('a single quote is not closed');
    this.#at = close + 1;
    return this.#options.rawQuotes ? this.#text.slice(open, close + 1) : this.#text.slice(open + 1, close);
  }

  #doubleQuoted(rawEscapes: boolean): string {
    const { escape: escapeToken, rawQuotes } = this.#options;
    let result = rawQuotes ? '"' : '';
    this.#at++;
    while (this.#at < this.#text.length) {
      let ch = this.#text[this.#at] ?? '';
      if (ch === '"') {
        this.#at++;
        return rawQuotes ? `${result}"` : result;
      }
      if (ch === '$') {
        result += this.#dollar();
        continue;
      }
      this.#at++;
      if (ch === escapeToken) {
        if (rawEscapes) result += ch;
        const next = this.#text[this.#at];
        if (next === undefined) break;
        if (next === '"' || next === '$' || next === escapeToken) {
          ch = next;
          this.#at++;
        }
      }
      result += ch;
    }
    throw new Refusal('a double quote is not closed');
  }

  /** `<<` keeps the blanks after it, so that `<< EOF` is one word. */
  #lessThan(): string {
    const from = this.#at++;
    if (this.#text[this.#at] !== '<') return '<';
    this.#at++;
    while (' \t\r'.includes(this.#text[this.#at] ?? '.')) this.#at++;
    return this.#text.slice(from, this.#at);
  }

  #dollar(): string {
    this.#at++;
    if (this.#text[this.#at] !== '{') {
      const name = this.#name();
      return name === '' ? '$' : (this.#value(name, true) ?? (this.#options.keepUnset ? `$${name}` : ''));
    }
    this.#at++;
    const first = this.#text[this.#at];
    if (first === undefined) throw new Refusal("a closing '}' is missing");
    if (first === '{' || first === '}' || first === ':') throw new Refusal('there is no name after `${`');
    const name = this.#name();
    const operator = this.#text[this.#at++] ?? '';
    if (operator === '}') return this.#value(name, true) ?? (this.#options.keepUnset ? `\${${name}}` : '');
    if (operator === '/') return this.#replace(name);
    return this.#modify(name, operator);
  }

  /** `:-` and its kin: a colon takes the empty value for none. */
  #modify(name: string, first: string): string {
    const colon = first === ':';
    const operator = colon ? (this.#text[this.#at++] ?? '') : first;
    const written = colon ? first + operator : first;
    const trims = operator === '#' || operator === '%';
    if (!operator || !'+-?#%'.includes(operator) || (colon && trims)) {
      throw new Refusal(`Docker does not know the operator ${written || 'at the end'} in a substitution`);
    }
    let word = this.#until('}', trims);
    const value = this.#value(name, trims);
    if (value === undefined && this.#options.keepUnset) return `\${${name}${written}${word}}`;
    const there = value !== undefined && !(colon && value === '');
    if (operator === '-') return there ? value : word;
    if (operator === '+') return there ? word : '';
    if (operator === '?') {
      if (there) return value;
      throw new Refusal(`${name}: ${word || (value === undefined ? 'is not allowed to be unset' : 'is not allowed to be empty')}`);
    }
    const greedy = word[0] === operator;
    if (greedy) word = word.slice(1);
    const result = operator === '%' ? trimSuffix(word, value ?? '', greedy) : trimPrefix(word, value ?? '', greedy);
    return this.#matched(result, word);
  }

  #replace(name: string): string {
    const all = this.#text[this.#at] === '/';
    if (all) this.#at++;
    const pattern = this.#until('/', true);
    const replacement = this.#until('}', true);
    const value = this.#value(name, true);
    if (value === undefined && this.#options.keepUnset) return `\${${name}/${pattern}/${replacement}}`;
    return this.#matched(replacePattern(pattern, value ?? '', replacement, all), pattern);
  }

  #matched(result: string | undefined, pattern: string): string {
    if (result === undefined) throw new Refusal(`the pattern ${pattern} escapes a character that needs none`);
    return result;
  }

  #value(name: string, bare: boolean): string | undefined {
    const value = this.#lookup(name);
    if (value !== undefined) this.used.add(name);
    else {
      this.unset.add(name);
      if (bare) this.bare.add(name);
    }
    return value;
  }

  /** Letters, digits and `_`; or digits alone; or one special parameter such as `@`. */
  #name(): string {
    const from = this.#at;
    const first = this.#text[from] ?? '';
    if (first && '@*#?-$!'.includes(first)) {
      this.#at++;
      return first;
    }
    const unit = this.#text.codePointAt(from);
    const pattern = unit !== undefined && /\p{Nd}/u.test(String.fromCodePoint(unit)) ? /\p{Nd}*/uy : /[\p{L}\p{Nd}_]*/uy;
    pattern.lastIndex = from;
    const name = pattern.exec(this.#text)?.[0] ?? '';
    this.#at = from + name.length;
    return name;
  }
}
