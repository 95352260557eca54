/** Goals on whether the container's program gets the stop signal, and what stands before it if not. */
import type { Stage } from '../../../build/build.ts';
import { type Startup, startup } from '../../../build/process.ts';
import type { Finding } from '../../../rules/rule.ts';
import { readScript } from '../../../shell/read.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { at, finalStage, type StageGoal } from '../stage.ts';
import { inScript, type ScriptInUse, scriptInUse } from './entrypoint-script.ts';

interface Blocker {
  mistake: string;
  message: string;
  findings: Finding[];
}

/** SIGTERM reaches the program, which is taken to act on it. */
export function signalReachesProgram(goal: StageGoal): Goal {
  const file = goal.dockerfile ?? 'Dockerfile';
  return {
    ...finalStage(goal, (stage, _, workspace) => {
      const start = startup(stage, { contents: workspace.contents(stage), handlesSigterm: 'yes' });
      const script = scriptInUse(stage, workspace);
      const reasons = toldOf(start, file);
      const judged = (judgement: Judgement): Judgement => ({ ...judgement, reasons: [...reasons, ...(judgement.reasons ?? [])] });
      if (start.signal !== 'SIGTERM') return judged(otherSignal(stage, start.signal, file));
      if (start.reaches === 'no' && script && handsOverInFunction(script))
        return judged({ outcome: 'unknown', message: 'The script hands over inside a function, and this page does not follow functions.' });
      if (start.processes.some(({ traps }) => traps) && script) return judged(withTrap(script));
      if (start.reaches === 'yes') return judged({ outcome: 'pass', message: passed(start) });
      const blockers = start.reaches === 'no' ? blockersOf(stage, start, script, file) : [];
      const first = blockers[0];
      if (first)
        return judged({
          outcome: 'fail',
          mistake: first.mistake,
          message: first.message,
          findings: blockers.flatMap(({ findings }) => findings),
        });
      if (start.reaches === 'no') return judged({ outcome: 'fail', mistake: 'not-reached', message: notReached(start) });
      return judged({
        outcome: 'unknown',
        message:
          'Who gets the signal depends on something this page cannot see: an image or a script it does not know. Name the program in exec form to make it plain.',
      });
    }),
    covers: ['use-exec-form'],
  };
}

function otherSignal(stage: Stage, signal: string, file: string): Judgement {
  const message =
    signal === 'SIGKILL'
      ? 'With `STOPSIGNAL SIGKILL` the container is killed at once, and no program can do anything about that signal.'
      : `The image asks to be stopped with ${signal}. The server acts on SIGTERM and on nothing else, so it does not finish its requests.`;
  return { outcome: 'fail', mistake: 'other-signal', message, findings: at(stage.origins.stopSignal, file, message) };
}

const handsOverInFunction = ({ read }: ScriptInUse) =>
  read.handover.kind === 'program' &&
  read.script.commands.some(({ wrappers, within }) => wrappers.includes('exec') && within.some(({ kind }) => kind === 'function'));

const toldOf = ({ processes, argv }: Startup, file: string): Reason[] => [
  { file, text: `start command: ${argv ? JSON.stringify(argv) : 'not known'}` },
  {
    file,
    text: `processes, PID 1 first: ${processes.map(({ program, stays }) => `${program ?? 'the program'} (${staying[stays]})`).join(', ')}`,
  },
];
const staying = { yes: 'stays', no: 'gives its place to the next', unknown: 'may stay' };

function passed({ processes }: Startup): string {
  const row = processes.filter(({ stays }) => stays === 'yes').map(({ program }) => `\`${program ?? 'the program'}\``);
  if (row.length > 1) return `${row[0]} is PID 1 and passes the signal on to ${row.at(-1)}.`;
  return `${row[0] ?? 'The program'} is PID 1 and gets the signal itself.`;
}

const notReached = ({ processes }: Startup) =>
  `\`docker stop\` signals ${processes[0]?.program ? `\`${processes[0].program}\`` : 'PID 1'}, and nothing passes the signal on to the server. After the grace period it is killed in the middle of its work.`;

/** What stands in the way, in the order in which it starts. */
function blockersOf(stage: Stage, { processes }: Startup, script: ScriptInUse | undefined, file: string): Blocker[] {
  if (!processes.some(({ role, stays }) => (role === 'shell' || role === 'runner') && stays === 'yes')) return [];
  const found = [
    inShell(stage, 'entrypoint', file),
    script && !script.read.handover.replaces ? inOwnScript(script, processes[0]?.role === 'init') : undefined,
    // Behind an ENTRYPOINT that ignores it, CMD is not what runs.
    readsCmd(stage, script) ? (inShell(stage, 'cmd', file) ?? throughNpm(stage, file)) : undefined,
  ];
  return found.filter((each): each is Blocker => each !== undefined);
}

/** The text that a shell is given with `-c`, where a command line is that and nothing else. */
export const textOf = (argv: string[] | undefined) =>
  argv?.length === 3 && /sh$/.test(argv[0] ?? '') && /^-\w*c$/.test(argv[1] ?? '') ? argv[2] : undefined;
const readsCmd = (stage: Stage, script: ScriptInUse | undefined) =>
  textOf(stage.config.entrypoint) === undefined && (!script || script.read.handover.takesArgs);

function inShell(stage: Stage, field: 'entrypoint' | 'cmd', file: string): Blocker | undefined {
  const origin = stage.origins[field];
  const text = textOf(stage.config[field]);
  if (text === undefined || origin?.kind !== 'instruction') return undefined;
  const own = readScript(text, 0).commands;
  const last = own.at(-1);
  if (last?.wrappers.includes('exec') && !last.background) return undefined;
  const { instruction, keyword } = origin.step;
  const written = `${keyword} ${instruction.body.text.trim()}`;
  const blocker = (mistake: string, message: string) => ({ mistake, message, findings: at(origin, file, message) });
  if (instruction.form === 'exec')
    return blocker(
      'shell-in-exec-form',
      `\`${written}\` has brackets, and the program that they start is a shell. It stays PID 1, so \`docker stop\` signals the shell and not the server.`,
    );
  if (text.trim().startsWith('['))
    return blocker(
      'not-json',
      `\`${written}\` looks like exec form. JSON knows double quotes only, so BuildKit takes the line as text for a shell: the container looks for a program with a bracket in its name and dies.`,
    );
  const arrives = field === 'cmd' && (stage.config.entrypoint?.length ?? 0) > 0;
  return blocker(
    arrives ? 'cmd-in-shell-form' : 'shell-form',
    arrives
      ? `\`${written}\` is in shell form, so it arrives as \`/bin/sh -c …\`: whatever hands over to it hands over to a shell. That shell gets the signal of \`docker stop\`, and the server does not.`
      : `\`${written}\` is in shell form. \`/bin/sh -c\` becomes PID 1 and gets the signal of \`docker stop\`; a shell does not pass it on. Look at what makes Docker start a program without a shell.`,
  );
}

