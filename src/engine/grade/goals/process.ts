/** Goals on who runs and what is started: user, base image, form of the start command. */
import type { Base, Build, EffectiveUser, Origin, Stage } from '../../build/build.ts';
import { effectiveUser } from '../../build/user.ts';
import type { Workspace } from '../../build/workspace.ts';
import { contains } from '../../source.ts';
import type { Goal, Judgement } from '../exercise.ts';

interface StageGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  dockerfile?: string;
}

const pick = ({ id, kind, title }: StageGoal) => ({ id, kind, title });

/** Judges the target stage; an exercise is only graded when the file can be built, so a missing one is a file without stages. */
export function finalStage(goal: StageGoal, judge: (stage: Stage, build: Build, workspace: Workspace) => Judgement): Goal {
  return {
    ...pick(goal),
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      if (!build?.final) return { outcome: 'fail', message: 'There is no stage to build: a Dockerfile needs a `FROM`.' };
      return judge(build.final, build, workspace);
    },
  };
}

const at = (origin: Origin | undefined, file: string, message: string) =>
  origin?.kind === 'instruction' ? [{ file, span: origin.step.span, line: origin.step.line, message }] : [];

/** The line of the stage's FROM, where no instruction of its own is to blame. */
const atFrom = (stage: Stage, file: string, message: string) => [{ file, span: stage.from.span, line: stage.from.lines.start, message }];

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

function described(base: Base): string {
  if (base.kind === 'image') return `\`${base.image.written}\``;
  return base.kind === 'unknown' ? `\`${base.written}\`` : 'the base image';
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

/** The app is started directly: no `/bin/sh -c` between the container and it. */
export function startsWithoutShell(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, build) => {
      const origin = stage.origins.entrypoint ?? stage.origins.cmd;
      const argv = startCommand(stage);
      const reasons = [{ file, text: `start command: ${argv ? JSON.stringify(argv) : 'none'}` }];
      if (!argv)
        return {
          outcome: 'fail',
          mistake: 'no-start',
          message: 'Nothing says what to start: the image has no `CMD` or `ENTRYPOINT` of its own.',
          findings: atFrom(stage, file, 'No CMD or ENTRYPOINT follows.'),
          reasons,
        };
      const shell = shellIn(argv);
      if (!shell) return { outcome: 'pass', message: `\`${argv.join(' ')}\` is process 1, so \`docker stop\` reaches it.`, reasons };
      const written = origin?.kind === 'instruction' ? origin.step : undefined;
      const quoted = written?.instruction.body.text.trim() ?? '';
      if (build.syntax.diagnostics.some((found) => found.rule === 'typographic-quotes' && written && contains(written.span, found.span))) {
        const message = `\`${quoted}\` has typographic quotes, so it is not valid JSON. BuildKit reads it as a shell command, and the container dies looking for a program called \`[“node”,\`. A blog or a word processor replaced the straight quotes.`;
        return { outcome: 'fail', mistake: 'smart-quotes', message, findings: at(origin, file, message), reasons };
      }
      const message = `\`${written?.keyword ?? 'CMD'} ${quoted || argv.join(' ')}\` is in shell form: \`${shell}\` becomes process 1 and gets the signal of \`docker stop\`, your app does not. Look at the form with brackets.`;
      return { outcome: 'fail', mistake: 'shell-form', message, findings: at(origin, file, message), reasons };
    }),
    covers: ['use-exec-form'],
  };
}

/** ENTRYPOINT with CMD behind it, as the container starts it; undefined where neither is known. */
export function startCommand(stage: Stage): string[] | undefined {
  const argv = [...(stage.config.entrypoint ?? []), ...(stage.config.cmd ?? [])];
  return argv.length > 0 ? argv : undefined;
}

/** `/bin/sh` where the command is `sh -c …` without `exec`: then the shell stays process 1. */
function shellIn(argv: string[]): string | undefined {
  const [program = '', option = '', script = ''] = argv;
  if (!/(^|\/)(ba|da|a|z)?sh$/.test(program) || !/^-[a-z]*c$/.test(option)) return undefined;
  return /^\s*exec\s/.test(script) ? undefined : program;
}
