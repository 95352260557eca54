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

/** Where the line after the one at `start` begins. */
export function nextLine(text: string, start: number): number {
  const feed = text.indexOf('\n', start);
  return feed < 0 ? text.length : feed + 1;
}

/** Where a line ends that begins at `start`, the next one at `next`. As in BuildKit, all carriage returns before the line feed belong to the break. */
export function lineEnd(text: string, start: number, next: number): number {
  let end = text[next - 1] === '\n' ? next - 1 : next;
  while (end > start && text[end - 1] === '\r') end--;
  return end;
}

/** The physical line that begins at `start`. */
export function physicalLine(text: string, start: number): PhysicalLine {
  const next = nextLine(text, start);
  return { start, end: lineEnd(text, start, next), next };
}

/** The comment whose `#` stands at `start`, in a line that ends at `end`. */
export function commentAt(text: string, start: number, end: number): Comment {
  const from = skipSpace(text, start + 1, end);
  return { text: text.slice(from, trimEnd(text, from, end)), span: { start, end } };
}

/**
 * An instruction's line, whose first character stands at `start`, joined with those that continue it; undefined where none does. The
 * spaces before `start` are dropped; those before the lines that follow stay, as in BuildKit. `end` and `next` are those of its first
 * line in the file.
 */
export function readContinued(text: string, start: number, end: number, next: number, escapeToken: Escape): LogicalLine | undefined {
  const cut = beforeContinuation(text, start, end, escapeToken);
  return cut === undefined ? undefined : joinLines(text, { start, end, next }, cut, escapeToken);
}

/** The line that `start … end` of the file is, when nothing continues it. */
export function wholeLine(text: string, start: number, end: number): LogicalLine {
  return { text: text.slice(start, end), start, end, next: nextLine(text, end), continued: undefined };
}

/**
 * Reads a line that goes on, from its first line, which begins with its first character and has its escape character at `cut`, to where it
 * ends. It may go
 * on for very long, so nothing is kept for each line of the file but two numbers: the text grows piece by piece, which costs a tenth
 * of joining a list of pieces.
 */
function joinLines(text: string, first: PhysicalLine, cut: number, escapeToken: Escape): LogicalLine {
  const from: number[] = [];
  const at: number[] = [];
  let comments: Comment[] = none;
  let blanks: Span[] = none;
  let joined = '';
  let { start, next } = first;
  let stop: number | undefined = cut;
  let end = cut;
  let lastEnd = first.end;
  for (;;) {
    if (end > start) {
      from.push(joined.length);
      at.push(start);
      joined += text.slice(start, end);
    }
    if (stop === undefined) break;
    for (start = -1; start < 0 && next < text.length; ) {
      const from = next;
      next = nextLine(text, from);
      lastEnd = lineEnd(text, from, next);
      const inked = skipSpace(text, from, lastEnd);
      if (inked === lastEnd) blanks = added(blanks, { start: from, end: lastEnd });
      else if (text[inked] === '#') comments = added(comments, commentAt(text, inked, lastEnd));
      else start = from;
    }
    if (start < 0) break;
    stop = beforeContinuation(text, start, lastEnd, escapeToken);
    end = stop ?? lastEnd;
  }
  // Lists that grew are kept as copies, which take no room to grow on.
  const continued: Continued = { from: from.slice(), at: at.slice(), comments, blanks };
  return { text: joined, start: first.start, end: lastEnd, next, continued };
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
