/** The files of a stage while its steps run: pieces that are seen, and pieces that later steps took from view. */
import type { Answer } from '../../source.ts';
import type { Step } from '../build.ts';
import type { Contents, Piece } from '../contents.ts';
import { hasWildcard, prefixMatcher } from './match.ts';

/** Whether `path` is `folder` or lies below it. */
export const isWithin = (path: string, folder: string): boolean =>
  path === folder || folder === '/' || (path.startsWith(folder) && path[folder.length] === '/');

/** What follows `folder` in a path below it: '' for the folder itself, else without a leading slash. */
export const below = (path: string, folder: string): string => (path === folder ? '' : path.slice(folder === '/' ? 1 : folder.length + 1));

export const join = (folder: string, rest: string): string => (rest === '' ? folder : folder === '/' ? `/${rest}` : `${folder}/${rest}`);

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/')) || '/';

/** What stands at a path: its pieces with their places relative to it. */
export interface Selection {
  found: Answer;
  folder: boolean;
  pieces: { piece: Piece; rest: string }[];
}

/** How many pieces may still be looked at in one Dockerfile; when it is used up, what follows counts as not understood. Keeps any input from taking long. */
export interface Budget {
  left: number;
}
export const fullBudget = (): Budget => ({ left: 4_000_000 });
const mostPieces = 10_000;

export class FileTree {
  pieces: Piece[] = [];
  hidden: Contents['hidden'] = [];
  /** Folders that exist, though nothing in them is known: WORKDIR, mkdir. */
  folders = new Set<string>(['/']);
  blind: Step[] = [];
  /** Raised by every change. */
  version = 0;
  /** Whether an absent path is surely absent from the base image too. */
  base: (path: string) => Answer = () => 'no';
  private budget: Budget;

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /** A copy that can be changed without touching this one. */
  fork(): FileTree {
    const copy = new FileTree(this.budget);
    copy.pieces = [...this.pieces];
    copy.hidden = [...this.hidden];
    copy.folders = new Set(this.folders);
    copy.blind = [...this.blind];
    copy.base = this.base;
    copy.spend(this.pieces.length);
    return copy;
  }

  /** Questions after the walk are not counted against it. */
  refill(): void {
    this.budget = fullBudget();
  }

  private spend(count: number): boolean {
    this.budget.left -= count;
    return this.budget.left > 0 && this.pieces.length <= mostPieces;
  }

  /** A step that is not understood: what it may have changed is in doubt from here on. */
  blindBy(step: Step): void {
    if (!this.blind.includes(step)) this.blind.push(step);
    this.pieces = this.pieces.map((piece) => (piece.kind === 'dependencies' && !piece.doubt ? { ...piece, doubt: step } : piece));
    this.version++;
  }

  /** Adds pieces. A file takes the place of a file at its path; trees join what is there, unless `replace` says otherwise. */
  add(added: Piece[], step: Step, options: { replace?: boolean } = {}): void {
    if (!added.length) return;
    this.version++;
    if (!this.spend(this.pieces.length + added.length)) {
      this.blindBy(step);
      return;
    }
    const paths = new Map(added.map((piece) => [piece.path, piece]));
    const stays = (piece: Piece): boolean => {
      const by = paths.get(piece.path);
      if (!by || piece.kind === 'packages' || by.kind === 'packages') return true;
      if (options.replace) return false;
      return piece.tree || by.tree;
    };
    const gone = this.pieces.filter((piece) => !stays(piece));
    if (gone.length) {
      for (const piece of gone) {
        const same = piece.kind === 'file' && paths.get(piece.path)?.source === piece.source && piece.source !== undefined;
        if (!same) this.hide(piece, step);
      }
      this.pieces = this.pieces.filter(stays);
    }
    this.pieces.push(...added);
  }

  /** What the same step made and deleted again never reaches a layer. */
  private hide(piece: Piece, step: Step): void {
    if (piece.trail[0] !== step) this.hidden.push({ piece, removedBy: step });
  }

