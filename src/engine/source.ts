/** The ground of the engine: text, places in it, and the files of a workspace. */

/** A learner's workspace or somebody's repository: path → text, with `/` between folders and no leading `./`. */
export type Files = Record<string, string>;

/** A stretch of one file: UTF-16 offsets, half open (`text.slice(start, end)`). */
export interface Span {
  start: number;
  end: number;
}

/** A place as people name it: both numbers start at 1, the column counts UTF-16 units. */
export interface Position {
  line: number;
  column: number;
}

/** Where each line of a text begins. Build it once for a text, then ask `lineAt` and `positionAt`: each is a binary search. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The 1-based line that holds an offset; an offset outside the text gives its first or last line. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The 1-based line and column of an offset. */
export function positionAt(starts: readonly number[], offset: number): Position {
  const line = lineAt(starts, offset);
  return { line, column: Math.max(0, offset - (starts[line - 1] ?? 0)) + 1 };
}

/** A span of nothing at an offset. */
export const emptySpan = (offset: number): Span => ({ start: offset, end: offset });

/** Whether `inner` lies inside `outer`. */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** What the model says of a question it cannot always answer: `unknown` never fails a learner. */
export type Answer = 'yes' | 'no' | 'unknown';
