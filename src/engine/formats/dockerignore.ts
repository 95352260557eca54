/** `.dockerignore` (moby/patternmatcher, with its `ignorefile` reader). */
import { trimSpace } from '../dockerfile/characters.ts';
import type { Span } from '../source.ts';
import { cleanPath } from './ignore-path.ts';
import { compileTree, type Matcher } from './ignore-pattern.ts';

/** A `.dockerignore`, read as the builder applies it (moby/patternmatcher). */
export interface Ignore {
  /** Each pattern that counts, in order: comments and blank lines are not patterns. */
  patterns: { text: string; negated: boolean; span: Span; line: number }[];
  /** Patterns that the builder would refuse. */
  problems: { message: string; span: Span }[];
  /** Whether a path (relative to the context root, `/` between folders) is left out. */
  excludes(path: string): boolean;
  /** Which pattern decided for a path: index into `patterns`; undefined where none matched. */
  decidedBy(path: string): number | undefined;
}

interface Line {
  text: string;
  span: Span;
  line: number;
}

interface Compiled {
  negated: boolean;
  matches: Matcher;
}

/**
 * Reads a `.dockerignore`. A line that the builder refuses stands in `problems` and does not count; the builder itself would stop
 * there.
 */
export function parseIgnore(text: string): Ignore {
  const patterns: Ignore['patterns'] = [];
  const problems: Ignore['problems'] = [];
  const compiled: Compiled[] = [];
  for (const line of linesOf(text)) {
    const negated = line.text.startsWith('!');
    const pattern = normalize(negated ? line.text.slice(1) : line.text);
    const matches = pattern === undefined ? undefined : compileTree(pattern);
    if (!matches) {
      problems.push({ message: refusal(line.text), span: line.span });
      continue;
    }
    patterns.push({ text: line.text, negated, span: line.span, line: line.line });
    compiled.push({ negated, matches });
  }
  const decidedBy = (path: string) => decide(compiled, path);
  return {
    patterns,
    problems,
    decidedBy,
    excludes: (path) => {
      const index = decidedBy(path);
      return index !== undefined && patterns[index]?.negated === false;
    },
  };
}

/** The lines that are patterns. A comment's `#` stands in the first column; blanks around a pattern are dropped. */
function* linesOf(text: string): Generator<Line> {
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let line = 1; start < text.length; line++) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const raw = text.slice(start, end);
    const trimmed = trimSpace(raw);
    if (trimmed !== '' && !raw.startsWith('#')) {
      const at = start + raw.indexOf(trimmed);
      yield { text: trimmed, span: { start: at, end: at + trimmed.length }, line };
    }
    start = end + 1;
  }
}

/** Cleaned, and without the leading slash: all patterns begin at the context's root. Undefined where nothing is left. */
function normalize(written: string): string | undefined {
  const trimmed = trimSpace(written);
  if (trimmed === '') return undefined;
  const clean = cleanPath(trimmed);
  const relative = clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
  return trimSpace(relative) || undefined;
}

function refusal(text: string): string {
  if (text.replace(/^!\s*/, '') === '') return 'There is no pattern after `!`. Docker wants the path to keep right behind it.';
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return `Docker cannot read the pattern \`${shown.replaceAll('`', ' ')}\`. A bracket needs its end and something inside, and a backslash something to escape.`;
}

/** The pattern that had the last word on a path or on a folder above it. */
function decide(patterns: Compiled[], path: string): number | undefined {
  const file = cleanPath(path);
  if (file === '.') return undefined;
  let excluded = false;
  let decided: number | undefined;
  for (const [index, { negated, matches }] of patterns.entries()) {
    // What would not change the answer is not asked.
    if (negated !== excluded) continue;
    if (!matches(file)) continue;
    excluded = !negated;
    decided = index;
  }
  return decided;
}
