/** Goals on an install that needs a token: the step has it, npm finds it, and its absence is noticed. */
import type { Build, Mount, Step } from '../../../build/build.ts';
import { joinPath } from '../../../build/paths.ts';
import { readsOf } from '../../../build/reads.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Command } from '../../../shell/command.ts';
import { programName } from '../../../shell/options.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { rootBase, type StageGoal } from '../stage.ts';
import { listed } from '../words.ts';
import { assignedFrom, isClosedTo, neededSteps, secretFile, secretId, usesVariable, wordsOf } from './secret-mounts.ts';

interface InstallGoal extends StageGoal {
  /** The secrets that the build is given: the token alone, or a whole `.npmrc` with the token in it. */
  given: { id: string; holds: 'token' | 'npmrc' }[];
}

interface Verdict {
  mistake?: string;
  message: string;
}

const isInstall = ({ name, args }: Command): boolean => {
  const words = args.map(({ text }) => text);
  if (words.some((word) => word === '-g' || word === '--global')) return false;
  const verb = words.find((word) => !word.startsWith('-'));
  const program = programName(name);
  if (program === 'yarn') return verb === undefined || /^(?:install|add|workspaces)$/.test(verb);
  return /^(?:npm|pnpm|bun)$/.test(program) && /^(?:ci|clean-install|install|i|add|fetch)$/.test(verb ?? '');
};

const installsOf = (build: Build): { step: Step; command: Command }[] =>
  neededSteps(build.stages, 'RUN').flatMap((step) => (step.script?.commands ?? []).filter(isInstall).map((command) => ({ step, command })));

/** Every install of packages has the secret, in a form that npm reads. */
export function givesInstallItsSecret(goal: InstallGoal): Goal {
  const { id, kind, title, dockerfile = 'Dockerfile' } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const build = workspace.build(goal.dockerfile);
      const installs = build ? installsOf(build) : [];
      if (!build || installs.length === 0)
        return {
          outcome: 'fail',
          mistake: 'no-install',
          message: 'No step installs the packages any more, so the app has nothing to load.',
        };
      const verdicts = installs.map(({ step }) => ({ step, ...look(step, build, goal, workspace) }));
      const bad = verdicts.find(({ mistake }) => mistake !== undefined);
      if (!bad) return { outcome: 'pass', message: 'The install has the token while it runs, and npm finds it.' };
      const { mistake, message, step } = bad;
      const findings = [{ file: dockerfile, span: step.span, line: step.line, message }];
      return { outcome: 'fail', message, findings, ...(mistake ? { mistake } : {}) };
    },
  };
}

function look(step: Step, build: Build, goal: InstallGoal, workspace: Workspace): Verdict {
  const mounts = step.mounts.filter(({ type }) => type === 'secret');
  if (mounts.length === 0) return without(step, build);
  const verdicts = mounts.map((mount) => read(mount, step, goal, workspace));
  return verdicts.find(({ mistake }) => mistake === undefined) ?? (verdicts[0] as Verdict);
}

function without(step: Step, build: Build): Verdict {
  const other = neededSteps(build.stages, 'RUN').find((each) => each.mounts.some(({ type }) => type === 'secret'));
  if (other)
    return {
      mistake: 'mounted-for-another-run',
      message: `Line ${other.line} mounts a secret, and line ${step.line} installs. A mount is there for its own \`RUN\` and gone when that ends, so the install has no token.`,
    };
  return {
    mistake: 'no-secret',
    message: `The install in line ${step.line} has no secret mounted. The builder is handed the token and gives it only to a \`RUN\` that asks for it.`,
  };
}

function read(mount: Mount, step: Step, goal: InstallGoal, workspace: Workspace): Verdict {
  const id = secretId(mount);
  const given = goal.given.find((each) => each.id === id);
  const ids = listed(goal.given.map((each) => each.id));
  if (!given)
    return {
      mistake: 'unknown-id',
      message: `Line ${step.line} asks for a secret \`${id}\`, and the build is given ${ids}. A secret that is not given is an empty place: the step goes on without it.`,
    };
  const file = secretFile(mount);
  if (file !== undefined && mount.env === undefined && isClosedTo(mount, step))
    return {
      mistake: 'closed-to-the-user',
      message: `Line ${step.line} runs as \`${step.before.user}\`. A mounted secret belongs to root and has mode 0400 unless the mount says otherwise, so npm cannot read \`${file}\`.`,
    };
  return given.holds === 'npmrc' ? readSettings(mount, step, id, workspace) : readToken(mount, step, id, workspace);
}

