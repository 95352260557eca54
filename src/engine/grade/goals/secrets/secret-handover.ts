/** Goals on handing a secret to a build: by command, by Compose, by a workflow. The Dockerfile says what is asked for. */
import type { Mount } from '../../../build/build.ts';
import { holdsSecret, isSecretName, isSecretValue } from '../../../build/leaks-names.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import type { Command } from '../../../shell/command.ts';
import type { Span } from '../../../source.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { listed } from '../words.ts';
import { type BuildCall, buildCalls, type Given } from './build-calls.ts';
import { neededSteps, secretFile, secretId } from './secret-mounts.ts';

interface HandoverGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** Variables that are set where the build is started. */
  variables: string[];
  /** Files there, by the end of their path, and what is in them: the value alone, or a whole settings file. */
  files: { path: string; holds: 'value' | 'settings' }[];
}

interface Asked {
  id: string;
  mount: Mount;
  line: number;
  /** What the mount expects: a variable takes the value, a `.npmrc` is a settings file. */
  wants?: 'value' | 'settings';
}

const asked = (workspace: Workspace): Asked[] =>
  neededSteps(workspace.build()?.stages ?? [], 'RUN').flatMap((step) =>
    step.mounts
      .filter(({ type }) => type === 'secret')
      .map((mount): Asked => {
        const wants = mount.env !== undefined ? 'value' : /npmrc$/.test(secretFile(mount) ?? '') ? 'settings' : undefined;
        return { id: secretId(mount), mount, line: step.line, ...(wants ? { wants } : {}) };
      }),
  );

interface Fault {
  mistake: string;
  message: string;
  call: BuildCall;
  given?: Given;
}

/** Each build gives every secret that the Dockerfile asks for, under its id, from a place that has it. */
export function handsSecretOver(goal: HandoverGoal): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const calls = buildCalls(workspace);
      const wanted = asked(workspace);
      if (calls.length === 0) return { outcome: 'fail', mistake: 'no-build', message: 'Nothing here builds the image any more.' };
      if (wanted.length === 0)
        return {
          outcome: 'fail',
          mistake: 'nothing-asked',
          message: 'No `RUN` of the Dockerfile asks for a secret, so nothing that is handed over is used.',
        };
      const faults = calls.flatMap((call) => wanted.flatMap((each) => faultOf(call, each, goal) ?? []));
      const first = faults[0];
      if (!first)
        return {
          outcome: 'pass',
          message: `The build is given ${listed(wanted.map((each) => each.id))}, and the Dockerfile asks for it by that name.`,
        };
      const { mistake, message } = first;
      const findings = faults.map((fault) => ({
        file: fault.call.file,
        span: fault.given?.span ?? fault.call.span,
        message: fault.message,
      }));
      return { outcome: 'fail', mistake, message, findings };
    },
  };
}

function faultOf(call: BuildCall, wanted: Asked, goal: HandoverGoal): Fault | undefined {
  if (call.bare)
    return {
      mistake: 'no-checkout',
      message: 'This build takes its files from a folder, and no step before has brought the repository there. It finds no Dockerfile.',
      call,
    };
  const given = call.secrets.find(({ id }) => id === wanted.id);
  if (!given) return missing(call, wanted);
  const fault = (mistake: string, message: string): Fault => ({ mistake, message, call, given });
  if (given.from === 'unknown' && given.source === '')
    return fault(
      'no-source',
      `\`${given.id}\` is declared, and nothing says where its value comes from. Look at what a secret can be read from.`,
    );
  if (given.from === 'env' && given.source.startsWith('$'))
    return fault(
      'name-is-the-value',
      `\`env\` takes the name of a variable. With \`${given.source}\` the shell puts the token itself on the command line. The list of processes shows it, and Docker then looks for a variable of that name.`,
    );
  const variable = given.from === 'env' || (given.from === 'env-or-file' && goal.variables.includes(given.source));
  if (given.sourceIsValue)
    return fault(
      'path-is-the-value',
      `\`src\` takes the path of a file, and \`${given.source}\` is the token itself. Docker looks for a file of that name, does not find it, and prints the token in its error.`,
    );
  if (variable) {
    if (!(goal.variables.includes(given.source) && !call.elsewhere) && !call.sets(given.source))
      return fault(
        'variable-not-set',
        `\`${given.source}\` is not set where this build is started${call.elsewhere ? ': a workflow hands a repository secret to a step only where that step names it' : '. The task says which variable has the token'}.`,
      );
    return wanted.wants === 'settings' ? fault('token-for-settings', mismatch(wanted, 'the token alone')) : undefined;
  }
  if (given.from === 'value')
    return wanted.wants === 'settings' ? fault('token-for-settings', mismatch(wanted, 'the token alone')) : undefined;
  if (given.from === 'env-or-file')
    return fault(
      'id-is-no-variable',
      `\`${given.source}\` names neither a variable that is set nor a file. An id alone is enough only where it is the name of the variable.`,
    );
  if (given.source.startsWith('~'))
    return fault(
      'tilde',
      `The shell expands \`~\` only at the start of a word, so Docker gets \`${given.source}\` as it stands and finds no such file.`,
    );
  const file = goal.files.find(({ path }) => given.source.endsWith(path));
  if (file?.holds === 'settings' && wanted.wants === 'value') return fault('settings-for-token', mismatch(wanted, 'a whole settings file'));
  return file?.holds === 'value' && wanted.wants === 'settings'
    ? fault('token-for-settings', mismatch(wanted, 'the token alone'))
    : undefined;
}

