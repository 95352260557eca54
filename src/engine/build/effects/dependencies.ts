/** Looks for the packages a program would find: in `node_modules` here or in a folder above. */
import { packagesBringing } from '../../catalog/package-managers.ts';
import type { Answer } from '../../source.ts';
import type { Step } from '../build.ts';
import type { Piece } from '../contents.ts';
import { type FileTree, join, parentOf } from './tree.ts';

/** The packages that belong to a folder: its own `node_modules`, or the nearest above. */
export function dependenciesAt(tree: FileTree, folder: string): Piece | undefined {
  const byPath = new Map(tree.pieces.filter((piece) => piece.kind === 'dependencies').map((piece) => [piece.path, piece]));
  for (let at = folder; ; at = parentOf(at)) {
    const found = byPath.get(join(at, 'node_modules'));
    if (found || at === '/') return found;
  }
}

/** Whether a build tool is at hand in a folder, and the steps that left it out where it is not. */
export function bringsTool(tree: FileTree, folder: string, tool: string): { answer: Answer; becauseOf: Step[] } {
  const wanted = packagesBringing(tool);
  if (tree.pieces.some((piece) => piece.packages?.manager === 'npm' && piece.packages.names.some((name) => wanted.includes(name)))) {
    return { answer: 'yes', becauseOf: [] };
  }
  const piece = dependenciesAt(tree, folder);
  if (!piece) {
    const sure = !tree.blind.length && tree.select(join(folder, 'node_modules')).found === 'no';
    return { answer: sure ? 'no' : 'unknown', becauseOf: [] };
  }
  const { direct, dev, part } = piece.dependencies ?? {};
  if (!direct || part || piece.source !== undefined) return { answer: 'unknown', becauseOf: [] };
  if (direct.production.some((name) => wanted.includes(name))) return { answer: 'yes', becauseOf: [] };
  if (!direct.development.some((name) => wanted.includes(name))) return { answer: 'unknown', becauseOf: [] };
  if (dev === 'no' && !piece.doubt) return { answer: 'no', becauseOf: piece.trail.slice(0, 1) };
  return { answer: dev === 'yes' ? 'yes' : 'unknown', becauseOf: [] };
}
