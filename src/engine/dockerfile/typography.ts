/**
 * What blogs and word processors do to a Dockerfile: long dashes for `--`, curly quotes, spaces that are none. BuildKit reads these
 * characters as part of a word, so the file says something else than it shows.
 */
import { isSpace } from './characters.ts';
import { splitCommand } from './flags.ts';
import { type LogicalLine, spanOf } from './lines.ts';
import { type Problem, typographyProblems } from './problems.ts';
import type { Instruction } from './syntax.ts';

/** Characters to replace, in a logical line. */
export interface Repair {
  from: number;
  to: number;
  text: string;
}

interface Found {
  dashes: Repair[];
  quotes: Repair[];
  spaces: Repair[];
}

const suspects = /[\u00a0\u2000-\u200d\u2010-\u2015\u2018-\u201f\u202f\u205f\u2060\u2212\u3000\ufeff]/;
const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212';
const doubleQuotes = '\u201c\u201d\u201e\u201f';
const singleQuotes = '\u2018\u2019\u201a\u201b';
const joiners = '\u200c\u200d';
const nothings = '\u200b\u2060\ufeff';

/** Whether a text holds a character that may be damage. */
export const isSuspect = (text: string): boolean => suspects.test(text);

/** The damage in one instruction: at most one problem of each kind, whose fix repairs all of that kind. */
export function typography(line: LogicalLine, instruction: Instruction): Problem[] {
  if (!isSuspect(line.text)) return [];
  const found = new Search(line.text).run();
  const report = (repairs: Repair[], problem: (typeof typographyProblems)[keyof typeof typographyProblems]): Problem[] => {
    const [first] = repairs;
    if (!first) return [];
    const edits = repairs.map(({ from, to, text }) => ({ span: spanOf(line, from, to), text }));
    const word = wordAround(line.text, first);
    return [{ ...problem(line.text.slice(word.from, word.to), spanOf(line, word.from, word.to), edits), line: instruction.lines.start }];
  };
  return [
    ...report(found.dashes, typographyProblems.dash),
    ...report(found.quotes, typographyProblems.quotes),
    ...report(found.spaces, typographyProblems.space),
  ];
}

function wordAround(text: string, { from, to }: Repair): { from: number; to: number } {
  let start = from;
  while (start > 0 && !isSpace(text.charCodeAt(start - 1))) start--;
  let end = to;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return { from: start, to: end };
}

/** Where flags may stand, and what follows them. */
interface Shape {
  keyword: string;
  restFrom: number;
  /** The arguments begin as a JSON array does. */
  array: boolean;
}

function shapeOf(text: string, from: number): Shape {
  const command = splitCommand(text, from, text.length);
  const keyword = text.slice(command.keywordFrom, command.keywordTo).toUpperCase();
  if (keyword === 'ONBUILD' && from === 0 && command.from < command.to) return shapeOf(text, command.from);
  return { keyword, restFrom: command.from, array: text[command.from] === '[' };
}

/** Arguments that are a command with options of its own. */
const commandKeywords: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

class Search {
  readonly #text: string;
  readonly #shape: Shape;
  readonly #found: Found = { dashes: [], quotes: [], spaces: [] };
  readonly #hasDouble: boolean;
  #at = 0;
  /** The straight quote that is open. */
  #open = '';
  /** Whether only flags stood so far. */
  #flagsOnly = true;

  constructor(text: string) {
    this.#text = text;
    this.#shape = shapeOf(text, 0);
    this.#hasDouble = [...doubleQuotes].some((quote) => text.includes(quote));
  }

  run(): Found {
    // A name and an address for people to read, in any characters they like.
    if (this.#shape.keyword === 'MAINTAINER') return this.#found;
    for (; this.#at < this.#text.length; this.#at++) this.#look(this.#text[this.#at] ?? '');
    return this.#found;
  }

  #look(ch: string): void {
    const begins =
      this.#at > 0 && (isSpace(this.#text.charCodeAt(this.#at - 1)) || (this.#shape.array && this.#text[this.#at - 1] === '"'));
    if (begins && !isSpace(ch.charCodeAt(0))) this.#beginWord();
    if (this.#open) {
      if (ch === '\\' && this.#open === '"') this.#at++;
      else if (ch === this.#open) this.#open = '';
      return;
    }
    if (ch === '\\') this.#at += this.#isOdd(this.#at + 1) ? 0 : 1;
    else if (ch === '"' || ch === "'") this.#open = ch;
    else if (doubleQuotes.includes(ch)) this.#curly(doubleQuotes, '"');
    else if (singleQuotes.includes(ch)) this.#curly(singleQuotes, this.#shape.array && !this.#hasDouble ? '"' : "'");
    else this.#space(ch);
  }

  #isOdd = (at: number): boolean => suspects.test(this.#text[at] ?? '');

  /** A word that begins with a long dash and a letter, where a flag or an option may stand. */
  #beginWord(): void {
    const from = this.#at;
    let to = from;
    while (to < from + 4 && isDash(this.#text[to])) to++;
    const letter = /[A-Za-z]/.test(this.#text[to] ?? '');
    const damaged = letter && [...this.#text.slice(from, to)].some((dash) => dashes.includes(dash));
    const quoted = this.#open !== '' && !this.#shape.array;
    if (damaged && !quoted && from >= this.#shape.restFrom && (this.#flagsOnly || commandKeywords.has(this.#shape.keyword))) {
      const short = !this.#flagsOnly && !/[\w-]/.test(this.#text[to + 1] ?? ' ');
      this.#found.dashes.push({ from, to, text: short ? '-' : '--' });
    } else if (from >= this.#shape.restFrom && !this.#text.startsWith('--', from)) this.#flagsOnly = false;
  }

  /** A curly quote, and the next one as its partner: what stands between is quoted. */
  #curly(kind: string, plain: string): void {
    const from = this.#at;
    if (kind === singleQuotes && isApostrophe(this.#text, from)) return;
    this.#found.quotes.push({ from, to: from + 1, text: plain });
    const partner = this.#partner(kind, from + 1);
    if (partner === undefined) return;
    this.#found.quotes.push({ from: partner, to: partner + 1, text: plain });
    this.#at = partner;
  }

  /** Where the search for each kind of partner gave up: without it a text of openers would be read again and again. */
  readonly #none = new Set<string>();

  #partner(kind: string, from: number): number | undefined {
    if (this.#none.has(kind)) return undefined;
    for (let at = from; at < this.#text.length; at++) {
      if (!kind.includes(this.#text[at] ?? '')) continue;
      if (kind === doubleQuotes || !isApostrophe(this.#text, at)) return at;
    }
    this.#none.add(kind);
    return undefined;
  }

  #space(ch: string): void {
    const unit = ch.charCodeAt(0);
    const repair = (text: string) => this.#found.spaces.push({ from: this.#at, to: this.#at + 1, text });
    if (nothings.includes(ch)) repair('');
    // Joiners belong to some scripts and to emoji.
    else if (joiners.includes(ch)) {
      if (this.#text.charCodeAt(this.#at - 1) < 0x80) repair('');
    } else if (unit >= 0xa0 && isSpace(unit)) repair(' ');
  }
}

const isDash = (ch: string | undefined): boolean => ch !== undefined && (ch === '-' || dashes.includes(ch));

/** As in `it’s`. */
const isApostrophe = (text: string, at: number): boolean => /\p{L}/u.test(text[at - 1] ?? '') && /\p{L}/u.test(text[at + 1] ?? '');
