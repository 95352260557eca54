/** COPY written in other ways. */
import type { Instruction } from '#engine';
import { type Edit, inDockerfiles, inInstructions, type Rewrite, type Source } from './rewrite.ts';

/** A COPY in shell form whose words are written as they are meant. */
const isPlain = (each: Instruction) =>
  each.form === 'shell' &&
  each.heredocs.length === 0 &&
  each.words.length >= 2 &&
  each.words.every((word) => /^[\w./*$[\]{}?@:-]+$/.test(word.text));

const isFolder = (target: string) => target.endsWith('/') || target === '.';

const head = (each: Instruction, { text }: Source) => text.slice(each.keywordSpan.start, each.body.start);

function mergeEdits(source: Source): Edit[] {
  const { instructions } = source.syntax;
  return instructions.flatMap((each, at): Edit[] => {
    const next = instructions[at + 1];
    if (each.keyword !== 'COPY' || next?.keyword !== 'COPY' || !isPlain(each) || !isPlain(next)) return [];
    const target = each.words.at(-1);
    const sameHead = head(each, source).toLowerCase() === head(next, source).toLowerCase();
    if (!target || !sameHead || !target.text.endsWith('/') || next.words.at(-1)?.text !== target.text) return [];
    return [{ span: { start: target.span.start, end: next.body.start }, text: '' }];
  });
}

export const copyRewrites: Rewrite[] = [
  inInstructions('copy-for-each-source', ['COPY'], (each, source) => {
    const target = each.words.at(-1);
    if (!isPlain(each) || !target || each.words.length < 3 || !isFolder(target.text)) return [];
    const start = head(each, source);
    return [
      {
        span: each.span,
        text: each.words
          .slice(0, -1)
          .map((word) => `${start}${word.text} ${target.text}`)
          .join('\n'),
      },
    ];
  }),
  inDockerfiles('copies-merged', mergeEdits),
  inInstructions('dot-with-slash', ['COPY'], (each) =>
    isPlain(each) ? each.words.filter((word) => word.text === '.').map((word) => ({ span: word.span, text: './' })) : [],
  ),
  inInstructions('dot-without-slash', ['COPY'], (each) =>
    isPlain(each)
      ? each.words
          .filter((word, at) => word.text === './' && (at < each.words.length - 1 || each.words.length === 2))
          .map((word) => ({ span: word.span, text: '.' }))
      : [],
  ),
  inInstructions('sources-with-dot', ['COPY'], (each) =>
    isPlain(each) && each.flags.every((flag) => flag.name !== 'from' && flag.name !== 'parents')
      ? each.words
          .slice(0, -1)
          .filter((word) => /^[a-z]/i.test(word.text))
          .map((word) => ({ span: word.span, text: `./${word.text}` }))
      : [],
  ),
  inInstructions('copy-as-json', ['COPY'], (each) =>
    isPlain(each)
      ? [
          {
            span: { start: each.body.start, end: each.body.start + each.body.text.length },
            text: JSON.stringify(each.words.map((word) => word.text)),
          },
        ]
      : [],
  ),
];
