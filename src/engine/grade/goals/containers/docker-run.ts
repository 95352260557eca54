/** Goals on one `docker run`: what the container may do to its host, and what it may write. */
import { effectiveUser } from '../../../build/user.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { actionsOf } from '../../../formats/commands/commands.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import { readReference } from '../../../formats/commands/reference.ts';
import type { Run } from '../../../formats/commands/run.ts';
import { fillIn } from '../../../formats/commands/variables.ts';
import type { Span } from '../../../source.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { listed } from '../words.ts';

export interface RunGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** 'command.sh' where absent. */
  file?: string;
  /** Repository of the image whose container is judged. */
  image: string;
}

/** What a judge of a run is given beside it. */
export interface RunScene {
  workspace: Workspace;
  /** Something is there that should not be, or not as it is; marks the uses of these flags. */
  wrong(mistake: string, message: string, ...flags: string[]): Judgement;
  /** Something is not there. Where words such as `$OPTS` may hold it, that cannot be told. */
  missing(mistake: string, message: string): Judgement;
}

/** A goal on the command that starts the image: the last one, where there are several. */
export function runGoal(goal: RunGoal, judge: (run: Run, scene: RunScene) => Judgement): Goal {
  const { id, kind, title, file = 'command.sh', image } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const runs = actionsOf(readCommands(workspace.files[file] ?? '', file), 'run');
      const run = runs.findLast((each) => repositoryOf(each) === image);
      return run ? judge(run, scene(run, file, workspace)) : noRun(runs, image, file);
    },
  };
}

