/** Goals on what a build leaves of a secret: in its history, its layers, its cache. */
import type { Mount, Step } from '../../../build/build.ts';
import { type Leak, type LeakMechanism, leaks } from '../../../build/leaks.ts';
import { writtenTo } from '../../../build/leaks-writes.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Command } from '../../../shell/command.ts';
import { programName } from '../../../shell/options.ts';
import type { Goal } from '../../exercise.ts';
import type { StageGoal } from '../stage.ts';
import { assignedFrom, neededSteps, secretFile, secretId, usesVariable } from './secret-mounts.ts';

interface LeftGoal extends StageGoal {
  /** Paths of the context and names of variables to take for secrets, beside what looks like one. */
  secrets?: string[];
  /** What the secret is, as the task calls it: 'token', 'key'. */
  what: string;
}

/** No secret is left behind: not as ARG or ENV, not copied, not written to a file that stays. */
export function leavesNoSecret(goal: LeftGoal): Goal {
  const { id, kind, title, dockerfile = 'Dockerfile' } = goal;
  return {
    id,
    kind,
    title,
    covers: ['no-secrets-in-arg-or-env'],
    judge(workspace) {
      const found = [...known(goal, workspace), ...settings(goal, workspace)].sort((a, b) => a.span.start - b.span.start);
      const [first] = found;
      if (!first) return { outcome: 'pass', message: `No layer, no line of the history and no cache holds the ${goal.what}.` };
      const more = found.length > 1 ? ` ${found.length - 1} more ${found.length === 2 ? 'place is' : 'places are'} marked.` : '';
      return {
        outcome: 'fail',
        mistake: mistakeOf(first),
        message: explain(first, goal.what) + more,
        findings: found.map((leak) => ({ file: dockerfile, span: leak.span, line: leak.step.line, message: explain(leak, goal.what) })),
        reasons: found.map((leak) => ({
          file: dockerfile,
          span: leak.span,
          text: `line ${leak.step.line}, ${leak.mechanism}: shows in ${leak.places.join(', ')}`,
        })),
      };
    },
  };
}

const known = ({ dockerfile, secrets }: LeftGoal, workspace: Workspace): Leak[] =>
  leaks(workspace, { ...(dockerfile ? { dockerfile } : {}), ...(secrets ? { secrets } : {}) }).filter(
    (leak) => leak.places.length > 0 && !onlyRefers(leak, workspace),
  );