const mismatch = ({ id, line, wants, mount }: Asked, got: string): string =>
  `\`${id}\` is given ${got}, and line ${line} of the Dockerfile uses it as ${wants === 'value' ? `the variable \`${mount.env}\`` : `the settings file \`${secretFile(mount)}\``}. npm would send the wrong thing to the registry.`;

function missing(call: BuildCall, wanted: Asked): Fault {
  const others = call.secrets.flatMap(({ id }) => (id === '' ? [] : [id]));
  if (others.length > 0)
    return {
      mistake: 'other-id',
      call,
      ...(call.secrets[0] ? { given: call.secrets[0] } : {}),
      message: `This build gives ${listed(others)}, and line ${wanted.line} of the Dockerfile asks for \`${wanted.id}\`. The names must be the same: the mount is empty otherwise${wanted.mount.required ? ', and since it is required the build stops there' : ', and the step goes on without the token'}.`,
    };
  return {
    mistake: call.declared ? 'declared-not-granted' : 'not-given',
    call,
    message: call.declared
      ? `The file declares a secret, and this build is not granted it. What the top level declares reaches a build only where the build lists it.`
      : `This build gives no secret at all, and line ${wanted.line} of the Dockerfile asks for \`${wanted.id}\`.`,
  };
}

/** A value that stands in the script itself: assigned to a telling name, or in the form that services give their tokens. */
function writtenOut({ name, args, assignments }: Command): { mistake: string; file: string; span: Span; message: string }[] {
  const told = assignments.map(({ name: variable, value }) => ({ variable, text: value.text, literal: value.literal, span: value.span }));
  const exported = (name === 'export' ? args : []).flatMap(({ text, literal, span }) => {
    const equals = text.indexOf('=');
    return equals > 0 ? [{ variable: text.slice(0, equals), text: text.slice(equals + 1), literal, span }] : [];
  });
  const bare = args.filter(({ text }) => holdsSecret(text)).map(({ text, literal, span }) => ({ variable: '', text, literal, span }));
  return [...told, ...exported, ...bare]
    .filter(({ variable, text, literal }) => holdsSecret(text) || (literal && isSecretName(variable) && isSecretValue(text)))
    .map(({ variable, span }) => ({
      mistake: 'written-out',
      file: 'command.sh',
      span,
      message: `${variable ? `\`${variable}\` is set to the token itself.` : 'The token itself is written out here.'} It then stands in this file, or in the history of the shell.`,
    }));
}

/** The value is not on a command line, in a build argument or in a file of the repository. */
export function keepsValueOffCommandLine(goal: Pick<HandoverGoal, 'id' | 'kind' | 'title'>): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace): Judgement {
      const faults = buildCalls(workspace).flatMap((call) => call.exposed.map((each) => ({ ...each, file: call.file })));
      const { script } = readCommands(workspace.files['command.sh'] ?? '');
      faults.push(...script.commands.flatMap(writtenOut));
      const first = faults[0];
      if (!first) return { outcome: 'pass', message: 'No command line, no build argument and no file here has the value.' };
      return {
        outcome: 'fail',
        mistake: first.mistake,
        message: first.message,
        findings: faults.map(({ file, span, message }) => ({ file, span, message })),
      };
    },
  };
}

/** The Dockerfile still gives the install its secret by a mount, and by nothing else. */
export function keepsSecretMount(goal: Pick<HandoverGoal, 'id' | 'kind' | 'title'>): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const steps = neededSteps(workspace.build()?.stages ?? [], 'RUN').filter(({ script }) =>
        script?.commands.some(({ name }) => name === 'npm'),
      );
      const step = steps[0];
      if (step && steps.every(({ mounts }) => mounts.some(({ type }) => type === 'secret')))
        return { outcome: 'pass', message: 'The install still asks for its secret.' };
      const message = step
        ? `The install in line ${step.line} no longer mounts a secret. The task is about handing it over, not about doing without.`
        : 'No step installs the packages any more.';
      return {
        outcome: 'fail',
        mistake: 'mount-removed',
        message,
        findings: step ? [{ file: 'Dockerfile', span: step.span, line: step.line, message }] : [],
      };
    },
  };
}
