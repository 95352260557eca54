import { createWorkspace } from '../build/create-workspace.ts';
import type { Workspace } from '../build/workspace.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { Files } from '../source.ts';
import { rules } from './index.ts';
import { toDiagnostic } from './rule.ts';
import { withSuppressions } from './suppress.ts';

export interface ReviewOptions {
  /** Stage to build. */
  target?: string;
  buildArgs?: Record<string, string>;
  /** Also the rules that are off by default. */
  everything?: boolean;
}

/**
 * Every finding in every file it understands: what cannot be read, what the builder refuses, and what the rules say. Sorted by
 * file, then place; the same finding once. Never throws.
 */
export function review(files: Files, options: ReviewOptions = {}): Diagnostic[] {
  const { everything = false, ...build } = options;
  return reviewWorkspace(createWorkspace(files, build), { everything });
}

/** The same for a workspace that is there already. */
export function reviewWorkspace(workspace: Workspace, { everything = false }: { everything?: boolean } = {}): Diagnostic[] {
  return inOrder(workspace.dockerfiles.flatMap((path) => reviewDockerfile(path, workspace, everything)));
}

function reviewDockerfile(path: string, workspace: Workspace, everything: boolean): Diagnostic[] {
  const build = workspace.build(path);
  if (!build) return [];
  const lineOf = (file: string, offset: number) => workspace.lineOf(file, offset);
  const found = rules
    .filter(({ offByDefault }) => everything || !offByDefault)
    .flatMap((rule) => [...rule.check(build, workspace)].map((finding) => toDiagnostic(rule, { file: path, ...finding }, lineOf)));
  const refused = [...build.syntax.diagnostics, ...build.diagnostics].map((diagnostic) => ({ ...diagnostic, file: path }));
  return withSuppressions([...withoutRepeats(refused), ...found], build);
}

/** A refusal that begins with what is said of curly quotes and long dashes makes the warning about them a repetition. */
function withoutRepeats(diagnostics: Diagnostic[]): Diagnostic[] {
  const said = new Map<number, string[]>();
  for (const { stopsBuild, line, message } of diagnostics) if (stopsBuild) said.set(line, [...(said.get(line) ?? []), message]);
  const isRepeat = ({ rule, line, message }: Diagnostic) =>
    rule.startsWith('typographic-') && (said.get(line) ?? []).some((other) => other.startsWith(message));
  return diagnostics.filter((diagnostic) => !isRepeat(diagnostic));
}

function inOrder(diagnostics: Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const once = diagnostics.filter(({ rule, file, span, message }) => {
    const key = JSON.stringify([rule, file, span.start, span.end, message]);
    return !seen.has(key) && seen.add(key);
  });
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return once.sort((a, b) => byText(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end || byText(a.rule, b.rule));
}
