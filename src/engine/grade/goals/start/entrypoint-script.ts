/** The shell script that a container starts with, found in the image and read. */
import type { Stage } from '../../../build/build.ts';
import { joinPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import { type EntrypointScript, readEntrypoint } from '../../../formats/script/entrypoint.ts';
import type { Finding } from '../../../rules/rule.ts';
import { readScript } from '../../../shell/read.ts';
import type { Span } from '../../../source.ts';

export interface ScriptInUse {
  /** As the start command names it. */
  word: string;
  /** Absolute path in the image. */
  path: string;
  text: string;
  /** File of the workspace that it is; absent for one written in the Dockerfile. */
  file?: string;
  /** It is started as a program, so that the kernel reads its first line; false for `sh entrypoint.sh`. */
  direct: boolean;
  read: EntrypointScript;
}

const onPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
const isShell = (word: string) => /(?:^|\/)(?:ba|da|a)?sh$/.test(word);

/** ENTRYPOINT with CMD behind it; the text of `sh -c` taken apart into its words. */
export function startWords(stage: Stage): string[] {
  const argv = [...(stage.config.entrypoint ?? []), ...(stage.config.cmd ?? [])];
  return argv.flatMap((word, index) => (isText(argv, index) ? wordsOf(word) : [word]));
}

const isText = (argv: string[], index: number) => /^-\w*c$/.test(argv[index - 1] ?? '') && isShell(argv[index - 2] ?? '');
const wordsOf = (text: string) => readScript(text, 0).commands.flatMap(({ name, args }) => [name, ...args.map((word) => word.text)]);

/** The first script of one's own that the start command names; undefined where it names none, or one whose text is not known. */
export function scriptInUse(stage: Stage, workspace: Workspace): ScriptInUse | undefined {
  const { pieces } = workspace.contents(stage);
  const words = startWords(stage);
  for (const [index, word] of words.entries()) {
    const paths = word.includes('/') || isShell(words[index - 1] ?? '') ? [joinPath('/', joinPath(stage.config.workdir, word))] : [];
    if (!word.includes('/')) paths.push(...onPath.map((folder) => `${folder}/${word}`));
    const piece = pieces.find(
      ({ path, text, source }) => text !== undefined && paths.includes(path) && !/\.[cm]?[jt]s$/.test(source ?? ''),
    );
    if (piece?.text === undefined || (piece.text !== '' && !isShellScript(piece.text))) continue;
    const file = piece.source !== undefined && Object.hasOwn(workspace.files, piece.source) ? { file: piece.source } : {};
    const direct = !isShell(words[index - 1] ?? '');
    return { word, path: piece.path, text: piece.text, ...file, direct, read: readEntrypoint(piece.text, file.file) };
  }
  return undefined;
}

const isShellScript = (text: string) => !text.startsWith('#!') || /^#![^\n]*sh\b/.test(text);

/** A place in the script, where it is a file of its own. */
export const inScript = ({ file }: ScriptInUse, span: Span, message: string): Finding[] => (file ? [{ file, span, message }] : []);
