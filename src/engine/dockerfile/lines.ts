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
  /** Stretches of `text` that are one stretch of the file too, in order: where each begins in `text` and in the file. */
  pieces: { from: number; at: number }[];
  /** Where its last physical line ends, and where the next one begins. */
  end: number;
  next: number;
  /** How many physical lines it took. */
  count: number;
  /** Comments and blank lines in its middle: BuildKit skips them. */
  comments: Comment[];
  blanks: Span[];
  /** File offsets of the escape characters that continue it. */
  continuations: number[];
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
  const line: LogicalLine = {
    text: '',
    pieces: [],
    end: first.end,
    next: first.next,
    count: 1,
    comments: [],
    blanks: [],
    continuations: [],
  };
  if (beforeContinuation(text, start, first.end, escapeToken) === undefined) {
    line.text = text.slice(start, first.end);
    line.pieces.push({ from: 0, at: start });
  } else joinLines(text, start, line, escapeToken);
  return line;
}

/** Fills in a line that goes on: all from `start` to where it ends. */
function joinLines(text: string, start: number, line: LogicalLine, escapeToken: Escape): void {
  const parts: string[] = [];
  let length = 0;
  const add = (start: number, end: number): boolean => {
    const cut = beforeContinuation(text, start, end, escapeToken);
    const stop = cut ?? end;
    if (stop > start) {
      line.pieces.push({ from: length, at: start });
      parts.push(text.slice(start, stop));
      length += stop - start;
    }
    if (cut !== undefined) line.continuations.push(cut);
    return cut !== undefined;
  };
  let continued = add(start, line.end);
  while (continued && line.next < text.length) {
    const physical = physicalLine(text, line.next);
    line.count++;
    line.end = physical.end;
    line.next = physical.next;
    const comment = commentOf(text, physical);
    if (comment) line.comments.push(comment);
    else if (skipSpace(text, physical.start, physical.end) === physical.end) line.blanks.push({ start: physical.start, end: physical.end });
    else continued = add(physical.start, physical.end);
  }
  line.text = parts.join('');
}

/** Where the text of a continued line stops: before an escape character that is its last and not itself escaped. */
function beforeContinuation(text: string, start: number, end: number, escapeToken: Escape): number | undefined {
  let at = end;
  while (at > start && (text[at - 1] === ' ' || text[at - 1] === '\t')) at--;
  if (at === start || text[at - 1] !== escapeToken) return undefined;
  return at - 1 > start && text[at - 2] === escapeToken ? undefined : at - 1;
}

/** The file offset of the character at `index` of the logical line. */
export function toFile(line: LogicalLine, index: number): number {
  const { pieces } = line;
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.from ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece ? piece.at + index - piece.from : line.end;
}

/** The span in the file of `from … to` of the logical line: it ends right after its last character, so no continuation trails. */
export function spanOf(line: LogicalLine, from: number, to: number): Span {
  const start = toFile(line, from);
  return { start, end: to > from ? toFile(line, to - 1) + 1 : start };
}
