/** ENV, ARG, USER, WORKDIR and EXPOSE written in other ways. */
import type { Instruction } from '#engine';
import { type Edit, inDockerfiles, inInstructions, insert, type Rewrite, type Source } from './rewrite.ts';

/** Characters that mean themselves with quotes and without. */
const plain = /^[\w./:@%+,-]+$/;

/** Key and value words of an ENV or LABEL; `equals` is false in the old form with a blank. */
function pairsOf(each: Instruction, text: string) {
  return each.words.flatMap((key, at) => {
    const value = each.words[at + 1];
    return at % 2 === 0 && value ? [{ key, value, equals: text[key.span.end] === '=' }] : [];
  });
}

const allEqual = (each: Instruction, { text }: Source) => {
  const pairs = pairsOf(each, text);
  return pairs.length > 0 && pairs.every((pair) => pair.equals) && pairs.at(-1)?.value.span.end === each.span.end;
};

function mergeEdits(source: Source): Edit[] {
  const { instructions } = source.syntax;
  return instructions.flatMap((each, at): Edit[] => {
    const next = instructions[at + 1];
    if (each.keyword !== 'ENV' || next?.keyword !== 'ENV' || !allEqual(each, source) || !allEqual(next, source)) return [];
    // Within one ENV, a variable has the value from before the line.
    return next.body.text.includes('$') ? [] : [{ span: { start: each.span.end, end: next.body.start }, text: ' ' }];
  });
}

/** The tag of an image as written: where it begins and ends. Undefined where there is none, or a variable is in it. */
function tagOf(image: string): { start: number; end: number } | undefined {
  const at = image.indexOf('@');
  const end = at < 0 ? image.length : at;
  const start = image.lastIndexOf(':', end - 1) + 1;
  return start > Math.max(0, image.lastIndexOf('/', end - 1) + 1) && start < end && !image.includes('$') ? { start, end } : undefined;
}

function tagEdits({ syntax, text }: Source): Edit[] {
  const froms = syntax.instructions.filter((each) => each.keyword === 'FROM');
  const first = syntax.instructions[0];
  return froms.flatMap((each, index): Edit[] => {
    const word = each.words[0];
    const tag = word && word.span.end - word.span.start === word.text.length ? tagOf(word.text) : undefined;
    if (!word || !tag || !first) return [];
    const span = { start: word.span.start + tag.start, end: word.span.start + tag.end };
    return [
      insert(first.span.start, `ARG BASE_TAG_${index}=${text.slice(span.start, span.end)}\n`),
      { span, text: `\${BASE_TAG_${index}}` },
    ];
  });
}

const onlyWord = (each: Instruction) => {
  const [word, ...rest] = each.words;
  return word && rest.length === 0 && plain.test(word.text) ? word : undefined;
};

const quoted = (name: string, keywords: string[]): Rewrite =>
  inInstructions(name, keywords, (each) => {
    const word = onlyWord(each);
    return word ? [{ span: word.span, text: `"${word.text}"` }] : [];
  });

export const valueRewrites: Rewrite[] = [
  inInstructions('env-with-blank', ['ENV'], (each, { text }) => {
    const [pair, ...rest] = pairsOf(each, text);
    if (!pair?.equals || rest.length > 0 || !plain.test(pair.value.text)) return [];
    return [{ span: { start: pair.key.span.end, end: pair.key.span.end + 1 }, text: ' ' }];
  }),
  inInstructions('env-with-equals', ['ENV'], (each, { text }) => {
    const [pair] = pairsOf(each, text);
    if (!pair || pair.equals || !plain.test(pair.value.text)) return [];
    return [{ span: { start: pair.key.span.end, end: pair.value.span.start }, text: '=' }];
  }),
  inDockerfiles('envs-merged', mergeEdits),
  inInstructions('env-split', ['ENV', 'LABEL'], (each, source) => {
    const pairs = pairsOf(each, source.text);
    if (pairs.length < 2 || !allEqual(each, source) || each.body.text.includes('$')) return [];
    const lines = pairs.map(({ key, value }) => `${each.keyword} ${key.text}=${value.text}`);
    return [{ span: each.span, text: lines.join('\n') }];
  }),
  inInstructions('values-quoted', ['ENV', 'LABEL'], (each, { text }) =>
    pairsOf(each, text).flatMap(({ value, equals }) =>
      equals && plain.test(value.text) ? [{ span: value.span, text: `"${value.text}"` }] : [],
    ),
  ),
  quoted('folder-and-user-quoted', ['WORKDIR', 'USER']),
  inDockerfiles('tag-through-arg', tagEdits),
  inInstructions('user-through-arg', ['USER'], (each) => {
    const word = onlyWord(each);
    return word ? [insert(each.span.start, `ARG RUN_AS=${word.text}\n`), { span: word.span, text: '${RUN_AS}' }] : [];
  }),
  inInstructions('workdir-in-two-steps', ['WORKDIR'], (each) => {
    const word = onlyWord(each);
    const cut = word?.text.replace(/\/+$/, '').lastIndexOf('/') ?? 0;
    return word?.text.startsWith('/') && cut > 0
      ? [{ span: word.span, text: `${word.text.slice(0, cut)}\nWORKDIR ${word.text.slice(cut + 1)}` }]
      : [];
  }),
  inInstructions('ports-with-protocol', ['EXPOSE'], (each) =>
    each.words.flatMap((word) => (/^\d+$/.test(word.text) ? [{ span: word.span, text: `${word.text}/tcp` }] : [])),
  ),
  inInstructions('ports-without-protocol', ['EXPOSE'], (each) =>
    each.words.flatMap((word) => (/^\d+\/tcp$/.test(word.text) ? [{ span: word.span, text: word.text.slice(0, -4) }] : [])),
  ),
];
