/** One logical line → one instruction, with the instruction inside it where it has one. */
import { lineAt, lineStarts, type Span } from '../source.ts';
import { keywordOf, mustBeRead, readArguments, splitHealthcheck } from './arguments.ts';
import { type FlagWord, splitCommand } from './flags.ts';
import type { LexedWord } from './lexer.ts';
import { type Escape, type LogicalLine, none, spanOf, toFile, wholeLine } from './lines.ts';
import type { Problem } from './problems.ts';
import type { Comment, Flag, Heredoc, Instruction, Word } from './syntax.ts';
import type { PlacedWord } from './words.ts';

/** What all instructions of a file share. */
export class Source {
  readonly text: string;
  readonly escapeToken: Escape;
  #starts: readonly number[] | undefined;

  constructor(text: string, escapeToken: Escape) {
    this.text = text;
    this.escapeToken = escapeToken;
  }

  /** Where each line of the file begins. */
  get starts(): readonly number[] {
    this.#starts ??= lineStarts(this.text);
    return this.#starts;
  }
}

/** What an instruction is read from. */
export interface Setting {
  source: Source;
  line: LogicalLine;
  comments: Comment[];
}

/** ONBUILD inside ONBUILD is refused by Docker, so more levels than this say nothing; it bounds the stack. */
const deepest = 3;

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
  const text = line.text.slice(command.keyword.from, command.keyword.to);
  const keyword = keywordOf(text);
  // Most write it in upper case: then one string is kept for all of them.
  const written = text === keyword ? keyword : text;
  const hasFlags = command.flags.length > 0;
  const head = { keyword, written, hasFlags, keywordFrom: command.keyword.from, from: rest.from, to: rest.to };
  if (!mustBeRead(keyword, line.text, rest.from) && keyword !== 'ONBUILD') {
    return { instruction: new ReadInstruction(setting, head, 'shell'), problems: none };
  }
  const { form, problems } = readArguments({ keyword, line, from: rest.from, to: rest.to, escapeToken: source.escapeToken });
  const instruction = new ReadInstruction(setting, head, form);
  const inner = depth < deepest ? readNested(setting, head, depth) : undefined;
  if (!inner) return { instruction, problems };
  instruction.nested = inner.instruction;
  return { instruction, problems: [...problems, ...inner.problems] };
}

/** The keyword, whether flags follow it, and where the arguments stand in the logical line. */
interface Head {
  keyword: string;
  written: string;
  hasFlags: boolean;
  keywordFrom: number;
  from: number;
  to: number;
}

/** What somebody asked an instruction for. */
interface Asked {
  flags: Flag[] | undefined;
  words: Word[] | undefined;
  args: string[] | undefined;
  body: Instruction['body'] | undefined;
  span: Span | undefined;
  lines: Instruction['lines'] | undefined;
}

/**
 * An instruction that works out its flags, words and places when somebody asks for them, once. Many ask for few of them: a file of
 * a megabyte has tens of thousands of instructions, and what is not made need not be kept. Of an instruction on one line not even
 * the line is kept: it can be cut from the file again.
 */
export class ReadInstruction implements Instruction {
  readonly keyword: string;
  readonly written: string;
  readonly form: 'shell' | 'exec';
  readonly comments: Comment[];
  heredocs: Heredoc[] = none;
  /** The here-documents' words in the line. */
  markers: LexedWord[] = none;
  nested: Instruction | undefined = undefined;
  readonly #source: Source;
  /** Where the line begins and ends in the file. */
  readonly #start: number;
  readonly #end: number;
  /** The line where others continue it. */
  readonly #joined: LogicalLine | undefined;
  /** In the logical line: where the keyword begins, and the arguments from and to. */
  readonly #keywordFrom: number;
  readonly #from: number;
  readonly #to: number;
  readonly #hasFlags: boolean;
  #asked: Asked | undefined = undefined;

  constructor({ source, line, comments }: Setting, head: Head, form: 'shell' | 'exec') {
    this.keyword = head.keyword;
    this.written = head.written;
    this.form = form;
    this.comments = comments;
    this.#source = source;
    this.#start = line.start;
    this.#end = line.end;
    this.#joined = line.continued && line;
    this.#keywordFrom = head.keywordFrom;
    this.#from = head.from;
    this.#to = head.to;
    this.#hasFlags = head.hasFlags;
  }

  /** The line it was read from. */
  get line(): LogicalLine {
    return this.#joined ?? wholeLine(this.#source.text, this.#start, this.#end);
  }

  get keywordSpan(): Span {
    return spanOf(this.line, this.#keywordFrom, this.#keywordFrom + this.written.length);
  }

  get flags(): Flag[] {
    if (!this.#hasFlags) return none;
    const kept = this.#kept();
    kept.flags ??= this.#readFlags();
    return kept.flags;
  }

  get words(): Word[] {
    const kept = this.#kept();
    kept.words ??= this.#readWords();
    return kept.words;
  }

  get args(): string[] {
    const kept = this.#kept();
    kept.args ??= this.words.map(({ text }) => text);
    return kept.args;
  }

  get body(): Instruction['body'] {
    const kept = this.#kept();
    kept.body ??= bodyOf(this.line, this.#from, this.#to);
    return kept.body;
  }

  get span(): Span {
    const kept = this.#kept();
    kept.span ??= { start: this.#fileStart(), end: this.#end };
    return kept.span;
  }

  get lines(): Instruction['lines'] {
    const kept = this.#kept();
    kept.lines ??= this.#findLines();
    return kept.lines;
  }

  get blankLines(): Span[] {
    return this.#joined?.continued?.blanks ?? none;
  }

  #kept(): Asked {
    this.#asked ??= { flags: undefined, words: undefined, args: undefined, body: undefined, span: undefined, lines: undefined };
    return this.#asked;
  }

  #fileStart(): number {
    return this.#joined ? toFile(this.#joined, this.#keywordFrom) : this.#start + this.#keywordFrom;
  }

  /** Adds the bodies below the line; `end` is where the last of them ends. */
  takeHeredocs(heredocs: Heredoc[], markers: LexedWord[], end: number): void {
    this.heredocs = heredocs;
    this.markers = markers;
    this.span.end = Math.max(this.span.end, end);
    this.lines.end = lineAt(this.#source.starts, end);
    if (this.nested instanceof ReadInstruction) this.nested.takeHeredocs(heredocs, markers, end);
  }

  #readWords(): Word[] {
    const { keyword, line } = this;
    const { words } = readArguments({ keyword, line, from: this.#from, to: this.#to, escapeToken: this.#source.escapeToken });
    return wordsOf(line, words);
  }

  #readFlags(): Flag[] {
    const { line } = this;
    return splitCommand(line.text, this.#keywordFrom, line.text.length).flags.map((flag) => flagOf(line, flag));
  }

  /** Most instructions take one line: then it is looked for once. */
  #findLines(): Instruction['lines'] {
    const { starts } = this.#source;
    const first = lineAt(starts, this.#fileStart());
    return { start: first, end: this.#joined ? lineAt(starts, this.#end) : first };
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
  const { form } = readArguments({ keyword: 'CMD', line, from: rest, to, escapeToken: source.escapeToken });
  const head: Head = { keyword: 'CMD', written, hasFlags: false, keywordFrom: from, from: rest, to };
  return { instruction: new ReadInstruction(within, head, form), problems: none };
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
