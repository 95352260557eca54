/** The shell's side of an instruction: which text the shell gets, from where in the file, and with which options. */
import type { Heredoc, Instruction, Word } from '../dockerfile/syntax.ts';
import type { Script } from '../shell/command.ts';
import { programName } from '../shell/options.ts';
import { type ReadOptions, readScript } from '../shell/read.ts';
import { shellOptions } from '../shell/wrappers.ts';
import type { Span } from '../source.ts';

/**
 * What RUN, CMD, ENTRYPOINT, a HEALTHCHECK or ONBUILD's instruction does; undefined for other instructions and where nothing is run. `shell` is the one
 * in force, `text` the whole file.
 */
export function scriptOf(instruction: Instruction, shell: readonly string[] | undefined, text: string): Script | undefined {
  const command = instruction.nested ?? instruction;
  if (!command || !['RUN', 'CMD', 'ENTRYPOINT'].includes(command.keyword) || command.words.length === 0) return undefined;
  if (command.form === 'exec') return execScript(command.words);
  const only = onlyHeredoc(command);
  if (only) return readScript(...heredocText(only, text), optionsOf(shell));
  const { body, heredocs, span } = command;
  const bodies = heredocs.length > 0 ? text.slice(body.start + body.text.length, span.end) : '';
  const line = command.words[0]?.text ?? '';
  const places = placesOf(line, body.text);
  if (!places) return readScript(body.text + bodies, body.start, optionsOf(shell));
  const placeOf = (at: number) => body.start + (at < line.length ? (places[at] ?? 0) : body.text.length + at - line.length);
  const place = ({ start, end }: Span): Span => ({ start: placeOf(start), end: end > start ? placeOf(end - 1) + 1 : placeOf(start) });
  return moved(readScript(line + bodies, 0, optionsOf(shell)), place);
}

/**
 * Where each character that the shell gets stands in the body, which has spaces for what Docker takes out. Undefined where the
 * shell would read the body the same: nothing was taken out of the middle of a word or from between quotes.
 */
function placesOf(line: string, body: string): Uint32Array | undefined {
  if (line.length === body.length) return undefined;
  const places = new Uint32Array(line.length);
  let quote = '';
  let escaped = false;
  let matters = false;
  for (let at = 0, from = 0; at < line.length; at++, from++) {
    const first = from;
    while (from < body.length && body[from] !== line[at]) from++;
    places[at] = from;
    const before = line[at - 1] ?? ' ';
    matters ||= from > first && (quote !== '' || (before !== ' ' && before !== '\t'));
    const ch = line[at] ?? '';
    if (!escaped && (quote ? ch === quote : ch === '"' || ch === "'")) quote = quote ? '' : ch;
    escaped = !escaped && ch === '\\' && quote !== "'";
  }
  return matters ? places : undefined;
}

/** `RUN <<EOF` and nothing else: BuildKit hands the text itself to the shell. */
function onlyHeredoc({ heredocs, words }: Instruction): Heredoc | undefined {
  const [heredoc, ...more] = heredocs;
  const [word, ...others] = words;
  if (!heredoc || !word || others.length > 0 || more.length > 0) return undefined;
  return heredoc.marker.start === word.span.start && heredoc.marker.end === word.span.end ? heredoc : undefined;
}

/** The lines of a here-document as they stand in the file, without the one that closes it. */
function heredocText({ span }: Heredoc, text: string): [text: string, start: number] {
  const lines = text.slice(span.start, span.end).replace(/\r?\n$/, '');
  return [lines.slice(0, lines.lastIndexOf('\n') + 1), span.start];
}

function optionsOf(shell: readonly string[] | undefined): ReadOptions {
  if (!shell) return {};
  const program = programName(shell[0] ?? '')
    .toLowerCase()
    .replace(/\.exe$/, '');
  if (program === 'powershell' || program === 'pwsh') return { dialect: 'powershell' };
  if (program === 'cmd') return { dialect: 'cmd' };
  const nowhere = { start: 0, end: 0 };
  const { errexit, pipefail } = shellOptions(shell.slice(1).map((text) => ({ text, literal: true, span: nowhere })));
  return { errexit, pipefail, ...(program === 'bash' ? { dialect: 'bash' as const } : {}) };
}

/**
 * Exec form is one command as given. It is quoted word by word and read like shell text, so that `["sh", "-c", "…"]` and other
 * wrappers come out the same; places then go back to the words in the file.
 */
function execScript(words: readonly Word[]): Script {
  const starts: number[] = [];
  let quoted = '';
  for (const { text } of words) {
    starts.push(quoted.length);
    quoted += `'${text.replaceAll("'", "'\\''")}' `;
  }
  const wordAt = (offset: number) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return words[low]?.span ?? { start: 0, end: 0 };
  };
  const place = ({ start, end }: Span): Span => ({ start: wordAt(start).start, end: wordAt(Math.max(start, end - 1)).end });
  return moved(readScript(quoted, 0), place);
}

/** The same value with every span moved. */
function moved<T>(value: T, place: (span: Span) => Span): T {
  if (Array.isArray(value)) return value.map((each) => moved(each, place)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, each]) => [key, key === 'span' ? place(each as Span) : moved(each, place)])) as T;
}
