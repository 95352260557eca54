/** The shell of a RUN: where it stands, what it knows, and what the effects of programs may ask and do. */
import type { ImageFacts } from '../../catalog/image.ts';
import type { Command, ShellWord } from '../../shell/command.ts';
import { type Arguments, type OptionSpec, readArguments } from '../../shell/options.ts';
import type { Answer } from '../../source.ts';
import type { Stage, Step } from '../build.ts';
import type { Contents, Failure, Piece } from '../contents.ts';
import { joinPath } from '../paths.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { baseName, type FileTree, join, parentOf } from './tree.ts';
import type { World } from './world.ts';

/** How a command came out, as far as anybody waits for it. `blind`: the model does not know what it does. */
export type Effect = 'ok' | 'fails' | 'unsure' | 'blind';

/** One shell. A subshell works on a copy whose tree is the same. */
export interface Shell {
  step: Step;
  stage: Stage;
  tree: FileTree;
  world: World;
  /** Facts of the image at the bottom of the stage; undefined where the catalogue does not know it. */
  facts?: ImageFacts;
  cwd: string;
  /** Variables set by `export`, `X=1` alone, or the script around. */
  exported: Map<string, string | undefined>;
  /** Options that `npm config set` left. */
  config: Map<string, string>;
  failures: Failure[];
  /** Trees that were written again, and every install: what `Contents` tells beside the tree. */
  rewritten: Contents['rewritten'];
  installed: Piece[];
  /** The nearest place in the Dockerfile for what runs: scripts of package.json have none of their own. */
  span: Failure['span'];
  /** What the reader sees as the command, where a script was called by name: `npm run build`. */
  called?: string;
  /** Programs of `node_modules/.bin` can be called by name. */
  localTools: boolean;
  /** Scripts within scripts. */
  depth: number;
  /** Runs a text or the commands of a script in this shell. */
  run(text: string, shell: Shell): Effect;
}

/** A command about to run. */
export class Call {
  readonly command: Command;
  readonly shell: Shell;
  readonly program: string;

  constructor(command: Command, shell: Shell, program: string) {
    this.command = command;
    this.shell = shell;
    this.program = program;
  }

  get tree(): FileTree {
    return this.shell.tree;
  }

  get step(): Step {
    return this.shell.step;
  }

  get words(): readonly ShellWord[] {
    return this.command.args;
  }

  read(spec: OptionSpec = {}): Arguments {
    return readArguments(this.words, spec);
  }

  /** A variable as the program would see it. */
  env(name: string): string | undefined {
    const own = this.command.assignments.findLast((assignment) => assignment.name === name);
    return own ? this.text(own.value) : variable(this.shell, name);
  }

  /** A word after expansion; undefined where the shell would make of it what cannot be told. */
  text(word: ShellWord): string | undefined {
    return word.literal ? word.text : expandVariables(word.text, this.shell);
  }

  /** A word as an absolute path; wildcards stay in it. */
  path(word: ShellWord | string, folder = this.shell.cwd): string | undefined {
    const text = typeof word === 'string' ? word : this.text(word);
    if (text === undefined || text === '') return undefined;
    const home = text === '~' || text.startsWith('~/') ? (variable(this.shell, 'HOME') ?? '/root') + text.slice(1) : text;
    return joinPath(folder, home);
  }

  piece(path: string, parts: Partial<Piece> & Pick<Piece, 'kind' | 'tree'>): Piece {
    return { path, trail: [this.step], ...parts };
  }

  add(path: string, parts: Partial<Piece> & Pick<Piece, 'kind' | 'tree'>): void {
    this.tree.makeFolder(parts.tree ? path : parentOf(path));
    this.tree.add([this.piece(path, parts)], this.step);
  }

  /** A program that writes somewhere at or below a folder. */
  guess(folder = this.shell.cwd): Effect {
    this.tree.add([this.piece(folder, { kind: 'output', tree: true, guessed: true })], this.step);
    return 'ok';
  }

  fail(reason: Failure['reason'], subject: string, becauseOf: Step[] = []): void {
    const { failures, step, span, called } = this.shell;
    if (failures.some((known) => known.step === step && known.reason === reason && known.subject === subject)) return;
    failures.push({ step, reason, subject, span, becauseOf, command: called ?? shown(this.command) });
  }

  holds(path: string): Answer {
    return this.tree.select(path).found;
  }

  /** The text of a file in the stage; undefined where the file or its text is unknown. */
  fileText(path: string): string | undefined {
    return this.tree.pieces.findLast((piece) => piece.path === path && piece.text !== undefined)?.text;
  }

  manifest(folder: string): Manifest | undefined {
    const text = this.fileText(join(folder, 'package.json'));
    return text === undefined ? undefined : readManifest(text);
  }
}

const shown = (command: Command): string => [baseName(command.name), ...command.args.map((word) => word.text)].join(' ').slice(0, 80);

/** A variable in a shell: exported ones, then what ENV and ARG gave. */
export function variable(shell: Shell, name: string): string | undefined {
  if (shell.exported.has(name)) return shell.exported.get(name);
  const { variables, before } = shell.step;
  if (Object.hasOwn(variables, name)) return variables[name]?.value;
  return Object.hasOwn(before.env, name) ? before.env[name] : undefined;
}

/** `$X` and `${X}` replaced; undefined where anything else would be expanded or X is not known. Wildcards stay. */
function expandVariables(text: string, shell: Shell): string | undefined {
  let unknown = false;
  // A fresh folder somewhere in /tmp: its name matters to nobody.
  const named = text.replace(/\$\(mktemp\b[^()]*\)|`mktemp\b[^`]*`/g, '/tmp/fresh');
  const expanded = named.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, braced: string | undefined, plain: string | undefined) => {
    const value = variable(shell, braced ?? plain ?? '');
    unknown ||= value === undefined;
    return value ?? '';
  });
  return unknown || /[$`]/.test(expanded) ? undefined : expanded;
}
