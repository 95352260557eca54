/** Goals on an entrypoint script that stops at a failure, and on a start that can work at all. */
import type { Stage } from '../../../build/build.ts';
import { joinPath } from '../../../build/paths.ts';
import { startup } from '../../../build/process.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Command } from '../../../shell/command.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { at, atFrom, finalStage, rootBase, type StageGoal } from '../stage.ts';
import { inScript, type ScriptInUse, scriptInUse, startWords } from './entrypoint-script.ts';

const baseName = (path: string) => path.split('/').at(-1) ?? path;
const names = (command: Command, file: string) =>
  [command.name, ...command.args.map(({ text }) => text)].some((word) => baseName(word) === file);

/** A failed check in the script keeps the program from starting. */
export function stopsAtFailedCheck(goal: StageGoal & { /** File that the check runs: 'check-config.js'. */ check: string }): Goal {
  return finalStage(goal, (stage, _, workspace) => {
    const script = scriptInUse(stage, workspace);
    if (!script) return { outcome: 'pass', message: 'No script stands before the server, so no failure is passed over.' };
    const { commands, errexit } = script.read.script;
    const check = commands.find((command) => names(command, goal.check));
    if (!check) return { outcome: 'pass', message: 'The script runs nothing that could fail before the server.' };
    if (check.checked || endsBranch(check, commands))
      return { outcome: 'pass', message: 'A failed check ends the script before the server starts.' };
    const written = script.text.slice(check.span.start, check.span.end).trim();
    const message = errexit
      ? `The failure of \`${written}\` is caught on its own line, so the script goes on and starts a server with broken settings.`
      : `When \`${written}\` fails, the shell goes on with the next line and starts a server with broken settings. Unless it is told to, a shell does not stop at a failure.`;
    return { outcome: 'fail', mistake: errexit ? 'failure-caught' : 'goes-on', message, findings: inScript(script, check.span, message) };
  });
}

/** `if ! check; then exit 1; fi`: the branch ends the script. */
const endsBranch = (check: Command, commands: Command[]) => {
  const branch = check.within.findLast(({ kind, condition }) => kind === 'if' && condition);
  return (
    branch !== undefined &&
    commands.some(
      ({ name, args, within }) =>
        (name === 'exit' || name === 'return') &&
        args[0]?.text !== '0' &&
        within.some(({ id, condition }) => id === branch.id && !condition),
    )
  );
};

/** The container starts the program: what the start command names is in the image, and a script leads on to it. */
export function startsProgramOf(goal: StageGoal & { /** File of the program: 'server.js'. */ program: string }): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const origin = stage.origins.entrypoint?.kind === 'instruction' ? stage.origins.entrypoint : stage.origins.cmd;
    const fail = (mistake: string, message: string, findings = at(origin, file, message)): Judgement => ({
      outcome: 'fail',
      mistake,
      message,
      findings: findings.length > 0 ? findings : atFrom(stage, file, message),
    });
    const start = startup(stage, { contents: workspace.contents(stage) });
    if (!start.argv) return { outcome: 'unknown', message: 'What the base image starts by itself is not known here.' };
    const script = scriptInUse(stage, workspace);
    const missing = missingScript(stage, workspace) ?? missingInit(stage, workspace, start.argv);
    if (missing) return fail(missing.mistake, missing.message);
    const broken = script && brokenScript(script, stage);
    if (broken)
      return fail('script-does-not-start', broken, inScript(script, { start: 0, end: script.text.split('\n')[0]?.length ?? 0 }, broken));
    if (!namesProgram(stage, script, goal.program))
      return fail(
        'program-not-started',
        script?.read.handover.takesArgs
          ? `The script hands over to the command of the container, and there is none that names \`${goal.program}\`. An \`ENTRYPOINT\` of one's own takes the base image's \`CMD\` away.`
          : `Nothing in the start command leads to \`${goal.program}\`.`,
      );
    const path = joinPath('/', joinPath(stage.config.workdir, goal.program));
    const held = workspace.contents(stage).holds(path);
    if (held.answer === 'no')
      return fail('program-missing', `The container is to run \`${goal.program}\`, and nothing puts \`${path}\` into the image.`);
    return { outcome: 'pass', message: `The container starts \`${goal.program}\`.` };
  });
}

/** What runs in the end: CMD counts only where it is handed on. */
function namesProgram(stage: Stage, script: ScriptInUse | undefined, program: string): boolean {
  const words = startup(stage).cmdIgnored
    ? startWords({ ...stage, origins: stage.origins, config: { ...stage.config, cmd: [] } })
    : startWords(stage);
  // What a script of package.json runs is npm's matter.
  const has = (list: string[]) => list.some((word) => baseName(word) === program || /(?:^|\/)(?:npm|yarn|pnpm)$/.test(word));
  if (!script) return has(words);
  const own = script.read.script.commands.some((command) => names(command, program));
  return own || (script.read.handover.takesArgs && has(words));
}

const scriptLike = /\.(?:ba|da)?sh$/;

function missingScript(stage: Stage, workspace: Workspace): { mistake: string; message: string } | undefined {
  const word = startWords(stage).find((each) => scriptLike.test(each) && each.includes('/'));
  if (word === undefined || rootBase(stage).kind !== 'image') return undefined;
  const path = joinPath('/', joinPath(stage.config.workdir, word));
  if (workspace.contents(stage).holds(path).answer !== 'no') return undefined;
  return {
    mistake: 'script-missing',
    message: `The container starts \`${word}\`, and nothing puts \`${path}\` into the image. Look at where the script is copied to, and at \`WORKDIR\`.`,
  };
}

function missingInit(stage: Stage, workspace: Workspace, argv: string[]): { mistake: string; message: string } | undefined {
  const init = argv.find((word) => /(?:^|\/)(?:tini|tini-static|dumb-init)$/.test(word));
  const base = rootBase(stage);
  if (init === undefined || base.kind !== 'image' || !base.facts) return undefined;
  const name = baseName(init);
  const contents = workspace.contents(stage);
  const brought = contents.installs((each) => each === name).answer !== 'no' || contents.pieces.some(({ path }) => baseName(path) === name);
  if (brought || base.facts.programs?.includes(name) || !contents.complete) return undefined;
  return {
    mistake: 'init-missing',
    message: `The container starts \`${init}\`, and no step brings it into the image: \`${base.image.written}\` has none of its own. It ends before anything runs.`,
  };
}

function brokenScript({ direct, read, text, word }: ScriptInUse, stage: Stage): string | undefined {
  if (text.trim() === '') return `\`${word}\` is empty, so the container starts nothing.`;
  const [first] = read.diagnostics.filter(({ severity }) => severity === 'error');
  if (first) return first.message;
  // A shell that is asked to run a file without a first line reads it itself; the kernel refuses it.
  const byShell = /(?:^|\/)(?:ba|da|a)?sh$/.test(stage.config.entrypoint?.[0] ?? stage.config.cmd?.[0] ?? '');
  const none = read.diagnostics.find(({ rule }) => rule === 'missing-shebang');
  if (none && direct && !byShell) return none.message;
  const base = rootBase(stage);
  const program = read.shebang?.program ?? '';
  if (direct && base.kind === 'image' && base.facts?.lacks?.includes(program))
    return `The first line asks for \`${program}\`, which \`${base.image.written}\` does not have: the container ends with \`no such file or directory\`.`;
  return undefined;
}
