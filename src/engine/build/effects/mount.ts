/** Mounts of a RUN: there while it runs, gone with everything written into them when it ends. */
import type { Mount, Step } from '../build.ts';
import type { Piece } from '../contents.ts';
import { cleanPath, joinPath } from '../paths.ts';
import { contextPath, contextPieces, find, unlistedPieces } from './context.ts';
import type { CopyScene } from './copy.ts';
import { copied } from './place.ts';
import { isWithin, join } from './tree.ts';

/** Puts a RUN's mounts in place, and gives back what takes them away again. */
export function mount(step: Step, scene: CopyScene): () => void {
  const { tree } = scene;
  const undo: (() => void)[] = [];
  for (const each of step.mounts) {
    if (each.type === 'ssh') continue;
    const target = targetOf(each, step);
    if (target === undefined) continue;
    const inside = (piece: Piece) => piece.kind !== 'packages' && isWithin(piece.path, target);
    const covered = tree.withdraw(inside);
    const brought = each.type === 'bind' ? bound(each, target, step, scene) : secret(each, target, step);
    tree.pieces.push(...brought);
    tree.makeFolder(target);
    undo.push(() => {
      tree.withdraw(inside);
      tree.pieces.push(...covered);
    });
  }
  return () => {
    for (const each of undo.reverse()) each();
  };
}

function targetOf(each: Mount, step: Step): string | undefined {
  if (each.target) return joinPath(step.before.workdir, each.target);
  return each.type === 'secret' && each.id && !each.env ? `/run/secrets/${each.id}` : undefined;
}

const secret = (each: Mount, target: string, step: Step): Piece[] =>
  each.type === 'secret' ? [{ path: target, tree: false, kind: 'unknown', trail: [step] }] : [];

function bound(each: Mount, target: string, step: Step, scene: CopyScene): Piece[] {
  if (each.fromStage) {
    const path = cleanPath(`/${each.source ?? ''}`);
    const selection = scene.treeOf(each.fromStage).select(path);
    if (selection.found === 'no') scene.fail({ reason: 'missing-source', subject: path, span: each.span });
    return copied(selection, target, step, { otherStage: true });
  }
  if (each.from) return [{ path: target, tree: true, kind: 'unknown', trail: [step] }];
  const source = contextPath(each.source ?? '');
  const { sent, context } = scene.world;
  if (!sent) return unlistedPieces(source, { path: target, intoFolder: false }, step).map((piece) => ({ ...piece, path: target }));
  // A mount's source is a path as it stands, without wildcards.
  const [found] = find(sent, source);
  if (!found) {
    const ignored = find(context ?? [], source).length > 0;
    scene.fail({ reason: ignored ? 'ignored-source' : 'missing-source', subject: each.source ?? '', span: each.span });
    return [];
  }
  return contextPieces(found, join(target, ''), step, scene.world);
}
