/** What the package managers of Node.js share: their command line, installs, and starting scripts and tools. */
import type { NodeManager } from '../../catalog/package-managers.ts';
import type { ShellWord } from '../../shell/command.ts';
import type { Arguments } from '../../shell/options.ts';
import { dependenciesAt } from './dependencies.ts';
import { install, takesDev } from './install.ts';
import { runNamed } from './scripts.ts';
import { Call, type Effect } from './shell.ts';
import { addGlobalTools } from './system.ts';
import { baseName } from './tree.ts';

export type Program = (call: Call) => Effect;

/** Starts a tool by name, as `npx tsc` and `pnpm exec tsc` do. */
export type Start = (call: Call, fetches: boolean) => Effect;

export interface Line {
  manager: NodeManager;
  read: Arguments;
  verb: string;
  /** Positionals after the verb. */
  rest: ShellWord[];
  folder: string;
}

export function lineOf(call: Call, manager: NodeManager): Line | undefined {
  const read = call.read({ values: manager.valueFlags });
  const [first, ...rest] = read.positionals;
  const named = manager.folderFlags.map((flag) => read.value(flag)).find((value) => value !== undefined);
  const folder = named === undefined ? call.shell.cwd : call.path({ text: named, literal: !named.includes('$'), span: call.shell.span });
  return folder === undefined ? undefined : { manager, read, verb: first?.text ?? '', rest, folder };
}

const isExact = ({ manager, read, verb }: Line, call: Call): boolean =>
  manager.exactCommands.includes(verb) ||
  read.has(...manager.exactFlags) ||
  // Outside CI these two do not freeze by themselves.
  ((manager.name === 'pnpm' || manager.name === 'yarn-berry') &&
    /^(?:1|true)$/.test(call.env('CI') ?? '') &&
    !read.options.some((option) => option.value === 'false' || option.name.startsWith('--no-')));

/** An install of the project, or of packages by name. */
export function installs(call: Call, line: Line): Effect {
  const { manager, read, verb, rest, folder } = line;
  const dev = takesDev(call, manager, read, folder);
  if (manager.name !== 'yarn' && read.has('-g', '--global', '--location')) {
    addGlobalTools(
      call,
      rest.map((word) => call.text(word) ?? word.text),
    );
    return 'ok';
  }
  const named = rest.length > 0 && !manager.exactCommands.includes(verb) && (verb !== '' || manager.name === 'npm');
  if (named && !wholeProject(call, line)) {
    const before = dependenciesAt(call.tree, folder);
    const asDev = read.has('-D', '--save-dev', '--dev');
    return install(call, {
      manager,
      folder,
      read,
      dev: asDev ? 'yes' : (before?.dependencies?.dev ?? 'unknown'),
      exact: false,
      unchecked: true,
    });
  }
  return install(call, { manager, folder, read, dev, exact: isExact(line, call) });
}

/** Words such as `–only=production` or `.` name no package: npm then installs the project. */
const wholeProject = (call: Call, { rest }: Line): boolean => rest.every((word) => /^(?:[–—]|\.$)/.test(call.text(word) ?? word.text));

/** `npm run x`, in one workspace or in many: then the folder is not known. */
export function runIn(call: Call, line: Line, name: ShellWord | undefined): Effect {
  const { read, folder, manager } = line;
  const elsewhere = read.has('--workspace', '-w', '--workspaces', '--ws', '--filter', '-F', '-r', '--recursive');
  if (elsewhere && manager.name !== 'yarn') return /^(?:test|lint)/.test(name?.text ?? '') ? 'ok' : call.guess(folder);
  return runNamed(call, name && (call.text(name) ?? name.text), folder, { ifPresent: read.has('--if-present') });
}

/** `pnpm build`, `yarn build`: a script of that name, else a tool. */
export function shorthand(call: Call, line: Line, start: Start): Effect {
  const manifest = call.manifest(line.folder);
  if (manifest && !Object.hasOwn(manifest.scripts, line.verb)) {
    const at = call.words.findIndex((word) => word.text === line.verb);
    return start(within(call, call.words.slice(at)), false);
  }
  return runNamed(call, line.verb, line.folder);
}

/** The command that `npx`, `exec` and the like start, as a call of its own. */
export function within(call: Call, words: readonly ShellWord[], name?: string): Call {
  const [first, ...args] = words;
  const program = name ?? baseName((first?.text ?? '').replace(/(?!^)@[^/]*$/, ''));
  const command = { ...call.command, name: program, ...(first ? { word: first } : {}), args: name ? [...words] : args };
  return new Call(
    command,
    {
      ...call.shell,
      localTools: true,
      called: call.shell.called ?? [baseName(call.command.name), ...call.words.map((word) => word.text)].join(' '),
    },
    program,
  );
}
