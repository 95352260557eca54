/** What a rule is and what it may see. A rule holds for any file; a goal (grade/exercise.ts) for one exercise: both yield findings. */
import type { Build } from '../build/build.ts';
import type { Workspace } from '../build/workspace.ts';
import type { Diagnostic, Fix, Severity } from '../diagnostic.ts';
import type { Files, Span } from '../source.ts';

/** What a check yields; the runner fills in rule, aka, severity and line. */
export interface Finding {
  span: Span;
  message: string;
  /** 'Dockerfile' where absent. */
  file?: string;
  /** 1-based; worked out from the span where absent. */
  line?: number;
  /** Overrides the rule's, where one case is milder than another. */
  severity?: Severity;
  /** Overrides the rule's, where only some peers agree on this case. */
  aka?: string[];
  stopsBuild?: boolean;
  fix?: Fix;
}

export interface Source {
  title: string;
  url: string;
  /** ISO date on which it was read. */
  date: string;
}

/** One rule: a value. Its name, reason, examples and check travel together. */
export interface Rule {
  /** Kebab-case; also the file's name and `/rules/<id>/`. Advice in the imperative: 'use-exec-form'. */
  id: string;
  aka: string[];
  severity: Severity;
  /** Off in `review` unless `everything`: opinions that most teams would not want. */
  offByDefault?: boolean;
  /** One sentence: what holds where the rule is content. */
  summary: string;
  /** Two to four sentences: what goes wrong otherwise. */
  why: string;
  /** 'module/lesson' slug of the lesson that teaches it, where one exists. */
  lesson?: string;
  sources: Source[];
  /** Dockerfile text (or files) on which it fires, and on which it is silent. Both are run as tests and shown to readers. */
  bad: string | Files;
  good: string | Files;
  /** Called once for each Dockerfile of a workspace. Must not throw on a half-typed file. Rules on other formats get their own hook beside this one. */
  check(build: Build, workspace: Workspace): Iterable<Finding>;
}

/** Makes a rule; a place for the types to meet. */
export const rule = (value: Rule): Rule => value;

/** A finding of a rule, made whole; `path` is the file it is in where it names none. */
export function toDiagnostic(
  rule: Pick<Rule, 'id' | 'aka' | 'severity'>,
  finding: Finding,
  lineOf: (file: string, offset: number) => number,
  path = 'Dockerfile',
): Diagnostic {
  const file = finding.file ?? path;
  return {
    rule: rule.id,
    aka: finding.aka ?? rule.aka,
    severity: finding.severity ?? rule.severity,
    stopsBuild: finding.stopsBuild ?? false,
    file,
    span: finding.span,
    line: finding.line ?? lineOf(file, finding.span.start),
    message: finding.message,
    ...(finding.fix ? { fix: finding.fix } : {}),
  };
}
