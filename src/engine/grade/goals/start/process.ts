/** Goals on who the container runs as and what it is built on. */
import type { Base, EffectiveUser, Stage } from '../../../build/build.ts';
import { effectiveUser } from '../../../build/user.ts';
import type { Goal } from '../../exercise.ts';
import { at, atFrom, described, finalStage, rootBase, type StageGoal } from '../stage.ts';

/** The container does not run as root. */
export function runsAsNonRoot(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage) => {
      const user = effectiveUser(stage);
      const reasons = [{ file, text: `user of the final image: ${user.written ?? 'not set'}` }];
      if (user.root === 'no') return { outcome: 'pass', message: `The process runs as \`${user.written}\`, not as root.`, reasons };
      if (user.root === 'unknown') return { outcome: 'unknown', message: unknownUser(user, stage), reasons };
      if (user.written === undefined || user.origin?.kind !== 'instruction') {
        const message =
          'No `USER` is set, and the base image runs as root, so your app does too. Whoever breaks into it is root in the container. Look at which users the base image already has.';
        return {
          outcome: 'fail',
          mistake: 'no-user',
          message,
          findings: atFrom(stage, file, 'Nothing after this line sets another user than root.'),
          reasons,
        };
      }
      const message = `\`USER ${user.written}\` is root. The last \`USER\` of the final stage decides who the app runs as.`;
      return { outcome: 'fail', mistake: 'root', message, findings: at(user.origin, file, message), reasons };
    }),
    covers: ['run-as-non-root'],
  };
}

function unknownUser(user: EffectiveUser, stage: Stage): string {
  if (user.written !== undefined)
    return `\`USER ${user.written}\` takes its value from somewhere this page cannot see. Write the user out to have it checked.`;
  return `No \`USER\` is set, and this page does not know who ${described(stage.base)} runs as. Set one to make it plain.`;
}

/** Polish: the user is a number, which Kubernetes can check. */
export function runsAsNumber(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage) => {
    const user = effectiveUser(stage);
    if (user.numeric === 'yes')
      return { outcome: 'pass', message: `\`${user.written}\` is a number, so Kubernetes can tell that it is not root.` };
    if (user.written === undefined || user.numeric === 'unknown')
      return { outcome: 'unknown', message: 'Who runs is not set by a `USER` that can be read here.' };
    if (user.root === 'yes') return { outcome: 'unknown', message: 'A number says nothing as long as it is root who runs.' };
    const message = `\`USER ${user.written}\` is a name. With \`runAsNonRoot: true\` Kubernetes refuses the pod, because it cannot look a name up in the image. The user's number works in both.`;
    return { outcome: 'fail', mistake: 'named-user', message, findings: at(user.origin, file, message) };
  });
}

/** Every base image the target needs still gets fixes on the given day. */
export function supportedBase(goal: StageGoal & { /** ISO date the exercise was written for. */ on: string }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (_, build) => {
    const used = build.stages.filter((stage) => stage.needed && stage.base.kind === 'image');
    const reasons = used.map((stage) => ({
      file,
      span: stage.from.span,
      text: `${described(stage.base)}: ${endOf(stage.base) ?? 'no end of life known'}`,
    }));
    const ended = used.filter((stage) => (endOf(stage.base) ?? '9999') <= goal.on);
    const first = ended[0];
    if (first && first.base.kind === 'image') {
      const message = `${described(first.base)} has had no fixes since ${endOf(first.base)}. New holes in it stay open, in every image built on it. Look for a line that is still supported.`;
      return {
        outcome: 'fail',
        mistake: 'end-of-life',
        message,
        findings: ended.flatMap((stage) => atFrom(stage, file, `${described(stage.base)}: end of life ${endOf(stage.base)}.`)),
        reasons,
      };
    }
    if (used.length > 0 && used.every((stage) => stage.base.kind === 'image' && !stage.base.facts))
      return {
        outcome: 'unknown',
        message: `This page has no dates for ${used.map((stage) => described(stage.base)).join(', ')}.`,
        reasons,
      };
    return { outcome: 'pass', message: 'Every base image is a line that still gets fixes.', reasons };
  });
}

const endOf = (base: Base) => (base.kind === 'image' ? base.facts?.endOfLife?.date : undefined);

/** The final image is still built on one of the named images. */
export function basedOn(
  goal: StageGoal & {
    names: string[];
    /** What another base lacks, as a clause: 'which has no Python'. For a web server where absent. */
    lacks?: string;
  },
): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage) => {
    const base = rootBase(stage);
    if (base.kind === 'image' && goal.names.includes(base.image.name))
      return {
        outcome: 'pass',
        message: goal.lacks ? `${described(base)} is still what it stands on.` : `${described(base)} is still what serves.`,
      };
    if (base.kind === 'unknown') return { outcome: 'unknown', message: `What ${described(base)} stands for cannot be told from here.` };
    const message = `The final image is built on ${described(base)}, ${goal.lacks ?? 'which does not serve the site'}. The last stage is the one that ships.`;
    return { outcome: 'fail', mistake: 'other-base', message, findings: atFrom(stage, file, message) };
  });
}
