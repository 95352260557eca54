/** Goals on what the container starts: ENTRYPOINT with CMD, followed to the file that runs. */
import type { Stage } from '../../../build/build.ts';
import { joinPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Finding } from '../../../rules/rule.ts';
import { readScript } from '../../../shell/read.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { missingPackages } from '../image/packages.ts';
import { at, atFrom, finalStage, type StageGoal } from '../stage.ts';

/** ENTRYPOINT with CMD behind it, as the container starts it; undefined where neither is known. */
export function startCommand(stage: Stage): string[] | undefined {
  const argv = [...(stage.config.entrypoint ?? []), ...(stage.config.cmd ?? [])];
  return argv.length > 0 ? argv : undefined;
}

const isShell = (program: string) => /(^|\/)(ba|da|a|z)?sh$/.test(program);

/** `/bin/sh` where the command is `sh -c …` without `exec`: then the shell stays process 1. */
export function shellIn(argv: string[]): string | undefined {
  const [program = '', option = '', script = ''] = argv;
  if (!isShell(program) || !/^-[a-z]*c$/.test(option)) return undefined;
  return /^\s*exec\s/.test(script) ? undefined : program;
}

/** The script that Node is given, followed through shells and `npm start`. `node` alone: started without a script. */
function nodeScript(argv: string[], workspace: Workspace, depth = 0): { script: string } | 'node' | undefined {
  if (depth > 3) return undefined;
  const shell = argv.findIndex((word, index) => isShell(word) && /^-[a-z]*c$/.test(argv[index + 1] ?? ''));
  if (shell >= 0) {
    const command = readScript(argv[shell + 2] ?? '', 0).commands.at(-1);
    return command ? nodeScript([command.name, ...command.args.map((arg) => arg.text)], workspace, depth + 1) : undefined;
  }
  const manager = argv.findIndex((word) => /(^|\/)(npm|yarn|pnpm)$/.test(word));
  if (manager >= 0) {
    const name = argv.slice(manager + 1).find((word) => !word.startsWith('-') && word !== 'run') ?? 'start';
    const line = scriptsOf(workspace)[name];
    return line ? nodeScript(['sh', '-c', line], workspace, depth + 1) : undefined;
  }
  const node = argv.findIndex((word) => /(^|\/)node$/.test(word));
  if (node < 0) return undefined;
  const script = argv.slice(node + 1).find((word) => !word.startsWith('-'));
  return script ? { script } : 'node';
}

