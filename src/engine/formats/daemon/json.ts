/** Reads JSON strictly, with the place of every value and errors in words for beginners. One pass, no recursion deeper than a limit. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';
import { tooLong } from '../commands/problem.ts';
import { shorten, type YamlEntry, type YamlMap, type YamlNode, type YamlScalar, type YamlSequence } from '../yaml/node.ts';
import { Report } from '../yaml/report.ts';

export interface Json {
  root?: YamlNode;
  /** No JSON: `diagnostics` then holds the first error, alone. */
  broken: boolean;
  report: Report;
  diagnostics: Diagnostic[];
}

export interface JsonOptions {
  /** Comments and commas before a closing bracket are allowed (JSON5, as some tools read it). */
  relaxed?: boolean;
}

/** Brackets inside brackets beyond this are no configuration. */
const deepest = 100;

class JsonError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

class Parser {
  readonly #text: string;
  readonly #file: string;
  readonly #relaxed: boolean;
  /** Names that stand twice in the same braces: allowed, and the last one counts. */
  readonly repeated: YamlScalar[] = [];
  #at = 0;

  constructor(text: string, file: string, relaxed: boolean) {
    this.#text = text;
    this.#file = file;
    this.#relaxed = relaxed;
    if (text.startsWith('\uFEFF')) this.#at = 1;
  }

