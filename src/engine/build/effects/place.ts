/** Where copies land: the rules that COPY and `cp` share. */
import type { Step } from '../build.ts';
import type { Piece } from '../contents.ts';
import { baseName, type FileTree, join, type Selection } from './tree.ts';

/** Steps behind a piece that are remembered: the nearest ones. */
const longestTrail = 15;

/** A copy of pieces, as they stand after the copy. */
export function copied(selection: Selection, target: string, step: Step, options: { otherStage?: boolean } = {}): Piece[] {
  return selection.pieces.map(({ piece, rest }) => {
    const path = join(target, rest);
    const from = piece.path;
    const moved: Piece = { ...piece, path, trail: [step, ...piece.trail.slice(0, longestTrail)] };
    if (piece.without) moved.without = piece.without.map((gone) => join(path, gone.slice(from.length + 1)));
    // What an unknown step may have changed stays in doubt, but from here on that is a fact about the copy.
    if (piece.doubt && options.otherStage) {
      delete moved.doubt;
      if (piece.dependencies) moved.dependencies = { ...piece.dependencies, dev: piece.dependencies.dev === 'no' ? 'no' : 'unknown' };
    }
    return moved;
  });
}

/** Where one source lands: into a folder under its own name, or as the target itself. A folder's contents go into the target. */
export function landing(source: string, folder: boolean, target: { path: string; intoFolder: boolean }): string {
  return folder || !target.intoFolder ? target.path : join(target.path, baseName(source));
}

/** A target without its closing slash, and whether files go into it. */
export function targetOf(target: string, sources: number, tree: FileTree): { path: string; intoFolder: boolean } {
  const path = target.length > 1 ? target.replace(/\/+$/, '') : '/';
  return { path, intoFolder: path === '/' || target.endsWith('/') || sources > 1 || tree.isFolder(path) };
}