function inOwnScript(script: ScriptInUse, init: boolean): Blocker {
  const { handover, waits } = script.read;
  const written = script.text.slice(handover.span.start, handover.span.end).trim();
  const blocker = (mistake: string, message: string) => ({ mistake, message, findings: inScript(script, handover.span, message) });
  if (handover.kind === 'none')
    return blocker('nothing-started', 'The script ends without starting the server, and the container ends with it.');
  if (handover.kind === 'background')
    return blocker(
      'background-without-trap',
      `\`${written}\` starts the server beside the shell${waits ? ', and `wait` only waits' : ''}. The shell is PID 1 and gets the signal. Nothing tells the server.`,
    );
  return blocker(
    'no-exec',
    `\`${written}\` runs as a child of the script. ${init ? 'The init passes the signal on to the shell alone. The shell ends, the init with it, and the server is killed.' : 'The shell stays PID 1, waits for it, and keeps the signal to itself. After 10 seconds both are killed.'} Look at how a shell gives its own place to a program.`,
  );
}

function throughNpm(stage: Stage, file: string): Blocker | undefined {
  const field = /^(?:npm|npx)$/.test(stage.config.entrypoint?.[0] ?? '') ? 'entrypoint' : 'cmd';
  const [program = ''] = stage.config[field] ?? [];
  if (!/^(?:npm|npx|yarn|pnpm)$/.test(program)) return undefined;
  const message = `\`${stage.config[field]?.join(' ')}\` puts \`${program}\` and a shell before the server. npm passes the signal on to that shell, the shell dies of it, and the container ends while the server is still at work.`;
  return { mistake: 'package-manager', message, findings: at(stage.origins[field], file, message) };
}

/** A shell with a trap runs it only between commands: it must wait for the program, not run it in front. */
function withTrap(script: ScriptInUse): Judgement {
  const { traps, handover, waits } = script.read;
  const trap = traps.find(({ signals }) => signals.includes('TERM'));
  const place = trap ?? traps[0];
  const fail = (mistake: string, message: string): Judgement => ({
    outcome: 'fail',
    mistake,
    message,
    ...(place ? { findings: inScript(script, place.span, message) } : {}),
  });
  if (handover.replaces) return { outcome: 'pass', message: 'The server takes the place of the shell, and the trap goes with it.' };
  if (!trap) return fail('trap-for-another-signal', 'The script has a trap, and not for `TERM`. `docker stop` sends SIGTERM first.');
  if (handover.kind !== 'background')
    return fail(
      'trap-has-to-wait',
      'A shell runs its trap only after the command in front has ended. The server is that command, so the trap runs too late.',
    );
  const does = readScript(trap.action, 0).commands;
  const names = does.map(({ name }) => name);
  const { commands } = script.read.script;
  const own = commands.some(({ name, within }) => name === 'kill' && within.some(({ kind }) => kind === 'function'));
  if (!names.includes('kill') && !own)
    return fail('trap-does-not-tell', `On SIGTERM the script runs \`${trap.action}\`, which does not tell the server anything.`);
  if (!waits) return fail('does-not-wait', 'The script does not wait for the server, so the container ends with the script.');
  const set = new Set(commands.flatMap(({ assignments }) => assignments.map(({ name }) => name)));
  const unset = does
    .flatMap(({ args }) => args.map(({ text }) => /^\$\{?([A-Za-z_]\w*)\}?$/.exec(text)?.[1]))
    .find((name) => name !== undefined && !set.has(name));
  if (unset !== undefined)
    return fail('trap-without-a-process', `\`${trap.action}\` uses \`$${unset}\`, and nothing sets it: \`kill\` is told nobody.`);
  const waiting = commands.filter(({ name }) => name === 'wait');
  const again = waiting.length > 1 || waiting.some(({ within }) => within.some(({ kind }) => kind === 'loop'));
  if (!again && !names.includes('wait') && !own)
    return fail(
      'waits-once',
      'A signal ends `wait`, so after the trap the script is at its end, and the container with it. The server has been told and has no time to finish.',
    );
  return { outcome: 'pass', message: 'The shell waits, and its trap passes SIGTERM on to the server.' };
}
