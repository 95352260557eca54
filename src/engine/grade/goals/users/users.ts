/** Goals on the user a container runs as: one that Kubernetes can check, made with the tools that the image has. */
import type { Stage } from '../../../build/build.ts';
import { effectiveUser } from '../../../build/user.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Command } from '../../../shell/command.ts';
import { program } from '../../../shell/options.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { at, atFrom, atStep, described, finalStage, rootBase, type StageGoal } from '../stage.ts';
import { stepsOf } from './accounts.ts';
import { missingGroup } from './groups.ts';
import { ownershipOf } from './ownership.ts';

/** The image's user is a number other than 0: what both Docker and Kubernetes' `runAsNonRoot` accept. */
export function runsAsCheckableUser(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, _, workspace) => {
      const user = effectiveUser(stage);
      const reasons = [{ file, text: `user of the final image: ${user.written ?? 'not set'}` }];
      if (user.root === 'yes' || (user.root === 'no' && user.written === undefined)) return { ...asRoot(stage, file), reasons };
      if (user.written === undefined || user.root === 'unknown') {
        const message = `Who the image runs as cannot be told from here: ${described(rootBase(stage))} may set a user of its own. A \`USER\` line makes it plain.`;
        return { outcome: 'unknown', message, reasons };
      }
      if (user.numeric === 'yes')
        return { outcome: 'pass', message: `\`${user.written}\` is a number and not 0, so Docker and Kubernetes both accept it.`, reasons };
      return { ...named(user.user ?? '', stage, workspace, file), reasons };
    }),
    covers: ['run-as-non-root'],
  };
}

function asRoot(stage: Stage, file: string): Judgement {
  const { written, origin } = effectiveUser(stage);
  if (written === undefined || origin?.kind !== 'instruction') {
    const message =
      'No `USER` is set, and the base image runs as root, so the app does too. Whoever breaks into it is root in the container, and Kubernetes refuses the pod. Look at where a stage says who runs.';
    return { outcome: 'fail', mistake: 'no-user', message, findings: atFrom(stage, file, 'Nothing after this line sets another user.') };
  }
  const message = `\`USER ${written}\` is root, and the last \`USER\` of the final stage counts. It may be root while the image is built, not when it runs.`;
  return { outcome: 'fail', mistake: 'root', message, findings: at(origin, file, message) };
}

function named(user: string, stage: Stage, workspace: Workspace, file: string): Judgement {
  const { written, origin } = effectiveUser(stage);
  const base = rootBase(stage);
  const contents = workspace.contents(stage);
  if (base.kind === 'scratch' && contents.holds('/etc/passwd').answer === 'no') {
    const message = `\`USER ${written}\` is a name, and \`scratch\` has no \`/etc/passwd\` in which it could be looked up: the container does not start. Look at what a user is without that file.`;
    return { outcome: 'fail', mistake: 'no-passwd', message, findings: at(origin, file, message) };
  }
  const message = `\`USER ${written}\` is a name. Docker looks \`${user}\` up in the image's \`/etc/passwd\`; Kubernetes reads the image's configuration alone, cannot tell whether \`${user}\` is root, and refuses the pod under \`runAsNonRoot\`. Look at what it could check.`;
  return { outcome: 'fail', mistake: 'named-user', message, findings: at(origin, file, message) };
}

/** Users and groups are made with the tools, and the flags, that this image has. */
export function makesUsersItsOwnWay(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage) => {
    const base = rootBase(stage);
    const family = base.kind === 'image' ? base.facts?.family : undefined;
    for (const step of stepsOf(stage)) {
      for (const command of step.keyword === 'RUN' ? (step.script?.commands ?? []) : []) {
        const wrong = wrongTool(command, family, stage);
        if (wrong) return { outcome: 'fail', mistake: wrong.mistake, message: wrong.message, findings: atStep(step, file, wrong.message) };
      }
    }
    const groupless = missingGroup(stage);
    if (groupless) {
      const { step, command, group } = groupless;
      const message = `\`${program(command)}\` gives the user the group \`${group}\`, which neither the image has nor a step before made. The build stops there. Look at the order in which groups and users come to be.`;
      return { outcome: 'fail', mistake: 'group-missing', message, findings: atStep(step, file, message) };
    }
    return { outcome: 'pass', message: 'Every step that makes users works in this image.' };
  });
}