  /** Deletes a path with everything below it; wildcards as a shell's. */
  remove(path: string, step: Step): void {
    this.version++;
    if (!this.spend(this.pieces.length)) {
      this.blindBy(step);
      return;
    }
    const matches = prefixMatcher(path);
    const kept: Piece[] = [];
    const plain = !hasWildcard(path);
    const inside = `${path.replace(/\/[^/]*$/, '')}`;
    for (const piece of this.pieces) {
      if (piece.kind === 'packages' && !isWithin(piece.path, path)) kept.push(piece);
      else if (matches(piece.path) !== undefined) this.hide(piece, step);
      else if (piece.tree && plain && isWithin(path, piece.path)) kept.push(this.cut(piece, path, step));
      else if (piece.tree && path.endsWith('/*') && piece.path === inside) this.hide(piece, step);
      else kept.push(piece);
    }
    this.pieces = kept;
    for (const folder of this.folders) if (folder !== '/' && matches(folder) !== undefined) this.folders.delete(folder);
  }

  private cut(piece: Piece, path: string, step: Step): Piece {
    const part: Piece = { ...piece, path, ...(piece.dependencies ? { dependencies: { ...piece.dependencies, part: true } } : {}) };
    if (!piece.guessed) this.hide(part, step);
    return { ...piece, without: [...(piece.without ?? []), path] };
  }

  /** Takes pieces away without a trace in the layers: what a mount covered or brought. */
  withdraw(takes: (piece: Piece) => boolean): Piece[] {
    this.spend(this.pieces.length);
    const taken = this.pieces.filter(takes);
    if (taken.length) this.pieces = this.pieces.filter((piece) => !takes(piece));
    return taken;
  }

  makeFolder(path: string): void {
    this.version++;
    for (let at = path; !this.folders.has(at); at = parentOf(at)) this.folders.add(at);
  }

  isFolder(path: string): boolean {
    return (
      this.folders.has(path) ||
      this.pieces.some(
        (piece) => (piece.tree && !piece.guessed && piece.path === path) || (piece.path !== path && isWithin(piece.path, path)),
      )
    );
  }

  /** What stands at a path without wildcards. */
  select(path: string): Selection {
    if (!this.spend(this.pieces.length)) return { found: 'unknown', folder: false, pieces: [] };
    const pieces: Selection['pieces'] = [];
    let folder = this.folders.has(path);
    let found: Answer = folder ? 'yes' : 'no';
    const covering: Piece[] = [];
    for (const piece of this.pieces) {
      if (piece.kind === 'packages' && piece.path !== path) {
        if (isWithin(piece.path, path)) pieces.push({ piece, rest: below(piece.path, path) });
      } else if (piece.path === path || isWithin(piece.path, path)) {
        pieces.push({ piece, rest: below(piece.path, path) });
        folder ||= piece.tree || piece.path !== path;
        if (!piece.guessed || piece.path !== path) found = 'yes';
        else if (found === 'no') found = 'unknown';
      } else if (piece.tree && isWithin(path, piece.path) && !piece.without?.some((gone) => isWithin(path, gone))) covering.push(piece);
    }
    if (found === 'yes') return { found, folder, pieces };
    for (const piece of covering) {
      const sure = !piece.guessed && piece.kind !== 'unknown' && !piece.doubt;
      if (sure) found = 'yes';
      else if (found === 'no') found = 'unknown';
      pieces.push({ piece: partOf(piece, path), rest: '' });
    }
    folder ||= pieces.some(({ piece }) => piece.tree);
    if (found === 'no' && this.blind.length) found = 'unknown';
    if (found === 'no') found = this.base(path);
    return { found, folder, pieces };
  }

  /** Paths of pieces and folders that a pattern with wildcards takes, each once. */
  expand(pattern: string): string[] {
    if (!hasWildcard(pattern)) return [pattern];
    this.spend(this.pieces.length);
    const matches = prefixMatcher(pattern);
    const found = new Set<string>();
    for (const path of [...this.pieces.map((piece) => piece.path), ...this.folders]) {
      const length = matches(path);
      if (length !== undefined) found.add(path.slice(0, length));
    }
    return [...found];
  }
}

/** One path of a tree, cut out as a piece of its own. A name with an ending is taken for a file. */
function partOf(piece: Piece, path: string): Piece {
  const inner = below(path, piece.path);
  return {
    ...piece,
    path,
    tree: !/[^/.][^/]*\.[a-z0-9]+$/i.test(inner),
    ...(piece.source === undefined ? {} : { source: `${piece.source.replace(/\/$/, '')}/${inner}` }),
    ...(piece.dependencies
      ? { dependencies: { ...piece.dependencies, part: true, dev: piece.dependencies.dev === 'no' ? 'no' : 'unknown' } }
      : {}),
  };
}
