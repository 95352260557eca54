/** Which instruction's arguments fall into words in which way: one row a keyword. */
import { isSpace } from './characters.ts';
import { readExecForm } from './exec-form.ts';
import { type Escape, type LogicalLine, spanOf } from './lines.ts';
import { type Problem, problems } from './problems.ts';
import { blankWords, nameAndRest, nameAndValue, oneWord, type PlacedWord, quotedWords } from './words.ts';

/** The arguments of one instruction: `from … to` of a logical line, without spaces around them. */
export interface Arguments {
  keyword: string;
  line: LogicalLine;
  from: number;
  to: number;
  escapeToken: Escape;
}

export interface ReadArguments {
  form: 'shell' | 'exec';
  words: PlacedWord[];
  problems: Problem[];
}

type Reader = (given: Arguments) => ReadArguments;

const noProblems: Problem[] = [];
const plain = (words: PlacedWord[]): ReadArguments => ({ form: 'shell', words, problems: noProblems });

const whole: Reader = ({ line, from, to }) => plain(oneWord(line.text, from, to));
const list: Reader = ({ line, from, to }) => plain(blankWords(line.text, from, to));
const quoted: Reader = ({ line, from, to, escapeToken }) => plain(quotedWords(line.text, from, to, escapeToken));

const execOr =
  (other: Reader): Reader =>
  (given) => {
    const { keyword, line, from, to } = given;
    const exec = readExecForm(line.text, from, to);
    if (!exec) return other(given);
    if ('strings' in exec) return { form: 'exec', words: exec.strings, problems: noProblems };
    return { ...other(given), problems: [problems.notStrings(keyword, exec.item, spanOf(line, exec.from, exec.to))] };
  };

/** ENV and LABEL: `name=value …`, or the old `name value`. The first word tells which. */
const pairs: Reader = ({ keyword, line, from, to, escapeToken }) => {
  const words = quotedWords(line.text, from, to, escapeToken);
  const [first] = words;
  if (!first) return plain([]);
  if (!first.text.includes('=')) {
    const pair = nameAndRest(line.text, from, to);
    const missing = pair.length === 1 ? [problems.missingValue(keyword, first.text, spanOf(line, first.from, first.to))] : [];
    return { form: 'shell', words: pair, problems: missing };
  }
  const found: PlacedWord[] = [];
  let odd: PlacedWord | undefined;
  for (const word of words) {
    const pair = nameAndValue(word);
    if (pair) found.push(pair[0], pair[1]);
    else odd ??= word;
  }
  return {
    form: 'shell',
    words: found,
    problems: odd ? [problems.missingEquals(keyword, odd.text, spanOf(line, odd.from, odd.to))] : noProblems,
  };
};

/** The type, then what follows it as for CMD. */
const health: Reader = (given) => {
  const { line, from, to } = given;
  const { typeEnd, rest } = splitHealthcheck(line.text, from, to);
  if (typeEnd === from) return plain([]);
  const command = execOr(whole)({ ...given, from: rest });
  return { ...command, words: [...oneWord(line.text, from, typeEnd), ...command.words] };
};

/** HEALTHCHECK's first word, and where the command after it begins. */
export function splitHealthcheck(text: string, from: number, to: number): { typeEnd: number; rest: number } {
  let typeEnd = from;
  while (typeEnd < to && !isSpace(text.charCodeAt(typeEnd))) typeEnd++;
  let rest = typeEnd;
  while (rest < to && isSpace(text.charCodeAt(rest))) rest++;
  return { typeEnd, rest };
}

const readers = new Map<string, Reader>(
  Object.entries({
    ADD: execOr(list),
    ARG: quoted,
    CMD: execOr(whole),
    COPY: execOr(list),
    ENTRYPOINT: execOr(whole),
    ENV: pairs,
    EXPOSE: list,
    FROM: list,
    HEALTHCHECK: health,
    LABEL: pairs,
    MAINTAINER: whole,
    ONBUILD: whole,
    RUN: execOr(whole),
    SHELL: execOr(whole),
    STOPSIGNAL: whole,
    USER: whole,
    VOLUME: execOr(list),
    WORKDIR: whole,
  }),
);

/** Whether BuildKit's parser knows the keyword (upper case). */
export const isKeyword = (keyword: string): boolean => readers.has(keyword);

const upperCase = new Map(
  [...readers.keys()].flatMap((keyword) => [[keyword, keyword] as const, [keyword.toLowerCase(), keyword] as const]),
);

/** A keyword in upper case. The same string each time: what compares it with a name compares two addresses. */
export const keywordOf = (written: string): string => upperCase.get(written) ?? written.toUpperCase();

const telltale: ReadonlySet<string> = new Set(['ENV', 'HEALTHCHECK', 'LABEL', 'ONBUILD']);

/**
 * Whether the form, what is refused and what is inside can only be told by reading the arguments; else they are words of the shell
 * form, and none is wrong.
 */
export const mustBeRead = (keyword: string, text: string, from: number): boolean => text[from] === '[' || telltale.has(keyword);

/** Reads the arguments; those of an unknown keyword are nobody's words, so there are none. */
export function readArguments(given: Arguments): ReadArguments {
  const reader = readers.get(given.keyword);
  return reader ? reader(given) : plain([]);
}
