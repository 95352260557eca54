/** Yarn, classic and later. */
import { type NodeManager, nodeManagers } from '../../catalog/package-managers.ts';
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
