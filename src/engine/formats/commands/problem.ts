/** Findings before they know their file: readers gather them, the outermost one makes diagnostics of them. */
import type { Diagnostic, Fix, Severity } from '../../diagnostic.ts';
import { lineAt, lineStarts, type Span } from '../../source.ts';

/** What is wrong at a place of the text that is read. */
export interface Problem {
  /** Kebab-case id. */
  rule: string;
  /** `error` where the tool itself would refuse. */
  severity: Severity;
  span: Span;
  message: string;
  fix?: Fix;
}

/** Problems as diagnostics of one file, in the order of the text. */
export function toDiagnostics(problems: readonly Problem[], text: string, file: string): Diagnostic[] {
  const starts = lineStarts(text);
  return problems
    .map((problem) => ({ ...problem, aka: [], stopsBuild: false, file, line: lineAt(starts, problem.span.start) }))
    .sort((a, b) => a.span.start - b.span.start);
}

/** At most this much of somebody's own words in a message. */
const longest = 60;

/** Their own words between backticks, shortened where they are very long. */
export const quote = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return `\`${line.length > longest ? `${line.slice(0, longest)}…` : line}\``;
};

/** Longer texts are not read: they would keep a browser busy for seconds. */
const mostCharacters = 2_000_000;

/** The finding for a text that is too long to be read; undefined for all others. */
export const tooLong = (text: string): Problem | undefined =>
  text.length <= mostCharacters
    ? undefined
    : {
        rule: 'file-too-large',
        severity: 'error',
        span: { start: 0, end: 0 },
        message: 'This file is longer than two million characters and is not read.',
      };
