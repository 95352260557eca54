/** npm, Bun, `npx` and `node`; and the table of all that belongs to Node.js. */
import { nodeManagers } from '../../catalog/package-managers.ts';
import { readArguments } from '../../shell/options.ts';
import { corepack } from './corepack.ts';
import { prune } from './install.ts';
import { installs, lineOf, type Program, runIn, type Start, shorthand, within } from './node-line.ts';
import { pnpm } from './pnpm.ts';
import { runNamed } from './scripts.ts';
import { yarn } from './yarn.ts';

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
  corepack,
  node,
  nodejs: node,
});
