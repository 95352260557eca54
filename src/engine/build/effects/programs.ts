/** From a program's name to what it does. */
import { builderOf, isNodeTool, needsTool } from './builders.ts';
import { filePrograms } from './files.ts';
import { isHarmless } from './harmless.ts';
import { nodePrograms } from './node.ts';
import type { Call, Effect } from './shell.ts';
import { systemPrograms } from './system.ts';
import { isWithin } from './tree.ts';

type Program = (call: Call) => Effect;

/** Programs whose outcome nobody can tell beforehand; where it matters which, the branches after them are open. */
const asks = new Set(['command', 'which', 'type', 'hash', 'grep', 'id', 'getent', 'egrep', 'cmp', 'diff', '((']);

const shellPrograms: Readonly<Record<string, Program>> = {
  cd(call) {
    const [word] = call.read({ values: [] }).positionals;
    const path = word ? call.path(word) : (call.env('HOME') ?? '/root');
    if (path === undefined) return 'blind';
    call.shell.cwd = path;
    return 'ok';
  },
  pushd: (call) => shellPrograms.cd?.(call) ?? 'ok',
  popd: () => 'blind',
  export(call) {
    for (const word of call.words) {
      const [name = '', ...value] = word.text.split('=');
      if (word.text.includes('=')) call.shell.exported.set(name, call.text({ ...word, text: value.join('=') }));
    }
    return 'ok';
  },
  unset(call) {
    for (const word of call.words) call.shell.exported.set(word.text, undefined);
    return 'ok';
  },
  false: () => 'fails',
  exit: (call) => (call.words[0]?.text === '0' ? 'ok' : 'fails'),
  find: sweep,
  sed: () => 'ok',
  sh(call) {
    // `curl … | bash -s -- x` reads its script from the pipe.
    const read = call.read({ values: ['-o'], stopAtPositional: true });
    return read.has('-s') || read.positionals[0]?.text === '-' ? 'blind' : scriptFile(call, read.positionals[0]?.text);
  },
  source: (call) => scriptFile(call, call.words[0]?.text),
  '.': (call) => scriptFile(call, call.words[0]?.text),
};

/** `find x -delete`: some of what is below x goes. That matters to no question here unless packages are among it. */
function sweep(call: Call): Effect {
  const deletes =
    call.words.some((word) => word.text === '-delete') || call.words.some((word) => word.text === 'rm' || word.text === '/bin/rm');
  if (!deletes) return 'ok';
  const first = call.words.findIndex((word) => /^[-(!]/.test(word.text));
  const paths = call.words.slice(0, Math.max(first, 0)).map((word) => call.path(word));
  const touches = (path: string | undefined) =>
    path === undefined ||
    call.tree.pieces.some((piece) => piece.kind === 'dependencies' && (isWithin(piece.path, path) || isWithin(path, piece.path)));
  return (paths.length ? paths : [call.shell.cwd]).some(touches) ? 'blind' : 'ok';
}

const shells = new Set(['bash', 'ash', 'dash', 'zsh', 'ksh']);

/** A script file: read and run where its text is known. */
function scriptFile(call: Call, name: string | undefined): Effect {
  if (name === undefined)
    return call.command.redirects.some((redirect) => redirect.operator.startsWith('<')) || call.command.joined === '|' ? 'blind' : 'ok';
  const path = call.path(name);
  if (path === undefined) return 'blind';
  if (call.holds(path) === 'no') call.fail('missing-file', name);
  const text = call.fileText(path);
  return text === undefined ? 'blind' : call.shell.run(text, { ...call.shell, called: call.shell.called ?? name });
}

/** Starts a tool of the project. */
function startTool(call: Call, fetches: boolean): Effect {
  needsTool(call, fetches);
  if (/^-?-(?:version|v|help|h)$/i.test(call.words[0]?.text ?? '')) return 'ok';
  const known = builderOf(call.program) ?? own(programs, call.program);
  if (known) return known(call);
  if (isHarmless(call.program)) return 'ok';
  return call.guess();
}

const programs: Readonly<Record<string, Program>> = { ...filePrograms, ...systemPrograms, ...nodePrograms(startTool), ...shellPrograms };

const own = (table: Readonly<Record<string, Program>>, name: string): Program | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What a command does to the stage. `blind` where the model does not know the program. */
export function effectOf(call: Call): Effect {
  const { program } = call;
  lacksProgram(call);
  if (onlyAsks(call)) return asks.has(program) ? 'unsure' : 'ok';
  if (asks.has(program)) return 'unsure';
  if (shells.has(program)) return shellPrograms.sh?.(call) ?? 'blind';
  const bin = call.command.name.includes('node_modules/.bin/');
  if (bin || isNodeTool(program) || (call.shell.localTools && isLocalTool(program))) return startTool(call, false);
  const known = own(programs, program) ?? builderOf(program);
  if (known) return known(call);
  if (isHarmless(program)) return 'ok';
  if (call.command.name.includes('/')) return scriptFile(call, call.command.name);
  return 'blind';
}

/** In a script of package.json, a program that is none of the system's is one of node_modules. */
const isLocalTool = (program: string): boolean => !own(programs, program) && !systemOnly.has(program) && !isSystemHarmless(program);
const systemOnly = new Set([
  'make',
  'go',
  'cargo',
  'mvn',
  'gradle',
  'dotnet',
  'docker',
  'gcc',
  'g++',
  'php',
  'ruby',
  'perl',
  'java',
  'javac',
]);
const localHarmless = new Set(
  'eslint prettier biome oxlint vitest jest mocha ava c8 nyc tap standard tslint stylelint commitlint husky is-ci knip depcheck tsd publint attw lint-staged'.split(
    ' ',
  ),
);
const isSystemHarmless = (program: string): boolean => isHarmless(program) && !localHarmless.has(program);

/** `x --version`, `x --help`: nothing is done. */
const onlyAsks = (call: Call): boolean => call.words.length === 1 && /^(?:--version|--help|-V)$/.test(call.words[0]?.text ?? '');

/** Says so where the base image is known to lack a program and nothing that could bring it was installed or copied. */
function lacksProgram(call: Call): void {
  const { facts, tree } = call.shell;
  if (!facts?.lacks?.includes(call.program) || call.command.name.startsWith('.') || call.command.wrappers.includes('corepack')) return;
  if (tree.blind.length || tree.pieces.some((piece) => piece.kind === 'packages')) return;
  const folders = ['/usr/local/bin/', '/usr/bin/', '/bin/', '/usr/local/sbin/', '/usr/sbin/', '/sbin/'];
  const brought = tree.pieces.some(
    (piece) =>
      piece.path === call.command.name ||
      folders.some((folder) => piece.path === folder + call.program || (piece.tree && folder.startsWith(`${piece.path}/`))),
  );
  if (!brought) call.fail('missing-program', call.program);
}
