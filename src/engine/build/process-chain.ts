/** Which processes a container's command line turns into, from PID 1 to the program itself. */
import { readEntrypoint } from '../formats/script/entrypoint.ts';
import type { Command, Script, ShellWord } from '../shell/command.ts';
import { programName } from '../shell/options.ts';
import { readScript } from '../shell/read.ts';
import { shellOptions, unwrap } from '../shell/wrappers.ts';
import type { Answer } from '../source.ts';

/**
 * - `init`: passes signals on and reaps what is left over
 * - `shell`: a shell that runs a text or a script
 * - `runner`: starts the program as its child: npm, yarn, `uv run`
 * - `program`: what the container is for
 */
export type Role = 'init' | 'shell' | 'runner' | 'program';

export interface Process {
  /** Its name without folders; undefined where a runner finds it out: the script of package.json. */
  program?: string;
  role: Role;
  /** Whether it stays while the next one runs; 'no' where it gives its place to it with `exec`. The last one stays. */
  stays: Answer;
  /** A shell with a trap: what it does with a signal is the script's own matter. */
  traps?: true;
}

/** What is known of the image that the command line runs in. */
export interface Inside {
  /** 'debian', 'alpine', … of the base image. */
  family?: string;
  /** The text of a file in the image, by absolute path or name on PATH. */
  text(path: string): string | undefined;
  /** A script of the image itself that is known to hand over with `exec "$@"`. */
  handsOver(path: string): boolean;
}

