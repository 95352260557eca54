/** npm, pnpm, Yarn, Bun and what they start. */
import { type NodeManager, nodeManagers } from '../../catalog/package-managers.ts';
import type { ShellWord } from '../../shell/command.ts';
import { type Arguments, readArguments } from '../../shell/options.ts';
import { dependenciesAt } from './dependencies.ts';
import { install, prune, takesDev } from './install.ts';
import { runNamed } from './scripts.ts';
import { type Call, Call as CallOf, type Effect } from './shell.ts';
import { addGlobalTools } from './system.ts';
import { baseName, join } from './tree.ts';

type Program = (call: Call) => Effect;

/** Starts a tool by name, as `npx tsc` and `pnpm exec tsc` do. */
type Start = (call: Call, fetches: boolean) => Effect;

interface Line {
  manager: NodeManager;
  read: Arguments;
  verb: string;
  /** Positionals after the verb. */
  rest: ShellWord[];
  folder: string;
}

function lineOf(call: Call, manager: NodeManager): Line | undefined {
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
function installs(call: Call, line: Line): Effect {
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

const npm =
  (start: Start): Program =>
  (call) => {
    const line = lineOf(call, nodeManagers.npm);
    if (!line) return 'blind';
    const { verb, rest, read, folder, manager } = line;
    if (manager.installs.includes(verb)) return installs(call, line);
    if (manager.prunes.includes(verb)) return prune(call, manager, folder, read);
    if (verb === 'run' || verb === 'run-script' || verb === 'rum' || verb === 'urn') return runIn(call, line, rest[0]);
    if (verb === 'exec' || verb === 'x') return start(within(call, rest), true);
    if (verb === 'config' || verb === 'set') {
      const words = (verb === 'set' ? rest : rest.slice(1)).map((word) => word.text);
      const [key = '', value] = words[0]?.includes('=') ? words[0].split('=') : words;
      if (rest[0]?.text === 'set' || verb === 'set') call.shell.config.set(key, value ?? 'true');
      return 'ok';
    }
    if (['uninstall', 'un', 'rm', 'remove', 'r'].includes(verb) && read.has('-g', '--global')) return 'ok';
    if (verb === 'rebuild' || verb === 'rb') return 'ok';
    const changes = [
      'uninstall',
      'un',
      'rm',
      'remove',
      'update',
      'up',
      'upgrade',
      'dedupe',
      'link',
      'pack',
      'install-links',
      'init',
      'create',
    ];
    return changes.includes(verb) ? call.guess(folder) : 'ok';
  };

/** `npm run x`, in one workspace or in many: then the folder is not known. */
function runIn(call: Call, line: Line, name: ShellWord | undefined): Effect {
  const { read, folder, manager } = line;
  const elsewhere = read.has('--workspace', '-w', '--workspaces', '--ws', '--filter', '-F', '-r', '--recursive');
  if (elsewhere && manager.name !== 'yarn') return /^(?:test|lint)/.test(name?.text ?? '') ? 'ok' : call.guess(folder);
  return runNamed(call, name && (call.text(name) ?? name.text), folder, { ifPresent: read.has('--if-present') });
}

const pnpm =
  (start: Start): Program =>
  (call) => {
    const line = lineOf(call, nodeManagers.pnpm);
    if (!line) return 'blind';
    const { verb, rest, read, folder, manager } = line;
    if (manager.installs.includes(verb)) return installs(call, line);
    if (manager.prunes.includes(verb)) return prune(call, manager, folder, read);
    if (verb === 'deploy') return deploy(call, line);
    if (verb === 'run' || verb === 'run-script') return runIn(call, line, rest[0]);
    if (verb === 'exec' || verb === 'dlx') return start(within(call, rest), verb === 'dlx');
    if (verb === 'fetch' || verb === 'rebuild' || verb === 'approve-builds' || verb === 'config' || verb === 'store' || verb === 'env')
      return 'ok';
    const own = [
      '',
      'list',
      'ls',
      'why',
      'audit',
      'outdated',
      'setup',
      'root',
      'bin',
      'licenses',
      'test',
      't',
      'start',
      'version',
      'self-update',
    ];
    if (own.includes(verb)) return 'ok';
    return ['remove', 'rm', 'update', 'up', 'link', 'import', 'patch', 'dedupe', 'pack'].includes(verb)
      ? call.guess(folder)
      : shorthand(call, line, start);
  };

/** `pnpm deploy --prod <dir>`: a package with its dependencies in a folder of its own. */
function deploy(call: Call, line: Line): Effect {
  const { rest, read, folder, manager } = line;
  const target = rest[0] && call.path(rest[0], folder);
  if (target === undefined) return 'blind';
  const dev = takesDev(call, manager, read, folder);
  const filters = [...read.all('--filter'), ...read.all('-F')];
  const filtered = filters.some((name) => name !== call.manifest(folder)?.name);
  const own = call.tree.pieces.filter(
    (piece) => piece.kind !== 'dependencies' && piece.kind !== 'packages' && piece.path.startsWith(`${folder}/`),
  );
  const copies = own
    .filter((piece) => !piece.guessed && !piece.path.startsWith(`${target}/`))
    .map((piece) => ({ ...piece, path: join(target, piece.path.slice(folder.length + 1)), trail: [call.step, ...piece.trail] }));
  call.tree.makeFolder(target);
  // Which of the workspace's packages the filter takes is not worked out.
  if (filtered) call.guess(target);
  else call.tree.add(copies, call.step);
  return install(call, { manager, folder, target: join(target, 'node_modules'), read, dev, exact: true, unchecked: true });
}

const yarn =
  (start: Start): Program =>
  (call) => {
    const manager = yarnKind(call);
    const line = lineOf(call, manager);
    if (!line) return 'blind';
    const { verb, rest, read, folder } = line;
    if (verb === '' && read.has('--version', '-v', '--help')) return 'ok';
    if (manager.installs.includes(verb)) return installs(call, line);
    if (verb === 'workspaces' && rest[0]?.text === 'focus') {
      // It has no flag to freeze the lockfile: an immutable install before it proves that lockfile and manifest agree.
      const proven = dependenciesAt(call.tree, folder)?.dependencies?.locked === 'yes';
      return install(call, { manager, folder, read, dev: read.has('--production') ? 'no' : 'yes', exact: proven, loose: !proven });
    }
    if (verb === 'run') return runIn(call, line, rest[0]);
    if (verb === 'exec' || verb === 'dlx') return start(within(call, rest), verb === 'dlx');
    if (verb === 'workspaces' || verb === 'workspace') return call.guess(folder);
    if (['global', 'autoclean', 'remove', 'upgrade', 'up', 'link', 'pack'].includes(verb)) return call.guess(folder);
    const own = [
      'cache',
      'config',
      'set',
      'plugin',
      'why',
      'list',
      'info',
      'audit',
      'test',
      'start',
      'check',
      'npm',
      'node',
      'rebuild',
      'policies',
      'import',
      'licenses',
      'outdated',
      'version',
    ];
    return own.includes(verb) ? 'ok' : shorthand(call, line, start);
  };

/** Classic or a later Yarn: pinned in package.json, told by its own settings, by a flag only one of them has. */
function yarnKind(call: Call): NodeManager {
  const pinned = call.manifest(call.shell.cwd)?.manager;
  if (pinned?.name === 'yarn') return pinned.major >= 2 ? nodeManagers['yarn-berry'] : nodeManagers.yarn;
  const words = call.words.map((word) => word.text);
  if (words.includes('--immutable') || words.includes('focus')) return nodeManagers['yarn-berry'];
  if (words.includes('--frozen-lockfile') || words.includes('--production') || words.includes('--prod')) return nodeManagers.yarn;
  return call.holds(join(call.shell.cwd, '.yarnrc.yml')) === 'yes' ? nodeManagers['yarn-berry'] : nodeManagers.yarn;
}

const bun =
  (start: Start): Program =>
  (call) => {
    const line = lineOf(call, nodeManagers.bun);
    if (!line) return 'blind';
    const { verb, rest, manager } = line;
    if (manager.installs.includes(verb)) return installs(call, line);
    if (verb === 'run') return runIn(call, line, rest[0]);
    if (verb === 'x') return start(within(call, rest), true);
    if (verb === 'build') return start(within(call, call.words, 'bun'), false);
    return ['', 'test', 'pm', 'audit', 'outdated'].includes(verb) ? 'ok' : shorthand(call, line, start);
  };

/** `pnpm build`, `yarn build`: a script of that name, else a tool. */
function shorthand(call: Call, line: Line, start: Start): Effect {
  const manifest = call.manifest(line.folder);
  if (manifest && !Object.hasOwn(manifest.scripts, line.verb)) {
    const at = call.words.findIndex((word) => word.text === line.verb);
    return start(within(call, call.words.slice(at)), false);
  }
  return runNamed(call, line.verb, line.folder);
}

/** The command that `npx`, `exec` and the like start, as a call of its own. */
function within(call: Call, words: readonly ShellWord[], name?: string): Call {
  const [first, ...args] = words;
  const program = name ?? baseName((first?.text ?? '').replace(/(?!^)@[^/]*$/, ''));
  const command = { ...call.command, name: program, ...(first ? { word: first } : {}), args: name ? [...words] : args };
  return new CallOf(
    command,
    {
      ...call.shell,
      localTools: true,
      called: call.shell.called ?? [baseName(call.command.name), ...call.words.map((word) => word.text)].join(' '),
    },
    program,
  );
}

const npx =
  (start: Start): Program =>
  (call) => {
    const spec = { values: ['-p', '--package', '-c', '--call'], stopAtPositional: true };
    const read = readArguments(call.words, spec);
    const text = read.value('-c') ?? read.value('--call');
    if (text !== undefined) return call.shell.run(text, { ...call.shell, localTools: true });
    return start(within(call, read.positionals), !read.has('--no-install') && !read.has('--no'));
  };

/** `node build.mjs` may write anywhere in its folder; `node -v` and `node --test` write nothing. */
const node: Program = (call) => {
  const read = readArguments(call.words, {
    values: ['-r', '--require', '--import', '--loader', '-e', '-p', '--eval', '--print', '--env-file', '--run'],
    stopAtPositional: true,
  });
  const named = read.value('--run');
  if (named) return runNamed(call, named, call.shell.cwd);
  if (read.has('-v', '--version', '--test', '-c', '--check', '-p', '--print', '-h', '--help')) return 'ok';
  const script = read.positionals[0];
  if (!script) return read.has('-e', '--eval') ? call.guess() : 'ok';
  const path = call.path(script);
  const bin = path === undefined ? undefined : /\/node_modules\/(?:\.bin\/([^/]+)|(?:@[^/]+\/)?([^/]+)\/)/.exec(path);
  if (path !== undefined && !bin && call.holds(path) === 'no' && call.holds(`${path}.js`) === 'no') call.fail('missing-file', script.text);
  return call.guess();
};

/** By program, given the way to start a tool. */
export const nodePrograms = (start: Start): Readonly<Record<string, Program>> => ({
  npm: npm(start),
  pnpm: pnpm(start),
  yarn: yarn(start),
  yarnpkg: yarn(start),
  bun: bun(start),
  npx: npx(start),
  pnpx: npx(start),
  bunx: npx(start),
  node,
  nodejs: node,
});
