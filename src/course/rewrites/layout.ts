/** Dockerfiles laid out differently: case, blanks, comments, where lines end. */
import type { Instruction } from '#engine';
import { type Edit, gaps, inDockerfiles, insert, isDockerfile, type Rewrite, rewriteFiles, type Source } from './rewrite.ts';

const inMixedCase = (word: string) => [...word].map((letter, at) => (at % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase())).join('');

/** Keywords, those behind ONBUILD and HEALTHCHECK, and FROM's AS. */
function keywordEdits({ text, syntax }: Source, write: (word: string) => string): Edit[] {
  const spans = syntax.instructions.flatMap((each) => {
    const inner = each.keyword === 'HEALTHCHECK' || each.keyword === 'FROM' ? each.words : [];
    const words = inner.filter((_, at) => (each.keyword === 'FROM' ? at === 1 : at === 0)).map((word) => word.span);
    return [each.keywordSpan, ...(each.keyword === 'ONBUILD' && each.nested ? [each.nested.keywordSpan] : []), ...words];
  });
  return spans.map((span) => ({ span, text: write(text.slice(span.start, span.end)) }));
}

/** Blanks between keyword, flags and words, in the brackets of exec form too. */
const blankEdits = (source: Source, write: (blanks: string) => string): Edit[] =>
  source.syntax.instructions.flatMap((each) =>
    gaps(each, source.text)
      .filter((gap) => /^[ \t[,]+$/.test(gap.text))
      .map((gap) => ({ span: gap.span, text: gap.text.replace(/[ \t]+/g, write) })),
  );

const bracketEdits = ({ text, syntax }: Source): Edit[] =>
  syntax.instructions
    .filter((each) => each.form === 'exec' && each.words.length > 0)
    .flatMap((each) => {
      const last = each.words.at(-1)?.span.end ?? 0;
      const first = each.words[0]?.span.start ?? 0;
      return [insert(first, '  '), ...(text[last] === ']' ? [insert(last, ' ')] : [])];
    });

const lineStart = (text: string, offset: number) => {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
};

const bodiesStart = (instruction: Instruction) => instruction.heredocs[0]?.span.start ?? instruction.span.end;

/** Tokens of an instruction, without its here-documents' bodies. */
const tokensOf = ({ syntax }: Source, instruction: Instruction) =>
  syntax.tokens.filter(({ span }) => span.start >= instruction.span.start && span.end <= bodiesStart(instruction));

/** The start of the line after each escape at a line's end. */
const continuedLines = ({ text, syntax }: Source) =>
  syntax.tokens.filter((token) => token.kind === 'continuation').map((token) => text.indexOf('\n', token.span.end) + 1);

function joinEdits(source: Source): Edit[] {
  return source.syntax.instructions.flatMap((each) => {
    const tokens = tokensOf(source, each);
    if (!tokens.some((token) => token.kind === 'continuation')) return [];
    const end = each.heredocs[0]?.marker.end ?? each.span.end;
    return tokens
      .filter(({ span }) => span.end <= end)
      .flatMap(({ kind, span }) => {
        if (kind === 'continuation' || kind === 'comment') return [{ span, text: '' }];
        return kind === 'space' ? [{ span, text: source.text.slice(span.start, span.end).replace(/[\r\n]+/g, '') }] : [];
      });
  });
}

/** Line breaks before each flag and word, and before each `&&` of a RUN. */
function splitEdits(source: Source): Edit[] {
  const broken = ` ${source.syntax.directives.escape}\n    `;
  return source.syntax.instructions.flatMap((each) => {
    const between = gaps(each, source.text).flatMap((gap) => {
      if (/^[ \t]+$/.test(gap.text)) return [{ span: gap.span, text: broken }];
      return /^,[ \t]*$/.test(gap.text) ? [{ span: gap.span, text: `,${broken}` }] : [];
    });
    const operators = tokensOf(source, each).filter(
      ({ kind, span }) => kind === 'operator' && source.text.slice(span.start, span.end) === '&&',
    );
    const breakable = operators.filter(
      ({ span }) =>
        each.keyword === 'RUN' &&
        each.form === 'shell' &&
        /^[^\n]*[^\s\\][ \t]+$/.test(source.text.slice(lineStart(source.text, span.start), span.start)),
    );
    return [...between, ...breakable.map(({ span }) => insert(span.start, broken.slice(1)))];
  });
}

const onWholeText = (name: string, change: (text: string) => string | undefined): Rewrite => ({
  name,
  apply: (files) => rewriteFiles(files, isDockerfile, (text) => (text.trim() === '' ? undefined : change(text))),
});

export const layoutRewrites: Rewrite[] = [
  inDockerfiles('keywords-in-lower-case', (source) => keywordEdits(source, (word) => word.toLowerCase())),
  inDockerfiles('keywords-in-mixed-case', (source) => keywordEdits(source, inMixedCase)),
  inDockerfiles('more-blanks', (source) => [...blankEdits(source, (blanks) => `${blanks}  `), ...bracketEdits(source)]),
  inDockerfiles('tabs-for-blanks', (source) => blankEdits(source, () => '\t')),
  inDockerfiles('instructions-indented', ({ text, syntax }) =>
    syntax.instructions.map((each) => insert(lineStart(text, each.span.start), '  ')),
  ),
  inDockerfiles('blanks-at-line-ends', (source) => [
    ...source.syntax.instructions.filter((each) => each.heredocs.length === 0).map((each) => insert(each.span.end, '  ')),
    ...source.syntax.tokens.filter((token) => token.kind === 'continuation').map((token) => insert(token.span.end, ' ')),
  ]),
  inDockerfiles('blank-lines-between', ({ syntax }) => syntax.instructions.map((each) => insert(each.span.end, '\n\n'))),
  inDockerfiles('comment-above-each', ({ text, syntax }) =>
    syntax.instructions.map((each) => insert(lineStart(text, each.span.start), '# What follows is as it was.\n')),
  ),
  inDockerfiles('comments-in-continuations', (source) => continuedLines(source).map((at) => insert(at, '    # one of several lines\n'))),
  inDockerfiles('continued-lines-joined', joinEdits),
  inDockerfiles('lines-split', splitEdits),
  inDockerfiles('syntax-line', ({ text, syntax }) =>
    syntax.directives.spans.length === 0 && !text.startsWith('\uFEFF') ? [insert(0, '# syntax=docker/dockerfile:1\n')] : [],
  ),
  // The body of a here-document would hold the carriage returns: there it is another text.
  inDockerfiles('windows-line-ends', ({ text, syntax }) =>
    syntax.instructions.some((each) => each.heredocs.length > 0)
      ? []
      : [...text.matchAll(/\r?\n/g)].map((match) => ({ span: { start: match.index, end: match.index + match[0].length }, text: '\r\n' })),
  ),
  onWholeText('no-last-line-end', (text) => (text.endsWith('\n') ? text.replace(/\n+$/, '') : undefined)),
  onWholeText('byte-order-mark', (text) => (text.startsWith('\uFEFF') ? undefined : `\uFEFF${text}`)),
];
