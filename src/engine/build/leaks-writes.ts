/** Whether a piece of shell writes a secret into a file that stays. */
import type { Command, Script } from '../shell/command.ts';
import { programName } from '../shell/options.ts';
import { isWithin } from './effects/tree.ts';
import { joinPath } from './paths.ts';

/** The secret as the shell knows it: a variable, a file, or both. */
export interface ShellSecret {
  variable?: string;
  path?: string;
}

/** Places that are no part of the image. */
const outside = ['/dev', '/proc', '/sys', '/run/secrets'];

/**
 * The absolute path of the file that a script writes a secret to and leaves there; undefined where it does not, as far as can be told: `cp`, `mv` and
 * `install` of the file, and redirections and `tee` of a command that names it. What the same script deletes again never comes into a layer.
 */
export function writtenTo(script: Script, secret: ShellSecret, workdir: string | undefined): string | undefined {
  let cwd = workdir;
  for (const [index, command] of script.commands.entries()) {
    const program = programName(command.name);
    if (program === 'cd') cwd = joinPath(cwd, command.args[0]?.text ?? '/');
    const target = targetOf(command, script.commands[index + 1], secret, cwd);
    if (target === undefined || outside.some((folder) => isWithin(target, folder))) continue;
    if (!script.commands.slice(index + 1).some((later) => deletes(later, target, cwd))) return target;
  }
  return undefined;
}

function targetOf(command: Command, next: Command | undefined, secret: ShellSecret, cwd: string | undefined): string | undefined {
  const program = programName(command.name);
  const plain = command.args.filter(({ text }) => !text.startsWith('-'));
  if (/^(?:cp|mv|install|ln)$/.test(program)) {
    const target = plain.at(-1);
    const sources = plain.slice(0, -1).map(({ text }) => joinPath(cwd, text));
    // A link holds no text: what it points to is gone when the RUN ends.
    if (program === 'ln' || !target || secret.path === undefined || !sources.includes(secret.path)) return undefined;
    return intoFolder(joinPath(cwd, target.text), target.text, secret.path);
  }
  const input = command.redirects.find(({ operator }) => operator === '<' || operator.startsWith('<<'));
  // In single quotes `${TOKEN}` is a text that names the variable: the value is not written.
  const texts = command.args.map(({ text, literal }) => (literal ? text.replaceAll('$', '') : text));
  const named = [...texts, input?.target?.text ?? '', input?.input ?? ''].some((text) => names(text, secret, cwd));
  if (!named) return undefined;
  const redirect = command.redirects.find(({ operator }) => /^(?:>|>>|>\||&>|&>>)$/.test(operator));
  if (redirect?.target && redirect.fd !== 2) return joinPath(cwd, redirect.target.text);
  const tee =
    next && next.joined === '|' && programName(next.name) === 'tee' ? next.args.find(({ text }) => !text.startsWith('-')) : undefined;
  return tee && joinPath(cwd, tee.text);
}

const intoFolder = (path: string, written: string, source: string): string =>
  /(?:^|\/)\.{0,2}$/.test(written) ? joinPath(path, source.slice(source.lastIndexOf('/') + 1)) : path;

function names(text: string, { variable, path }: ShellSecret, cwd: string | undefined): boolean {
  if (variable !== undefined && (hasVariable(text, `$${variable}`) || text.includes(`\${${variable}`))) return true;
  return path !== undefined && text !== '' && (joinPath(cwd, text) === path || text.includes(`$(cat ${path})`));
}

const hasVariable = (text: string, name: string): boolean => {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) if (!/\w/.test(text[at + name.length] ?? '')) return true;
  return false;
};

const deletes = (command: Command, path: string, cwd: string | undefined): boolean =>
  /^(?:rm|shred|unlink)$/.test(programName(command.name)) &&
  command.args.some(({ text }) => !text.startsWith('-') && isWithin(path, joinPath(cwd, text)));
