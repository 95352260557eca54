/** An entrypoint script: does the container's program become PID 1, or does a shell stand before it and swallow signals? */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Command, Script } from '../../shell/command.ts';
import { program } from '../../shell/options.ts';
import { readScript } from '../../shell/read.ts';
import type { Span } from '../../source.ts';
import { type Problem, toDiagnostics, tooLong } from '../commands/problem.ts';

/** How the script hands over to the container's program. */
export interface Handover {
  /**
   * - `exec-args`: `exec "$@"`, the CMD's words as they are
   * - `exec-split`: `exec $@` or `exec $*`: words with spaces fall apart
   * - `exec-joined`: `exec "$*"`: all words become one
   * - `exec-program`: `exec node server.js`: the CMD is ignored unless `"$@"` is among its words (`takesArgs`)
   * - `args`: `"$@"` without exec: the shell stays PID 1
   * - `program`: a program without exec
   * - `background`: a program with `&`, whatever waits for it
   * - `none`: nothing is started at the end
   */
  kind: 'exec-args' | 'exec-split' | 'exec-joined' | 'exec-program' | 'args' | 'program' | 'background' | 'none';
  /** Whether the program replaces the shell and so gets its signals. */
  replaces: boolean;
  /** The words of CMD reach it. */
  takesArgs: boolean;
  /** The program's name, where one is named. */
  program?: string;
  command?: Command;
  span: Span;
}

export interface EntrypointScript {
  shebang?: { program: string; flags: string; span: Span };
  script: Script;
  /** Fails at the first failing command: `set -e` from the start on, in the script or in its first line. */
  failsEarly: boolean;
  pipefail: boolean;
  /** Unset variables are errors: `set -u`. */
  nounset: boolean;
  handover: Handover;
  /** Other ways out, in branches: `if …; then exec "$@"; fi`. */
  earlier: Handover[];
  /** Programs started with `&`. */
  background: Command[];
  /** `wait` is called. */
  waits: boolean;
  /** Signals with a trap and what it runs: TERM → 'kill "$pid"'. Names without `SIG`, upper case. */
  traps: { signals: string[]; action: string; span: Span }[];
  /** A trap for SIGTERM that does something, so that background programs can be told. */
  forwardsTerm: boolean;
  /** An init that reaps and forwards: `exec tini -- "$@"`. */
  init?: string;
  diagnostics: Diagnostic[];
}

/** Commands that prepare but are no program of a container. */
const builtins = new Set(
  '[ [[ test echo printf set shift export unset local readonly declare typeset eval trap wait return exit cd umask read source . : true false alias getopts hash type ulimit let break continue command builtin kill sleep'.split(
    ' ',
  ),
);
const inits = new Set(['tini', 'dumb-init', 'catatonit', 's6-svscan']);

const isAllArgs = (text: string): boolean => /^\$(?:@|\{@\}|\{@:\d+\})$/.test(text);
const isJoinedArgs = (text: string): boolean => /^\$(?:\*|\{\*\})$/.test(text);

/** Words of a command with its name: for `"$@"` alone the name is the word itself. */
const wordsOf = (command: Command) => [...(command.word ? [command.word] : []), ...command.args];

/** How a command would hand over, whatever its place in the script. */
function handoverOf(command: Command, text: string): Handover {
  const { span } = command;
  const words = wordsOf(command);
  const quoted = (word: { span: Span }) => text[word.span.start] === '"';
  const exec = command.wrappers.includes('exec');
  const all = words.find((word) => isAllArgs(word.text) || isJoinedArgs(word.text));
  const takesArgs = all !== undefined;
  const base = { takesArgs, command, span };
  if (command.background) return { ...base, kind: 'background', replaces: false, program: program(command) };
  const first = words[0];
  const onlyArgs = first !== undefined && first === all;
  if (!onlyArgs) return { ...base, kind: exec ? 'exec-program' : 'program', replaces: exec, program: program(command) };
  if (!exec) return { ...base, kind: 'args', replaces: false };
  if (isJoinedArgs(first.text) && quoted(first)) return { ...base, kind: 'exec-joined', replaces: true };
  return { ...base, kind: quoted(first) ? 'exec-args' : 'exec-split', replaces: true };
}

const isProgram = (command: Command): boolean => command.name !== '' && !builtins.has(program(command));
const isExec = (command: Command): boolean => command.wrappers.includes('exec') && command.name !== '';

/** Inside a function or substitution a command is no way out of the script. */
const isOwnWay = (command: Command): boolean =>
  !command.within.some((each) => each.kind === 'function' || each.kind === 'substitution' || each.kind === 'subshell' || each.condition);

