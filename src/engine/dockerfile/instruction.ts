/** One logical line → one instruction, with the instruction inside it where it has one. */
import { lineAt, type Span } from '../source.ts';
import { keywordOf, mustBeRead, readArguments, splitHealthcheck } from './arguments.ts';
import { type FlagWord, splitCommand } from './flags.ts';
import type { LexedWord } from './lexer.ts';
import { type Escape, type LogicalLine, spanOf, toFile } from './lines.ts';
import type { Problem } from './problems.ts';
import type { Comment, Flag, Heredoc, Instruction, Word } from './syntax.ts';
import type { PlacedWord } from './words.ts';

/** What all instructions of a file share. */
export interface Source {
  escapeToken: Escape;
  /** Where each line of the file begins. */
  starts: readonly number[];
}

/** What an instruction is read from. */
export interface Setting {
  source: Source;
  line: LogicalLine;
  comments: Comment[];
}

/** ONBUILD inside ONBUILD is refused by Docker, so more levels than this say nothing; it bounds the stack. */
const deepest = 3;

/** One for all who have none. Frozen, because it belongs to nobody. */
export const none: never[] = [];
Object.freeze(none);

/** Reads `from … to` of a logical line. Here-documents are added by `parse`. */
export function readInstruction(
  setting: Setting,
  from: number,
  to: number,
  depth = 0,
): { instruction: ReadInstruction; problems: Problem[] } {
  const { line, source } = setting;
  const command = splitCommand(line.text, from, to);
  const { rest } = command;
  const written = line.text.slice(command.keyword.from, command.keyword.to);
  const keyword = keywordOf(written);
  const flags = command.flags.length === 0 ? none : command.flags.map((flag) => flagOf(line, flag));
  const head = { keyword, written, flags, keywordFrom: command.keyword.from, from: rest.from, to: rest.to };
  if (!mustBeRead(keyword, line.text, rest.from) && keyword !== 'ONBUILD') {
    return { instruction: new ReadInstruction(setting, head, 'shell'), problems: none };
  }
  const { form, words, problems } = readArguments({ keyword, line, from: rest.from, to: rest.to, escapeToken: source.escapeToken });
  const instruction = new ReadInstruction(setting, head, form, words);
  const inner = depth < deepest ? readNested(setting, head, depth) : undefined;
  if (!inner) return { instruction, problems };
  instruction.nested = inner.instruction;
  return { instruction, problems: [...problems, ...inner.problems] };
}

/** Keyword and flags, and where the arguments stand in the logical line. */
interface Head {
  keyword: string;
  written: string;
  flags: Flag[];
  keywordFrom: number;
  from: number;
  to: number;
}

/**
 * An instruction that works out its words and places when somebody asks for them, once. Many ask for few of them: a file of a
 * megabyte has tens of thousands of instructions, and what is not made need not be kept.
 */
export class ReadInstruction implements Instruction {
  readonly keyword: string;
  readonly written: string;
  readonly flags: Flag[];
  readonly form: 'shell' | 'exec';
  readonly comments: Comment[];
  readonly line: LogicalLine;
  heredocs: Heredoc[] = none;
  /** The here-documents' words in the line. */
  markers: LexedWord[] = none;
  nested: Instruction | undefined = undefined;
  readonly #source: Source;
  /** In the logical line: where the keyword begins, and the arguments from and to. */
  readonly #keywordFrom: number;
  readonly #from: number;
  readonly #to: number;
  #words: Word[] | undefined;
  #args: string[] | undefined;
  #body: Instruction['body'] | undefined;
  #span: Span | undefined;
  #lines: Instruction['lines'] | undefined;

  constructor({ source, line, comments }: Setting, head: Head, form: 'shell' | 'exec', words?: readonly PlacedWord[]) {
    this.keyword = head.keyword;
    this.written = head.written;
    this.flags = head.flags;
    this.form = form;
    this.comments = comments;
    this.line = line;
    this.#source = source;
    this.#keywordFrom = head.keywordFrom;
    this.#from = head.from;
    this.#to = head.to;
    this.#words = words && wordsOf(line, words);
  }

