import type { Build, Stage, Step } from '../build/build.ts';
import type { Workspace } from '../build/workspace.ts';
import type { Fix } from '../diagnostic.ts';
import type { ShellWord } from '../shell/command.ts';

/** The steps of a build with one of these keywords, in order. Steps of all stages, also of those the target does not need. */
export function* steps(build: Build, ...keywords: string[]): Generator<Step> {
  for (const stage of build.stages) {
    for (const step of stage.steps) if (keywords.includes(step.keyword)) yield step;
  }
}

/** Where a step stands, for a finding: ONBUILD triggers are reported where they run. */
export const at = (step: Step) => ({ span: step.span, line: step.line });

/** Where a stage begins. */
export const atFrom = (stage: Stage) => ({ span: stage.from.span, line: stage.from.lines.start });

/** A place inside a step; a trigger's own place is elsewhere, so there it is the step's. */
export const within = (step: Step, span: Step['span']) => ({
  span: step.span.start <= span.start && span.end <= step.span.end ? span : step.span,
  line: step.line,
});

/** Which Dockerfile a build was read from. */
export const pathOf = (build: Build, workspace: Workspace): string =>
  workspace.dockerfiles.find((path) => workspace.build(path)?.syntax === build.syntax) ?? 'Dockerfile';

/** A fix that puts words behind one of a shell's words, where that stands in the file as the shell reads it. */
export function putBehind(word: ShellWord | undefined, step: Step, text: string, title: string): { fix: Fix } | undefined {
  const { form } = step.instruction.nested ?? step.instruction;
  if (!word || form === 'exec' || word.span.end - word.span.start !== word.text.length || within(step, word.span).span !== word.span)
    return;
  return { fix: { title, edits: [{ span: { start: word.span.end, end: word.span.end }, text }] } };
}
