/** RUN written in other ways: a here-document, exec form, shell form. */
import type { Command, Instruction } from '#engine';
import { bodySpan, type Edit, inInstructions, type Rewrite, type Source } from './rewrite.ts';

/** Programs that are part of the shell, or need it. */
const ofTheShell = new Set([
  '.',
  ':',
  'alias',
  'cd',
  'command',
  'eval',
  'exec',
  'exit',
  'export',
  'hash',
  'read',
  'set',
  'shift',
  'source',
  'trap',
  'type',
  'ulimit',
  'umask',
  'unset',
  'wait',
]);

/** The commands of a shell-form RUN in the default shell, as their texts without continuations; undefined where more than `&&` joins them. */
function chainOf(each: Instruction, source: Source): { command: Command; text: string }[] | undefined {
  const step = source.stepOf(each);
  const script = step?.script;
  if (!script || each.form !== 'shell' || each.heredocs.length > 0 || script.interpreter || script.problems.length > 0) return undefined;
  if (source.syntax.instructions.some((other) => other.keyword === 'SHELL')) return undefined;
  const { body } = each;
  const inner = (start: number, end: number) => body.text.slice(start - body.start, end - body.start);
  let at = body.start;
  const chain: { command: Command; text: string }[] = [];
  for (const command of script.commands) {
    if (command.nested || command.within.length > 0 || command.background || command.wrappers.length > 0) return undefined;
    if (inner(at, command.span.start).trim() !== (chain.length === 0 ? '' : '&&')) return undefined;
    chain.push({
      command,
      text: inner(command.span.start, command.span.end)
        .trim()
        .replace(/ {2,}/g, (blanks) => (blanks.length > 3 ? ' ' : blanks)),
    });
    at = command.span.end;
  }
  return chain.length > 0 && inner(at, bodySpan(each).end).trim() === '' ? chain : undefined;
}

/** The body with the blanks behind it: the line that ends a here-document holds nothing else. */
function toLineEnd(each: Instruction, { text }: Source) {
  const { start, end } = bodySpan(each);
  return { start, end: end + (/^[ \t]*/.exec(text.slice(end, end + 100))?.[0].length ?? 0) };
}

const hereDocument = (name: string, marker: string): Rewrite =>
  inInstructions(name, ['RUN'], (each, source) => {
    const chain = chainOf(each, source);
    if (!chain) return [];
    const lines = chain.map((link) => link.text).join('\n');
    return [{ span: toLineEnd(each, source), text: `<<${marker}\nset -e\n${lines}\nEOF` }];
  });

function execEdits(each: Instruction, source: Source): Edit[] {
  const [link, ...rest] = chainOf(each, source) ?? [];
  const command = link?.command;
  if (!command || rest.length > 0 || command.assignments.length > 0 || command.redirects.length > 0) return [];
  const words = [...(command.word ? [command.word] : []), ...command.args];
  if (!command.word || ofTheShell.has(command.name) || words.some((word) => !word.literal || word.text.startsWith('~'))) return [];
  return [{ span: bodySpan(each), text: JSON.stringify(words.map((word) => word.text)) }];
}

export const runRewrites: Rewrite[] = [
  hereDocument('run-as-heredoc', 'EOF'),
  hereDocument('run-as-quoted-heredoc', "'EOF'"),
  inInstructions('run-in-exec-form', ['RUN'], execEdits),
  inInstructions('run-in-shell-form', ['RUN'], (each) =>
    each.form === 'exec' && each.words.length > 0 && each.words.every((word) => /^[\w./:@=%+,-]+$/.test(word.text))
      ? [{ span: bodySpan(each), text: each.words.map((word) => word.text).join(' ') }]
      : [],
  ),
];
