/**
 * Names exchanged in pairs, both ways: what was `worker` is `courier`, and a `courier` that somebody writes is a `worker` there. So the
 * same exchange leads back, no two names become one, and whoever writes the old name gets what an unknown name gets. Whole words only.
 */
import type { Files, Span } from '#engine';

export interface Pair {
  from: string;
  to: string;
  /** In running text too. */
  prose?: true;
  /** Only before the ending of a program's file. */
  file?: true;
}

export interface Renaming {
  pairs: readonly Pair[];
  /** A text with the names exchanged: a file, a path, a word of code. */
  code(text: string): string;
  /** Running text with `code` between backticks. */
  prose(text: string): string;
  files(files: Files): Files;
  /** Where a span of `code(text)` lies in `text`. */
  spanIn(text: string, span: Span): Span;
}

interface Place {
  /** In the text that is given. */
  start: number;
  end: number;
  to: string;
}

/** Finds the names of some pairs. One expression for all of them: what was put in is not looked at again. */
function finder(pairs: readonly Pair[]): (text: string) => Place[] {
  const word = new Map<string, string>();
  const file = new Map<string, string>();
  for (const { from, to, file: inFiles } of pairs) {
    const map = inFiles ? file : word;
    map.set(from, to).set(to, from);
  }
  const either = (map: Map<string, string>) => [...map.keys()].join('|');
  const parts = [
    ...(word.size > 0 ? [`(?<![A-Za-z0-9_])(?:${either(word)})(?![A-Za-z0-9_])`] : []),
    ...(file.size > 0 ? [`(?<![\\w.-])(?:${either(file)})(?=\\.(?:[cm]?[jt]s|py)(?![\\w-]))`] : []),
  ];
  if (parts.length === 0) return () => [];
  const expression = new RegExp(parts.join('|'), 'g');
  return (text) =>
    [...text.matchAll(expression)].map((match) => {
      const [found] = match;
      return { start: match.index, end: match.index + found.length, to: word.get(found) ?? file.get(found) ?? found };
    });
}

function replaced(text: string, places: readonly Place[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, to } of places) {
    result += text.slice(at, start) + to;
    at = end;
  }
  return result + text.slice(at);
}

/** An exchange of some names. Their letters, digits and `_` are all that they may hold; no name may stand in two pairs. */
export function renaming(pairs: readonly Pair[]): Renaming {
  const everywhere = finder(pairs);
  const spoken = finder(pairs.filter((pair) => pair.prose || pair.file));
  const code = (text: string) => replaced(text, everywhere(text));
  return {
    pairs,
    code,
    prose: (text) =>
      text
        .split('`')
        .map((part, index) => (index % 2 === 1 ? code(part) : replaced(part, spoken(part))))
        .join('`'),
    files: (files) => Object.fromEntries(Object.entries(files).map(([path, text]) => [code(path), code(text)])),
    spanIn(text, span) {
      const places = everywhere(text);
      return { start: offsetIn(places, span.start, false), end: offsetIn(places, span.end, true) };
    },
  };
}

/** Where an offset of the exchanged text lies in the text itself. Within a name it goes to that name's edge. */
function offsetIn(places: readonly Place[], offset: number, end: boolean): number {
  let shift = 0;
  for (const place of places) {
    const start = place.start + shift;
    const stop = start + place.to.length;
    if (offset <= start) break;
    if (offset < stop) return end ? place.end : place.start;
    shift += place.to.length - (place.end - place.start);
  }
  return offset - shift;
}
