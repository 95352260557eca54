/** What goals on packages of the system share. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { finalStage, type StageGoal } from '../stage.ts';
import { type AptCall, type AptInstall, type AptUse, aptUse, chainSteps, type KeptLists } from './apt-use.ts';

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
    const uses = new Map<Stage, AptUse>();
    // A stage stands below those that start from it in the file too, so its own use is known by then.
    for (const each of needed) uses.set(each, aptUse(each.steps, each.base.kind === 'stage' ? uses.get(each.base.stage)?.last : undefined));
    const all = [...uses.values()];
    const shipped = aptUse(chainSteps(stage)).kept;
    const shipping = new Set(shipped.map(({ update }) => update.step));
    return judge({
      installs: all.flatMap(({ installs }) => installs),
      calls: all.flatMap(({ calls }) => calls),
      shipped,
      behind: all.flatMap(({ kept }) => kept.filter(({ update }) => !shipping.has(update.step))),
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
