/** Which instruction's arguments fall into words in which way: one row a keyword. */
import { isSpace } from './characters.ts';
import { checkExecForm, readExecForm } from './exec-form.ts';
import { type Escape, type LogicalLine, spanOf } from './lines.ts';
import { type Problem, problems } from './problems.ts';
import { blankWords, eachQuotedWord, nameAndRest, nameAndValue, oneWord, type PlacedWord, quotedWords } from './words.ts';

/** The arguments of one instruction: `from … to` of a logical line, without spaces around them. */
export interface Arguments {
  keyword: string;
  line: LogicalLine;
  from: number;
  to: number;
  escapeToken: Escape;
}

/** How the arguments of one kind of instruction are read. */
interface Reader {
  /** Their words, as BuildKit's parser splits them. */
  words: (given: Arguments) => PlacedWord[];
  /** Which form they have, found without keeping the words; what is wrong is added to `refusals`. */
  form: (given: Arguments, refusals: Problem[]) => 'shell' | 'exec';
}

const plain = (words: Reader['words']): Reader => ({ words, form: () => 'shell' });

const whole = plain(({ line, from, to }) => oneWord(line.text, from, to));
const list = plain(({ line, from, to }) => blankWords(line.text, from, to));
const quoted = plain(({ line, from, to, escapeToken }) => quotedWords(line.text, from, to, escapeToken));

const execOr = (other: Reader): Reader => ({
  words: (given) => {
    const exec = readExecForm(given.line.text, given.from, given.to);
    return exec && 'strings' in exec ? exec.strings : other.words(given);
  },
  form: ({ keyword, line, from, to }, refusals) => {
    const exec = checkExecForm(line.text, from, to);
    if (exec === 'strings') return 'exec';
    if (exec) refusals.push(problems.notStrings(keyword, exec.item, spanOf(line, exec.from, exec.to)));
    return 'shell';
  },
});

/** ENV and LABEL: `name=value …`, or the old `name value`. The first word tells which. */
const pairs: Reader = {
  words: ({ line, from, to, escapeToken }) => {
    const words = quotedWords(line.text, from, to, escapeToken);
    if (words[0] && !words[0].text.includes('=')) return nameAndRest(line.text, from, to);
    return words.flatMap((word) => nameAndValue(word) ?? []);
  },
  form: ({ keyword, line, from, to, escapeToken }, refusals) => {
    let first = true;
    eachQuotedWord(line.text, from, to, escapeToken, (start, textEnd, end) => {
      const old = first && !holdsEquals(line.text, start, textEnd);
      if (!old && (first || holdsEquals(line.text, start, textEnd))) {
        first = false;
        return true;
      }
      const text = line.text.slice(start, textEnd);
      const span = spanOf(line, start, end);
      if (!old) refusals.push(problems.missingEquals(keyword, text, span));
      else if (nameAndRest(line.text, from, to).length === 1) refusals.push(problems.missingValue(keyword, text, span));
      return false;
    });
    return 'shell';
  },
};

function holdsEquals(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text[at] === '=') return true;
  return false;
}

const command = execOr(whole);

/** The type, then what follows it as for CMD. */
const health: Reader = {
  words: (given) => {
    const { line, from, to } = given;
    const { typeEnd, rest } = splitHealthcheck(line.text, from, to);
    return typeEnd === from ? [] : [...oneWord(line.text, from, typeEnd), ...command.words({ ...given, from: rest })];
  },
  form: (given, refusals) => {
    const { typeEnd, rest } = splitHealthcheck(given.line.text, given.from, given.to);
    return typeEnd === given.from ? 'shell' : command.form({ ...given, from: rest }, refusals);
  },
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
    CMD: command,
    COPY: execOr(list),
    ENTRYPOINT: command,
    ENV: pairs,
    EXPOSE: list,
    FROM: list,
    HEALTHCHECK: health,
    LABEL: pairs,
    MAINTAINER: whole,
    ONBUILD: whole,
    RUN: command,
    SHELL: command,
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

/** The words of the arguments; those of an unknown keyword are nobody's words, so there are none. */
export const readWords = (given: Arguments): PlacedWord[] => readers.get(given.keyword)?.words(given) ?? [];

/** The form of the arguments. What BuildKit's parser refuses in them is added to `refusals`. */
export const readForm = (given: Arguments, refusals: Problem[]): 'shell' | 'exec' =>
  readers.get(given.keyword)?.form(given, refusals) ?? 'shell';
