/** Yarn, classic and later. */
import { type NodeManager, nodeManagers } from '../../catalog/package-managers.ts';
import { activeYarn } from './corepack.ts';
import { dependenciesAt } from './dependencies.ts';
import { install } from './install.ts';
import { installs, lineOf, type Program, runIn, type Start, shorthand, within } from './node-line.ts';
import type { Call } from './shell.ts';
import { join } from './tree.ts';

export const yarn =
  (start: Start): Program =>
  (call) => {
    const manager = yarnKind(call);
    const line = lineOf(call, manager);
    if (!line) return 'blind';
    const { verb, rest, read, folder } = line;
    if (verb === '' && read.has('--version', '-v', '--help')) return 'ok';
    if (manager.installs.includes(verb)) {
      noteLinker(call, manager, folder);
      return installs(call, line);
    }
    if (verb === 'set' && rest[0]?.text === 'version') {
      call.shell.config.set('yarn set version', rest[1]?.text ?? 'stable');
      return 'ok';
    }
    if (verb === 'workspaces' && rest[0]?.text === 'focus') {
      if (isClassic(call, folder)) call.fail('other-yarn', 'workspaces focus');
      noteLinker(call, manager, folder);
      // It has no flag to freeze the lockfile: an immutable install before it proves that lockfile and manifest agree.
      const proven = dependenciesAt(call.tree, folder)?.dependencies?.locked === 'yes';
      return install(call, { manager, folder, read, dev: read.has('--production') ? 'no' : 'yes', exact: proven, loose: !proven });
    }
    checkLinker(call, manager, folder);
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
  const active = activeYarn(call);
  if (active !== undefined) return active === 1 ? nodeManagers.yarn : nodeManagers['yarn-berry'];
  const words = call.words.map((word) => word.text);
  if (words.includes('--immutable') || words.includes('focus')) return nodeManagers['yarn-berry'];
  if (words.includes('--frozen-lockfile') || words.includes('--production') || words.includes('--prod')) return nodeManagers.yarn;
  return call.holds(join(call.shell.cwd, '.yarnrc.yml')) === 'yes' ? nodeManagers['yarn-berry'] : nodeManagers.yarn;
}

/**
 * Whether it is surely Yarn 1 that starts: the official image brings that, and Corepack starts it too, unless package.json,
 * `.yarnrc.yml`, a step or an installed package says otherwise.
 */
function isClassic(call: Call, folder: string): boolean {
  const { facts } = call.shell;
  const manifest = call.manifest(folder);
  const settings = join(folder, '.yarnrc.yml');
  const text = call.fileText(settings);
  const ownPath = text === undefined ? call.holds(settings) !== 'no' : /^yarnPath\s*:/m.test(text);
  const installed = call.tree.pieces.some((piece) => piece.packages?.manager === 'npm');
  if (facts?.name !== 'node' || !manifest || manifest.manager || ownPath || installed || call.tree.blind.length > 0) return false;
  const active = activeYarn(call);
  return active === undefined || active === 1;
}

/** Where `.yarnrc.yml` says to put packages; undefined where that cannot be told. Without a word, later Yarns make no `node_modules`. */
function linkerAt(call: Call, folder: string): string | undefined {
  const settings = join(folder, '.yarnrc.yml');
  const text = call.fileText(settings);
  if (text !== undefined) return /^nodeLinker\s*:\s*["']?([\w-]+)/m.exec(text)?.[1] ?? 'pnp';
  return call.holds(settings) === 'no' ? (call.env('YARN_NODE_LINKER') ?? 'pnp') : undefined;
}

const linkerKey = (folder: string) => `yarn linker ${folder}`;

function noteLinker(call: Call, manager: NodeManager, folder: string): void {
  const linker = manager.name === 'yarn-berry' ? linkerAt(call, folder) : undefined;
  if (linker === undefined) call.shell.config.delete(linkerKey(folder));
  else call.shell.config.set(linkerKey(folder), linker);
}

/** Scripts look where the settings of now say, and the packages lie where those of the install said. */
function checkLinker(call: Call, manager: NodeManager, folder: string): void {
  const before = call.shell.config.get(linkerKey(folder));
  if (manager.name === 'yarn-berry' && before === 'pnp' && linkerAt(call, folder) === 'node-modules')
    call.fail('other-linker', '.yarnrc.yml');
}
