/** Docker commands in shell files written in other ways. */
import { type Invocation, readCommands, type Span } from '#engine';
import { type Edit, edited, insert, type Rewrite, rewriteFiles } from './rewrite.ts';

/** Whether a file is a shell script, by its name. */
export const isShell = (path: string) => path.endsWith('.sh');

type FlagUse = Invocation['flags'][number];

/** A rewrite of every call of a tool that the engine knows. */
const inCalls = (name: string, edits: (call: Invocation, text: string) => Edit[]): Rewrite => ({
  name,
  apply: (files) =>
    rewriteFiles(files, isShell, (text, path) => {
      const { invocations, script } = readCommands(text, path);
      if (script.problems.length > 0) return undefined;
      return edited(
        text,
        invocations.flatMap((call) => edits(call, text)),
      );
    }),
});

/** What stands between a flag's name and its value. */
const joint = (flag: FlagUse): Span => ({ start: flag.span.start + flag.written.length, end: flag.valueSpan.start });

const jointText = (flag: FlagUse, text: string) => text.slice(joint(flag).start, joint(flag).end);

const takesValue = (flag: FlagUse) => flag.value !== undefined && flag.spec !== undefined && flag.spec.kind !== 'bool';

/** Flags that stand right behind one another, each in words of its own. */
function flagRun(call: Invocation, text: string): FlagUse[] {
  const run: FlagUse[] = [];
  for (const flag of call.flags) {
    const last = run.at(-1);
    if (last && !/^(?:\s|\\\r?\n)+$/.test(text.slice(last.span.end, flag.span.start))) return [];
    run.push(flag);
  }
  return run;
}

/** The other way round. Of two flags that set the same value the last counts, so then nothing moves. */
function turn(call: Invocation, text: string): Edit[] {
  const flags = flagRun(call, text);
  const names = flags.filter((flag) => !flag.spec?.repeatable).map((flag) => flag.name);
  if (new Set(names).size < names.length) return [];
  return flags.map((flag, at) => {
    const other = flags[flags.length - 1 - at] ?? flag;
    return { span: flag.span, text: text.slice(other.span.start, other.span.end) };
  });
}

const wordsOf = (call: Invocation) => [...(call.command.word ? [call.command.word] : []), ...call.command.args];

const lineBreaks = (call: Invocation, text: string): Edit[] =>
  wordsOf(call)
    .slice(1)
    .flatMap((word, at) => {
      const span = { start: wordsOf(call)[at]?.span.end ?? word.span.start, end: word.span.start };
      return /^[ \t]+$/.test(text.slice(span.start, span.end)) && word.text.startsWith('-') ? [{ span, text: ' \\\n  ' }] : [];
    });

const joinedLines = (call: Invocation, text: string): Edit[] =>
  wordsOf(call)
    .slice(1)
    .flatMap((word, at) => {
      const span = { start: wordsOf(call)[at]?.span.end ?? word.span.start, end: word.span.start };
      return /^\s*\\\r?\n\s*$/.test(text.slice(span.start, span.end)) ? [{ span, text: ' ' }] : [];
    });

const lineStart = (text: string, offset: number) => text.lastIndexOf('\n', offset - 1) + 1;

/** Lines that begin with a call of their own: a comment may stand above them. */
const callLines = (call: Invocation, text: string): number[] => {
  const start = lineStart(text, call.span.start);
  const before = text.slice(0, start);
  return text.slice(start, call.span.start).trim() === '' && !/\\\r?\n$/.test(before) && call.command.within.length === 0 ? [start] : [];
};

export const commandRewrites: Rewrite[] = [
  inCalls('command-flags-in-other-order', turn),
  inCalls('command-flags-with-equals', (call, text) =>
    call.flags
      .filter((flag) => takesValue(flag) && flag.written.startsWith('--') && /^[ \t]+$/.test(jointText(flag, text)))
      .map((flag) => ({ span: joint(flag), text: '=' })),
  ),
  inCalls('command-flags-with-blank', (call, text) =>
    call.flags
      .filter((flag) => takesValue(flag) && flag.written.startsWith('--') && jointText(flag, text) === '=')
      .map((flag) => ({ span: joint(flag), text: ' ' })),
  ),
  inCalls('command-flags-long', (call, text) =>
    call.flags
      .filter(
        (flag) =>
          /^-\w$/.test(flag.written) &&
          flag.spec &&
          text.startsWith(flag.written, flag.span.start) &&
          /^(?:[ \t=]*|)$/.test(jointText(flag, text)),
      )
      .filter((flag) => flag.value === undefined || flag.valueSpan.start > joint(flag).start)
      .map((flag) => ({ span: { start: flag.span.start, end: flag.span.start + 2 }, text: `--${flag.name}` })),
  ),
  inCalls('command-flags-short', (call, text) =>
    call.flags
      .filter((flag) => flag.written.startsWith('--') && flag.spec?.letter && takesValue(flag) && /^[ \t]+$/.test(jointText(flag, text)))
      .map((flag) => ({ span: { start: flag.span.start, end: flag.span.start + flag.written.length }, text: `-${flag.spec?.letter}` })),
  ),
  inCalls('command-lines-split', lineBreaks),
  inCalls('command-lines-joined', joinedLines),
  inCalls('command-words-quoted', (call, text) =>
    call.command.args
      .filter((word) => word.literal && !word.text.startsWith('-') && /^[\w./:@=,+-]+$/.test(text.slice(word.span.start, word.span.end)))
      .map((word) => ({ span: word.span, text: `"${word.text}"` })),
  ),
  inCalls('command-comments', (call, text) => callLines(call, text).map((at) => insert(at, '# a note\n'))),
  inCalls('command-blank-lines', (call, text) => callLines(call, text).map((at) => insert(at, '\n'))),
];
