/** One logical line → one instruction, with the instruction inside it where it has one. */
import { lineAt } from '../source.ts';
import { keywordOf, readArguments, splitHealthcheck } from './arguments.ts';
import { type Command, type FlagWord, splitCommand } from './flags.ts';
import { type Escape, type LogicalLine, spanOf, toFile } from './lines.ts';
import type { Problem } from './problems.ts';
import type { Comment, Flag, Instruction, Word } from './syntax.ts';
import type { PlacedWord } from './words.ts';

/** What an instruction is read from. */
export interface Setting {
  line: LogicalLine;
  escapeToken: Escape;
  /** Where each line of the file begins. */
  starts: readonly number[];
  comments: Comment[];
}

/** ONBUILD inside ONBUILD is refused by Docker, so more levels than this say nothing; it bounds the stack. */
const deepest = 3;

/** Reads `from … to` of a logical line. Here-documents and the place of the last line are added by `parse`. */
export function readInstruction(setting: Setting, from: number, to: number, depth = 0): { instruction: Instruction; problems: Problem[] } {
  const { line, escapeToken, comments } = setting;
  const command = splitCommand(line.text, from, to);
  const written = line.text.slice(command.keyword.from, command.keyword.to);
  const keyword = keywordOf(written);
  const { form, words, problems } = readArguments({ keyword, line, from: command.rest.from, to: command.rest.to, escapeToken });
  const keywordSpan = spanOf(line, command.keyword.from, command.keyword.to);
  const instruction: Instruction = {
    keyword,
    written,
    keywordSpan,
    flags: command.flags.map((flag) => flagOf(line, flag)),
    form,
    args: words.map(textOf),
    words: wordsOf(line, words),
    heredocs: [],
    span: { start: keywordSpan.start, end: line.end },
    lines: linesOf(setting, keywordSpan.start),
    body: bodyOf(line, command.rest.from, command.rest.to),
    comments,
    blankLines: line.blanks,
  };
  const inner = depth < deepest ? readNested(setting, keyword, command, depth) : undefined;
  if (!inner) return { instruction, problems };
  instruction.nested = inner.instruction;
  return { instruction, problems: [...problems, ...inner.problems] };
}

const textOf = (word: PlacedWord): string => word.text;

const wordsOf = (line: LogicalLine, words: readonly PlacedWord[]): Word[] =>
  words.map(({ text, from, to }) => ({ text, span: spanOf(line, from, to) }));

/** Most instructions take one line: then it is looked for once. */
function linesOf({ line, starts }: Setting, start: number): Instruction['lines'] {
  const first = lineAt(starts, start);
  return { start: first, end: line.count === 1 ? first : lineAt(starts, line.end) };
}

function readNested(setting: Setting, keyword: string, { rest }: Command, depth: number) {
  if (rest.from === rest.to || (keyword !== 'ONBUILD' && keyword !== 'HEALTHCHECK')) return undefined;
  const within = { ...setting, comments: [] };
  if (keyword === 'ONBUILD') return readInstruction(within, rest.from, rest.to, depth + 1);
  const { line } = setting;
  const { typeEnd, rest: commandFrom } = splitHealthcheck(line.text, rest.from, rest.to);
  if (line.text.slice(rest.from, typeEnd).toUpperCase() !== 'CMD') return undefined;
  return { instruction: healthCommand(within, rest.from, typeEnd, commandFrom, rest.to), problems: [] };
}

/** HEALTHCHECK's CMD as if it stood alone. What looks like a flag is the command's own: BuildKit looks for none here. */
function healthCommand(setting: Setting, from: number, typeEnd: number, commandFrom: number, to: number): Instruction {
  const { line, escapeToken, comments } = setting;
  const { form, words } = readArguments({ keyword: 'CMD', line, from: commandFrom, to, escapeToken });
  const keywordSpan = spanOf(line, from, typeEnd);
  return {
    keyword: 'CMD',
    written: line.text.slice(from, typeEnd),
    keywordSpan,
    flags: [],
    form,
    args: words.map(textOf),
    words: wordsOf(line, words),
    heredocs: [],
    span: { start: keywordSpan.start, end: line.end },
    lines: linesOf(setting, keywordSpan.start),
    body: bodyOf(line, commandFrom, to),
    comments,
    blankLines: line.blanks,
  };
}

function flagOf(line: LogicalLine, flag: FlagWord): Flag {
  const equals = flag.text.indexOf('=');
  const span = spanOf(line, flag.from, flag.to);
  const name = flag.text.slice(2, equals < 0 ? undefined : equals);
  if (equals < 0) return { name, span, valueSpan: { start: span.end, end: span.end } };
  const valueSpan = flag.valueFrom < flag.to ? spanOf(line, flag.valueFrom, flag.to) : { start: span.end, end: span.end };
  return { name, value: flag.text.slice(equals + 1), span, valueSpan };
}

/** The text from its first to its last character with the file's own length: spaces stand where BuildKit takes characters out. */
function bodyOf(line: LogicalLine, from: number, to: number): Instruction['body'] {
  const start = toFile(line, from);
  if (to <= from) return { text: '', start };
  if (line.pieces.length === 1) return { text: line.text.slice(from, to), start };
  const parts: string[] = [];
  let at = start;
  for (const [index, piece] of line.pieces.entries()) {
    const pieceEnd = Math.min(line.pieces[index + 1]?.from ?? line.text.length, to);
    const pieceFrom = Math.max(piece.from, from);
    if (pieceFrom >= pieceEnd) continue;
    const place = piece.at + pieceFrom - piece.from;
    parts.push(' '.repeat(place - at), line.text.slice(pieceFrom, pieceEnd));
    at = place + pieceEnd - pieceFrom;
  }
  return { text: parts.join(''), start };
}
