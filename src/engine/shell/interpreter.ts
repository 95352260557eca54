/** Which program a script's first line asks for. */
import { programName } from './options.ts';

/** The program and flags of a `#!` line. */
export function shebang(text: string): { program: string; flags: string } | undefined {
  const line = /^#![ \t]*([^\n]*)/.exec(text)?.[1]?.trim();
  if (!line) return undefined;
  const words = line.split(/[ \t]+/);
  const at = programName(words[0] ?? '') === 'env' ? words.findIndex((word, index) => index > 0 && !/^-|=/.test(word)) : 0;
  const flags = words.slice(at + 1).filter((word) => word.startsWith('-'));
  return { program: programName(words[at] ?? ''), flags: flags.join('') };
}

/** The program of a `#!` line where that is no POSIX shell. */
export function foreignInterpreter(text: string): string | undefined {
  const program = shebang(text)?.program;
  return program && !/^(ba|da|a|k|mk|z)?sh$/.test(program) ? program : undefined;
}
