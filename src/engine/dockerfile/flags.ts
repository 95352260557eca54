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

export interface Command {
  keyword: { from: number; to: number };
  flags: FlagWord[];
  /** What follows, without spaces around it. */
  rest: { from: number; to: number };
}

/** Splits `from … to` of a logical line. Never fails: BuildKit's parser takes any word as a keyword and any `--word` as a flag. */
export function splitCommand(text: string, from: number, to: number): Command {
  const start = skipSpace(text, from, to);
  const end = trimEnd(text, start, to);
  let at = start;
  while (at < end && !isBlank(text.charCodeAt(at))) at++;
  const keyword = { from: start, to: at };
  const flags: FlagWord[] = [];
  at = skipSpace(text, at, end);
  while (text.startsWith('--', at) && at < end) {
    const flag = readFlag(text, at, end);
    at = flag.to;
    if (flag.text === '--') break;
    flags.push(flag);
    at = skipSpace(text, at, end);
  }
  at = skipSpace(text, at, end);
  return { keyword, flags, rest: { from: at, to: end } };
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