/** The image's name with the script's own variables filled in, without the registry that Docker takes by default. */
function repositoryOf({ image, invocation }: Run): string | undefined {
  if (!image) return undefined;
  return readReference(fillIn(image.text, invocation.variables))
    .repository.replace(/^docker\.io\//, '')
    .replace(/^library\//, '');
}

function noRun(runs: Run[], image: string, file: string): Judgement {
  const other = runs.at(-1);
  if (other?.image?.kind === 'unknown')
    return { outcome: 'unknown', message: `Which image \`${other.image.text}\` is cannot be told from here.` };
  if (!other) return { outcome: 'fail', mistake: 'no-run', message: 'No command here starts a container.' };
  const named = other.image;
  const message = named
    ? `The command starts \`${named.text}\`. What stands after the flags is the image, and here that should be \`${image}\`.`
    : 'The command names no image.';
  return {
    outcome: 'fail',
    mistake: 'other-image',
    message,
    findings: [{ file, span: named?.word.span ?? other.invocation.span, message }],
  };
}

function scene(run: Run, file: string, workspace: Workspace): RunScene {
  const fail = (mistake: string, message: string, spans: Span[]): Judgement => ({
    outcome: 'fail',
    mistake,
    message,
    findings: (spans.length > 0 ? spans : [run.image?.word.span ?? run.invocation.span]).map((span) => ({ file, span, message })),
  });
  return {
    workspace,
    wrong: (mistake, message, ...flags) =>
      fail(
        mistake,
        message,
        run.invocation.flags.filter(({ name }) => flags.includes(name)).map(({ span }) => span),
      ),
    missing(mistake, message) {
      const [open] = run.invocation.open;
      if (open)
        return { outcome: 'unknown', message: `What \`${open.text}\` holds cannot be seen from here. Written out in the command it can.` };
      const late = run.command.find(({ text }) => text.startsWith('--'));
      if (late)
        return fail(
          'flags-after-the-image',
          `${message} \`${late.text}\` stands after the image: what stands there goes to the program, not to Docker.`,
          [late.span],
        );
      return fail(mistake, message, []);
    },
  };
}

const pass = (message: string): Judgement => ({ outcome: 'pass', message });

/** The container is not privileged. */
export function isNotPrivileged(goal: RunGoal): Goal {
  return runGoal(goal, (run, { wrong }) =>
    run.privileged
      ? wrong(
          'privileged',
          '`--privileged` hands the container every capability and all devices of the host, and switches seccomp and AppArmor off. Root in it is root on the host. Where it cures an error, the error names what is really needed.',
          'privileged',
        )
      : pass('The container is not privileged.'),
  );
}

/** All capabilities are dropped, and none comes back but those that are allowed. */
export function dropsCapabilities(goal: RunGoal & { /** Without `CAP_`. */ allowed: string[] }): Goal {
  return runGoal(goal, ({ capAdd, capDrop }, { wrong, missing }) => {
    if (capAdd.includes('ALL'))
      return wrong(
        'adds-all-back',
        '`--cap-add ALL` gives back what `--cap-drop` took, and far more: every capability that the kernel has.',
        'cap-add',
      );
    const added = capAdd.filter((name) => !goal.allowed.includes(name));
    if (added.length > 0)
      return wrong(
        'adds-unneeded',
        `${listed(added)} ${added.length === 1 ? 'is' : 'are'} given to a program that does not need ${added.length === 1 ? 'it' : 'them'}. A capability that nobody uses is there for whoever breaks in.`,
        'cap-add',
      );
    if (capDrop.includes('ALL')) return pass('No capability is left that the program does not need.');
    if (capDrop.length > 0)
      return wrong(
        'drops-some',
        `Only ${listed(capDrop)} ${capDrop.length === 1 ? 'is' : 'are'} dropped. The others that Docker gives by default stay, among them some that can change the owner of any file. A list of what to take away misses what nobody thought of.`,
        'cap-drop',
      );
    return missing(
      'drops-nothing',
      'Nothing is dropped, so the container keeps all capabilities that Docker gives by default. This program needs none of them.',
    );
  });
}

/** Advice: low ports need no capability any more. */
export function addsNoCapability(goal: RunGoal): Goal {
  return runGoal(goal, ({ capAdd }, { wrong }) =>
    capAdd.includes('NET_BIND_SERVICE')
      ? wrong(
          'low-port',
          '`NET_BIND_SERVICE` was needed for ports below 1024. Docker has let every user of a container bind them since 20.10; some Kubernetes runtimes have not.',
          'cap-add',
        )
      : pass('No capability is added.'),
  );
}

/** A program in the container cannot gain privileges that it did not start with. */
export function forbidsNewPrivileges(goal: RunGoal): Goal {
  return runGoal(goal, (run, { wrong, missing }) => {
    if (run.noNewPrivileges) return pass('A setuid program in the image no longer makes anybody root.');
    const written = run.securityOpt['no-new-privileges'];
    if (written !== undefined)
      return wrong('switched-off', `\`no-new-privileges\` is set to \`${written}\`, which leaves it off.`, 'security-opt');
    return missing(
      'new-privileges',
      'Nothing stops a process from gaining privileges: a setuid program in the image, `su` or `mount`, still makes an ordinary user root.',
    );
  });
}

const filters: Record<string, string> = {
  seccomp: 'The profile that Docker applies by default blocks dozens of system calls that ordinary programs do not need and exploits do',
  apparmor: 'The AppArmor profile keeps the container from writing to sensitive parts of `/proc` and `/sys`',
  systempaths: 'Docker hides parts of `/proc` and `/sys` from containers, and this shows them again',
};

/** The filters that Docker applies by itself are not switched off. */
export function keepsFilters(goal: RunGoal): Goal {
  return runGoal(goal, (run, { wrong }) => {
    if (run.privileged)
      return { outcome: 'unknown', message: '`--privileged` switches the filters off, whatever else is said. See there first.' };
    const off = Object.keys(filters).find((name) => run.securityOpt[name] === 'unconfined');
    if (off === undefined) return pass('The filters on system calls and paths are on.');
    return wrong('unconfined', `\`${off}=unconfined\` switches a protection off that is on by default. ${filters[off]}.`, 'security-opt');
  });
}

/** The process is not root: by the command, or by the image that the workspace's Dockerfile makes. */
export function runsAsOrdinaryUser(goal: RunGoal): Goal {
  return runGoal(goal, (run, { workspace, wrong, missing }) => {
    if (run.user?.root === 'yes')
      return wrong(
        'root',
        `\`--user ${run.user.written}\` makes the process root. Root in the container is the same number as root on the host, with fewer rights until something goes wrong.`,
        'user',
      );
    if (run.user?.root === 'no') return pass(`The process is user ${run.user.user}.`);
    if (run.user) return { outcome: 'unknown', message: `Which number \`${run.user.written}\` has is up to the image. A number says it.` };
    const stage = workspace.build()?.final;
    const user = stage && effectiveUser(stage);
    if (user?.root === 'no') return pass(`The image makes the process \`${user.written}\`.`);
    if (user?.root === 'yes')
      return missing(
        'image-root',
        'Neither the command nor the Dockerfile names a user, so the process is root. With all capabilities dropped it still owns the files of root, in every volume too.',
      );
    return { outcome: 'unknown', message: 'Which user the image has cannot be told from here. The command can name one.' };
  });
}
