/** How the arguments of an instruction fall into words (moby/buildkit `frontend/dockerfile/parser/line_parsers.go`). */
import { isBlank, isSpace } from './characters.ts';
import type { Escape } from './lines.ts';

/** A word of a logical line: `text` is what BuildKit keeps, the place what is written. */
export interface PlacedWord {
  text: string;
  from: number;
  to: number;
}

/** The whole of it as one word; nothing gives none. */
export function oneWord(text: string, from: number, to: number): PlacedWord[] {
  return to > from ? [{ text: text.slice(from, to), from, to }] : [];
}

/** Split at blanks, quotes or not: FROM, EXPOSE, COPY, ADD, VOLUME. */
export function blankWords(text: string, from: number, to: number): PlacedWord[] {
  const words: PlacedWord[] = [];
  for (let at = from; at < to; ) {
    if (isBlank(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    while (at < to && !isBlank(text.charCodeAt(at))) at++;
    words.push({ text: text.slice(start, at), from: start, to: at });
  }
  return words;
}

/** Split at spaces outside quotes; quotes and escapes stay in the word. ARG, and ENV and LABEL with `=`. */
export function quotedWords(text: string, from: number, to: number, escapeToken: Escape): PlacedWord[] {
  const words: PlacedWord[] = [];
  eachQuotedWord(text, from, to, escapeToken, (start, textEnd, end) => {
    words.push({ text: text.slice(start, textEnd), from: start, to: end });
    return true;
  });
  return words;
}

/**
 * Shows the same words to `take`, in order, until it says that it has seen enough: where each begins, where its text ends, and where it
 * ends as written.
 */
export function eachQuotedWord(
  text: string,
  from: number,
  to: number,
  escapeToken: Escape,
  take: (from: number, textEnd: number, to: number) => boolean,
): void {
  for (let at = from; at < to; ) {
    if (isSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const end = endOfQuotedWord(text, at, to, escapeToken);
    // A last escape character with nothing to escape is dropped.
    const textEnd = end < 0 ? to - 1 : end;
    const wordEnd = end < 0 ? to : end;
    if (textEnd > at && !take(at, textEnd, wordEnd)) return;
    at = wordEnd;
  }
}

/** Where a word ends; -1 where it ends at `to` with an escape character that escapes nothing. */
function endOfQuotedWord(text: string, from: number, to: number, escapeToken: Escape): number {
  let quote = '';
  for (let at = from; at < to; at++) {
    const ch = text[at] ?? '';
    if (!quote && isSpace(text.charCodeAt(at))) return at;
    if (quote ? ch === quote : ch === '"' || ch === "'") quote = quote ? '' : ch;
    if (ch === escapeToken && quote !== "'") {
      if (at + 1 === to) return -1;
      at++;
    }
  }
  return to;
}

/** `name value …`: the old form of ENV and LABEL, split at the first blanks. One word where there is no value. */
export function nameAndRest(text: string, from: number, to: number): PlacedWord[] {
  let at = from;
  while (at < to && !isBlank(text.charCodeAt(at))) at++;
  const name = { text: text.slice(from, at), from, to: at };
  while (at < to && isBlank(text.charCodeAt(at))) at++;
  return at < to ? [name, { text: text.slice(at, to), from: at, to }] : [name];
}

/** A word cut in two at its first `=`; undefined where there is none. */
export function nameAndValue(word: PlacedWord): [name: PlacedWord, value: PlacedWord] | undefined {
  const equals = word.text.indexOf('=');
  if (equals < 0) return undefined;
  return [
    { text: word.text.slice(0, equals), from: word.from, to: word.from + equals },
    { text: word.text.slice(equals + 1), from: word.from + equals + 1, to: word.to },
  ];
}
