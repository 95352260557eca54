/** One logical line → one instruction, with the instruction inside it where it has one. */
import { lineAt, lineStarts, type Span } from '../source.ts';
import { type Arguments, keywordOf, mustBeRead, readForm, readWords, splitHealthcheck } from './arguments.ts';
import { type Command, type FlagWord, readFlags, splitCommand } from './flags.ts';
import type { LexedWord } from './lexer.ts';
import { type Escape, type LogicalLine, none, spanOf, toFile, wholeLine } from './lines.ts';
import type { Problem } from './problems.ts';
import type { Comment, Flag, Heredoc, Instruction, Word } from './syntax.ts';
import type { PlacedWord } from './words.ts';

/** What all instructions of a file share. */
export class Source {
  readonly text: string;
  readonly escapeToken: Escape;
  /** The file as if it were one line: what stands on one line is read where it stands, and not cut out. */
  readonly whole: LogicalLine;
  #starts: readonly number[] | undefined;

  constructor(text: string, escapeToken: Escape) {
    this.text = text;
    this.escapeToken = escapeToken;
    this.whole = { text, start: 0, end: text.length, next: text.length, continued: undefined };
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
  /** Its line where others continue it; else it is read from the whole file. */
  joined: LogicalLine | undefined;
  /** Where its last line ends in the file. */
  end: number;
  comments: Comment[];
}

const lineOf = ({ source, joined }: Pick<Setting, 'source' | 'joined'>): LogicalLine => joined ?? source.whole;

/** ONBUILD inside ONBUILD is refused by Docker, so more levels than this say nothing; it bounds the stack. */
const deepest = 3;

/** Reads `from … to` of the line and adds what is wrong with it to `refusals`. Here-documents are added by `parse`. */
export function readInstruction(setting: Setting, from: number, to: number, refusals: Problem[], depth = 0): ReadInstruction {
  const line = lineOf(setting);
  const command = splitCommand(line.text, from, to);
  const written = line.text.slice(command.keywordFrom, command.keywordTo);
  const keyword = keywordOf(written);
  if (!mustBeRead(keyword, line.text, command.from)) return new ReadInstruction(setting, command, keyword, written, 'shell');
  const form = readForm(argumentsOf(setting, keyword, command.from, command.to), refusals);
  const instruction = new ReadInstruction(setting, command, keyword, written, form);
  if (depth < deepest) instruction.nested = readNested(setting, keyword, command, refusals, depth);
  return instruction;
}

function argumentsOf(setting: Pick<Setting, 'source' | 'joined'>, keyword: string, from: number, to: number): Arguments {
  return { keyword, line: lineOf(setting), from, to, escapeToken: setting.source.escapeToken };
}

/** The here-documents below an instruction's line. */
interface Bodies {
  heredocs: Heredoc[];
  /** Their words in the line. */
  markers: LexedWord[];
  /** Where the last of them ends in the file. */
  end: number;
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
  nested: Instruction | undefined = undefined;
  readonly #source: Source;
  /** Where the last line ends in the file. */
  readonly #end: number;
  /** The line where others continue it. */
  readonly #joined: LogicalLine | undefined;
  /** In that line, else in the file: where the keyword begins, and the arguments from and to. */
  readonly #keywordFrom: number;
  readonly #from: number;
  readonly #to: number;
  /** Where flags may begin; `#from` where there are none. */
  readonly #flagsFrom: number;
  #bodies: Bodies | undefined = undefined;
  #asked: Asked | undefined = undefined;

  constructor({ source, joined, end, comments }: Setting, command: Command, keyword: string, written: string, form: 'shell' | 'exec') {
    this.keyword = keyword;
    // Most write it in upper case: then one string is kept for all of them.
    this.written = written === keyword ? keyword : written;
    this.form = form;
    this.comments = comments;
    this.#source = source;
    this.#end = end;
    this.#joined = joined;
    this.#keywordFrom = command.keywordFrom;
    this.#flagsFrom = command.flagsFrom;
    this.#from = command.from;
    this.#to = command.to;
  }

