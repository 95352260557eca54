/**
 * What is in a stage's file system, as far as a Dockerfile tells: which files came from the context, which an install left,
 * what was built, what was deleted again (but stays in an earlier layer). Every statement knows the steps it rests on.
 */
import type { Answer } from '../source.ts';
import type { Step } from './build.ts';

/** A file or a whole tree in the image, with what is known of it. */
export interface Piece {
  /** Absolute path. */
  path: string;
  /** True for a folder with everything below it. */
  tree: boolean;
  /**
   * - `file`: a file of the context (or inline), `source` names it
   * - `dependencies`: packages that a package manager installed; see `dependencies`
   * - `output`: made by a build command (`npm run build`, `go build -o`)
   * - `unknown`: a RUN made something here that the model does not know
   */
  kind: 'file' | 'dependencies' | 'output' | 'unknown';
  /** Path in the context, for `file`. */
  source?: string;
  dependencies?: {
    /** 'npm', 'pnpm', 'yarn', 'pip', 'uv', 'go', … */
    manager: string;
    /** Whether packages needed only for development are among them. */
    dev: Answer;
    /** Whether the versions came from a lockfile, exactly. */
    locked: Answer;
    /** libc of the stage that installed them: native modules fit only that one. */
    libc?: 'glibc' | 'musl';
  };
  /** The step that made it in this stage, and, for a copy from another stage, the steps behind it there: nearest first. */
  trail: Step[];
}

export interface Contents {
  /** What is visible when the stage ends. */
  pieces: Piece[];
  /** What a later step deleted or replaced: gone from view, still in a layer that ships (not where a stage was copied from afterwards). */
  hidden: { piece: Piece; removedBy: Step }[];
  /** Whether everything that runs was understood; where not, an absent piece means "cannot tell". `blind` are the steps the model does not know. */
  complete: boolean;
  blind: Step[];
  /** Whether a file or folder is there when the stage ends. */
  holds(path: string): { answer: Answer; pieces: Piece[] };
  /** Whether development dependencies ship, in view or hidden in a layer. */
  devDependencies(): { answer: Answer; pieces: Piece[]; hidden: boolean };
}
