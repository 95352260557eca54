/** Strings, variables, here-document markers and shell operators within arguments, in one pass. */
import { isSpace } from './characters.ts';
import type { LexedWord } from './lexer.ts';
import type { TokenKind } from './syntax.ts';

/** A coloured stretch of a logical line. */
export interface Stroke {
  kind: TokenKind;
  from: number;
  to: number;
}

/** What the painters share. */
export interface Canvas {
  text: string;
  markers: readonly LexedWord[];
  /** The first marker that is not painted yet. */
  nextMarker: number;
  strokes: Stroke[];
}

export interface ScanOptions {
  /** What a plain word is. */
  kind: TokenKind;
  /** Whether a shell reads it: then it has operators and comments. */
  shell: boolean;
  /** Whether the words are `name=value`. */
  pairs?: boolean;
}

/** Paints `from … to` of the canvas. */
export function scan(canvas: Canvas, from: number, to: number, options: ScanOptions): void {
  new Scan(canvas, from, to, options).run();
}

class Scan {
  readonly #canvas: Canvas;
  readonly #text: string;
  readonly #to: number;
  readonly #options: ScanOptions;
  #at: number;
  /** Open `${`: each takes one `}` for its own. */
  #braces = 0;
  #wordStart = true;

  constructor(canvas: Canvas, from: number, to: number, options: ScanOptions) {
    this.#canvas = canvas;
    this.#text = canvas.text;
    this.#at = from;
    this.#to = to;
    this.#options = options;
  }

  run(): void {
    while (this.#at < this.#to) {
      if (isSpace(this.#text.charCodeAt(this.#at))) {
        this.#at++;
        this.#wordStart = true;
      } else if (!this.#special()) this.#word();
    }
  }

  #push(kind: TokenKind, to: number): true {
    const end = Math.min(to, this.#to);
    if (end > this.#at) this.#canvas.strokes.push({ kind, from: this.#at, to: end });
    this.#at = end;
    this.#wordStart = false;
    return true;
  }

  /** Paints what is not a plain word, or says that nothing such stands here. */
  #special(): boolean {
    const ch = this.#text[this.#at] ?? '';
    const marker = this.#markerHere();
    if (marker) return this.#push('heredoc-marker', marker.to);
    if (ch === "'") return this.#singleQuoted();
    if (ch === '"') return this.#doubleQuoted();
    if (ch === '$') return this.#variable(this.#options.kind);
    if (ch === '}' && this.#braces > 0) return this.#closeBrace();
    if (ch === '=' && this.#options.pairs) return this.#push('operator', this.#at + 1);
    if (!this.#options.shell) return false;
    if (ch === '#' && this.#wordStart) return this.#push('comment', this.#to);
    return isOperator(ch) && this.#operator();
  }

  #markerHere(): LexedWord | undefined {
    const { markers } = this.#canvas;
    while ((markers[this.#canvas.nextMarker]?.from ?? this.#at) < this.#at) this.#canvas.nextMarker++;
    const marker = markers[this.#canvas.nextMarker];
    return marker?.from === this.#at ? marker : undefined;
  }

  #operator(): true {
    let end = this.#at;
    while (end < this.#to && isOperator(this.#text[end] ?? '')) end++;
    this.#push('operator', end);
    this.#wordStart = true;
    return true;
  }

  #closeBrace(): true {
    this.#braces--;
    return this.#push('variable', this.#at + 1);
  }

  #word(): void {
    let end = this.#at;
    while (end < this.#to && !this.#endsWord(end)) end += this.#text[end] === '\\' ? 2 : 1;
    this.#push(this.#options.kind, Math.max(end, this.#at + 1));
  }

  #endsWord(at: number): boolean {
    const ch = this.#text[at] ?? '';
    if (isSpace(ch.charCodeAt(0)) || ch === '"' || ch === "'" || ch === '$') return true;
    if (ch === '}') return this.#braces > 0;
    if (ch === '=') return this.#options.pairs === true;
    return this.#options.shell && isOperator(ch);
  }

  #singleQuoted(): true {
    const close = this.#text.indexOf("'", this.#at + 1);
    return this.#push('string', close < 0 ? this.#to : close + 1);
  }

  #doubleQuoted(): true {
    let end = this.#at + 1;
    while (end < this.#to && this.#text[end] !== '"') {
      if (this.#text[end] === '$' && isVariable(this.#text, end)) {
        this.#push('string', end);
        this.#variable('string');
        end = this.#at;
      } else if (this.#text[end] === '}' && this.#braces > 0) {
        this.#push('string', end);
        this.#closeBrace();
        end = this.#at;
      } else end += this.#text[end] === '\\' ? 2 : 1;
    }
    return this.#push('string', end + 1);
  }

  /** `$name`, or `${name` with its operator: what follows up to the brace is painted as the words it is. */
  #variable(plain: TokenKind): true {
    if (!isVariable(this.#text, this.#at)) return this.#push(plain, this.#at + 1);
    const braced = this.#text[this.#at + 1] === '{';
    const name = /[A-Za-z0-9_]+|[@*#?!$-]/y;
    name.lastIndex = this.#at + (braced ? 2 : 1);
    name.exec(this.#text);
    let end = name.lastIndex || this.#at + 2;
    if (!braced) return this.#push('variable', end);
    const operator = /:?[-+?]|##?|%%?|\/\/?/y;
    operator.lastIndex = end;
    if (operator.test(this.#text)) end = operator.lastIndex;
    if (this.#text[end] === '}') return this.#push('variable', end + 1);
    this.#braces++;
    return this.#push('variable', end);
  }
}

const isOperator = (ch: string) => ch !== '' && '&|;<>()'.includes(ch);
const isVariable = (text: string, at: number) => /[A-Za-z0-9_{@*#?!$-]/.test(text[at + 1] ?? '');
