/** The questions that a stage's files answer. */
import type { Answer } from '../source.ts';
import type { Contents, Finding, Piece } from './contents.ts';
import { type FileTree, parentOf } from './effects/tree.ts';
import { cleanPath } from './paths.ts';

type Questions = Pick<Contents, 'holds' | 'devDependencies' | 'unlockedDependencies' | 'foreignLibc' | 'fromContext' | 'installs'>;

/** Binds the questions to a finished tree. `libc` is the image's own, where it is known. */
export function answers(tree: FileTree, libc: string | undefined): Questions {
  const finding = (answer: Answer, pieces: Piece[] = [], hidden = false): Finding => ({
    answer,
    pieces,
    hidden,
    blind: answer === 'unknown' ? tree.blind : [],
  });
  /** 'yes' with the pieces that are sure, seen ones first; else 'unknown' with those that may be; else 'no'. */
  const ask = (judge: (piece: Piece) => Answer, orElse: () => Answer = () => 'no'): Finding => {
    const hiddenPieces = tree.hidden.map(({ piece }) => piece);
    const seen = tree.pieces.filter((piece) => judge(piece) === 'yes');
    const buried = hiddenPieces.filter((piece) => judge(piece) === 'yes');
    if (seen.length || buried.length) return finding('yes', [...seen, ...buried], seen.length === 0);
    const open = [...tree.pieces, ...hiddenPieces].filter((piece) => judge(piece) === 'unknown');
    return open.length ? finding('unknown', open) : finding(orElse());
  };
  const place = new Map(tree.pieces.map((piece, index) => [piece, index]));
  /** The last install into a folder's `node_modules`: of what came there before, nothing unknown is left. */
  const lastInstall = new Map(
    tree.pieces.flatMap((piece, index) =>
      piece.dependencies && piece.source === undefined ? [[parentOf(piece.path), index] as const] : [],
    ),
  );
  const overwritten = (piece: Piece) => (lastInstall.get(piece.path) ?? -1) > (place.get(piece) ?? 0);
  const installed = (judge: (piece: Piece) => Answer) => ask((piece) => (piece.kind === 'dependencies' ? judge(piece) : 'no'));

  return {
    holds(path) {
      tree.refill();
      const { found, pieces } = tree.select(cleanPath(`/${path}`));
      return finding(
        found,
        pieces.map(({ piece }) => piece),
      );
    },
    devDependencies: () =>
      ask(
        (piece) => bringsDev(piece, overwritten(piece)),
        () => (tree.blind.length ? 'unknown' : 'no'),
      ),
    unlockedDependencies: () =>
      installed((piece) => (piece.dependencies?.locked === 'no' ? 'yes' : piece.dependencies?.locked === 'unknown' ? 'unknown' : 'no')),
    foreignLibc: () =>
      installed((piece) => {
        const theirs = piece.dependencies?.libc;
        return theirs && (libc === 'glibc' || libc === 'musl') && theirs !== libc && tree.pieces.includes(piece) ? 'yes' : 'no';
      }),
    fromContext: (matches) =>
      ask((piece) => {
        if (piece.source === undefined) return 'no';
        return matches(piece.source) ? 'yes' : piece.guessed ? 'unknown' : 'no';
      }),
    installs: (names) =>
      ask(
        (piece) => (piece.packages?.names.some(names) ? 'yes' : 'no'),
        () => (tree.blind.length ? 'unknown' : 'no'),
      ),
  };
}

/** Folders in which nobody's `node_modules` is looked for. */
const systemFolder = /^\/(?:bin|etc|lib\w*|opt|root|run|sbin|tmp|usr|var|busybox)(?:\/|$)/;

function bringsDev(piece: Piece, overwritten: boolean): Answer {
  if (piece.kind === 'dependencies') {
    const dev = piece.dependencies?.dev ?? 'unknown';
    // What an unknown step changed in the same layer may never have shipped; an earlier layer ships as it was.
    if (dev === 'yes' && piece.doubt && piece.doubt === piece.trail[0]) return 'unknown';
    return dev;
  }
  const closed = !piece.tree || systemFolder.test(piece.path) || overwritten;
  if (piece.kind === 'unknown' && !closed) return 'unknown';
  return piece.kind === 'file' && piece.guessed && !closed ? 'unknown' : 'no';
}
