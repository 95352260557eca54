/** What goals on one stage share. */
import type { Base, Build, Origin, Stage, Step } from '../../build/build.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Finding } from '../../rules/rule.ts';
import type { Goal, Judgement } from '../exercise.ts';

export interface StageGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** Path of the Dockerfile; 'Dockerfile' where absent. */
  dockerfile?: string;
}

/** Judges the target stage; an exercise is only graded when the file can be built, so a missing one is a file without stages. */
export function finalStage(goal: StageGoal, judge: (stage: Stage, build: Build, workspace: Workspace) => Judgement): Goal {
  return {
    id: goal.id,
    kind: goal.kind,
    title: goal.title,
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      if (!build?.final) return { outcome: 'fail', message: 'There is no stage to build: a Dockerfile needs a `FROM`.' };
      return judge(build.final, build, workspace);
    },
  };
}

/** The instruction a value came from, as a place to mark; nothing where the base image gave it. */
export const at = (origin: Origin | undefined, file: string, message: string): Finding[] =>
  origin?.kind === 'instruction' ? [{ file, span: origin.step.span, line: origin.step.line, message }] : [];

/** The line of the stage's FROM, where no instruction of its own is to blame. */
export const atFrom = (stage: Stage, file: string, message: string): Finding[] => [
  { file, span: stage.from.span, line: stage.from.lines.start, message },
];

/** The image at the bottom of a stage's chain of bases. */
export function rootBase(stage: Stage): Base {
  let base = stage.base;
  for (let depth = 0; base.kind === 'stage' && depth < 1000; depth++) base = base.stage.base;
  return base;
}

/** A base as the learner wrote it. */
export function described(base: Base): string {
  if (base.kind === 'image') return `\`${base.image.written}\``;
  return base.kind === 'unknown' ? `\`${base.written}\`` : 'the base image';
}

/** Where a step stands, with what is to be said of it. */
export const atStep = (step: Step | undefined, file: string, message: string): Finding[] =>
  step ? [{ file, span: step.span, line: step.line, message }] : [];
