/** Reads a shell script that calls Docker, scanners and signers. */
import type { Command, Script, ShellWord } from '../../shell/command.ts';
import { type ReadOptions, readScript } from '../../shell/read.ts';
import { readBake, readBuild } from './build.ts';
import type { Call } from './call.ts';
import { checkFlag } from './checks.ts';
import type { Action, Commands, Invocation } from './commands.ts';
import { readCompose } from './compose.ts';
import { conflicts } from './conflicts.ts';
import { readSigning } from './cosign.ts';
import { readBuilderCreate, readImagetoolsCreate, readLogin, readPull, readPush, readTag } from './images.ts';
import { locate } from './locate.ts';
import { noticedIn } from './noticed.ts';
import { type Problem, toDiagnostics, tooLong } from './problem.ts';
import { readRun } from './run.ts';
import { isScan, readSbom, readScan } from './scan.ts';
import { readMeant } from './slips.ts';
import { tools } from './tables/tools.ts';
import { type Environment, Variables } from './variables.ts';

/** Readers of the typed views, by canonical name. */
const views: Readonly<Record<string, (call: Call) => Action>> = {
  'docker run': readRun,
  'docker create': readRun,
  'docker build': readBuild,
  'docker bake': readBake,
  'docker push': readPush,
  'docker manifest push': readPush,
  'docker pull': readPull,
  'docker tag': readTag,
  'docker login': readLogin,
  'docker imagetools create': readImagetoolsCreate,
  'docker manifest create': readImagetoolsCreate,
  'docker buildx create': readBuilderCreate,
  syft: readSbom,
  'cosign sign': readSigning,
  'cosign verify': readSigning,
  'cosign attest': readSigning,
  'cosign verify-attestation': readSigning,
};

function readAction(call: Call): Action | undefined {
  if (Object.hasOwn(views, call.name)) return views[call.name]?.(call);
  if (call.name.startsWith('docker compose ')) return readCompose(call);
  return isScan(call.name) ? readScan(call) : undefined;
}

/** Images whose program is one of the tools we know, and the words that program gets. */
function innerTool(call: Invocation): { tool: string; words: ShellWord[] } | undefined {
  const run = call.action;
  if (run?.kind !== 'run' || !run.image) return undefined;
  const repository = run.image.repository;
  const name = (run.entrypoint?.text ?? repository).split('/').at(-1) ?? '';
  if (name !== 'docker' && Object.hasOwn(tools, name)) return { tool: name, words: run.command };
  const [first, ...rest] = run.command;
  return first && Object.hasOwn(tools, first.text) && !run.entrypoint ? { tool: first.text, words: rest } : undefined;
}

interface Reading {
  noticed: (command: Command) => boolean;
  variables: Variables;
  problems: Problem[];
  outside?: Environment;
}

function readCall(tool: string, words: readonly ShellWord[], command: Command, reading: Reading): Invocation | undefined {
  const group = tools[tool];
  if (!group) return undefined;
  const { spec, flags, operands, open, problems } = locate(group, words);
  const env = reading.variables.environment(command, reading.outside);
  const variables: Environment = {
    get: (name) => reading.variables.lookup(name, command.span.start) ?? reading.outside?.get(name),
  };
  const name = spec?.name ?? '';
  const call: Invocation = {
    tool: group.name.split(' ')[0] ?? tool,
    name,
    flags,
    operands,
    open,
    env,
    variables,
    command,
    noticed: reading.noticed(command),
    span: command.span,
  };
  const action = readAction(call);
  if (action) call.action = action;
  reading.problems.push(...problems, ...flags.flatMap((flag) => checkFlag(flag) ?? []), ...conflicts(call));
  return call;
}

function readCommand(command: Command, reading: Reading): Invocation[] {
  reading.variables.learn(command);
  const meant = readMeant(command);
  if (!meant) return [];
  reading.problems.push(...meant.problems);
  const call = readCall(meant.tool, meant.words, command, reading);
  if (!call) return [];
  const inside = innerTool(call);
  const inner = inside && readCall(inside.tool, inside.words, command, { ...reading, problems: [] });
  if (inner) call.inner = inner;
  return [call];
}

/** Reads a script that the shell reader has already read. `outside`: the environment it starts in. */
export function readInvocations(
  script: Script,
  outside?: Environment,
): { invocations: Invocation[]; problems: Problem[]; variables: Variables } {
  const reading: Reading = { noticed: noticedIn(script), variables: new Variables(), problems: [], ...(outside ? { outside } : {}) };
  const invocations = script.commands.flatMap((command) => readCommand(command, reading));
  const shell = script.problems.map((problem): Problem => ({ rule: 'shell-syntax', severity: 'error', ...problem }));
  return { invocations, problems: [...shell, ...reading.problems], variables: reading.variables };
}

/**
 * Reads a shell script: every call of docker, docker compose, trivy, grype, snyk, syft and cosign with its flags in one form. Never
 * throws; what the tools would refuse is in `diagnostics`. `file` is the path that diagnostics name; `options` say how the shell is started (`errexit` in CI).
 */
export function readCommands(text: string, file = 'command.sh', options: ReadOptions = {}): Commands {
  const refused = tooLong(text);
  const script = readScript(refused ? '' : text, 0, options);
  const { invocations, problems, variables } = readInvocations(script);
  return {
    script,
    invocations,
    diagnostics: toDiagnostics(refused ? [refused] : problems, text, file),
    variable: (name, before) => variables.lookup(name, before),
  };
}
