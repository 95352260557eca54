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
  /** Where its last physical line ends. */
  end: number;
  /** Where the line after it begins. */
  next: number;
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
}

/** One for all who have none. Frozen, because it belongs to nobody. */
export const none: never[] = [];
Object.freeze(none);

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
  const cut = beforeContinuation(text, start, first.end, escapeToken);
  if (cut === undefined) return wholeLine(text, start, first.end, first.next);
  return joinLines(text, start, first, cut, escapeToken);
}

/** The line that `start … end` of the file is, when nothing continues it. */
export function wholeLine(text: string, start: number, end: number, next: number): LogicalLine {
  return { text: text.slice(start, end), start, end, next, continued: undefined };
}

/**
 * Reads a line that goes on, from its first character at `begin` and its first escape character at `cut` to where it ends. It may go
 * on for very long, so nothing is kept for each line of the file but two numbers: the text grows piece by piece, which costs a tenth
 * of joining a list of pieces.
 */
function joinLines(text: string, begin: number, first: PhysicalLine, cut: number, escapeToken: Escape): LogicalLine {
  const from: number[] = [];
  const at: number[] = [];
  let comments: Comment[] = none;
  let blanks: Span[] = none;
  let joined = '';
  let physical = first;
  let start = begin;
  let stop: number | undefined = cut;
  let end = cut;
  for (;;) {
    if (end > start) {
      from.push(joined.length);
      at.push(start);
      joined += text.slice(start, end);
    }
    if (stop === undefined) break;
    for (start = -1; start < 0 && physical.next < text.length; ) {
      physical = physicalLine(text, physical.next);
      const inked = skipSpace(text, physical.start, physical.end);
      const comment = text[inked] === '#' ? commentOf(text, physical) : undefined;
      if (comment) comments = added(comments, comment);
      else if (inked === physical.end) blanks = added(blanks, { start: physical.start, end: physical.end });
      else start = physical.start;
    }
    if (start < 0) break;
    stop = beforeContinuation(text, start, physical.end, escapeToken);
    end = stop ?? physical.end;
  }
  // Lists that grew are kept as copies, which take no room to grow on.
  const continued: Continued = { from: from.slice(), at: at.slice(), comments, blanks };
  return { text: joined, start: begin, end: physical.end, next: physical.next, continued };
}

/** A list with one more: a new one where it was nobody's. */
function added<Item>(list: Item[], item: Item): Item[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}

/** File offsets of the escape characters that continue a line, in order. Only colours want them, so they are looked for and not kept. */
export function escapesOf(text: string, { start, end, continued }: LogicalLine, escapeToken: Escape): number[] {
  const escapes: number[] = [];
  if (!continued) return escapes;
  for (let from = start; from < end; ) {
    const line = physicalLine(text, from);
    const first = skipSpace(text, from, line.end);
    const cut = text[first] === '#' && from > start ? undefined : beforeContinuation(text, from, line.end, escapeToken);
    if (cut !== undefined) escapes.push(cut);
    from = line.next;
  }
  return escapes;
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
