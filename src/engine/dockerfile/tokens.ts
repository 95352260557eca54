/** Tokens for the editor's colours: every character of the file belongs to exactly one. */
import type { LexedWord } from './lexer.ts';
import { escapesOf, type LogicalLine } from './lines.ts';
import { paint } from './paint.ts';
import type { Stroke } from './scan.ts';
import type { Comment, Heredoc, Syntax, Token } from './syntax.ts';

/** An instruction's line with the here-documents that follow it. */
export interface ReadLine {
  readonly line: LogicalLine;
  readonly heredocs: readonly Heredoc[];
  /** The here-documents' words in the line. */
  readonly markers: readonly LexedWord[];
}

/** The tokens of a whole file in order; what no part of it claims is space. */
export function tokenize(
  text: string,
  lines: readonly ReadLine[],
  comments: readonly Comment[],
  { spans, escape: escapeToken }: Syntax['directives'],
): Token[] {
  const painted: Token[] = [
    ...comments.map(({ span }): Token => ({ kind: 'comment', span })),
    ...spans.map(({ span }): Token => ({ kind: 'directive', span })),
  ];
  for (const { line, heredocs, markers } of lines) {
    for (const at of escapesOf(text, line, escapeToken)) painted.push({ kind: 'continuation', span: { start: at, end: at + 1 } });
    for (const token of inFile(line, paint(line.text, markers))) painted.push(token);
    for (const heredoc of heredocs) painted.push(...bodyTokens(text, heredoc));
  }
  painted.sort((a, b) => a.span.start - b.span.start);
  return withSpaces(text.length, painted);
}

/** Strokes of a logical line as tokens of the file: cut where a continuation cuts them. */
function* inFile({ text, start, continued }: LogicalLine, strokes: Stroke[]): Generator<Token> {
  const { from: froms, at: ats } = continued ?? { from: [0], at: [start] };
  let index = 0;
  for (const { kind, from, to } of strokes) {
    for (let at = from; at < to; ) {
      while ((froms[index + 1] ?? text.length) <= at) index++;
      const place = ats[index];
      if (place === undefined) return;
      const stop = Math.min(to, froms[index + 1] ?? text.length);
      const start = place + at - (froms[index] ?? 0);
      yield { kind, span: { start, end: start + stop - at } };
      at = stop;
    }
  }
}

/** The body, and its last line where that closes it. */
function bodyTokens(text: string, { name, chomp, span }: Heredoc): Token[] {
  if (span.end <= span.start) return [];
  const lastLine = Math.max(span.start, text.lastIndexOf('\n', span.end - 1) + 1);
  const last = text.slice(lastLine, span.end);
  const closes = (chomp ? last.replace(/^\t+/, '') : last) === name;
  const bodyEnd = closes ? lastLine : span.end;
  const tokens: Token[] = [];
  if (bodyEnd > span.start) tokens.push({ kind: 'heredoc-body', span: { start: span.start, end: bodyEnd } });
  if (closes && last) tokens.push({ kind: 'heredoc-marker', span: { start: lastLine, end: span.end } });
  return tokens;
}

function withSpaces(length: number, painted: Token[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const token of painted) {
    if (token.span.start > at) tokens.push({ kind: 'space', span: { start: at, end: token.span.start } });
    tokens.push(token);
    at = token.span.end;
  }
  if (at < length) tokens.push({ kind: 'space', span: { start: at, end: length } });
  return tokens;
}
