/** Takes a command's words apart by its table, the way Docker's and the scanners' own flag library (pflag) does. */
import type { ShellWord } from '../../shell/command.ts';
import type { Span } from '../../source.ts';
import { nearest } from '../yaml/nearest.ts';
import type { CommandSpec, FlagSpec } from './grammar.ts';
import { type Problem, quote } from './problem.ts';
import { confusable } from './tables/tools.ts';

/** One flag as given. */
export interface FlagUse {
  /** Long name without dashes: 'memory' for `-m`. */
  name: string;
  spec?: FlagSpec;
  /** As written: '-m', '--memory'. */
  written: string;
  /** Undefined for a switch without `=`, and where the value is missing. */
  value?: string;
  /** False where the shell decides the value (`$X`, `$(…)`). */
  literal: boolean;
  /** The flag and its value. */
  span: Span;
  /** The value alone; the flag where there is none. */
  valueSpan: Span;
}

/** A command's words, taken apart. */
export interface Argv {
  flags: FlagUse[];
  operands: ShellWord[];
  /** Words that may hold more flags: `$OPTS`, `"$@"`. What is not written elsewhere can then not be told. */
  open: ShellWord[];
  /** Words that were read: where a group's flags end and the next word begins. */
  used: number;
  problems: Problem[];
}

/** A part of a word: exact where the word stands in the text as it is, else the whole word. */
export function slice(word: ShellWord, from: number, to = word.text.length): Span {
  const { start, end } = word.span;
  return end - start === word.text.length ? { start: start + from, end: start + to } : word.span;
}

/** Whether a word may expand to several flags: it is one expansion, and its name says so. */
const mayHoldFlags = (word: ShellWord): boolean =>
  !word.literal && /^\$(?:[@*]|\{[@*]\}|\{\w+\[[@*]\]\}|\{?\w*(?:OPT|FLAG|ARG|PARAM|EXTRA)\w*\}?|\{\w+:?\+.*\})$/i.test(word.text);

/** Letters read behind one hyphen; no command has more switches. */
const mostLetters = 60;

class Reader {
  readonly flags: FlagUse[] = [];
  readonly operands: ShellWord[] = [];
  readonly open: ShellWord[] = [];
  readonly problems: Problem[] = [];
  readonly spec: CommandSpec;
  readonly words: readonly ShellWord[];
  at = 0;

  constructor(spec: CommandSpec, words: readonly ShellWord[]) {
    this.spec = spec;
    this.words = words;
  }

  read(group: boolean): void {
    for (; this.at < this.words.length; this.at++) {
      const word = this.words[this.at] as ShellWord;
      if (word.text === '--') {
        this.operands.push(...this.words.slice(this.at + 1));
        this.at = this.words.length;
        return;
      }
      if (word.text.startsWith('--')) this.long(word);
      else if (word.text.startsWith('-') && word.text.length > 1) this.short(word);
      else if (mayHoldFlags(word) && this.at + 1 < this.words.length && !this.operands.length) this.open.push(word);
      else if (group) return;
      else if (this.spec.stopAtOperand) {
        this.operands.push(...this.words.slice(this.at));
        this.at = this.words.length;
        return;
      } else this.operands.push(word);
    }
  }

  private long(word: ShellWord): void {
    const equals = word.text.indexOf('=');
    const written = equals < 0 ? word.text : word.text.slice(0, equals);
    const spec = this.spec.byName.get(written.slice(2));
    if (!spec) this.unknown(word, written, equals);
    else if (equals >= 0) this.add(spec, word, written, equals + 1);
    else this.addWithNext(spec, word, written);
  }

  /** `-d`, `-dit`, `-p8080:80`, `-p=8080:80`, `-p 8080:80`. */
  private short(word: ShellWord): void {
    const name = word.text.slice(1, 60).split('=')[0] ?? '';
    const long = name.length > 1 ? this.spec.byName.get(name) : undefined;
    if (long && word.literal) {
      this.oneHyphen(word, long);
      return;
    }
    for (let letter = 1; letter < Math.min(word.text.length, mostLetters); letter++) {
      const written = `-${word.text[letter]}`;
      const spec = this.spec.byLetter.get(word.text[letter] ?? '') ?? (written === '-h' ? this.spec.byName.get('help') : undefined);
      const rest = word.text.slice(letter + 1);
      if (!spec) {
        this.unknownLetter(word, letter);
        return;
      }
      if (rest === '') {
        this.addWithNext(spec, word, written);
        return;
      }
      if (rest.startsWith('=') || spec.kind !== 'bool') {
        this.add(spec, word, written, letter + (rest.startsWith('=') ? 2 : 1));
        return;
      }
      this.flags.push({ name: spec.name, spec, written, literal: true, span: word.span, valueSpan: word.span });
    }
  }

  private add(spec: FlagSpec, word: ShellWord, written: string, from: number): void {
    const value = word.text.slice(from);
    this.flags.push({ name: spec.name, spec, written, value, literal: word.literal, span: word.span, valueSpan: slice(word, from) });
  }

