/**
 * What the text of a Dockerfile says, before anything is resolved: instructions with their flags and words, as BuildKit's
 * parser reads them (moby/buildkit `frontend/dockerfile/parser`), with the place of everything.
 */
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../source.ts';

/** A word of an instruction: `text` as BuildKit's parser gives it (quotes kept, continuations removed; a JSON string decoded). */
export interface Word {
  text: string;
  /** From its first to its last character in the file, quotes included; continuations inside it are part of the span. */
  span: Span;
}

/** `--name` or `--name=value` before the arguments. */
export interface Flag {
  name: string;
  /** Undefined where there is no `=`. */
  value?: string;
  span: Span;
  /** The value's own place; empty span at the flag's end where there is none. */
  valueSpan: Span;
}

/** A here-document of RUN, COPY, ADD (or of one of them inside ONBUILD). */
export interface Heredoc {
  name: string;
  /** The body without its last delimiter line; leading tabs already removed where `chomp`. */
  content: string;
  /** Whether variables in the body are expanded: false where the name was quoted. */
  expand: boolean;
  /** `<<-`: leading tabs are removed. */
  chomp: boolean;
  /** The body's lines with the closing delimiter's line, in the file. */
  span: Span;
  /** The `<<EOF` word on the instruction's line. */
  marker: Span;
}

/** A `#` line, wherever it stands: between instructions or inside a continued one. */
export interface Comment {
  /** Without the `#` and without the blanks around it. */
  text: string;
  span: Span;
}

/** One instruction in source order. */
export interface Instruction {
  /** Upper case. */
  keyword: string;
  /** As written. */
  written: string;
  keywordSpan: Span;
  flags: Flag[];
  /** `exec` where the arguments were a valid JSON array of strings. */
  form: 'shell' | 'exec';
  /** The words as BuildKit's parser splits them; ENV and LABEL: key, value, key, value. */
  args: string[];
  /** The same words with their places: `args[i] === words[i].text`. */
  words: Word[];
  heredocs: Heredoc[];
  /** From the keyword to the end of the last line, heredoc bodies included, without the final line break. */
  span: Span;
  /** 1-based, inclusive, heredoc bodies included. */
  lines: { start: number; end: number };
  /**
   * What follows keyword and flags, with the same length as in the file: every character that BuildKit takes out (escape
   * and line break of a continuation, comment lines and blank lines inside it) is a space here. Offset `i` in `body.text` is offset
   * `body.start + i` in the file. Empty text where nothing follows. Heredoc bodies are not in it.
   */
  body: { text: string; start: number };
  /** ONBUILD's instruction, or HEALTHCHECK's CMD as if it stood alone. */
  nested?: Instruction;
  /** The comment lines right above, nearest last; used where BuildKit reads them as a description. */
  comments: Comment[];
  /** Blank lines between its continued lines: BuildKit skips them and warns (NoEmptyContinuation). */
  blankLines: Span[];
}

/** Kinds of token for colouring. Tokens cover the whole text without gaps or overlaps: joined, they are the text. */
export type TokenKind =
  | 'keyword'
  | 'flag'
  | 'stage'
  | 'image'
  | 'string'
  | 'variable'
  | 'argument'
  | 'operator'
  | 'continuation'
  | 'comment'
  | 'directive'
  | 'heredoc-marker'
  | 'heredoc-body'
  | 'space';

export interface Token {
  kind: TokenKind;
  span: Span;
}

/** A whole Dockerfile as text: what was understood, and what was not. Never missing, whatever was typed. */
export interface Syntax {
  text: string;
  directives: { syntax?: string; escape: '\\' | '`'; check?: string; spans: { name: string; span: Span }[] };
  instructions: Instruction[];
  comments: Comment[];
  tokens: Token[];
  /** What cannot be read, as BuildKit's parser (not its later stages) would refuse it. `file` is 'Dockerfile'. */
  diagnostics: Diagnostic[];
}
