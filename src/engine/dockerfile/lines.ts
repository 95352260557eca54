/**
 * Lines as written, and lines as BuildKit reads them: continued lines joined, the comments and blank lines between them taken out
 * (moby/buildkit `frontend/dockerfile/parser/parser.go`, Parse).
 */
import type { Span } from '../source.ts';
import { skipSpace, trimEnd } from './characters.ts';
import type { Comment } from './syntax.ts';

export type Escape = '\\' | '`';

/** One line of the file. `end` stands before its line break, `next` after it. */
export interface PhysicalLine {
  start: number;
  end: number;
  next: number;
}

/** An instruction's text with continuations taken out, and the way back to the file. */
export interface LogicalLine {
  text: string;
  /** Where its first character stands in the file. */
  start: number;
  /** Where its last physical line ends, and where the next one begins. */
  end: number;
  next: number;
  /** How many physical lines it took. */
  count: number;
  /** Undefined where it is one line of the file: most are, and have nothing to remember. */
  continued: Continued | undefined;
}

/** What a line is made of that goes on in others. */
export interface Continued {
  /**
   * Stretches of the text that are one stretch of the file too, in order: where each begins in the text (`from`) and in the file
   * (`at`). Two lists of numbers, because a line may have very many.
   */
  from: number[];
  at: number[];
  /** Comments and blank lines in its middle: BuildKit skips them. */
  comments: Comment[];
  blanks: Span[];
  /** File offsets of the escape characters that continue it. */
  escapes: number[];
}

/** The physical line that begins at `start`. Like BuildKit, all carriage returns before the line feed belong to the break. */
export function physicalLine(text: string, start: number): PhysicalLine {
  const feed = text.indexOf('\n', start);
  const next = feed < 0 ? text.length : feed + 1;
  let end = feed < 0 ? text.length : feed;
  while (end > start && text[end - 1] === '\r') end--;
  return { start, end, next };
}

/** The comment that a physical line is, or undefined. */
export function commentOf(text: string, line: PhysicalLine): Comment | undefined {
  const start = skipSpace(text, line.start, line.end);
  if (start === line.end || text[start] !== '#') return undefined;
  const from = skipSpace(text, start + 1, line.end);
  return { text: text.slice(from, trimEnd(text, from, line.end)), span: { start, end: line.end } };
}

/** Joins a physical line with those that continue it. Its leading spaces are dropped; those of the others stay, as in BuildKit. */
export function readLogicalLine(text: string, first: PhysicalLine, escapeToken: Escape): LogicalLine {
  const start = skipSpace(text, first.start, first.end);
  const line: LogicalLine = { text: '', start, end: first.end, next: first.next, count: 1, continued: undefined };
  if (beforeContinuation(text, start, first.end, escapeToken) === undefined) line.text = text.slice(start, first.end);
  else line.continued = joinLines(text, line, escapeToken);
  return line;
}

/** Fills in a line that goes on: all from its start to where it ends. Lists that grew are kept as copies, which take no room to grow on. */
function joinLines(text: string, line: LogicalLine, escapeToken: Escape): Continued {
  const joined: Continued = { from: [], at: [], comments: [], blanks: [], escapes: [] };
  const parts: string[] = [];
  let length = 0;
  const add = (start: number, end: number): boolean => {
    const cut = beforeContinuation(text, start, end, escapeToken);
    const stop = cut ?? end;
    if (stop > start) {
      joined.from.push(length);
      joined.at.push(start);
      parts.push(text.slice(start, stop));
      length += stop - start;
    }
    if (cut !== undefined) joined.escapes.push(cut);
    return cut !== undefined;
  };
  let continued = add(line.start, line.end);
  while (continued && line.next < text.length) {
    const physical = physicalLine(text, line.next);
    line.count++;
    line.end = physical.end;
    line.next = physical.next;
    const from = skipSpace(text, physical.start, physical.end);
    const comment = text[from] === '#' ? commentOf(text, physical) : undefined;
    if (comment) joined.comments.push(comment);
    else if (from === physical.end) joined.blanks.push({ start: physical.start, end: physical.end });
    else continued = add(physical.start, physical.end);
  }
  line.text = parts.join('');
  return { ...joined, from: joined.from.slice(), at: joined.at.slice(), escapes: joined.escapes.slice() };
}

/** Where the text of a continued line stops: before an escape character that is its last and not itself escaped. */
function beforeContinuation(text: string, start: number, end: number, escapeToken: Escape): number | undefined {
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  if (at === start || text[at - 1] !== escapeToken) return undefined;
  return at - 1 > start && text[at - 2] === escapeToken ? undefined : at - 1;
}

/** The file offset of the character at `index` of the logical line. */
export function toFile({ continued, start, end }: LogicalLine, index: number): number {
  if (!continued) return start + index;
  const { from, at } = continued;
  let low = 0;
  let high = from.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((from[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const place = at[low];
  return place === undefined ? end : place + index - (from[low] ?? 0);
}

/** The span in the file of `from … to` of the logical line: it ends right after its last character, so no continuation trails. */
export function spanOf(line: LogicalLine, from: number, to: number): Span {
  const start = toFile(line, from);
  return { start, end: to > from ? toFile(line, to - 1) + 1 : start };
}
