/**
 * Corepack: puts `yarn` and `pnpm` where they are found, and says which version starts. Without a version in package.json it starts
 * the one that was made the default, else Yarn 1 (https://github.com/nodejs/corepack, README and config.json, 2026-11-28).
 */
import type { Program } from './node-line.ts';
import type { Call } from './shell.ts';

const programs: Readonly<Record<string, string[]>> = { yarn: ['yarn', 'yarnpkg'], pnpm: ['pnpm', 'pnpx'] };

/** Where an option of Corepack is kept between steps. */
const key = (name: string) => `corepack ${name}`;

export const corepack: Program = (call) => {
  const read = call.read({ values: ['--install-directory'] });
  const [verb, ...names] = read.positionals.map((word) => call.text(word) ?? word.text);
  if (verb === 'enable') {
    for (const name of names.length > 0 ? names : Object.keys(programs)) {
      call.shell.config.set(key(`${name} enabled`), 'true');
      for (const program of programs[name] ?? []) call.add(`/usr/local/bin/${program}`, { kind: 'output', tree: false });
    }
  }
  const activates =
    (verb === 'prepare' && read.has('--activate')) || (verb === 'install' && read.has('-g', '--global')) || verb === 'use' || verb === 'up';
  if (activates) for (const spec of names) setVersion(call, spec);
  return 'ok';
};

/** `yarn@4.12.0`, `yarn@stable`. A version that is no number may be any. */
function setVersion(call: Call, spec: string): void {
  const [name = '', version = ''] = spec.split(/(?<=.)@/);
  call.shell.config.set(key(name), version);
}

/** The major version of Yarn that was made the default; 'later' where it is named by a tag; undefined where nothing was said. */
export function activeYarn(call: Call): number | 'later' | undefined {
  const version = call.shell.config.get('yarn set version') ?? (isEnabled(call) ? call.shell.config.get(key('yarn')) : undefined);
  if (version === undefined) return undefined;
  const major = /^[\^~v]?(\d+)/.exec(version)?.[1];
  return major === undefined ? (version === 'classic' ? 1 : 'later') : Number(major);
}

const isEnabled = (call: Call): boolean =>
  call.shell.config.get(key('yarn enabled')) === 'true' || call.command.wrappers.includes('corepack');
