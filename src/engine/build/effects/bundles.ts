/** What bundlers take in and leave outside, as far as their command says. */
import { matchesGlob } from '../../catalog/images.ts';
import { hasNativePart, needsNode } from '../../catalog/node-packages.ts';
import type { Arguments } from '../../shell/options.ts';
import type { Bundle } from '../contents.ts';
import type { Call } from './shell.ts';

/** The packages that a manifest asks for at run time, by whether they end up in the bundle. */
function split(call: Call, external: readonly string[]) {
  const asked = call.manifest(call.shell.cwd)?.production ?? [];
  const outside = asked.filter((name) => external.some((pattern) => matchesGlob(pattern, name)));
  return { outside, inside: asked.filter((name) => !outside.includes(name)) };
}

/** `--external:argon2`: esbuild writes a colon. */
const named = (read: Arguments, flag: string): string[] =>
  read.options.filter(({ name }) => name.startsWith(`${flag}:`)).map(({ name }) => name.slice(flag.length + 1));

/** esbuild bundles for browsers unless told otherwise, and takes a package's JavaScript without what is compiled beside it. */
function esbuild(call: Call, read: Arguments): Bundle | undefined {
  if (!read.has('--bundle')) return undefined;
  const all = read.value('--packages') === 'external';
  const { outside, inside } = split(call, all ? ['*'] : named(read, '--external'));
  const stuck = (read.value('--platform') ?? 'browser') === 'node' ? undefined : inside.find(needsNode);
  if (stuck !== undefined) call.fail('other-platform', stuck);
  const loadsNative = named(read, '--loader').includes('.node');
  return { outside, withoutNative: loadsNative ? [] : inside.filter(hasNativePart) };
}

/** ncc copies compiled parts along where it finds them; whether it does is not known here. */
const ncc = (call: Call, read: Arguments): Bundle => ({
  outside: split(call, [...read.all('-e'), ...read.all('--external')]).outside,
  withoutNative: [],
});

/** What a bundler's command says of the packages; undefined where it says nothing that is known here. */
export function bundleOf(call: Call, read: Arguments): Bundle | undefined {
  if (call.program === 'esbuild') return esbuild(call, read);
  return call.program === 'ncc' ? ncc(call, read) : undefined;
}