function wrongTool(command: Command, family: string | undefined, stage: Stage): { mistake: string; message: string } | undefined {
  const name = program(command);
  const written = `\`${name} ${command.args.map(({ text }) => text).join(' ')}\``;
  const brought = (tool: string) =>
    stepsOf(stage).some(({ script }) => script?.commands.some((each) => each.args.some((arg) => arg.text === tool)));
  if ((family === 'debian' || family === 'ubuntu') && /^add(?:user|group)$/.test(name)) {
    // Debian's own scripts of these names have long flags only.
    const short = command.args.find((arg) => /^-[SDGuhHgs]/.test(arg.text));
    if (short)
      return {
        mistake: 'busybox-form',
        message: `${written} is BusyBox's form: it works on Alpine. ${described(rootBase(stage))} is ${family === 'debian' ? 'Debian' : 'Ubuntu'}, where \`${short.text}\` means nothing to \`${name}\`, if the image has one at all, so the build stops. Look at the tools this family has for users and groups.`,
      };
  }
  if (family === 'alpine' && /^(?:user|group)add$/.test(name) && !brought('shadow'))
    return {
      mistake: 'debian-form',
      message: `\`${name}\` is Debian's tool; Alpine has BusyBox's tools for users and groups, under other names. The build stops here.`,
    };
  if (family === 'distroless' && /^(?:user|group)add$|^add(?:user|group)$/.test(name))
    return {
      mistake: 'no-tools',
      message: `This image has no \`${name}\`, and no shell to run it. Look at the users that it has already.`,
    };
  return undefined;
}

/** What only root may do is done before the user changes. */
export function preparesAsRoot(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const refused = ownershipOf(stage, workspace).refused();
    if (!refused) return { outcome: 'pass', message: 'Every step has the rights that it needs.' };
    const message = `\`${refused.command}\` runs as ${refused.uid}, because a \`USER\` stands above it, and that user may not do this: the build stops. What needs root comes before the line that gives it up.`;
    return { outcome: 'fail', mistake: 'root-given-up-too-early', message, findings: atStep(refused.step, file, message) };
  });
}

/** No program is installed that turns the user into root again. */
export function leavesSudoOut(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, _, workspace) => {
      const found = workspace.contents(stage).installs((name) => /^(?:sudo|doas)(?:=.*)?$/.test(name));
      if (found.answer !== 'yes') return { outcome: 'pass', message: 'Nothing in the image hands root back.' };
      const message =
        '`sudo` is installed. With it, the user you set is one command away from root, and the program itself is a setuid binary in every container. Whatever needs root can be done while the image is built, before the user changes.';
      return { outcome: 'fail', mistake: 'sudo', message, findings: atStep(found.pieces[0]?.trail[0], file, message) };
    }),
    covers: ['no-sudo'],
  };
}

/** Polish: the process does not run with root's group. */
export function runsInOwnGroup(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const { written, origin } = effectiveUser(stage);
    const { uid, gid } = ownershipOf(stage, workspace).runner;
    if (written === undefined || uid === 0)
      return { outcome: 'unknown', message: 'The group says nothing as long as it is root who runs.' };
    if (gid === undefined) return { outcome: 'unknown', message: `Which group \`USER ${written}\` comes with cannot be told from here.` };
    if (gid !== 0) return { outcome: 'pass', message: `The process runs with group ${gid}, not with root's.` };
    const message = `\`USER ${written}\` comes without a group of its own, so the process runs with group 0, root's, and may do what that group may. A number after a colon settles it.`;
    return { outcome: 'fail', mistake: 'group-root', message, findings: at(origin, file, message) };
  });
}