const homeOf = (step: Step): string => {
  const user = step.before.user?.split(':')[0] ?? '';
  const base = rootBase(step.stage);
  const known = base.kind === 'image' ? base.facts?.users?.find(({ name, uid }) => name === user || String(uid) === user)?.home : undefined;
  return step.before.env.HOME ?? (user === '' || user === 'root' || /^0+$/.test(user) ? '/root' : (known ?? `/home/${user}`));
};

/** Where npm looks for settings without being told: the project's folder and the user's. */
const places = (step: Step): string[] => [joinPath(step.before.workdir, '.npmrc'), `${homeOf(step)}/.npmrc`, '/usr/local/etc/npmrc'];

/** Whether a script or the environment names a file of its own accord: as a flag, in `NPM_CONFIG_USERCONFIG`, as an argument of `cp`. */
const named = (path: string, step: Step): boolean =>
  wordsOf(step.script).some((word) => word.includes(path)) || Object.values(step.before.env).includes(path);

function readSettings(mount: Mount, step: Step, id: string, workspace: Workspace): Verdict {
  const file = secretFile(mount);
  if (file === undefined) {
    const used = wordsOf(step.script).some((word) => usesVariable(word, mount.env ?? ''));
    return used
      ? { message: '' }
      : {
          mistake: 'settings-as-variable',
          message: `\`${id}\` is a whole settings file, and line ${step.line} puts it into the variable \`${mount.env}\`. npm reads settings from a file, so nothing looks at that variable.`,
        };
  }
  const own = wordsOf(step.script).some((word) => /(?:^|\/)\.npmrc$/.test(word));
  const project = joinPath(step.before.workdir, '.npmrc');
  // npm leaves a variable without a value as it is written, and the project's settings win over the user's.
  const overruling = file !== project && !own && settingsBefore(step, workspace, project).some((text) => /_auth\w*=\$\{/.test(text ?? ''));
  if (overruling)
    return {
      mistake: 'overruled',
      message: `The \`.npmrc\` of the project is in \`${step.before.workdir}\` as well when line ${step.line} runs. It wins over the one in the home folder, and asks for a variable that nothing sets.`,
    };
  if (places(step).includes(joinPath(step.before.workdir, file)) || named(file, step) || own) return { message: '' };
  return {
    mistake: 'not-where-npm-looks',
    message: `Line ${step.line} has the settings at \`${file}\`. npm reads \`${places(step)[0]}\` and \`${places(step)[1]}\`, and nothing here points it anywhere else.`,
  };
}

function readToken(mount: Mount, step: Step, id: string, workspace: Workspace): Verdict {
  const file = secretFile(mount);
  const fine = { message: '' };
  const variables = [
    ...(mount.env === undefined ? [] : [mount.env]),
    ...assignedFrom(step.script, (text) => file !== undefined && text.includes(file)),
  ];
  if (variables.length === 0) {
    if (file !== undefined && places(step).includes(file))
      return {
        mistake: 'token-as-settings',
        message: `\`${id}\` is the token alone, and line ${step.line} puts it where npm expects a settings file. npm finds no setting in it that it knows.`,
      };
    if (file !== undefined && named(file, step)) return fine;
    return {
      mistake: 'never-read',
      message: `The token lies at \`${file}\` while line ${step.line} runs, and nothing reads it. npm does not look in \`/run/secrets\`.`,
    };
  }
  if (variables.some((name) => /^npm_config_/i.test(name) || wordsOf(step.script).some((word) => usesVariable(word, name)))) return fine;
  const texts = settingsBefore(step, workspace);
  if (texts.some((text) => text === undefined || variables.some((name) => usesVariable(text, name)))) return fine;
  if (texts.length === 0)
    return {
      mistake: 'settings-left-behind',
      message: `${listed(variables)} has the token while line ${step.line} runs. The \`.npmrc\` that tells npm to use a variable is not in the image by then, so npm asks the public registry, without a token.`,
    };
  return {
    mistake: 'other-variable',
    message: `Line ${step.line} has the token in ${listed(variables)}. The \`.npmrc\` of the project asks for a variable of another name.`,
  };
}

/** The texts of the settings files that are there when a step runs; undefined for one that cannot be read. */
function settingsBefore(step: Step, workspace: Workspace, only?: string): (string | undefined)[] {
  const contents = workspace.contents(step.stage);
  const pieces = [...contents.pieces, ...contents.hidden.map(({ piece }) => piece)].filter(({ path, trail }) => {
    const made = trail[0];
    const before = made !== undefined && (made.stage !== step.stage || made.index < step.index);
    return before && (only === undefined ? places(step).includes(path) : path === only);
  });
  const copied = copiedBefore(step, workspace, only ?? places(step)[0]);
  if (only !== undefined) return [...pieces.map(({ text }) => text), ...copied];
  const bound = step.mounts
    .filter(({ type, from }) => type === 'bind' && from === undefined)
    .flatMap((mount) => boundSettings(mount, step));
  const listing = workspace.sent() ?? [];
  const written = step.stage.steps.slice(0, step.index).flatMap(({ script }) => wordsOf(script).filter((word) => /_auth/.test(word)));
  return [
    ...pieces.map(({ text }) => text),
    ...copied,
    ...bound.flatMap((path) => listing.filter((file) => file.path === path).map(({ text }) => text)),
    ...written,
  ];
}

/** The project's `.npmrc` as an earlier step copied it, though a later one may have brought it again. */
function copiedBefore(step: Step, workspace: Workspace, place = ''): (string | undefined)[] {
  const listing = workspace.sent() ?? [];
  const folder = place.slice(0, place.lastIndexOf('/') + 1);
  const brings = step.stage.steps
    .slice(0, step.index)
    .some(
      (each) =>
        each.transfer?.from.kind === 'context' &&
        (each.transfer.target === place || `${each.transfer.target.replace(/\/$/, '')}/` === folder) &&
        readsOf(each, listing)?.files.some(({ path }) => path === '.npmrc'),
    );
  return brings ? listing.filter(({ path }) => path === '.npmrc').map(({ text }) => text) : [];
}

/** Paths of the context that a bind mount shows where npm looks. */
function boundSettings({ source = '.', target }: Mount, step: Step): string[] {
  const at = joinPath(step.before.workdir, target ?? '');
  const clean = source.replace(/^(?:\.?\/)+|\/$|^\.$/g, '');
  if (places(step).includes(at)) return [clean];
  return places(step).some((place) => place === `${at.replace(/\/$/, '')}/.npmrc`) ? [clean === '' ? '.npmrc' : `${clean}/.npmrc`] : [];
}

/** Polish: a build that was started without the secret stops at the mount and says so. */
export function stopsWithoutSecret(goal: StageGoal): Goal {
  const { id, kind, title, dockerfile = 'Dockerfile' } = goal;
  const judge = (workspace: Workspace): Judgement => {
    const steps = neededSteps(workspace.build(goal.dockerfile)?.stages ?? [], 'RUN');
    const mounts = steps.flatMap((step) =>
      step.mounts.filter(({ type }) => type === 'secret' || type === 'ssh').map((mount) => ({ step, mount })),
    );
    const loose = mounts.filter(({ mount }) => !mount.required);
    if (loose.length === 0) return { outcome: 'pass', message: 'A build without the secret stops at the mount and names what is missing.' };
    const message = `Line ${loose[0]?.step.line} does not require its mount. A build that is started without it goes on, and fails later with an error that speaks of something else.`;
    return {
      outcome: 'fail',
      mistake: 'not-required',
      message,
      findings: loose.map(({ step, mount }) => ({ file: dockerfile, span: mount.span, line: step.line, message })),
    };
  };
  return { id, kind, title, judge };
}