const inits = new Set(['tini', 'tini-static', 'docker-init', 'dumb-init', 'catatonit']);
const shells = new Set(['sh', 'bash', 'ash', 'dash', 'busybox']);
const runners = new Set(['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'yarnpkg', 'bunx', 'nodemon', 'pipenv', 'doppler', 'dotenv']);
/** `uv run app`: a runner with this subcommand only. */
const runnersByVerb = new Set(['uv run', 'poetry run', 'bun run', 'rye run', 'hatch run', 'pdm run', 'deno task', 'go run', 'cargo run']);
/** Wrappers that replace themselves by what they start. */
const replacing = new Set(['env', 'gosu', 'su-exec', 'setpriv', 'nice', 'ionice', 'nohup', 'stdbuf', 'chrt', 'exec', 'command']);
/** Longer chains are cut: nobody writes them. */
const longest = 12;

const none: ShellWord['span'] = { start: 0, end: 0 };
const toWords = (texts: readonly string[]): ShellWord[] => texts.map((text) => ({ text, literal: true, span: none }));

/** The processes of a command line, PID 1 first. */
export function processesOf(argv: readonly string[], inside: Inside): Process[] {
  const chain: Process[] = [];
  let rest: readonly string[] | undefined = argv;
  while (rest && rest.length > 0 && chain.length < longest) rest = next(rest, inside, chain);
  return chain;
}

/** Adds the first process of a command line and gives what it starts; undefined where it is the last. */
function next(argv: readonly string[], inside: Inside, chain: Process[]): readonly string[] | undefined {
  const [path = '', ...args] = argv;
  const program = programName(path);
  const inner = unwrap(path, toWords(args));
  if (inits.has(program)) {
    chain.push({ program, role: 'init', stays: 'yes' });
    const words = inner?.words.map(({ text }) => text) ?? args.slice(args.indexOf('--') + 1);
    return program === 'docker-init' ? args.slice(args.indexOf('--') + 1) : words;
  }
  if (shells.has(program)) return ofShell(path, program, args, inside, chain);
  if (replacing.has(program) && inner && inner.words.length > 0) return inner.words.map(({ text }) => text);
  if (program === 'npm') return ofNpm(args, inside, chain);
  if (runners.has(program) || runnersByVerb.has(`${program} ${args[0]}`)) {
    chain.push({ program, role: 'runner', stays: 'yes' }, { role: 'program', stays: 'yes' });
    return undefined;
  }
  const text = inside.text(path);
  if (text?.startsWith('#!')) return ofScript(text, args, chain);
  if (inside.handsOver(path)) return args;
  if (text === undefined && /\.(?:sh|bash)$|(?:^|[-_])entrypoint$/.test(program)) {
    // A script whose text nobody sees: it may hand over to what follows, or stay.
    chain.push({ program, role: 'shell', stays: 'unknown' });
    if (args.length > 0) return args;
    chain.push({ role: 'program', stays: 'yes' });
    return undefined;
  }
  chain.push({ program, role: 'program', stays: 'yes' });
  return undefined;
}

function ofShell(path: string, program: string, args: string[], inside: Inside, chain: Process[]): readonly string[] | undefined {
  const own = program === 'busybox' ? args.slice(1) : args;
  const options = shellOptions(toWords(own));
  const word = own[options.next];
  if (!options.command) {
    // `sh entrypoint.sh`: the script as the shell's file.
    const text = word === undefined ? undefined : inside.text(word);
    if (text !== undefined) return ofScript(text, own.slice(options.next + 1), chain);
    chain.push({ program, role: 'shell', stays: word === undefined ? 'yes' : 'unknown' });
    if (word !== undefined) chain.push({ role: 'program', stays: 'yes' });
    return undefined;
  }
  const script = readScript(word ?? '', 0);
  const main = mainCommand(script);
  const kind = kindOf(program, inside.family);
  const traps = script.commands.some(({ name }) => name === 'trap');
  if (!main) {
    chain.push({ program: programName(path), role: 'shell', stays: 'yes' });
    return undefined;
  }
  chain.push({ program, role: 'shell', stays: staysAround(main, script, kind), ...(traps ? { traps: true as const } : {}) });
  return afterWrappers(main, chain);
}

/**
 * npm gives a script of package.json to `sh -c`, and passes SIGTERM on to that shell alone. Where the shell stays, it dies, npm ends with
 * status 1, and the program never hears of it (measured with npm 11.19.1 and dash 0.5.12-2, npm as PID 1, 2026-11-23).
 */
function ofNpm(args: readonly string[], inside: Inside, chain: Process[]): readonly string[] | undefined {
  chain.push({ program: 'npm', role: 'runner', stays: 'yes' });
  const words = args.filter((word) => !word.startsWith('-'));
  const name = words[0] === 'run' || words[0] === 'run-script' ? words[1] : words[0];
  const line = scriptLine(inside.text('./package.json'), name ?? 'start');
  if (line !== undefined) return ofShell('sh', 'sh', ['-c', line], inside, chain);
  const stays = kindOf('sh', inside.family) === 'dash' ? 'yes' : 'unknown';
  chain.push({ program: 'sh', role: 'shell', stays }, { role: 'program', stays: 'yes' });
  return undefined;
}

function scriptLine(manifest: string | undefined, name: string): string | undefined {
  try {
    const line = JSON.parse(manifest ?? '{}')?.scripts?.[name];
    return typeof line === 'string' ? line : undefined;
  } catch {
    return undefined;
  }
}

/** The command that a script is about: the last that is more than a shell's own word. */
function mainCommand({ commands }: Script): Command | undefined {
  const real = commands.filter((command) => command.name !== '' && !builtins.has(command.name));
  return real.findLast((command) => !command.nested) ?? real.at(-1);
}
const builtins = new Set(
  '[ [[ test echo printf set shift export unset local readonly trap wait return exit cd umask read source . : true false ulimit'.split(' '),
);

type ShellKind = 'bash' | 'dash' | 'ash' | undefined;

function kindOf(program: string, family: string | undefined): ShellKind {
  if (program === 'bash') return 'bash';
  if (program === 'ash' || program === 'busybox') return 'ash';
  if (family === 'alpine' || family === 'busybox' || family === 'wolfi') return 'ash';
  if (family === 'debian' || family === 'ubuntu') return 'dash';
  return undefined;
}

/**
 * Whether the shell of `sh -c 'text'` stays while the command runs. Debian's dash always does: Debian takes the shortcut out (measured with
 * dash 0.5.12-2 and bash 5.2 on Debian 12, 2026-11-23). bash and BusyBox's ash give their place to a single plain command (ash.c,
 * `evalstring(minusc, EV_EXIT)`); for longer texts that depends on the version.
 */
function staysAround(main: Command, { commands }: Script, kind: ShellKind): Answer {
  if (main.wrappers.includes('exec') && !main.background && !main.nested && main.joined !== '|') return 'no';
  const last = commands.at(-1);
  if (main !== last || main.background || main.nested || main.joined === '|') return 'yes';
  if (kind === 'dash') return 'yes';
  if (kind === undefined || commands.length > 1 || main.redirects.length > 0) return 'unknown';
  return 'no';
}

/** The wrappers that the shell's reader took off: an init stays a process of its own. */
function afterWrappers(command: Command, chain: Process[]): readonly string[] {
  for (const wrapper of command.wrappers) {
    if (inits.has(wrapper)) chain.push({ program: wrapper, role: 'init', stays: 'yes' });
    else if (/ -c$/.test(wrapper)) chain.push({ program: wrapper.replace(/ -c$/, ''), role: 'shell', stays: 'unknown' });
    else if (!replacing.has(wrapper)) chain.push({ program: wrapper, role: 'runner', stays: 'yes' });
  }
  return [command.name, ...command.args.map(({ text }) => text)];
}

function ofScript(text: string, args: readonly string[], chain: Process[]): readonly string[] | undefined {
  const { handover, traps, init, shebang } = readEntrypoint(text);
  const program = shebang?.program ?? 'sh';
  // A program in another language that starts the container's work itself.
  if (!shells.has(program)) {
    chain.push({ program, role: 'program', stays: 'yes' });
    return undefined;
  }
  const shell: Process = {
    program,
    role: 'shell',
    stays: handover.replaces ? 'no' : 'yes',
    ...(traps.length > 0 ? { traps: true as const } : {}),
  };
  chain.push(shell);
  if (handover.kind === 'none') return undefined;
  if (init) chain.push({ program: init, role: 'init', stays: 'yes' });
  const command = handover.command;
  if (handover.kind === 'exec-args' || handover.kind === 'exec-split' || handover.kind === 'exec-joined' || handover.kind === 'args')
    return args;
  const words = command ? [command.name, ...command.args.map((word) => word.text)] : [];
  return words.flatMap((word) => (/^\$[@*]$|^\$\{[@*]\}$/.test(word) ? args : [word]));
}
