/**
 * What is in a stage's file system, as far as a Dockerfile tells: which files came from the context, which an install left,
 * what was built, what was deleted again (but stays in an earlier layer). Every statement knows the steps it rests on.
 */
import type { Answer, Span } from '../source.ts';
import type { Step } from './build.ts';

/** Packages that a language's package manager installed. */
export interface Dependencies {
  /** 'npm', 'pnpm', 'yarn', 'bun', 'pip', 'uv', 'poetry', … */
  manager: string;
  /** Whether packages needed only for development are among them. */
  dev: Answer;
  /** Whether the versions came from a lockfile, exactly. */
  locked: Answer;
  /** libc of the stage that installed them: native modules fit only that one. */
  libc?: 'glibc' | 'musl';
  /** Direct dependencies by name, where the manifest could be read. */
  direct?: { production: string[]; development: string[] };
  /** Flags of the install that still work but are deprecated, as written: `--production`. */
  deprecated?: string[];
  /** Only some of the packages: a copy of a folder inside `node_modules`. */
  part?: true;
}

/** What a bundler did with the packages that the manifest asks for at run time. */
export interface Bundle {
  /** Left outside: the bundle still imports them. */
  outside: string[];
  /** Taken in without a compiled part that they look for beside their own files. */
  withoutNative: string[];
}

/** A file or a whole tree in the image, with what is known of it. */
export interface Piece {
  /** Absolute path. */
  path: string;
  /** True for a folder with everything below it. */
  tree: boolean;
  /**
   * - `file`: a file of the context (or inline), `source` names it
   * - `dependencies`: packages that a package manager installed, or a `node_modules` of the context (then with `source`)
   * - `output`: made by a build command (`npm run build`, `go build -o`) or a redirection
   * - `packages`: what apt, apk and their like installed, or `npm install -g`; see `packages`
   * - `unknown`: something came here that the model cannot look into: an archive, a download, a file of another image
   */
  kind: 'file' | 'dependencies' | 'output' | 'packages' | 'unknown';
  /** Path in the context, for `file`. A folder ends in `/`. */
  source?: string;
  /** The text, where it is known. */
  text?: string;
  /** Where exactly is not known: somewhere at or below `path`, or perhaps nothing. */
  guessed?: true;
  /** Paths below a tree that were deleted from it. */
  without?: string[];
  dependencies?: Dependencies;
  /** For `output` of a bundler whose command is understood. */
  bundle?: Bundle;
  /** Names of system packages or global tools. */
  packages?: { manager: string; names: string[] };
  /** A later step that the model does not know, and which may have changed this. */
  doubt?: Step;
  /** The step that made it in this stage, and, for a copy, the steps behind it: nearest first. */
  trail: Step[];
}

/**
 * Why a step cannot work:
 * - `missing-source`: COPY or ADD names a path that is not there; `ignored-source`: it is there, but the ignore file keeps it out
 * - `missing-manifest`: an install without `package.json` in its folder
 * - `missing-lockfile`: an install that demands the lockfile, without one
 * - `missing-tool`: a build tool that no installed package brings; `becauseOf` is then the install that left it out, if one did
 * - `missing-script`: `npm run x` where package.json has no script `x`
 * - `missing-file`: a command is given a file that is not there: `tsc` without `tsconfig.json`
 * - `missing-lists`: apt is to install a package, and no list of packages was fetched
 * - `missing-repository`: git is to change the settings of a repository where there is none
 * - `refused-words`: more words than a command takes; `subject` says what it takes
 * - `missing-input`: a compiler or bundler is told to start from files that are not there
 * - `other-platform`: a bundle for browsers of a package that needs modules of Node.js
 * - `other-yarn`: a command that Yarn 1 does not have, where nothing brings a later one
 * - `other-linker`: Yarn looks for `node_modules`, and packages were installed without the settings that ask for it
 * - `missing-program`: a program that the base image is known to lack; `no-shell`: shell form without a shell
 */
export type FailureReason =
  | 'missing-source'
  | 'ignored-source'
  | 'missing-manifest'
  | 'missing-lockfile'
  | 'missing-tool'
  | 'missing-script'
  | 'missing-file'
  | 'missing-lists'
  | 'missing-repository'
  | 'refused-words'
  | 'missing-input'
  | 'other-platform'
  | 'other-yarn'
  | 'other-linker'
  | 'missing-program'
  | 'no-shell';

/** A step that cannot work, in facts: the words are the goal's. */
export interface Failure {
  step: Step;
  reason: FailureReason;
  /** What is missing: a path, the lockfile's name, a program, a script's name. */
  subject: string;
  /** The command as a reader knows it: `npm run build`, `tsc`. */
  command?: string;
  /** Where in the file; the step's own span where nothing nearer is known. */
  span: Span;
  /** Steps without which it would work. */
  becauseOf: Step[];
}

/** What a question about the contents comes to, with the pieces it rests on. */
export interface Finding {
  answer: Answer;
  pieces: Piece[];
  /** Only in an earlier layer: deleted or replaced later, and shipped all the same. */
  hidden: boolean;
  /** Steps that the model could not look into, where the answer is `unknown` because of them. */
  blind: Step[];
}

export interface Contents {
  /** What is visible when the stage ends. */
  pieces: Piece[];
  /** What a later step deleted or replaced: gone from view, still in a layer that ships (not where a stage was copied from afterwards). */
  hidden: { piece: Piece; removedBy: Step }[];
  /** Whether everything that runs was understood; where not, an absent piece means "cannot tell". `blind` are the steps the model does not know. */
  complete: boolean;
  blind: Step[];
  /** Steps of this stage that cannot work, in order. Steps of the base stage are in its own contents. */
  failures: Failure[];
  /** Every install of a language's packages by this stage's own steps, in order, also where a later step replaced it. */
  installed: Piece[];
  /** Steps of this stage that wrote a tree again (`chown -R`, `chmod -R`), so that a layer holds it twice. */
  rewritten: { step: Step; path: string; pieces: Piece[] }[];
  /** Whether a file or folder is there when the stage ends. */
  holds(path: string): Finding;
  /** Whether development dependencies ship, in view or hidden in a layer. */
  devDependencies(): Finding;
  /** Installs behind the packages that ship, whose versions did not come exactly from a lockfile. 'no' where all did or there are none. */
  unlockedDependencies(): Finding;
  /** Whether packages ship that were installed under another libc than this image's: their native modules would not load. */
  foreignLibc(): Finding;
  /** Whether files of the context ship whose path `matches` takes. Paths of folders that are listed as one entry end in `/`. */
  fromContext(matches: (path: string) => boolean): Finding;
  /** Whether a system package or global tool ships that was installed in this image: 'gcc', 'typescript'. Says nothing of the base image. */
  installs(names: (name: string) => boolean): Finding;
}
