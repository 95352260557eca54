/** Installs of Node.js packages, whichever manager does them: what they need, what they leave, what they run. */
import type { NodeManager } from '../../catalog/package-managers.ts';
import type { Arguments } from '../../shell/options.ts';
import type { Answer } from '../../source.ts';
import type { Dependencies, Piece } from '../contents.ts';
import { dependenciesAt } from './dependencies.ts';
import { runNpmScript } from './scripts.ts';
import type { Call, Effect } from './shell.ts';
import { join } from './tree.ts';

/** One install, taken apart. */
export interface Install {
  manager: NodeManager;
  /** The project's folder. */
  folder: string;
  /** Where the packages land, where that is not the folder's own `node_modules`. */
  target?: string;
  read: Arguments;
  dev: Answer;
  exact: boolean;
  /** Follows the lockfile where it fits, but would not notice where it does not. */
  loose?: boolean;
  /** Says nothing of the manifest or lockfile: `pnpm deploy`, `npm prune`. */
  unchecked?: boolean;
}

const given = (read: Arguments, rules: NodeManager['omits']): boolean =>
  rules.some(({ flag, values }) =>
    values ? read.all(flag).some((value) => value.split(',').some((each) => values.includes(each))) : read.has(flag),
  );

/** Whether an install takes development packages: flags first, then the manager's settings, then NODE_ENV. */
export function takesDev(call: Call, manager: NodeManager, read: Arguments, folder: string): Answer {
  if (
    given(read, manager.includes) ||
    read.options.some(({ name, value }) => (name === '--production' || name === '--prod') && value === 'false')
  )
    return 'yes';
  if (given(read, manager.omits)) return 'no';
  if (manager.name === 'npm') {
    const setting = (name: string) =>
      call.env(`NPM_CONFIG_${name.toUpperCase()}`) ?? call.env(`npm_config_${name}`) ?? call.shell.config.get(name);
    if (setting('include') === 'dev') return 'yes';
    if (setting('omit')?.includes('dev') || setting('production') === 'true' || /^prod/.test(setting('only') ?? '')) return 'no';
  }
  if (call.env('NODE_ENV') !== 'production' || manager.nodeEnvProduction === 'ignores') return 'yes';
  if (manager.nodeEnvProduction === 'omits') return 'no';
  const pinned = call.manifest(folder)?.manager;
  if (pinned?.name !== manager.name) return 'unknown';
  return pinned.major >= 10 ? 'yes' : 'no';
}

/** The deprecated flags among those given, as written. */
const deprecatedFlags = (manager: NodeManager, read: Arguments): string[] =>
  read.options.filter(({ name }) => Object.hasOwn(manager.deprecated, name)).map(({ word }) => word.text);

/** Does an install: checks what it needs, puts the packages down, runs the project's own hooks. */
export function install(call: Call, how: Install): Effect {
  const { manager, folder, read } = how;
  const manifest = call.manifest(folder);
  if (!how.unchecked) checkNeeds(call, how);
  const none = manifest && !manifest.workspaces && manifest.development.length === 0;
  const libc = call.shell.facts?.libc;
  const deprecated = deprecatedFlags(manager, read);
  const dependencies: Dependencies = {
    manager: manager.name,
    dev: none ? 'no' : how.dev,
    locked: how.exact ? 'yes' : how.loose ? 'unknown' : 'no',
    ...(libc === 'glibc' || libc === 'musl' ? { libc } : {}),
    ...(manifest ? { direct: { production: manifest.production, development: manifest.development } } : {}),
    ...(deprecated.length ? { deprecated } : {}),
  };
  const path = how.target ?? join(folder, 'node_modules');
  call.tree.makeFolder(folder);
  const piece = call.piece(path, { kind: 'dependencies', tree: true, dependencies });
  call.tree.add([piece], call.step, { replace: true });
  call.shell.installed.push(piece);
  const hooks =
    how.unchecked || read.has('--ignore-scripts') || manager.name === 'bun' ? [] : ['preinstall', 'install', 'postinstall', 'prepare'];
  for (const hook of hooks)
    if (manifest && Object.hasOwn(manifest.scripts, hook)) runNpmScript(call, manifest, hook, folder, { hook: true });
  return 'ok';
}

function checkNeeds(call: Call, { manager, folder, exact }: Install): void {
  if (call.holds(join(folder, 'package.json')) === 'no') call.fail('missing-manifest', join(folder, 'package.json'));
  else if (exact && manager.exactNeedsLockfile && manager.lockfiles.every((name) => call.holds(join(folder, name)) === 'no')) {
    call.fail('missing-lockfile', manager.lockfiles[0] ?? '');
  }
}

/** Takes development packages out of what an earlier install left. */
export function prune(call: Call, manager: NodeManager, folder: string, read: Arguments): Effect {
  const before = dependenciesAt(call.tree, folder);
  const dev = takesDev(call, manager, read, folder);
  if (!before) return call.holds(join(folder, 'node_modules')) === 'no' ? 'ok' : 'blind';
  if (dev === 'yes') return 'ok';
  const known = before.dependencies;
  const deprecated = deprecatedFlags(manager, read);
  const pruned: Piece = {
    ...before,
    trail: [call.step, ...before.trail],
    dependencies: { ...(known as Dependencies), dev, ...(deprecated.length ? { deprecated } : {}) },
  };
  delete pruned.doubt;
  call.tree.add([pruned], call.step, { replace: true });
  return 'ok';
}
