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
  const refused = [...build.syntax.diagnostics, ...build.diagnostics].map((diagnostic) => ({ ...diagnostic, file: path }));
  const all = withoutRepeats(refused);
  for (const rule of rules) {
    if (rule.offByDefault && !everything) continue;
    for (const finding of rule.check(build, workspace)) all.push(toDiagnostic(rule, finding, lineOf, path));
  }
  return withSuppressions(all, build);
}

/** A refusal that begins with what is said of curly quotes and long dashes makes the warning about them a repetition. */
function withoutRepeats(diagnostics: Diagnostic[]): Diagnostic[] {
  const isDamage = ({ rule }: Diagnostic) => rule.startsWith('typographic-');
  if (!diagnostics.some(isDamage)) return diagnostics;
  const said = Map.groupBy(
    diagnostics.filter(({ stopsBuild }) => stopsBuild),
    ({ line }) => line,
  );
  const isRepeat = (diagnostic: Diagnostic) =>
    isDamage(diagnostic) && (said.get(diagnostic.line) ?? []).some(({ message }) => message.startsWith(diagnostic.message));
  return diagnostics.filter((diagnostic) => !isRepeat(diagnostic));
}

function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const byPlace = (a: Diagnostic, b: Diagnostic) =>
    byText(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end || byText(a.rule, b.rule);
  const sorted = diagnostics.toSorted(byPlace);
  // The same finding twice stands in one place: only what else stands there is looked at.
  let said: Set<string> | undefined;
  return sorted.filter((diagnostic, at) => {
    const last = sorted[at - 1];
    if (!last || byPlace(last, diagnostic) !== 0) {
      said = undefined;
      return true;
    }
    said ??= new Set([last.message]);
    return !said.has(diagnostic.message) && said.add(diagnostic.message);
  });
}
