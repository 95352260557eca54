import type { Span } from '../source.ts';

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
