/** Scripts of a package.json: `npm run build` is whatever `scripts.build` says. */
import { matchesGlob } from '../../catalog/images.ts';
import type { Manifest } from './manifest.ts';
import type { Call, Effect } from './shell.ts';
import { join } from './tree.ts';

/** Scripts whose name says that they only look: nobody ships because of them. */
const looksOnly = /^(?:test|lint|check|format|fmt|typecheck|type-check|types?:check|coverage|audit|e2e|unit)\b/;

/** Runs a script with its `pre` and `post` ones. A hook of an install has none. */
export function runNpmScript(call: Call, manifest: Manifest, name: string, folder: string, options: { hook?: boolean } = {}): Effect {
  const { shell } = call;
  const called = shell.called ?? `${call.program}${options.hook ? '' : ' run'} ${name}`;
  const names = options.hook ? [name] : [`pre${name}`, name, `post${name}`];
  let effect: Effect = 'ok';
  for (const each of names) {
    const text = Object.hasOwn(manifest.scripts, each) ? manifest.scripts[each] : undefined;
    if (text === undefined) continue;
    effect = shell.run(text, { ...shell, cwd: folder, called, localTools: true, exported: new Map(shell.exported) });
  }
  return effect;
}

/** `npm run <name>` in a folder: runs it, says that it is missing, or leaves open what it wrote. */
export function runNamed(call: Call, name: string | undefined, folder: string, options: { ifPresent?: boolean } = {}): Effect {
  if (name === undefined) return 'ok';
  const manifest = call.manifest(folder);
  if (manifest) {
    if (Object.hasOwn(manifest.scripts, name)) return runNpmScript(call, manifest, name, folder);
    if (!options.ifPresent && name !== 'start') call.fail('missing-script', name);
    return 'ok';
  }
  if (call.holds(join(folder, 'package.json')) === 'no') {
    call.fail('missing-manifest', join(folder, 'package.json'));
    return 'ok';
  }
  return looksOnly.test(name) ? 'ok' : call.guess(folder);
}

/** Names of scripts that a pattern such as `build:*` takes. */
export const scriptsLike = (manifest: Manifest, pattern: string): string[] =>
  Object.keys(manifest.scripts).filter((name) => matchesGlob(pattern, name));
