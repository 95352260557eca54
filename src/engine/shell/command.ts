/**
 * What a shell-form RUN, CMD or script does, as simple commands in the order they are written. `unbash` stands behind this;
 * nothing outside `engine/shell` knows it.
 */
import type { Span } from '../source.ts';

/** One word after quote removal. `text` keeps `$X` as written; `literal` is false where the shell would change it (variable, glob, substitution). */
export interface ShellWord {
  text: string;
  literal: boolean;
  span: Span;
}

/** `> file`, `2>&1`, `<<EOF`. */
export interface Redirect {
  operator: string;
  /** The file; of a here-document, its delimiter. */
  target?: ShellWord;
  fd?: number;
  /** Text of a here-document or here-string, where the shell's own text holds it. */
  input?: string;
  span: Span;
}

/** A compound command around a simple one. */
export interface Enclosure {
  /** `group` is `{ …; }`, which runs as surely as what stands around it. */
  kind: 'if' | 'loop' | 'case' | 'function' | 'subshell' | 'substitution' | 'group';
  /** The same for all commands of one compound, unique in the script. */
  id: number;
  /** Of an `if` or `case`: which branch, from 0. */
  branch: number;
  /** In the condition of that branch, not in its body. */
  condition: boolean;
}

/** A simple command: `npm ci --omit=dev`. Wrappers (`sudo`, `env X=y`, `exec`, `time`, `sh -c '…'`) are unwrapped and recorded. */
export interface Command {
  /** The program's name as written ('apt-get', '/usr/bin/apt-get'); '' for a bare assignment or redirection. */
  name: string;
  /** The name's own word; absent where `name` is ''. Not `literal` where the shell picks the program (`$CMD`). */
  word?: ShellWord;
  /** Arguments after the name. */
  args: ShellWord[];
  /** `X=1 cmd`: assignments before the name, and those of an `env` wrapper. */
  assignments: { name: string; value: ShellWord }[];
  redirects: Redirect[];
  /** What wrapped it, outermost first: 'sudo', 'env', 'exec', 'sh -c', 'xargs', 'time'… */
  wrappers: string[];
  span: Span;
  /** How it is joined to the command before it: '' first, or after a newline or `;`. */
  joined: '' | ';' | '&&' | '||' | '|' | '&';
  /** Whether its failure would be noticed: false under `|| true`, in a condition, in all but the last of a pipe without pipefail, or followed by `;` without `set -e`. */
  checked: boolean;
  /** Inside an `if`, loop, function, subshell or substitution: it may not run, or not once. */
  nested: boolean;
  /** The compounds around it, outermost first. An `else` is a branch without a condition. */
  within: Enclosure[];
  background: boolean;
}

/** A piece of shell, read. */
export interface Script {
  commands: Command[];
  /** `set -e` (or `-o errexit`, or `sh -e`) in force from the first command on. */
  errexit: boolean;
  /** `set -o pipefail` in force. */
  pipefail: boolean;
  /** The program that reads the text where that is not a POSIX shell: of a `#!` line ('python3'), or 'powershell' and 'cmd'. `commands` is then empty. */
  interpreter?: string;
  /** What the shell itself could not parse. Spans are in the file. */
  problems: { message: string; span: Span }[];
}