  /** The line it was read from; of an instruction inside another, what follows from its own keyword on. */
  get line(): LogicalLine {
    return this.#joined ?? wholeLine(this.#source.text, this.#keywordFrom, this.#end);
  }

  /** What its own places count in. */
  get #line(): LogicalLine {
    return this.#joined ?? this.#source.whole;
  }

  get keywordSpan(): Span {
    return spanOf(this.#line, this.#keywordFrom, this.#keywordFrom + this.written.length);
  }

  get flags(): Flag[] {
    if (this.#flagsFrom === this.#from) return none;
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
    kept.body ??= bodyOf(this.#line, this.#from, this.#to);
    return kept.body;
  }

  get span(): Span {
    const kept = this.#kept();
    kept.span ??= { start: this.#fileStart(), end: this.#bodies?.end ?? this.#end };
    return kept.span;
  }

  get lines(): Instruction['lines'] {
    const kept = this.#kept();
    kept.lines ??= this.#findLines();
    return kept.lines;
  }

  get heredocs(): Heredoc[] {
    return this.#bodies?.heredocs ?? none;
  }

  /** The here-documents' words in the line. */
  get markers(): LexedWord[] {
    return this.#bodies?.markers ?? none;
  }

  get blankLines(): Span[] {
    return this.#joined?.continued?.blanks ?? none;
  }

  #kept(): Asked {
    this.#asked ??= { flags: undefined, words: undefined, args: undefined, body: undefined, span: undefined, lines: undefined };
    return this.#asked;
  }

  #fileStart(): number {
    return toFile(this.#line, this.#keywordFrom);
  }

  /** Adds the bodies below the line. */
  takeHeredocs(bodies: Bodies): void {
    this.#bodies = bodies;
    // Whoever asked before did not know of them.
    this.#asked = undefined;
    if (this.nested instanceof ReadInstruction) this.nested.takeHeredocs(bodies);
  }

  #readWords(): Word[] {
    const given = argumentsOf({ source: this.#source, joined: this.#joined }, this.keyword, this.#from, this.#to);
    return wordsOf(given.line, readWords(given));
  }

  #readFlags(): Flag[] {
    const line = this.#line;
    return readFlags(line.text, this.#flagsFrom, this.#from).map((flag) => flagOf(line, flag));
  }

  /** Most instructions take one line: then it is looked for once. */
  #findLines(): Instruction['lines'] {
    const { starts } = this.#source;
    const first = lineAt(starts, this.#fileStart());
    const end = this.#bodies?.end ?? this.#end;
    return { start: first, end: this.#joined || this.#bodies ? lineAt(starts, end) : first };
  }
}

function wordsOf(line: LogicalLine, words: readonly PlacedWord[]): Word[] {
  return words.length === 0 ? none : words.map(({ text, from, to }) => ({ text, span: spanOf(line, from, to) }));
}

function readNested(setting: Setting, keyword: string, { from, to }: Command, refusals: Problem[], depth: number) {
  if (from === to || (keyword !== 'ONBUILD' && keyword !== 'HEALTHCHECK')) return undefined;
  const within: Setting = { ...setting, comments: none };
  if (keyword === 'ONBUILD') return readInstruction(within, from, to, refusals, depth + 1);
  const line = lineOf(setting);
  const { typeEnd, rest } = splitHealthcheck(line.text, from, to);
  const written = line.text.slice(from, typeEnd);
  if (written.toUpperCase() !== 'CMD') return undefined;
  // HEALTHCHECK's CMD as if it stood alone. What looks like a flag is the command's own: BuildKit looks for none here.
  // What is wrong with it was told of the whole.
  const form = readForm(argumentsOf(setting, 'CMD', rest, to), []);
  const command: Command = { keywordFrom: from, keywordTo: typeEnd, flagsFrom: rest, from: rest, to };
  return new ReadInstruction(within, command, 'CMD', written, form);
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
