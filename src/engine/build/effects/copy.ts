/** COPY and ADD: what comes from the context, from a stage, from elsewhere. */
import { parseIgnore } from '../../formats/dockerignore.ts';
import type { Step, Transfer } from '../build.ts';
import type { Failure, Piece } from '../contents.ts';
import { cleanPath } from '../paths.ts';
import { isGit, isRemote } from '../transfer.ts';
import { contextPath, contextPieces, excluding, find, unlistedPieces } from './context.ts';
import { hasWildcard } from './match.ts';
import { copied, landing, targetOf } from './place.ts';
import { baseName, type FileTree, isWithin, join, parentOf, type Selection } from './tree.ts';
import type { World } from './world.ts';

/** What a COPY needs beside the step itself. */
export interface CopyScene {
  tree: FileTree;
  world: World;
  /** The files of another stage when it ends. */
  treeOf(stage: Step['stage']): FileTree;
  fail(failure: Omit<Failure, 'step' | 'becauseOf'> & { becauseOf?: Step[] }): void;
}

const archive = /\.(?:tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i;

/** Runs a COPY or ADD on the stage's files. */
export function copy(step: Step, transfer: Transfer, scene: CopyScene): void {
  const { tree } = scene;
  const target = targetOf(transfer.target, transfer.sources.length + transfer.inline.length, tree);
  const added: Piece[] = transfer.inline.map(({ name, heredoc }) => ({
    path: target.intoFolder ? join(target.path, name) : target.path,
    tree: false,
    kind: 'file',
    text: heredoc.content,
    trail: [step],
  }));
  for (const source of transfer.sources) {
    const written = source.value;
    const unsure = source.undefinedVariables.length > 0;
    const unpack = step.keyword === 'ADD' && (archive.test(written) || step.flags.some((flag) => flag.name === 'unpack'));
    if (step.keyword === 'ADD' && isRemote(written)) added.push(remote(written, target, unpack, step));
    else if (unsure || transfer.from.kind === 'image' || transfer.from.kind === 'named') added.push(stranger(written, target, step));
    else if (transfer.from.kind === 'stage') added.push(...fromStage(step, transfer, written, target, scene, source.word.span));
    else added.push(...fromContext(step, transfer, written, target, scene, { unpack, span: source.word.span }));
  }
  if (added.length) tree.makeFolder(target.intoFolder ? target.path : parentOf(target.path));
  tree.add(added, step);
}

type Target = ReturnType<typeof targetOf>;

function remote(source: string, target: Target, unpacks: boolean, step: Step): Piece {
  const name = baseName(source.replace(/[?#].*$/, ''));
  const tree = isGit(source) || (unpacks && step.flags.some((flag) => flag.name === 'unpack'));
  return { path: tree || !target.intoFolder ? target.path : join(target.path, name), tree, kind: 'unknown', trail: [step] };
}

/** Something of an image or named context: its name is known, what it holds is not. */
function stranger(source: string, target: Target, step: Step): Piece {
  // A folder with a slash behind it: what it holds is copied, not the folder itself.
  const name = source.endsWith('/') ? '' : baseName(cleanPath(`/${source}`));
  const path = target.intoFolder && name !== '' && !hasWildcard(name) ? join(target.path, name) : target.path;
  return { path, tree: true, kind: 'unknown', trail: [step] };
}

function fromStage(step: Step, transfer: Transfer, written: string, target: Target, scene: CopyScene, span: Failure['span']): Piece[] {
  if (transfer.from.kind !== 'stage') return [];
  const other = scene.treeOf(transfer.from.stage);
  const source = cleanPath(`/${written}`);
  const paths = other.expand(source);
  if (hasWildcard(source) && !paths.length) return matchesOf(source, other, target, step);
  return paths.flatMap((path): Piece[] => {
    const selection = other.select(path);
    if (selection.found === 'no') {
      scene.fail({ reason: 'missing-source', subject: path, span, becauseOf: [] });
      return [];
    }
    if (!selection.pieces.length && selection.found === 'unknown') return [stranger(hasWildcard(source) ? path : written, target, step)];
    const place = transfer.parents ? join(target.path, afterPivot(written, path.slice(1))) : landing(path, selection.folder, target);
    const kept = transfer.exclude.length ? withoutExcluded(selection, path, transfer.exclude) : selection;
    return copied(kept, place, step, { otherStage: true });
  });
}

/** What a pattern may find in folders whose files are not known: the output of a build, or anything after a step that nobody knows. */
function matchesOf(source: string, other: FileTree, target: Target, step: Step): Piece[] {
  const folder = parentOf(source.replace(/[*?[\\].*$/, 'x'));
  const maker = other.pieces.find((piece) => piece.tree && piece.kind === 'output' && isWithin(folder, piece.path));
  if (maker) return [{ path: target.path, tree: target.intoFolder, kind: 'output', guessed: true, trail: [step, ...maker.trail] }];
  return other.blind.length ? [{ ...stranger(source, target, step), guessed: true }] : [];
}

function withoutExcluded(selection: Selection, path: string, exclude: string[]): Selection {
  const listing = selection.pieces.map(({ rest }) => ({ path: rest, bytes: 0 }));
  const kept = new Set(
    excluding(
      { path: path.slice(1), folder: selection.folder, files: listing.map((file) => ({ file, rest: file.path })) },
      exclude,
    ).files.map(({ rest }) => rest),
  );
  return { ...selection, pieces: selection.pieces.filter(({ rest }) => rest === '' || kept.has(rest)) };
}

/** `--parents` keeps the folders of a source, from its `./` on where it has one. */
function afterPivot(written: string, path: string): string {
  const pivot = written.indexOf('/./');
  if (pivot < 0) return path;
  const before = cleanPath(`/${written.slice(0, pivot)}`).slice(1);
  return path.slice(before === '' ? 0 : before.length + 1);
}

function fromContext(
  step: Step,
  transfer: Transfer,
  written: string,
  target: Target,
  scene: CopyScene,
  how: { unpack: boolean; span: Failure['span'] },
): Piece[] {
  const { world } = scene;
  const source = contextPath(written);
  if (!world.sent) return how.unpack ? [unpacked(target, step)] : unlistedPieces(source, target, step);
  // Only --parents lets `**` cross folders (REFERENCE, COPY --parents).
  const found = transfer.parents && source.includes('**') ? findDeep(world.sent, source) : find(world.sent, source);
  if (!found.length) {
    if (hasWildcard(source)) return [];
    const ignored = find(world.context ?? [], source).length > 0;
    scene.fail({ reason: ignored ? 'ignored-source' : 'missing-source', subject: written, span: how.span });
    return [];
  }
  const several = found.length > 1 && !found.some((each) => each.folder);
  return found.flatMap((each) => {
    if (how.unpack && !each.folder) return [unpacked(target, step)];
    const into = { ...target, intoFolder: target.intoFolder || several };
    const place = transfer.parents ? join(target.path, afterPivot(written, each.path)) : landing(each.path, each.folder, into);
    return contextPieces(excluding(each, transfer.exclude), place, step, world);
  });
}

/** `**` as any number of folders: each file by itself, so that `--parents` keeps its path. */
export function findDeep(listing: NonNullable<World['sent']>, source: string): ReturnType<typeof find> {
  // The matcher of ignore files knows `**`, and is anchored at the root like this one.
  const rules = parseIgnore(source);
  return listing
    .filter((file) => rules.excludes(file.path.replace(/\/$/, '')))
    .map((file) => ({ path: file.path.replace(/\/$/, ''), folder: false, files: [{ file, rest: '' }] }));
}

const unpacked = (target: Target, step: Step): Piece => ({ path: target.path, tree: true, kind: 'unknown', trail: [step] });
