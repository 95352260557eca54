/** pnpm. */
import { nodeManagers } from '../../catalog/package-managers.ts';
import { install, prune, takesDev } from './install.ts';
import { installs, type Line, lineOf, type Program, runIn, type Start, shorthand, within } from './node-line.ts';
import type { Call, Effect } from './shell.ts';
import { join } from './tree.ts';

export const pnpm =
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