  get keywordSpan(): Span {
    return spanOf(this.line, this.#keywordFrom, this.#keywordFrom + this.written.length);
  }

  get words(): Word[] {
    this.#words ??= wordsOf(this.line, this.#read());
    return this.#words;
  }

  get args(): string[] {
    this.#args ??= this.words.map(({ text }) => text);
    return this.#args;
  }

  get body(): Instruction['body'] {
    this.#body ??= bodyOf(this.line, this.#from, this.#to);
    return this.#body;
  }

  get span(): Span {
    this.#span ??= { start: toFile(this.line, this.#keywordFrom), end: this.line.end };
    return this.#span;
  }

  get lines(): Instruction['lines'] {
    this.#lines ??= this.#findLines();
    return this.#lines;
  }

  get blankLines(): Span[] {
    return this.line.continued?.blanks ?? none;
  }

  /** Adds the bodies below the line; `end` is where the last of them ends. */
  takeHeredocs(heredocs: Heredoc[], markers: LexedWord[], end: number): void {
    this.heredocs = heredocs;
    this.markers = markers;
    this.span.end = Math.max(this.span.end, end);
    this.lines.end = lineAt(this.#source.starts, end);
    if (this.nested instanceof ReadInstruction) this.nested.takeHeredocs(heredocs, markers, end);
  }

  #read(): readonly PlacedWord[] {
    const { keyword, line } = this;
    return readArguments({ keyword, line, from: this.#from, to: this.#to, escapeToken: this.#source.escapeToken }).words;
  }

  /** Most instructions take one line: then it is looked for once. */
  #findLines(): Instruction['lines'] {
    const { line } = this;
    const { starts } = this.#source;
    const first = lineAt(starts, toFile(line, this.#keywordFrom));
    return { start: first, end: line.count === 1 ? first : lineAt(starts, line.end) };
  }
}

function wordsOf(line: LogicalLine, words: readonly PlacedWord[]): Word[] {
  return words.length === 0 ? none : words.map(({ text, from, to }) => ({ text, span: spanOf(line, from, to) }));
}

function readNested(setting: Setting, { keyword, from, to }: Head, depth: number) {
  if (from === to || (keyword !== 'ONBUILD' && keyword !== 'HEALTHCHECK')) return undefined;
  const within: Setting = { ...setting, comments: none };
  if (keyword === 'ONBUILD') return readInstruction(within, from, to, depth + 1);
  const { line, source } = setting;
  const { typeEnd, rest } = splitHealthcheck(line.text, from, to);
  const written = line.text.slice(from, typeEnd);
  if (written.toUpperCase() !== 'CMD') return undefined;
  // HEALTHCHECK's CMD as if it stood alone. What looks like a flag is the command's own: BuildKit looks for none here.
  const { form, words } = readArguments({ keyword: 'CMD', line, from: rest, to, escapeToken: source.escapeToken });
  const head: Head = { keyword: 'CMD', written, flags: none, keywordFrom: from, from: rest, to };
  return { instruction: new ReadInstruction(within, head, form, words), problems: none };
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
  const { text, continued } = line;
  if (!continued) return { text: text.slice(from, to), start };
  const parts: string[] = [];
  let at = start;
  for (const [index, pieceStart] of continued.from.entries()) {
    const pieceEnd = Math.min(continued.from[index + 1] ?? text.length, to);
    const pieceFrom = Math.max(pieceStart, from);
    if (pieceFrom >= pieceEnd) continue;
    const place = (continued.at[index] ?? 0) + pieceFrom - pieceStart;
    parts.push(' '.repeat(place - at), text.slice(pieceFrom, pieceEnd));
    at = place + pieceEnd - pieceFrom;
  }
  return { text: parts.join(''), start };
}
