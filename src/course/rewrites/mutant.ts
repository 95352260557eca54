/** Solutions broken in one way each: what a grader that sees effects must notice, or be able to say why it need not. */
import type { Files, Instruction, Span } from '#engine';
import { type Edit, edited } from './rewrite.ts';

/** A workspace with one thing undone. */
export interface Mutant {
  /** What was done to which file: 'Dockerfile: without `USER node`'. Unique among the mutants of one workspace. */
  name: string;
  files: Files;
}

/** What a maker of mutants gives for one file. */
export interface Change {
  what: string;
  text: string;
}

/** A change by edits. */
export const change = (what: string, text: string, edits: readonly Edit[]): Change => ({ what, text: edited(text, edits) });

/** A stretch of text on one line and short enough for a name. */
export function shown(text: string): string {
  const line = text
    .replace(/\\?\s*\n\s*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `\`${line.length > 60 ? `${line.slice(0, 57)}…` : line}\``;
}

/** The span with the line break behind it, so that no empty line stays. */
export const wholeLines = (text: string, span: Span): Span => ({
  start: span.start,
  end: text[span.end] === '\n' ? span.end + 1 : span.end,
});

/** The text of an instruction's span. */
export const written = (instruction: Pick<Instruction, 'span'>, text: string) => text.slice(instruction.span.start, instruction.span.end);

/** Takes a stretch out together with the blanks (and continuations) before it. */
export function cut(text: string, span: Span): Edit {
  const before = /(?:[ \t]|\\\r?\n)*$/.exec(text.slice(Math.max(0, span.start - 200), span.start))?.[0].length ?? 0;
  return { span: { start: span.start - before, end: span.end }, text: '' };
}
