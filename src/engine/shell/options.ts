/** Reads a command's arguments as flags and positionals. */
import type { Command, ShellWord } from './command.ts';

/** What an argument reader must know of a command. Names carry their dashes: '-o', '--omit'. */
export interface OptionSpec {
  /** Flags that take the next word as their value where no `=` gives one. */
  values?: readonly string[];
  /** Other spellings of a flag: `{ '-C': '--prefix' }`. What comes back is the right-hand side. */
  alias?: Readonly<Record<string, string>>;
  /** Options end at the first positional, as in `sudo -u me npm -v`. */
  stopAtPositional?: boolean;
  /** A single dash begins a long name too, as in `go build -ldflags x` or `find -name x`. */
  singleDash?: boolean;
}

/** One flag as given. */
export interface Option {
  /** With its dashes, after `alias`. */
  name: string;
  value?: string;
  /** False where the shell decides the value. */
  literal: boolean;
  /** The word that named it. */
  word: ShellWord;
}

/** A command line taken apart. */
export interface Arguments {
  options: Option[];
  positionals: ShellWord[];
  /** What follows `--`; these are in `positionals` too. */
  afterDashes: ShellWord[];
  /** The last value of a flag; '' for a flag without one; undefined where it is absent. */
  value(name: string): string | undefined;
  /** All values of a flag that may be given several times. */
  all(name: string): string[];
  /** Whether a flag is on: given, and not as `=false`; a later `--no-x` or `=false` turns `--x` off. */
  has(...names: string[]): boolean;
}

/** The program's name without its folders: `/usr/bin/apt-get` → `apt-get`. */
export const programName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** A command's program, without folders. */
export const program = (command: Command): string => programName(command.name);

/** Takes arguments apart. Understands `--a=b`, `--a b`, `-ab`, `-ob`, `-o=b`, `-o b` and `--`; an unknown flag takes no value. */
export function readArguments(args: readonly ShellWord[], spec: OptionSpec = {}): Arguments {
  const values = new Set(spec.values);
  const options: Option[] = [];
  const positionals: ShellWord[] = [];
  let at = 0;
  const add = (written: string, word: ShellWord, value?: string, literal = true) => {
    const name = spec.alias && Object.hasOwn(spec.alias, written) ? (spec.alias[written] ?? written) : written;
    options.push({ name, literal, word, ...(value === undefined ? {} : { value }) });
  };
  const takes = (name: string) => values.has(name) || values.has(spec.alias?.[name] ?? name);
  const addWithNext = (name: string, word: ShellWord) => {
    const next = takes(name) ? args[at + 1] : undefined;
    if (next) at++;
    add(name, word, next?.text, next?.literal);
  };
  const long = (word: ShellWord) => {
    const equals = word.text.indexOf('=');
    if (equals < 0) addWithNext(word.text, word);
    else add(word.text.slice(0, equals), word, word.text.slice(equals + 1), word.literal);
  };
  const bundle = (word: ShellWord) => {
    for (let letter = 1; letter < word.text.length; letter++) {
      const name = `-${word.text[letter]}`;
      const rest = word.text.slice(letter + 1);
      if (rest === '') addWithNext(name, word);
      else if (takes(name) || rest.startsWith('=')) {
        add(name, word, rest.replace(/^=/, ''), word.literal);
        return;
      } else add(name, word);
    }
  };
  for (; at < args.length; at++) {
    const word = args[at] as ShellWord;
    if (word.text === '--') {
      const afterDashes = args.slice(at + 1);
      return finish(options, [...positionals, ...afterDashes], afterDashes);
    }
    if (word.text.startsWith('--') || (spec.singleDash && /^-[a-z]/i.test(word.text))) long(word);
    else if (/^-./.test(word.text)) bundle(word);
    else {
      positionals.push(word);
      if (spec.stopAtPositional) {
        positionals.push(...args.slice(at + 1));
        break;
      }
    }
  }
  return finish(options, positionals, []);
}

function finish(options: Option[], positionals: ShellWord[], afterDashes: ShellWord[]): Arguments {
  const named = (name: string) => options.filter((option) => option.name === name);
  const isOn = (name: string) => {
    const opposite = name.startsWith('--') ? `--no-${name.slice(2)}` : undefined;
    const last = options.findLast((option) => option.name === name || option.name === opposite);
    return last !== undefined && last.name === name && last.value !== 'false';
  };
  return {
    options,
    positionals,
    afterDashes,
    value: (name) => {
      const last = named(name).at(-1);
      return last && (last.value ?? '');
    },
    all: (name) => named(name).flatMap((option) => option.value ?? []),
    has: (...names) => names.some(isOn),
  };
}

/** Flags of `git clone` that take a value (git-clone(1), 2.51), and those of `git` before it. */
export const cloneValues: readonly string[] =
  '-C -c -b -o -u -j --config --branch --revision --origin --upload-pack --depth --reference --reference-if-able --separate-git-dir --filter --jobs --shallow-since --shallow-exclude --template --server-option --bundle-uri --ref-format'.split(
    ' ',
  );