  document(): YamlNode {
    this.#space();
    if (this.#at >= this.#text.length) this.#fail('This file is empty. JSON needs at least `{}`.', this.#at);
    const root = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) {
      const more = this.#text[this.#at];
      this.#fail(
        more === '}' || more === ']'
          ? `There is one \`${more}\` too many here.`
          : 'The file should end after its closing bracket, and something more stands here.',
        this.#at,
      );
    }
    return root;
  }

  #fail(message: string, start: number, end = start + 1): never {
    throw new JsonError(message, { start: Math.min(start, this.#text.length), end: Math.min(Math.max(start, end), this.#text.length) });
  }

  /** Skips white space; comments only where they are allowed. */
  #space(): void {
    for (;;) {
      while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
      const comment = this.#commentEnd();
      if (comment === undefined) return;
      if (!this.#relaxed) this.#fail('JSON has no comments. Take this one out; what it says can go beside the file.', this.#at, comment);
      this.#at = comment;
    }
  }

  #commentEnd(): number | undefined {
    const two = this.#text.slice(this.#at, this.#at + 2);
    if (two === '//' || two.startsWith('#')) {
      const end = this.#text.indexOf('\n', this.#at);
      return end < 0 ? this.#text.length : end;
    }
    if (two !== '/*') return undefined;
    const end = this.#text.indexOf('*/', this.#at + 2);
    return end < 0 ? this.#text.length : end + 2;
  }

  #value(depth: number): YamlNode {
    if (depth > deepest) this.#fail(`Brackets stand inside brackets more than ${deepest} deep. No tool needs that.`, this.#at);
    const first = this.#text[this.#at];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    return this.#word();
  }

  #node(start: number): { file: string; span: Span } {
    return { file: this.#file, span: { start, end: this.#at } };
  }

  #object(depth: number): YamlMap {
    const start = this.#at++;
    const entries = new Map<string, YamlEntry>();
    for (let more = this.#open('}', start); more; more = this.#next('}', start)) {
      const keyNode = this.#key();
      this.#space();
      this.#colon(keyNode);
      this.#space();
      const value = this.#value(depth + 1);
      if (entries.has(keyNode.text)) this.repeated.push(keyNode);
      entries.set(keyNode.text, { key: keyNode.text, keyNode, value });
    }
    const list = [...entries.values()];
    return { kind: 'map', entries: list, size: list.reduce((sum, entry) => sum + entry.value.size, 1), ...this.#node(start) };
  }

  #array(depth: number): YamlSequence {
    const start = this.#at++;
    const items: YamlNode[] = [];
    for (let more = this.#open(']', start); more; more = this.#next(']', start)) items.push(this.#value(depth + 1));
    return { kind: 'sequence', items, size: items.reduce((sum, item) => sum + item.size, 1), ...this.#node(start) };
  }

  /** After an opening bracket: whether there is anything inside. */
  #open(close: string, start: number): boolean {
    this.#space();
    if (this.#at >= this.#text.length) this.#unclosed(close, start);
    if (this.#text[this.#at] !== close) return true;
    this.#at++;
    return false;
  }

  /** After a value: whether another follows. */
  #next(close: string, start: number): boolean {
    this.#space();
    const here = this.#text[this.#at];
    if (here === close) {
      this.#at++;
      return false;
    }
    if (here === ',') {
      const comma = this.#at++;
      this.#space();
      if (this.#text[this.#at] !== close) {
        if (this.#at >= this.#text.length) this.#unclosed(close, start);
        return true;
      }
      if (!this.#relaxed) this.#fail(`This comma has nothing after it. In JSON the last entry before \`${close}\` takes no comma.`, comma);
      this.#at++;
      return false;
    }
    if (here === undefined) this.#unclosed(close, start);
    if (here === '}' || here === ']') this.#fail(`\`${close}\` was expected here, and \`${here}\` stands in its place.`, this.#at);
    const before = this.#text.slice(0, this.#at).trimEnd().length;
    return this.#fail('A comma is missing: every entry but the last ends with one.', Math.max(0, before - 1), before);
  }

  #unclosed(close: string, start: number): never {
    const open = close === '}' ? '{' : '[';
    return this.#fail(`This \`${open}\` is never closed: a \`${close}\` is missing before the end of the file.`, start);
  }

  #key(): YamlScalar {
    const here = this.#text[this.#at];
    if (here === '"') return this.#string();
    const word = /^[^\s:,{}[\]]{0,80}/.exec(this.#text.slice(this.#at, this.#at + 80))?.[0] ?? '';
    const end = this.#at + Math.max(1, word.length);
    if (here === ',') this.#fail('There is one comma too many here.', this.#at);
    if (/^['‘’“”]/.test(word)) return this.#fail(`${this.#quoted(word)}: JSON takes straight double quotes only, \`"\`.`, this.#at, end);
    return this.#fail(
      `A name in double quotes was expected here, and there is ${this.#quoted(word || (here ?? ''))}. Write \`"name": value\`.`,
      this.#at,
      end,
    );
  }

  #quoted(text: string): string {
    return `\`${text}\``;
  }

  #colon(key: YamlScalar): void {
    if (this.#text[this.#at] === ':') {
      this.#at++;
      return;
    }
    const wrong = this.#text[this.#at] === '=' ? ', and `=` stands in its place' : '';
    this.#fail(`After the name ${this.#quoted(key.text.slice(0, 60))} a colon was expected${wrong}.`, key.span.start, key.span.end);
  }

  #string(): YamlScalar {
    const start = this.#at;
    for (let at = start + 1; ; at++) {
      const letter = this.#text[at];
      if (letter === undefined || letter === '\n')
        this.#fail('This text begins with `"` and its closing `"` is missing on the same line.', start, at);
      if (letter === '\\') at++;
      else if (letter === '"') {
        this.#at = at + 1;
        return this.#scalar(start, this.#unescape(start, at + 1), 'quoted');
      }
    }
  }

  #unescape(start: number, end: number): string {
    try {
      return String(JSON.parse(this.#text.slice(start, end)));
    } catch {
      return this.#fail(
        'There is a `\\` in this text that JSON does not know, or a control character. Write `\\\\` for a backslash.',
        start,
        end,
      );
    }
  }

  #scalar(start: number, value: YamlScalar['value'], style: YamlScalar['style']): YamlScalar {
    const type = value === null ? 'null' : typeof value === 'string' ? 'string' : typeof value === 'number' ? 'number' : 'bool';
    const text = typeof value === 'string' ? value : this.#text.slice(start, this.#at);
    return { kind: 'scalar', type, value, text, style, size: 1, ...this.#node(start) };
  }

  /** A number, `true`, `false`, `null`; anything else is said in words. */
  #word(): YamlScalar {
    const start = this.#at;
    while (this.#at < this.#text.length && !/[\s,:{}[\]"]/.test(this.#text[this.#at] ?? '') && this.#at - start < 400) this.#at++;
    const word = this.#text.slice(start, this.#at);
    const known = { true: true, false: false, null: null };
    if (Object.hasOwn(known, word)) return this.#scalar(start, known[word as keyof typeof known], 'plain');
    if (/^-?(?:0|[1-9]\d{0,300})(?:\.\d{1,300})?(?:[eE][+-]?\d{1,5})?$/.test(word)) return this.#scalar(start, Number(word), 'plain');
    return this.#badWord(word, start);
  }

  #badWord(word: string, start: number): never {
    const end = start + Math.max(1, word.length);
    const shown = this.#quoted(word.slice(0, 60) || (this.#text[start] ?? 'the end'));
    const lower = word.toLowerCase();
    if (/^(?:true|false|null)$/.test(lower))
      return this.#fail(`${shown}: in JSON this word is written in small letters, ${this.#quoted(lower)}.`, start, end);
    if (/^['‘’“”]/.test(word)) return this.#fail(`${shown}: JSON takes straight double quotes only, \`"\`.`, start, end);
    if (/^[-+.]?\d/.test(word))
      return this.#fail(`${shown} is no JSON number. Text, and sizes with a unit, go in double quotes.`, start, end);
    if (word === '') return this.#fail(`A value was expected here, and there is ${shown}.`, start, end);
    return this.#fail(`${shown} is text, and text goes in double quotes.`, start, end);
  }
}

/** Reads a JSON text. Never throws: the first error is reported alone, as `json-syntax`. */
export function readJson(text: string, file: string, options: JsonOptions = {}): Json {
  const report = new Report();
  const refused = tooLong(text);
  report.file(file, refused ? '' : text);
  if (refused) {
    report.error(refused.rule, { file, span: refused.span }, refused.message);
    return { broken: true, report, diagnostics: report.diagnostics };
  }
  try {
    const parser = new Parser(text, file, options.relaxed ?? false);
    const root = parser.document();
    for (const key of parser.repeated) {
      report.warn(
        'json-repeated-name',
        key,
        `\`${shorten(key.text)}\` stands twice in the same braces. Only the last one counts: join the two or remove one.`,
      );
    }
    return { root, broken: false, report, diagnostics: report.diagnostics };
  } catch (error) {
    const span = error instanceof JsonError ? error.span : { start: 0, end: 0 };
    report.error('json-syntax', { file, span }, error instanceof JsonError ? error.message : 'This file cannot be read as JSON.');
    return { broken: true, report, diagnostics: report.diagnostics };
  }
}
