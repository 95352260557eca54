/** Programs that only start another program: what they are called, and where the command they start begins. */
import type { ShellWord } from './command.ts';
import { type OptionSpec, programName, readArguments } from './options.ts';

interface Wrapper extends OptionSpec {
  /** Own positionals before the command: `timeout 5s cmd`, `gosu user cmd`. */
  skip?: number;
  /** `X=y` words before the command are assignments. */
  assigns?: boolean;
  /** With one of these flags it starts nothing: `command -v node`. */
  unless?: readonly string[];
  /** It starts a command only where that is one of these. */
  only?: readonly string[];
}

const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: {
    values: ['-u', '-g', '-h', '-p', '-C', '-D', '-R', '-T', '-U', '-r', '-t', '--user', '--group', '--host', '--prompt', '--chdir'],
    assigns: true,
    unless: ['-l', '-v', '-K', '--list', '--validate', '--version'],
  },
  doas: { values: ['-u', '-C', '-a'] },
  env: { values: ['-u', '-C', '-S', '--unset', '--chdir', '--split-string'], assigns: true },
  'cross-env': { assigns: true },
  exec: { values: ['-a'] },
  command: { unless: ['-v', '-V'] },
  builtin: {},
  time: { values: ['-f', '-o', '--format', '--output'] },
  nice: { values: ['-n', '--adjustment'] },
  ionice: { values: ['-c', '-n', '--class', '--classdata'], unless: ['-p', '--pid'] },
  nohup: {},
  setsid: {},
  stdbuf: { values: ['-i', '-o', '-e', '--input', '--output', '--error'] },
  timeout: { values: ['-s', '-k', '--signal', '--kill-after'], skip: 1 },
  xargs: {
    values: ['-a', '-d', '-E', '-I', '-L', '-n', '-P', '-s', '--arg-file', '--delimiter', '--max-args', '--max-procs', '--replace'],
  },
  gosu: { skip: 1 },
  'su-exec': { skip: 1 },
  setpriv: { values: ['--reuid', '--regid', '--groups', '--inh-caps', '--bounding-set', '--ambient-caps'] },
  chrt: { skip: 1, unless: ['-p', '--pid'] },
  tini: { values: ['-p', '-e'] },
  'dumb-init': { values: ['-r', '--rewrite'] },
  catatonit: {},
  fakeroot: { values: ['-l', '-s', '-i', '-b'] },
  eatmydata: {},
  unbuffer: {},
  corepack: { only: ['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'yarnpkg'] },
  busybox: {},
};

const shells = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'mksh', 'zsh', 'hush']);

/** What a wrapper starts. */
export interface Unwrapped {
  /** The wrapper, as it is recorded: 'sudo', 'sh -c'. */
  wrapper: string;
  /** The words of the command it starts… */
  words: ShellWord[];
  assignments: { name: string; value: ShellWord }[];
  /** …or a text that a shell reads, with that shell's options. */
  script?: { word: ShellWord; errexit: boolean; pipefail: boolean };
}

/** What a command starts where it only starts another; undefined where it does something of its own. */
export function unwrap(name: string, args: readonly ShellWord[]): Unwrapped | undefined {
  const program = programName(name);
  if (shells.has(program)) return unwrapShell(program, args);
  if (program === 'su' || program === 'runuser') return unwrapSu(program, args);
  const wrapper = Object.hasOwn(wrappers, program) ? wrappers[program] : undefined;
  if (!wrapper) return undefined;
  const read = readArguments(args, { ...wrapper, stopAtPositional: true });
  if (wrapper.unless?.some((flag) => read.has(flag))) return undefined;
  let from = wrapper.skip ?? 0;
  const assignments: Unwrapped['assignments'] = [];
  for (; wrapper.assigns; from++) {
    const assignment = asAssignment(read.positionals[from]);
    if (!assignment) break;
    assignments.push(assignment);
  }
  const words = read.positionals.slice(from);
  const first = words[0];
  if (!first || (wrapper.only && !wrapper.only.includes(first.text.replace(/@.*$/, '')))) return undefined;
  return { wrapper: program, words, assignments };
}

function asAssignment(word: ShellWord | undefined): { name: string; value: ShellWord } | undefined {
  const name = word && /^[A-Za-z_]\w*(?==)/.exec(word.text)?.[0];
  if (!word || !name) return undefined;
  // Quotes may stand anywhere in the word, so the value's place is only known as the whole word.
  return { name, value: { ...word, text: word.text.slice(name.length + 1) } };
}

function unwrapShell(program: string, args: readonly ShellWord[]): Unwrapped | undefined {
  const options = shellOptions(args);
  const script = options.command ? args[options.next] : undefined;
  if (!script) return undefined;
  const { errexit, pipefail } = options;
  return { wrapper: `${program} -c`, words: [], assignments: [], script: { word: script, errexit, pipefail } };
}

function unwrapSu(program: string, args: readonly ShellWord[]): Unwrapped | undefined {
  const at = args.findIndex((word) => word.text === '-c' || word.text === '--command');
  const script = at < 0 ? undefined : args[at + 1];
  if (script) return { wrapper: program, words: [], assignments: [], script: { word: script, errexit: false, pipefail: false } };
  const read = readArguments(args, { values: ['-u', '--user', '-g', '--group'] });
  return read.afterDashes.length ? { wrapper: program, words: read.afterDashes, assignments: [] } : undefined;
}

/** What the leading options of a shell or of `set` say. A field is undefined where they do not touch it. */
export interface ShellOptions {
  errexit: boolean;
  pipefail: boolean;
  /** Options switched off with `+`. */
  off: { errexit: boolean; pipefail: boolean };
  /** `-c`: the next argument is the script. */
  command: boolean;
  /** Index of the first argument that is not an option. */
  next: number;
}

/** Reads `-eux`, `-o pipefail`, `+e`, `-ec` as a shell and its `set` do. */
export function shellOptions(args: readonly ShellWord[]): ShellOptions {
  const options: ShellOptions = { errexit: false, pipefail: false, off: { errexit: false, pipefail: false }, command: false, next: 0 };
  const put = (name: string | undefined, on: boolean) => {
    if (name !== 'errexit' && name !== 'pipefail') return;
    options[name] = on;
    options.off[name] = !on;
  };
  let at = 0;
  for (; at < args.length; at++) {
    const text = args[at]?.text ?? '';
    if (text === '--' || text === '-') {
      at++;
      break;
    }
    if (!/^[-+]./.test(text)) break;
    if (text.startsWith('--')) continue;
    const on = text.startsWith('-');
    for (const letter of text.slice(1)) {
      if (letter === 'e') put('errexit', on);
      else if (letter === 'c' && on) options.command = true;
      else if (letter === 'o' || letter === 'O') put(args[++at]?.text, on);
    }
  }
  options.next = at;
  return options;
}