function readTraps(script: Script): EntrypointScript['traps'] {
  return script.commands
    .filter((command) => program(command) === 'trap')
    .flatMap((command) => {
      const [action, ...signals] = command.args.filter((word) => !/^-[lp]$/.test(word.text) && word.text !== '--');
      if (!action || !signals.length) return [];
      return [{ action: action.text, signals: signals.map((word) => signalName(word.text)), span: command.span }];
    });
}

const numbers: Readonly<Record<string, string>> = { '0': 'EXIT', '1': 'HUP', '2': 'INT', '3': 'QUIT', '9': 'KILL', '15': 'TERM' };
const signalName = (text: string): string =>
  Object.hasOwn(numbers, text) ? (numbers[text] ?? text) : text.toUpperCase().replace(/^SIG/, '');

/** Whether `set -u` or the like is given: any letter of a `set -…`, or `-o name`. */
function setsOption(script: Script, letter: string, name: string): boolean {
  return script.commands.some((command) => {
    if (program(command) !== 'set') return false;
    return command.args.some(
      (word, index) =>
        (/^-\w+$/.test(word.text) && word.text.includes(letter)) ||
        (word.text === name && /^-\w*o$/.test(command.args[index - 1]?.text ?? '')),
    );
  });
}

function readShebang(text: string): EntrypointScript['shebang'] {
  const match = /^#![ \t]*([^\s]+)[ \t]*([^\n\r]*)/.exec(text);
  if (!match) return undefined;
  const env = /(?:^|\/)env$/.test(match[1] ?? '');
  const words = (match[2] ?? '').split(/[ \t]+/).filter((word) => word !== '' && !(env && word === '-S'));
  const path = env ? (words.shift() ?? '') : (match[1] ?? '');
  return { program: path.split('/').at(-1) ?? path, flags: words.join(' '), span: { start: 0, end: match[0].length } };
}

/** The last thing that the script does by itself: what runs in the end. A `wait` at the end stands for what is in the background. */
function lastOf(script: Script, text: string): Handover {
  const own = script.commands.filter(isOwnWay);
  const last = own.findLast((command) => isExec(command) || isProgram(command) || command.background);
  if (last) return handoverOf(last, text);
  return { kind: 'none', replaces: false, takesArgs: false, span: { start: text.length, end: text.length } };
}

function complaints(script: Script, shebang: EntrypointScript['shebang'], text: string): Problem[] {
  const found = script.problems.map((problem): Problem => ({ rule: 'shell-syntax', severity: 'error', ...problem }));
  const first = text.indexOf('\n') < 0 ? text : text.slice(0, text.indexOf('\n'));
  if (first.startsWith('#!') && first.endsWith('\r')) {
    found.push({
      rule: 'crlf-script',
      severity: 'error',
      span: { start: 0, end: first.length },
      message:
        'The lines of this script end as on Windows, so the kernel looks for a program whose name ends in an invisible character: `no such file or directory`. Save it with Unix line ends.',
    });
  } else if (!shebang && text.trim() !== '') {
    found.push({
      rule: 'missing-shebang',
      severity: 'warning',
      span: { start: 0, end: Math.min(first.length, text.length) },
      message:
        'The first line does not say which program reads this script. In exec form the kernel then refuses it: `exec format error`. Begin with `#!/bin/sh`.',
    });
  }
  return found;
}

/** Reads an entrypoint script. Never throws. */
export function readEntrypoint(text: string, file = 'entrypoint.sh'): EntrypointScript {
  const refused = tooLong(text);
  if (refused) return { ...readEntrypoint('', file), diagnostics: toDiagnostics([refused], text, file) };
  const shebang = readShebang(text);
  const script = readScript(text, 0);
  const handover = lastOf(script, text);
  const ways = script.commands.filter((command) => isOwnWay(command) && isExec(command) && command !== handover.command);
  const traps = readTraps(script);
  const words = handover.command ? [handover.command.name, ...handover.command.wrappers] : [];
  const init = words.map((word) => word.split('/').at(-1) ?? '').find((word) => inits.has(word));
  const flags = shebang?.flags.startsWith('-') ? shebang.flags : '';
  return {
    ...(shebang ? { shebang } : {}),
    script,
    failsEarly: script.errexit,
    pipefail: script.pipefail,
    nounset: /u/.test(flags) || setsOption(script, 'u', 'nounset'),
    handover,
    earlier: ways.map((command) => handoverOf(command, text)),
    background: script.commands.filter((command) => command.background && command.name !== ''),
    waits: script.commands.some((command) => program(command) === 'wait'),
    traps,
    forwardsTerm: traps.some((trap) => trap.signals.includes('TERM') && trap.action.trim() !== '' && trap.action !== '-'),
    ...(init ? { init } : {}),
    diagnostics: toDiagnostics(complaints(script, shebang, text), text, file),
  };
}
