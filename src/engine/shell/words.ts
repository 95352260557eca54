/** unbash's words as ours: text after quote removal, with its place in the file. */
import type { Assignment, CommandArgument, DoubleQuotedChild, Redirection, Word, WordPart } from 'unbash';
import type { Span } from '../source.ts';
import type { Redirect, ShellWord } from './command.ts';

/** Turns offsets of a parsed text into a span of the file. */
export type Locate = (start: number, end: number) => Span;

const fixed = (part: WordPart | DoubleQuotedChild): boolean => {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return true;
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts.every(fixed);
    default:
      return false;
  }
};

/** Whether the shell would take the word as it stands, after removing quotes. */
const isLiteral = (word: Word): boolean => (word.parts ?? []).every(fixed) && !word.text.startsWith('~');

/** A word of unbash as ours. */
export const toWord = (word: Word, locate: Locate): ShellWord => ({
  text: word.value,
  literal: isLiteral(word),
  span: locate(word.pos, word.end),
});

/** An argument as a word: unbash gives `A=b` after `export` and its like as an assignment. */
export function toArgument(argument: CommandArgument, locate: Locate): ShellWord {
  if (argument.type === 'Word') return toWord(argument, locate);
  const sign = argument.append ? '+=' : '=';
  const plain = argument.value.type === 'Word' && !argument.index;
  return {
    text: plain && argument.value.type === 'Word' ? `${argument.name}${sign}${argument.value.value}` : argument.text,
    literal: plain && argument.value.type === 'Word' && isLiteral(argument.value),
    span: locate(argument.pos, argument.end),
  };
}

/** Where the text inside a word's quotes begins, if what is inside stands in the file as it is; undefined where escapes shift it. */
export function innerStart(word: Word): number | undefined {
  if (word.text === word.value) return word.pos;
  const [only, ...others] = word.parts ?? [];
  const quoted = !others.length && (only?.type === 'SingleQuoted' || only?.type === 'DoubleQuoted');
  return quoted && word.text.slice(1, 1 + word.value.length) === word.value ? word.pos + 1 : undefined;
}

/** The right-hand side of `X=value`; an array keeps its text. */
export const toValue = (assignment: Assignment, locate: Locate): ShellWord =>
  assignment.value.type === 'Word'
    ? toWord(assignment.value, locate)
    : { text: assignment.text.slice(assignment.name.length + 1), literal: false, span: locate(assignment.value.pos, assignment.value.end) };

/** A redirection of unbash as ours. */
export function toRedirect(redirect: Redirection, locate: Locate): Redirect {
  const fd = redirect.descriptor?.type === 'FileDescriptor' ? { fd: redirect.descriptor.value } : {};
  const span = locate(redirect.pos, redirect.end);
  if (redirect.type === 'HereDoc') {
    const name = redirect.delimiter;
    const target = name && { target: { text: name.value, literal: true, span: locate(name.pos, name.end) } };
    return { operator: redirect.operator, ...fd, ...target, input: redirect.body.text, span };
  }
  const target = redirect.target && toWord(redirect.target, locate);
  if (redirect.type === 'HereString') return { operator: redirect.operator, ...fd, ...(target && { input: target.text }), span };
  return { operator: redirect.operator, ...fd, ...(target && { target }), span };
}
