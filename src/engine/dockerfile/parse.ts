/** Dockerfile text → Syntax, as BuildKit's parser reads it (moby/buildkit `frontend/dockerfile/parser`). */
import type { Diagnostic } from '../diagnostic.ts';
import { lineAt } from '../source.ts';
import { byteOrderMark, skipSpace } from './characters.ts';
import { type Directives, readDirectives } from './directives.ts';
import { readHeredocs } from './heredocs.ts';
import { type ReadInstruction, readInstruction, Source } from './instruction.ts';
import { commentAt, lineEnd, nextLine, none, readContinued } from './lines.ts';
import { type Problem, problems } from './problems.ts';
import type { Comment, Instruction, Syntax, Token } from './syntax.ts';
import { tokenize } from './tokens.ts';
import { isSuspect, typography } from './typography.ts';

/**
 * Reads any text. Where BuildKit would stop at the first error, this goes on: `instructions` holds all that could be read and
 * `diagnostics` each refusal, in order of place. Time and memory grow with the length of the text.
 */
export function parse(text: string): Syntax {
  const reading = new Reading(text);
  reading.readAll();
  return reading.syntax();
}

class ReadSyntax implements Syntax {
  readonly text: string;
  readonly directives: Syntax['directives'];
  readonly instructions: ReadInstruction[];
  readonly comments: Comment[];
  readonly diagnostics: Diagnostic[];
  #tokens: Token[] | undefined;

  constructor(
    text: string,
    directives: Syntax['directives'],
    instructions: ReadInstruction[],
    comments: Comment[],
    diagnostics: Diagnostic[],
  ) {
    this.text = text;
    this.directives = directives;
    this.instructions = instructions;
    this.comments = comments;
    this.diagnostics = diagnostics;
  }

  /** Only an editor wants the colours, and they cost as much as the reading. */
  get tokens(): Token[] {
    this.#tokens ??= tokenize(this.text, this.instructions, this.comments, this.directives);
    return this.#tokens;
  }
}

class Reading {
  readonly #text: string;
  readonly #source: Source;
  readonly #directives: Directives;
  /** Whether a character in the text looks like another; in most files none does. */
  readonly #suspect: boolean;
  readonly #instructions: ReadInstruction[] = [];
  readonly #comments: Comment[] = [];
  readonly #problems: Problem[];
  readonly #refusals: Problem[];
  #marker = -1;
  /** The comments since the last instruction: its description, unless an empty one ends them. */
  #above: Comment[] = none;

  constructor(text: string) {
    this.#text = text;
    this.#directives = readDirectives(text);
    this.#source = new Source(text, this.#directives.escape);
    this.#suspect = isSuspect(text);
    this.#refusals = [...this.#directives.problems];
    this.#problems = [];
  }

  readAll(): void {
    const directiveStarts = new Set(this.#directives.spans.map(({ span }) => span.start));
    let at = this.#text.startsWith(byteOrderMark) ? 1 : 0;
    while (at < this.#text.length) {
      const next = nextLine(this.#text, at);
      const end = lineEnd(this.#text, at, next);
      const start = skipSpace(this.#text, at, end);
      at = next;
      if (start === end) continue;
      if (this.#text[start] !== '#') at = this.#readInstruction(start, end, next);
      else if (!directiveStarts.has(start)) this.#readComment(commentAt(this.#text, start, end));
    }
    this.#checkLines();
    if (this.#instructions.length === 0) this.#refusals.push(problems.noInstructions({ start: 0, end: 0 }));
  }

  #readComment(comment: Comment): void {
    this.#comments.push(comment);
    if (comment.text === '') this.#above = none;
    else if (this.#above === none) this.#above = [comment];
    else this.#above.push(comment);
  }

  /** Reads the instruction that begins at `start`, in a line that ends at `end`, and says where the line after the instruction begins. */
  #readInstruction(start: number, end: number, next: number): number {
    const joined = readContinued(this.#text, start, end, next, this.#source.escapeToken);
    const setting = { source: this.#source, joined, end: joined?.end ?? end, comments: this.#above };
    const from = joined ? 0 : start;
    const to = joined ? joined.text.length : end;
    const instruction = readInstruction(setting, from, to, this.#refusals);
    this.#above = none;
    if (joined?.continued) append(this.#comments, joined.continued.comments);
    if (this.#suspect) append(this.#problems, typography(instruction.line, instruction));
    this.#instructions.push(instruction);
    const marked = joined ? joined.text.includes('<<') : this.#markerAfter(start) < end;
    return marked && takesHeredocs(instruction) ? this.#readHeredocs(instruction) : (joined?.next ?? next);
  }

  /** Where the next `<<` stands: it is looked for once, and not line by line. */
  #markerAfter(start: number): number {
    if (this.#marker >= start) return this.#marker;
    const found = this.#text.indexOf('<<', start);
    this.#marker = found < 0 ? this.#text.length : found;
    return this.#marker;
  }

  #readHeredocs(instruction: ReadInstruction): number {
    const bodies = readHeredocs(this.#text, instruction.line, this.#refusals);
    if (bodies.heredocs.length > 0) instruction.takeHeredocs(bodies);
    return bodies.next;
  }

  /** BuildKit reads lines into a buffer of 64 KiB. Lines that are too short to fill it in any coding are passed over many at once. */
  #checkLines(): void {
    for (let start = 0, end = 0; start < this.#text.length; start = end) {
      end = this.#text.lastIndexOf('\n', start + shortLine - 1) + 1;
      if (end > start) continue;
      end = this.#text.indexOf('\n', start) + 1 || this.#text.length;
      const last = end === this.#text.length && this.#text[end - 1] !== '\n' ? 1 : 0;
      if (utf8Length(this.#text.slice(start, end)) + last > longestLine) this.#refusals.push(problems.lineTooLong({ start, end }));
    }
  }

  syntax(): Syntax {
    const { spans, escape: escapeToken, syntax, check } = this.#directives;
    const diagnostics = [
      ...this.#refusals.map((problem) => this.#diagnostic(problem, true)),
      ...this.#problems.map((problem) => this.#diagnostic(problem, false)),
    ].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
    const written = { ...(syntax === undefined ? {} : { syntax }), escape: escapeToken, ...(check === undefined ? {} : { check }), spans };
    return new ReadSyntax(this.#text, written, this.#instructions, this.#comments, diagnostics);
  }

  #diagnostic({ rule, span, message, fix, line }: Problem, stopsBuild: boolean): Diagnostic {
    return {
      rule,
      aka: [],
      severity: stopsBuild ? 'error' : 'warning',
      stopsBuild,
      file: 'Dockerfile',
      span,
      line: line ?? lineAt(this.#source.starts, span.start),
      message,
      ...(fix ? { fix } : {}),
    };
  }
}

const longestLine = 65_536;
/** So many UTF-16 units are never more than `longestLine` bytes: each takes three at most. */
const shortLine = 21_845;

/** `push(...items)` would put every item on the stack. */
function append<Item>(list: Item[], items: readonly Item[]): void {
  for (const item of items) list.push(item);
}

const heredocKeywords: ReadonlySet<string> = new Set(['ADD', 'COPY', 'RUN']);

function takesHeredocs(instruction: Instruction): boolean {
  const one = instruction.keyword === 'ONBUILD' && instruction.nested ? instruction.nested : instruction;
  return heredocKeywords.has(one.keyword) && one.form !== 'exec';
}

function utf8Length(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x800) length += unit >= 0xd800 && unit < 0xe000 ? 1 : 2;
    else if (unit >= 0x80) length += 1;
  }
  return length;
}
