/** Keyword, flags and the rest of an instruction (moby/buildkit `frontend/dockerfile/parser/split_command.go`). */
import { isBlank, isSpace, skipSpace, trimEnd } from './characters.ts';

/** A flag in a logical line: its text without quotes and escapes, and its place. */
export interface FlagWord {
  text: string;
  from: number;
  to: number;
  /** Where its value begins in the line; `to` where there is no `=`. */
  valueFrom: number;
}

/** Where the parts of an instruction stand. */
export interface Command {
  keywordFrom: number;
  keywordTo: number;
  /** Where flags may begin; `from` where there is none. */
  flagsFrom: number;
  /** What follows, without spaces around it. */
  from: number;
  to: number;
}

/** Splits `from … to` of a logical line. Never fails: BuildKit's parser takes any word as a keyword and any `--word` as a flag. */
export function splitCommand(text: string, from: number, to: number): Command {
  const start = skipSpace(text, from, to);
  const end = trimEnd(text, start, to);
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  const keywordTo = at;
  at = skipSpace(text, at, end);
  const flagsFrom = at;
  while (text.startsWith('--', at) && at < end) {
    const flagFrom = at;
    at = flagEnd(text, at, end);
    if (isLone(text, flagFrom, at)) break;
    at = skipSpace(text, at, end);
  }
  return { keywordFrom: start, keywordTo, flagsFrom, from: skipSpace(text, at, end), to: end };
}

/** The flags in `from … to` of a logical line, where `splitCommand` found that they stand. */
export function readFlags(text: string, from: number, to: number): FlagWord[] {
  const flags: FlagWord[] = [];
  for (let at = from; at < to; ) {
    const flag = readFlag(text, at, to);
    // `--` alone ends the flags and is itself none.
    if (flag.text !== '--') flags.push(flag);
    at = skipSpace(text, flag.to, to);
  }
  return flags;
}

/** Whether it is the `--` after which no flag follows. Quotes and escapes vanish, so `--""` is that too. */
function isLone(text: string, from: number, to: number): boolean {
  return to - from === 2 || (vanishing.includes(text[from + 2] ?? '') && readFlag(text, from, to).text === '--');
}
const vanishing = `"'\\`;

/** Where a flag ends, as `readFlag` reads it. Most are only passed over, which needs no copy of them. */
function flagEnd(text: string, from: number, end: number): number {
  let quote = '';
  let at = from;
  for (; at < end; at++) {
    const ch = text[at] ?? '';
    if (!quote && isSpace(text.charCodeAt(at))) break;
    if (quote ? ch === quote : ch === '"' || ch === "'") quote = quote ? '' : ch;
    else if (ch === '\\') at++;
  }
  return Math.min(at, end);
}

/** One flag: quotes group and vanish, and the backslash escapes whatever the escape directive says. */
function readFlag(text: string, from: number, end: number): FlagWord {
  let word = '';
  let quote = '';
  let valueFrom = -1;
  let at = from;
  for (; at < end; at++) {
    let ch = text[at] ?? '';
    if (!quote && isSpace(text.charCodeAt(at))) break;
    if (quote ? ch === quote : ch === '"' || ch === "'") {
      quote = quote ? '' : ch;
      continue;
    }
    if (ch === '\\') {
      at++;
      if (at >= end) break;
      ch = text[at] ?? '';
    }
    if (ch === '=' && valueFrom < 0) valueFrom = at + 1;
    word += ch;
  }
  const to = Math.min(at, end);
  return { text: word, from, to, valueFrom: valueFrom < 0 ? to : Math.min(valueFrom, to) };
}
