/** What goals on packages of the system share. */
import type { Stage, Step } from '../../build/build.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Finding } from '../../rules/rule.ts';
import type { Goal, Judgement } from '../exercise.ts';
import { type AptCall, type AptInstall, type AptUse, aptUse, chainSteps, type KeptLists } from './apt-use.ts';
import { finalStage, type StageGoal } from './stage.ts';

/** What a goal on apt is told. */
export interface Seen {
  /** Installs in every stage that the target needs, each once. */
  installs: AptInstall[];
  calls: AptCall[];
  /** Lists in layers of the final image, and in those of stages that stay behind. */
  shipped: KeptLists[];
  behind: KeptLists[];
  steps: Step[];
  stage: Stage;
  workspace: Workspace;
  file: string;
}

/** A goal on what the final image and the stages it needs do with apt. */
export function aptGoal(goal: StageGoal, judge: (seen: Seen) => Judgement): Goal {
  return finalStage(goal, (stage, build, workspace) => {
    const needed = build.stages.filter((each) => each.needed);
    const uses = needed.map((each) => ({ own: new Set(each.steps), use: aptUse(chainSteps(each)) }));
    const own = <T>(pick: (use: AptUse) => (T & { step: Step })[]) =>
      uses.flatMap(({ own: steps, use }) => pick(use).filter(({ step }) => steps.has(step)));
    const shipped = aptUse(chainSteps(stage)).kept;
    const shipping = new Set(shipped.map(({ update }) => update.step));
    const behind = uses.flatMap(({ own: steps, use }) =>
      use.kept.filter(({ update }) => steps.has(update.step) && !shipping.has(update.step)),
    );
    return judge({
      installs: own((use) => use.installs),
      calls: own((use) => use.calls),
      shipped,
      behind,
      steps: needed.flatMap((each) => each.steps),
      stage,
      workspace,
      file: goal.dockerfile ?? 'Dockerfile',
    });
  });
}

/** Marks a command where it stands in the file, else its instruction. */
export const mark = (file: string, { step, command }: Pick<AptCall, 'step' | 'command'>, message: string): Finding => ({
  file,
  span: step.span.start <= command.span.start && command.span.end <= step.span.end ? command.span : step.span,
  message,
});
export const markStep = (file: string, step: Step, message: string): Finding => ({ file, span: step.span, line: step.line, message });

/** The call as its author knows it: `apt-get update`. */
export const shown = ({ tool, verb }: AptCall) => `\`${tool} ${verb}\``;
