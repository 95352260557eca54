/** How the tools' command lines are described: tables of commands and their flags, and how to find a command in them. */

/** What a flag's value is. `bool` takes none, except after `=`. */
export type Kind =
  | 'bool'
  | 'string'
  | 'int'
  | 'bytes'
  | 'duration'
  | 'cpus'
  | 'list'
  | 'pairs'
  | 'attributes'
  | 'env'
  | 'mount'
  | 'volume'
  | 'tmpfs'
  | 'port'
  | 'user'
  | 'capability'
  | 'security'
  | 'restart'
  | 'ulimit'
  | 'secret'
  | 'ssh'
  | 'output'
  | 'cache'
  | 'platforms'
  | 'attest'
  | 'severities';

export interface FlagSpec {
  /** The long name without dashes, or the letter where there is only one. */
  name: string;
  letter?: string;
  kind: Kind;
  /** Later uses add to earlier ones; else the last one counts. */
  repeatable: boolean;
  /** What may be written, where that is a closed list. */
  choices?: readonly string[];
}

/** One command of a tool: `docker run`, `cosign verify`. */
export interface CommandSpec {
  /** As people say it: `docker buildx build` is `docker build`. */
  name: string;
  flags: readonly FlagSpec[];
  byName: ReadonlyMap<string, FlagSpec>;
  byLetter: ReadonlyMap<string, FlagSpec>;
  /** Everything after the first operand belongs to the program in the container. */
  stopAtOperand: boolean;
  /** How many operands the tool accepts; `most` undefined: any number. */
  least: number;
  most?: number;
  /** What the first operand is called: 'an image'. */
  operand?: string;
  /** Whether the table holds all flags of the tool: an unknown one is then an error, else only a question. */
  complete: boolean;
}

/** A tool or a group of commands. Words lead to commands or further groups. */
export interface Group {
  name: string;
  /** Flags that may stand before the next word. */
  flags: CommandSpec;
  commands: Readonly<Record<string, Group | CommandSpec>>;
  /** The command where the next word names none: `grype IMAGE`. */
  fallback?: CommandSpec;
}

export const isGroup = (node: Group | CommandSpec): node is Group => 'commands' in node;

/** Reads a table: one flag a line, `-m --memory bytes`, `*` after the kind where it may repeat, `a|b` for a closed list of values. */
export function flagTable(table: string): FlagSpec[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const words = line.split(/ +/);
      const long = words.find((word) => word.startsWith('--'));
      const short = words.find((word) => /^-[^-]$/.test(word));
      const written = words.find((word) => !word.startsWith('-')) ?? 'bool';
      const kind = written.replace('*', '');
      const choices = kind.includes('|') ? kind.split('|') : undefined;
      return {
        name: long?.slice(2) ?? short?.slice(1) ?? '',
        kind: (choices ? 'string' : kind) as Kind,
        repeatable: written.endsWith('*'),
        ...(short ? { letter: short.slice(1) } : {}),
        ...(choices ? { choices } : {}),
      };
    });
}

type Shape = Partial<Pick<CommandSpec, 'stopAtOperand' | 'least' | 'most' | 'operand' | 'complete'>>;

/** Makes a command from its tables. Every tool takes `--help`. */
export function command(name: string, tables: readonly FlagSpec[][], shape: Shape = {}): CommandSpec {
  const flags = [...tables.flat(), ...flagTable('--help')];
  return {
    name,
    flags,
    byName: new Map(flags.map((flag) => [flag.name, flag])),
    byLetter: new Map(flags.flatMap((flag) => (flag.letter ? [[flag.letter, flag] as const] : []))),
    stopAtOperand: false,
    least: 0,
    complete: true,
    ...shape,
  };
}
