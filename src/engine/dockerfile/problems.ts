/** What BuildKit's parser refuses, in words for a learner. Each gives the id, the place and the message; `parse` adds the rest. */
import type { Diagnostic } from '../diagnostic.ts';
import type { Span } from '../source.ts';

type Edits = NonNullable<Diagnostic['fix']>['edits'];

/** A refusal before it has a file and a line. */
export interface Problem {
  rule: string;
  span: Span;
  message: string;
  /** 1-based, where it is not the line of `span`. */
  line?: number;
  fix?: Diagnostic['fix'];
}

/** Long words are cut, so that a message stays a sentence. */
export function quote(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return `\`${short.replace(/[`\s]+/g, ' ')}\``;
}

export const problems = {
  noInstructions: (span: Span): Problem => ({
    rule: 'no-instructions',
    span,
    message: 'There is no instruction in this file. Docker needs at least a `FROM` line that names the base image.',
  }),
  invalidEscape: (value: string, span: Span): Problem => ({
    rule: 'invalid-escape-directive',
    span,
    message: `The escape directive names ${value === '`' ? 'a backtick' : quote(value)}. Docker knows two escape characters, the backslash and the backtick.`,
  }),
  repeatedDirective: (name: string, span: Span): Problem => ({
    rule: 'repeated-directive',
    span,
    message: `The directive \`${name}\` stands here a second time. Docker accepts each directive once: keep one of the two lines.`,
  }),
  unterminatedHeredoc: (name: string, marker: Span): Problem => ({
    rule: 'unterminated-heredoc',
    span: marker,
    message: `This here-document never ends, so Docker reads the rest of the file as its text. Close it with a line that holds only ${quote(name)}.`,
  }),
  indentedTerminator: (name: string, marker: Span, edits: Edits): Problem => ({
    rule: 'unterminated-heredoc',
    span: marker,
    message: `This here-document never ends: the line that holds ${quote(name)} has blanks around it, so it counts as text. Let it hold nothing else.`,
    fix: { title: 'Remove the blanks', edits },
  }),
  invalidHeredoc: (marker: Span): Problem => ({
    rule: 'invalid-heredoc',
    span: marker,
    message: 'Docker cannot read the name of this here-document: after `<<` it wants one word, such as `<<EOF`.',
  }),
  notStrings: (keyword: string, word: string, span: Span): Problem => ({
    rule: 'exec-form-not-strings',
    span,
    message: `${quote(word)} is not a string. In exec form every item of ${keyword} is text between double quotes, numbers too.`,
  }),
  missingValue: (keyword: string, name: string, span: Span): Problem => ({
    rule: 'missing-value',
    span,
    message: `${keyword} names ${quote(name)} and gives it no value. Write \`${keyword} ${name.length > 40 ? 'NAME' : name}=value\`; for an empty value, end after the equals sign.`,
  }),
  missingEquals: (keyword: string, word: string, span: Span): Problem => ({
    rule: 'missing-equals',
    span,
    message: `${quote(word)} has no equals sign. Each word of this ${keyword} is a pair \`name=value\`: leave no space around \`=\`, and put a value with spaces between quotes.`,
  }),
  lineTooLong: (span: Span): Problem => ({
    rule: 'line-too-long',
    span,
    message: 'This line is longer than 65,535 bytes, and Docker does not read longer ones. Split it, or move the text to a file.',
  }),
};

const cause = 'Web pages and word processors replace characters like this.';

/** Characters that look right and are not. Each takes the word that shows it, its place, and the edits that repair the instruction. */
export const typographyProblems = {
  dash: (word: string, span: Span, edits: Edits): Problem => ({
    rule: 'typographic-dash',
    span,
    message: `${quote(word)} begins with a long dash instead of hyphens, so it is read as a plain word and not as an option. ${cause}`,
    fix: { title: 'Write hyphens', edits },
  }),
  quotes: (word: string, span: Span, edits: Edits): Problem => ({
    rule: 'typographic-quotes',
    span,
    message: `${quote(word)} has curly quotes. They quote nothing: Docker and the shell take them as part of the text. ${cause}`,
    fix: { title: 'Write straight quotes', edits },
  }),
  space: (word: string, span: Span, edits: Edits): Problem => ({
    rule: 'typographic-space',
    span,
    message: `In ${quote(word)} stands a character that looks like a space, or like nothing at all, and does not separate words. ${cause}`,
    fix: { title: 'Write plain spaces', edits },
  }),
};