/** The scripts of the context's `package.json`, by name; none where it cannot be read. */
function scriptsOf(workspace: Workspace): Record<string, string> {
  try {
    const manifest = JSON.parse(workspace.context?.find((file) => file.path === 'package.json')?.text ?? '{}');
    return Object.fromEntries(
      Object.entries(manifest?.scripts ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

/** What Node is told to run is in the image, where it is looked for. */
export function startsItsFile(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return finalStage(goal, (stage, _, workspace) => {
    const origin = stage.origins.cmd ?? stage.origins.entrypoint;
    const argv = startCommand(stage);
    const started = argv && nodeScript(argv, workspace);
    const reasons = [{ file, text: `start command: ${argv ? JSON.stringify(argv) : 'none'}, in \`${stage.config.workdir ?? '/'}\`` }];
    if (!argv || started === 'node' || (origin?.kind !== 'instruction' && !started)) {
      const message = 'Nothing starts the app: the final image has no `CMD` or `ENTRYPOINT` that names it.';
      return {
        outcome: 'fail',
        mistake: 'no-start',
        message,
        findings: atFrom(stage, file, 'No instruction of this stage starts the app.'),
        reasons,
      };
    }
    if (!started) return otherProgram(argv, stage, workspace, at(origin, file, `This starts \`${argv.join(' ')}\`.`), reasons);
    const path = joinPath(stage.config.workdir ?? '/', started.script);
    const candidates = [path, `${path}.js`, `${path}/index.js`].map((each) => workspace.contents(stage).holds(each));
    const held = candidates.find((each) => each.answer === 'yes') ?? candidates.find((each) => each.answer === 'unknown');
    const missing = held?.answer === 'yes' && missingPackages(path, held.pieces, stage, workspace, scriptsOf(workspace));
    if (missing) return { ...missing, findings: at(origin, file, missing.message), reasons };
    if (held?.answer === 'yes') return { outcome: 'pass', message: `\`${path}\` is in the image and is what starts.`, reasons };
    // The app cannot come from the base image: where every step was understood and none brings it, it is missing.
    if (held && (held.blind.length > 0 || held.pieces.length > 0 || !workspace.contents(stage).complete)) {
      return { outcome: 'unknown', message: `Whether \`${path}\` is in the image cannot be told from here.`, reasons };
    }
    const message = `The container starts \`${started.script}\` in \`${stage.config.workdir ?? '/'}\`, but nothing puts \`${path}\` into the final image. Look at where the build writes it and where it is copied to.`;
    return { outcome: 'fail', mistake: 'app-missing', message, findings: at(origin, file, message), reasons };
  });
}

/** Neither Node nor a package manager: fine where the image holds a script or binary of that name, else not the app. */
function otherProgram(argv: string[], stage: Stage, workspace: Workspace, findings: Finding[], reasons: Reason[]): Judgement {
  const own = argv.some(
    (word) => word.includes('/') && workspace.contents(stage).holds(joinPath(stage.config.workdir ?? '/', word)).pieces.length > 0,
  );
  const said = `\`${argv.join(' ')}\``;
  if (own || argv.some((_, index) => shellIn(argv.slice(index))))
    return { outcome: 'unknown', message: `What ${said} runs cannot be followed from here.`, reasons };
  return {
    outcome: 'fail',
    mistake: 'other-program',
    message: `The container starts ${said}, which is not the app. The last \`CMD\` and the last \`ENTRYPOINT\` count.`,
    findings,
    reasons,
  };
}

/** The app is started directly: no `/bin/sh -c` between the container and it. */
export function startsWithoutShell(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, build) => {
      const origin =
        stage.origins.entrypoint?.kind === 'instruction' ? stage.origins.entrypoint : (stage.origins.cmd ?? stage.origins.entrypoint);
      const argv = startCommand(stage);
      const reasons = [{ file, text: `start command: ${argv ? JSON.stringify(argv) : 'none'}` }];
      if (!argv) {
        const message = 'Nothing says what to start: the image has no `CMD` or `ENTRYPOINT` of its own.';
        return { outcome: 'fail', mistake: 'no-start', message, findings: atFrom(stage, file, 'No CMD or ENTRYPOINT follows.'), reasons };
      }
      const shell = shellIn(argv) ?? shellIn(stage.config.cmd ?? []);
      if (!shell)
        return { outcome: 'pass', message: `\`${argv.join(' ')}\` starts without a shell, so \`docker stop\` reaches it.`, reasons };
      const step = origin?.kind === 'instruction' ? origin.step : undefined;
      const written = step ? `${step.keyword} ${step.instruction.body.text.trim()}` : argv.join(' ');
      const pasted = build.syntax.diagnostics.some((found) => found.rule === 'typographic-quotes' && step && found.line === step.line);
      const message = pasted
        ? `\`${written}\` has typographic quotes, so it is not valid JSON. BuildKit reads it as a shell command, and the container dies looking for a program with a bracket in its name. A blog or a word processor replaced the straight quotes.`
        : `\`${written}\` is in shell form: \`${shell}\` becomes process 1 and gets the signal of \`docker stop\`, your app does not. Look at the form with brackets.`;
      return { outcome: 'fail', mistake: pasted ? 'smart-quotes' : 'shell-form', message, findings: at(origin, file, message), reasons };
    }),
    covers: ['use-exec-form'],
  };
}

/** Polish: EXPOSE tells readers and tools which port the app listens on. */
export function documentsPort(goal: StageGoal & { /** '3000/tcp' */ port: string }): Goal {
  return finalStage(goal, (stage) =>
    stage.config.exposed.includes(goal.port)
      ? { outcome: 'pass', message: `\`EXPOSE\` names ${goal.port}. It opens nothing; it tells people and tools.` }
      : {
          outcome: 'fail',
          message: `No \`EXPOSE\` names ${goal.port}. It works without; the line tells people and tools which port to publish.`,
        },
  );
}
