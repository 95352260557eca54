/** The goal that a build comes to its end. */
import type { Stage, Step } from '../../../build/build.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Goal } from '../../exercise.ts';
import { atStep, finalStage, type StageGoal } from '../stage.ts';
import { missingUser } from '../users/groups.ts';
import { ownershipOf } from '../users/ownership.ts';
import { failureMessage } from './failures.ts';
import { unknownImage } from './known-images.ts';

/** No step that the target needs is bound to fail: a missing source, lockfile, script or tool, an unknown user, a folder of somebody else's. */
export function buildSucceeds(
  goal: StageGoal & { /** What another goal of the exercise speaks of: 'missing-lists', 'refused-to-user'. */ except?: string[] },
): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (_, build, workspace) => {
    const needed = build.stages.filter((stage) => stage.needed);
    const failures = needed.flatMap((stage) => workspace.contents(stage).failures).filter(({ reason }) => !goal.except?.includes(reason));
    const first = failures[0];
    if (first) {
      const findings = failures.map((failure) => ({ file, span: failure.span, message: failureMessage(failure) }));
      return {
        outcome: 'fail',
        mistake: first.reason,
        message: `Line ${first.step.line} stops the build. ${failureMessage(first)}`,
        findings,
      };
    }
    const nobody = unknownImage(build, file, workspace);
    if (nobody) {
      const { span, line, message } = nobody;
      return {
        outcome: 'fail',
        mistake: 'no-such-stage',
        message: `Line ${line} stops the build. ${message}`,
        findings: [{ file, span, line, message }],
      };
    }
    for (const stage of needed) {
      const refusal = refusalIn(stage, workspace);
      if (!refusal || goal.except?.includes(refusal.mistake)) continue;
      const { step, mistake, message } = refusal;
      return { outcome: 'fail', mistake, message: `Line ${step.line} stops the build. ${message}`, findings: atStep(step, file, message) };
    }
    return { outcome: 'pass', message: 'Each step finds what it needs.' };
  });
}

/** A step that is not allowed what it does: by somebody whom nobody made, or by somebody who is not root any more. */
function refusalIn(stage: Stage, workspace: Workspace): { step: Step; mistake: string; message: string } | undefined {
  const missing = missingUser(stage);
  if (missing)
    return {
      step: missing.step,
      mistake: 'missing-user',
      message: `${missing.by} names a user, and neither the base image nor a step before has made one of that name. Look at where users come from.`,
    };
  const refused = ownershipOf(stage, workspace).refused();
  if (!refused) return undefined;
  return {
    step: refused.step,
    mistake: 'refused-to-user',
    message: `\`${refused.command}\` runs as user ${refused.uid}, because a \`USER\` stands above it, and that user may not do this there. Look at who owns the folder, and at who runs the step.`,
  };
}