/** A committed settings file that names a variable in place of each secret gives nothing away. */
function onlyRefers({ mechanism, name }: Leak, workspace: Workspace): boolean {
  if (!mechanism.startsWith('copied-file')) return false;
  const text = workspace.context?.find(({ path }) => path === name)?.text;
  const values = text?.split('\n').flatMap((line) => /(?:_auth|_authToken|_password|npmAuthToken)\s*[=:]\s*(.+)$/.exec(line)?.[1] ?? []);
  return values?.every((value) => /^["']?\$\{/.test(value.trim())) ?? false;
}

/** Programs that keep what they are told: a setting with the secret in it, or a variable that was filled from it and then written out. */
function settings({ dockerfile }: LeftGoal, workspace: Workspace): Leak[] {
  const build = workspace.build(dockerfile);
  return neededSteps(build?.stages ?? [], 'RUN').flatMap((step) =>
    step.mounts.filter(({ type }) => type === 'secret').flatMap((mount) => settingOf(step, mount) ?? []),
  );
}

function settingOf(step: Step, mount: Mount): Leak | undefined {
  const path = secretFile(mount);
  const holds = (text: string) => (mount.env !== undefined && usesVariable(text, mount.env)) || (path !== undefined && text.includes(path));
  const variables = [...(mount.env === undefined ? [] : [mount.env]), ...assignedFrom(step.script, holds)];
  const commands = step.script?.commands ?? [];
  const told = ({ args }: Command) =>
    args.some(({ text, literal }) => !literal && (holds(text) || variables.some((name) => usesVariable(text, name))));
  const at = commands.findIndex((command) => told(command) && keeps(command) !== undefined);
  const kept = at < 0 ? undefined : keeps(commands[at] as Command);
  const later = commands.slice(at + 1);
  const gone = later.some(
    ({ name, args }) =>
      /^(?:rm|unset)$/.test(name) || args.some(({ text }) => /^(?:delete|rm|--unset(?:-all)?|--remove-section)$/.test(text)),
  );
  // The mount's own variable and file are looked at by `leaks`.
  const derived = variables.filter((name) => name !== mount.env);
  const written = derived.map((variable) => step.script && writtenTo(step.script, { variable }, step.before.workdir)).find(Boolean);
  const file = written ?? (kept !== undefined && !gone ? kept : undefined);
  if (file === undefined) return undefined;
  const mechanism: LeakMechanism = 'secret-mount-copied';
  return { mechanism, name: secretId(mount), step, span: mount.span, places: ['image-layer', 'build-cache'], writtenTo: file };
}

/** The file a command writes its arguments to as settings. */
function keeps({ name, args }: Command): string | undefined {
  const words = args.map(({ text }) => text);
  const program = programName(name);
  if (/^(?:npm|pnpm|yarn)$/.test(program) && words[0] === 'config' && words[1] === 'set') return '~/.npmrc';
  if (program === 'npm' && words[0] === 'set') return '~/.npmrc';
  if (program === 'git' && words[0] === 'config' && !words.some((word) => /^--(?:get|unset|list)/.test(word))) return '~/.gitconfig';
  return program === 'git' && words[0] === 'clone' && words.some((word) => /:\/\/[^/]*\$/.test(word)) ? '.git/config' : undefined;
}

const mistakes: Record<LeakMechanism, string> = {
  env: 'environment',
  'env-other-stage': 'environment-of-other-stage',
  arg: 'argument',
  'arg-other-stage': 'argument-of-other-stage',
  'copied-file': 'copied',
  'copied-file-deleted': 'deleted-too-late',
  'copied-file-other-stage': 'copied-to-other-stage',
  'run-literal': 'written-out',
  'run-literal-other-stage': 'written-out',
  'secret-mount': '',
  'ssh-mount': '',
  'secret-mount-copied': 'copied-out-of-the-mount',
  'secret-mount-copied-other-stage': 'copied-out-of-the-mount',
  'run-env': '',
  'mounted-file': '',
};

const mistakeOf = (leak: Leak): string => (leak.mechanism === 'arg' && leak.removedBy ? 'argument-then-deleted' : mistakes[leak.mechanism]);

function explain(leak: Leak, what: string): string {
  const { mechanism, name, step, removedBy } = leak;
  const path = leak.writtenTo?.replace(/^.*\/~\//, '~/');
  const written = leak.writtenTo
    ? ` It is also written to \`${path}\`, and ${removedBy ? `line ${removedBy.line} deletes it too late: the layer before keeps it` : 'the layer keeps that file'}.`
    : '';
  switch (mechanism) {
    case 'env':
    case 'env-other-stage':
      return `\`ENV ${name}\` puts the ${what} into the image's configuration. \`docker inspect\` shows it, and so does every process of every container.${written}`;
    case 'arg':
      return `\`ARG ${name}\` takes the ${what} as a build argument, and \`docker history --no-trunc\` prints build arguments next to each \`RUN\` that could see them.${written}`;
    case 'arg-other-stage':
      return `\`ARG ${name}\` stands in a stage that does not ship, so the image's own history is clean. The builder's record of the build is not, and provenance with \`mode=max\` lists every build argument.${written}`;
    case 'copied-file':
      return `Line ${step.line} brings \`${name}\` into the image. \`.gitignore\` keeps a file out of the repository and not out of a build: whoever pulls the image has the ${what}.`;
    case 'copied-file-deleted':
      return `Line ${step.line} brings \`${name}\` in, and line ${removedBy?.line} deletes it. Deleting hides a file in a new layer. The layer below still holds the ${what}, and every pull downloads it.`;
    case 'copied-file-other-stage':
      return `Line ${step.line} copies \`${name}\` into a stage that does not ship. The ${what} then lies in the builder's cache, and in every cache that is exported from it.`;
    case 'run-literal':
    case 'run-literal-other-stage':
      return `Line ${step.line} has the ${what} in its text. It is in the repository, in the history and in every build log.`;
    default:
      return `The mount of \`${name}\` is gone after its \`RUN\`, but line ${step.line} first writes the ${what} to \`${path}\`. That file is part of the layer${removedBy ? `, and line ${removedBy.line} deletes it too late` : ' and stays'}.`;
  }
}