  private addWithNext(spec: FlagSpec, word: ShellWord, written: string): void {
    const plain = { name: spec.name, spec, written, span: word.span, valueSpan: word.span };
    if (spec.kind === 'bool') {
      this.flags.push({ ...plain, literal: true });
      return;
    }
    const next = this.words[this.at + 1];
    if (!next) {
      this.flags.push({ ...plain, literal: true });
      this.report('missing-flag-value', word.span, `${quote(written)} needs a value after it, and the command ends here.`);
      return;
    }
    this.at++;
    const span = { start: word.span.start, end: Math.max(word.span.end, next.span.end) };
    this.flags.push({ ...plain, value: next.text, literal: next.literal, span, valueSpan: next.span });
    if (this.isFlag(next)) {
      this.report(
        'missing-flag-value',
        span,
        `${quote(written)} takes the next word as its value, and that is the flag ${quote(next.text)}. Write the value of ${quote(written)} before it.`,
      );
    }
  }

  private isFlag(word: ShellWord): boolean {
    const name = /^--([\w-]+)/.exec(word.text)?.[1];
    return name !== undefined && this.spec.byName.has(name);
  }

  /** An unknown flag, read on as the flag that was probably meant. */
  private unknown(word: ShellWord, written: string, equals: number): void {
    if (written === '--version' || !word.literal) this.flags.push(this.stray(word, written, equals));
    else {
      const meant = this.explain(word, written, equals < 0 ? word.text.length : equals);
      if (meant && equals < 0 && meant.kind !== 'bool' && this.words[this.at + 1]) this.at++;
      else if (!meant) this.flags.push(this.stray(word, written, equals));
    }
  }

  private stray(word: ShellWord, written: string, equals: number): FlagUse {
    const value = equals < 0 ? {} : { value: word.text.slice(equals + 1) };
    return { name: written.slice(2), written, ...value, literal: word.literal, span: word.span, valueSpan: word.span };
  }

  /** `-memory 512m`: read on as the long flag that was meant. */
  private oneHyphen(word: ShellWord, long: FlagSpec): void {
    const name = `--${long.name}`;
    this.problems.push({
      rule: 'unknown-flag',
      severity: 'error',
      span: word.span,
      message: `${quote(word.text)} has one hyphen, so each letter is read as a flag of its own. Long names take two: ${quote(name)}.`,
      fix: { title: 'Write two hyphens', edits: [{ span: slice(word, 0, 1), text: '--' }] },
    });
    if (!word.text.includes('=') && long.kind !== 'bool' && this.words[this.at + 1]) this.at++;
  }

  private unknownLetter(word: ShellWord, letter: number): void {
    const meant = this.explain(word, `-${word.text[letter]}`, word.text.length);
    if (meant && meant.kind !== 'bool' && word.text.length === letter + 1 && this.words[this.at + 1]) this.at++;
  }

  /** Says what is unknown, and gives the flag that tells how to read on. */
  private explain(word: ShellWord, written: string, end: number): FlagSpec | undefined {
    const elsewhere = elsewhereKnown(written, this.spec);
    const near = written.startsWith('--') ? nearest(written.slice(2), this.spec.byName.keys()) : undefined;
    const command = quote(this.spec.name);
    const rule = 'unknown-flag';
    if (near) {
      const edits = [{ span: slice(word, 0, end), text: `--${near}` }];
      const fix = word.span.end - word.span.start === word.text.length ? { fix: { title: `Write --${near}`, edits } } : {};
      const message = `${command} has no flag ${quote(written)}. Did you mean ${quote(`--${near}`)}?`;
      this.problems.push({ rule, severity: 'error', span: word.span, message, ...fix });
      return this.spec.byName.get(near);
    }
    if (elsewhere) {
      const hint =
        /^(?:-e|--env)$/.test(written) && this.spec.name === 'docker build'
          ? ' A build takes variables by `--build-arg` and secrets by `--secret`.'
          : '';
      this.report(rule, word.span, `${quote(written)} is a flag of ${quote(elsewhere.command)}, not of ${command}.${hint}`);
      return elsewhere.spec;
    }
    const sure = this.spec.complete;
    const message = sure
      ? `${command} has no flag ${quote(written)}.`
      : `${quote(written)} is not among the flags of ${command} that we know. Check its spelling.`;
    this.problems.push({ rule, severity: sure ? 'error' : 'info', span: word.span, message });
    return undefined;
  }

  private report(rule: string, span: Span, message: string): void {
    this.problems.push({ rule, severity: 'error', span, message });
  }
}

function elsewhereKnown(written: string, spec: CommandSpec): { command: string; spec: FlagSpec } | undefined {
  if (!spec.name.startsWith('docker')) return undefined;
  for (const other of confusable) {
    if (other.name === spec.name) continue;
    const found = written.startsWith('--') ? other.byName.get(written.slice(2)) : other.byLetter.get(written.slice(1));
    if (found) return { command: other.name, spec: found };
  }
  return undefined;
}

/** Reads the words after a command's name. With `group`, stops at the first word that is no flag: the next command's name. */
export function readArgv(spec: CommandSpec, words: readonly ShellWord[], group = false): Argv {
  const reader = new Reader(spec, words);
  reader.read(group);
  const { flags, operands, open, problems } = reader;
  return { flags, operands, open, problems, used: Math.min(reader.at, words.length) };
}
