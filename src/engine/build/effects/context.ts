/** What COPY finds in the build context. */
import { parseIgnore } from '../../formats/dockerignore.ts';
import type { Step } from '../build.ts';
import type { Piece } from '../contents.ts';
import { cleanPath } from '../paths.ts';
import type { ContextFile } from '../workspace.ts';
import { hasWildcard, prefixMatcher } from './match.ts';
import { baseName, below, join } from './tree.ts';
import type { World } from './world.ts';

/** One source of a COPY in the context: a file or folder, with its files relative to it. */
export interface Found {
  /** Path in the context, '' for its root. */
  path: string;
  folder: boolean;
  files: { file: ContextFile; rest: string }[];
}

/** A source as the builder looks it up: from the context's root, without leaving it. */
export const contextPath = (written: string): string => cleanPath(`/${written}`).slice(1);

/** The files and folders of a listing that a source names. */
export function find(listing: readonly ContextFile[], source: string): Found[] {
  if (source === '') return [{ path: '', folder: true, files: listing.map((file) => ({ file, rest: file.path })) }];
  const matches = prefixMatcher(source);
  const found = new Map<string, Found>();
  for (const file of listing) {
    const length = matches(file.path);
    if (length === undefined) {
      const inListedFolder = file.path.endsWith('/') && !hasWildcard(source) && source.startsWith(file.path);
      if (inListedFolder) found.set(source, { path: source, folder: !/\.[a-z0-9]+$/i.test(source), files: [{ file, rest: '' }] });
      continue;
    }
    const path = file.path.slice(0, length);
    const folder = file.path.length > length;
    const entry = found.get(path) ?? { path, folder, files: [] };
    entry.files.push({ file, rest: below(file.path, path) });
    found.set(path, entry);
  }
  return [...found.values()];
}

/** The files of a found source that `--exclude` leaves over. */
export function excluding(found: Found, exclude: readonly string[]): Found {
  if (!exclude.length) return found;
  const rules = parseIgnore(exclude.join('\n'));
  const out = (path: string) => path !== '' && rules.excludes(path.replace(/\/$/, ''));
  return { ...found, files: found.files.filter(({ file, rest }) => !out(rest || baseName(found.path)) && !out(file.path)) };
}

/** The pieces that files of the context become below `target`. */
export function contextPieces(found: Found, target: string, step: Step, world: World): Piece[] {
  const pieces: Piece[] = [];
  const modules = new Map<string, Piece>();
  for (const { file, rest } of found.files) {
    const listedFolder = file.path.endsWith('/');
    const path = join(target, rest.replace(/\/$/, ''));
    const folder = /^(.*?(?:^|\/)node_modules)\//.exec(file.path)?.[1];
    if (folder !== undefined) {
      const depth = file.path.slice(folder.length).replace(/\/$/, '').length;
      const at = path.slice(0, Math.max(path.length - depth, 0));
      // A source inside node_modules leaves its folder's name out of the target.
      const place = baseName(at) === 'node_modules' ? at : path;
      if (!modules.has(place)) modules.set(place, localModules(place, `${folder}/`, step, world));
      continue;
    }
    const text = listedFolder ? undefined : (file.text ?? world.text(file.path));
    pieces.push({ path, tree: listedFolder, kind: 'file', source: file.path, ...(text === undefined ? {} : { text }), trail: [step] });
  }
  return [...pieces, ...modules.values()];
}

/** A `node_modules` of the developer's machine: made there by a plain install, as a rule with everything in it. */
function localModules(path: string, source: string, step: Step, world: World): Piece {
  const manifest = world.text(`${source.slice(0, -'node_modules/'.length)}package.json`);
  const hasDev = manifest === undefined || /"(?:devDependencies|workspaces)"\s*:\s*[[{]\s*"/.test(manifest);
  return {
    path,
    tree: true,
    kind: 'dependencies',
    source,
    dependencies: { manager: 'npm', dev: hasDev ? 'yes' : 'no', locked: 'unknown' },
    trail: [step],
  };
}

/** What a source becomes where nobody listed the context: it is taken to be there. */
export function unlistedPieces(source: string, target: { path: string; intoFolder: boolean }, step: Step): Piece[] {
  const folder = source === '' || hasWildcard(source) || !/\.[a-z0-9]+$/i.test(baseName(source));
  const path = folder || !target.intoFolder ? target.path : join(target.path, baseName(source));
  const named = folder && source !== '' && !hasWildcard(source) ? `${source}/` : source || './';
  return [{ path, tree: folder, kind: 'file', source: named, ...(folder ? { guessed: true as const } : {}), trail: [step] }];
}
