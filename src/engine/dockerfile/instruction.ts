/** One logical line → one instruction, with the instruction inside it where it has one. */
import { lineAt } from '../source.ts';
import { readArguments, splitHealthcheck } from './arguments.ts';
import { type Command, type FlagWord, splitCommand } from './flags.ts';
import { type Escape, type LogicalLine, spanOf, toFile } from './lines.ts';
import type { Problem } from './problems.ts';
import type { Comment, Flag, Instruction } from './syntax.ts';

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
  const { line, escapeToken, starts, comments } = setting;
  const command = splitCommand(line.text, from, to);
  const written = line.text.slice(command.keyword.from, command.keyword.to);
  const keyword = written.toUpperCase();
  const { form, words, problems } = readArguments({ keyword, line, ...command.rest, escapeToken });
  const keywordSpan = spanOf(line, command.keyword.from, command.keyword.to);
  const instruction: Instruction = {
    keyword,
    written,
    keywordSpan,
    flags: command.flags.map((flag) => flagOf(line, flag)),
    form,
    args: words.map((word) => word.text),
    words: words.map((word) => ({ text: word.text, span: spanOf(line, word.from, word.to) })),
    heredocs: [],
    span: { start: keywordSpan.start, end: line.end },
    lines: { start: lineAt(starts, keywordSpan.start), end: lineAt(starts, line.end) },
    body: bodyOf(line, command.rest.from, command.rest.to),
    comments,
    blankLines: line.blanks,
  };
  const inner = depth < deepest ? readNested(setting, keyword, command, depth) : undefined;
  if (inner) instruction.nested = inner.instruction;
  return { instruction, problems: [...problems, ...(inner?.problems ?? [])] };
}

function readNested(setting: Setting, keyword: string, { rest }: Command, depth: number) {
  if (rest.from === rest.to) return undefined;
  const within = { ...setting, comments: [] };
  if (keyword === 'ONBUILD') return readInstruction(within, rest.from, rest.to, depth + 1);
  if (keyword !== 'HEALTHCHECK') return undefined;
  const { line } = setting;
  const { typeEnd, rest: commandFrom } = splitHealthcheck(line.text, rest.from, rest.to);
  if (line.text.slice(rest.from, typeEnd).toUpperCase() !== 'CMD') return undefined;
  return { instruction: healthCommand(within, rest.from, typeEnd, commandFrom, rest.to), problems: [] };
}

/** HEALTHCHECK's CMD as if it stood alone. What looks like a flag is the command's own: BuildKit looks for none here. */
function healthCommand(
  { line, escapeToken, starts, comments }: Setting,
  from: number,
  typeEnd: number,
  commandFrom: number,
  to: number,
): Instruction {
  const { form, words } = readArguments({ keyword: 'CMD', line, from: commandFrom, to, escapeToken });
  const keywordSpan = spanOf(line, from, typeEnd);
  return {
    keyword: 'CMD',
    written: line.text.slice(from, typeEnd),
    keywordSpan,
    flags: [],
    form,
    args: words.map((word) => word.text),
    words: words.map((word) => ({ text: word.text, span: spanOf(line, word.from, word.to) })),
    heredocs: [],
    span: { start: keywordSpan.start, end: line.end },
    lines: { start: lineAt(starts, keywordSpan.start), end: lineAt(starts, line.end) },
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
