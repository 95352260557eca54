/** Records of several people: which are of one person, and which answers are the same. */
import type { Outline } from '../outline.ts';
import { nameKey } from './names.ts';
import type { CompletionRecord } from './record.ts';
import type { Judged } from './table.ts';

/** Names that more than one record bears, as they are written first, with the records. Records without a name are nobody's twins. */
export function namesakes<J extends Judged>(people: readonly J[]): { name: string; records: J[] }[] {
  const groups = Map.groupBy(
    people.filter(({ record }) => record.name),
    ({ record }) => nameKey(record.name ?? '') || (record.name ?? ''),
  );
  return [...groups.values()].flatMap((records) => (records.length > 1 ? [{ name: records[0]?.record.name ?? '', records }] : []));
}

/** Two records as one: for each exercise the answer that holds, else the later one. The later record's name, track and date count. */
export function mergeJudged(a: Judged, b: Judged): Judged {
  const [old, young] = a.record.made <= b.record.made ? [a, b] : [b, a];
  const record: CompletionRecord = {
    ...old.record,
    ...young.record,
    placement: [...new Set([...old.record.placement, ...young.record.placement])],
    answers: [],
  };
  const merged: Judged = { record, verdicts: [] };
  for (const slug of new Set([...old.verdicts, ...young.verdicts].map((verdict) => verdict.slug))) {
    const both = [young, old].map(({ record, verdicts }) => ({
      answer: record.answers.find((each) => each.slug === slug),
      verdict: verdicts.find((each) => each.slug === slug),
    }));
    const best = both.find(({ verdict }) => verdict?.state === 'passed') ?? both.find(({ verdict }) => verdict);
    if (!best?.answer || !best.verdict) continue;
    record.answers.push(best.answer);
    merged.verdicts.push(best.verdict);
  }
  return merged;
}

/** An exercise with answers that several people gave alike: their names, a group for each such text, the largest first. */
export interface SameAnswers {
  slug: string;
  title: string;
  groups: string[][];
}

/** Kinds where there is hardly more than one right answer: the same one says nothing. */
const oneAnswer = new Set(['order', 'predict', 'choose', 'match', 'touch']);

/** A good answer with no more words of its own than this is written by many, each alone. Half of the course's own solutions have fewer. */
export const fewWords = 15;

/**
 * Long answers that more than one person gave letter for letter, blanks at line ends aside. Said as a fact: there are many reasons for it.
 * @param starters what each exercise begins with, by slug: those words are nobody's own
 */
export function sameAnswers(
  people: readonly Judged[],
  outline: Outline,
  starters: Readonly<Record<string, Record<string, string>>>,
): SameAnswers[] {
  const kinds = new Map(outline.exercises.map(({ slug, kind }) => [slug, kind as string]));
  const exercises = new Map<string, { title: string; texts: Map<string, string[]> }>();
  for (const { record, verdicts } of people) {
    const passed = new Map(verdicts.flatMap(({ slug, state, title }) => (state === 'passed' ? [[slug, title] as const] : [])));
    for (const { slug, files } of record.answers) {
      const title = passed.get(slug);
      if (title === undefined || oneAnswer.has(kinds.get(slug) ?? 'order')) continue;
      const exercise = exercises.get(slug) ?? { title, texts: new Map<string, string[]>() };
      exercises.set(slug, exercise);
      const text = fingerprint(files);
      exercise.texts.set(text, [...(exercise.texts.get(text) ?? []), record.name ?? '']);
    }
  }
  return [...exercises]
    .map(([slug, { title, texts }]): SameAnswers => {
      const telling = [...texts].filter(([text, names]) => names.length > 1 && ownWords(text, starters[slug] ?? {}) > fewWords);
      return { slug, title, groups: telling.map(([, names]) => names).sort((a, b) => b.length - a.length) };
    })
    .filter(({ groups }) => groups.length > 0)
    .sort((a, b) => (b.groups[0]?.length ?? 0) - (a.groups[0]?.length ?? 0));
}

const fingerprint = (files: Record<string, string>): string =>
  JSON.stringify(
    Object.entries(files)
      .map(([path, text]) => [path, text.replace(/[ \t]*\r?\n/g, '\n').trim()])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );

/** How many words of an answer are not in the starter, each as often as it stands there. */
function ownWords(text: string, starter: Record<string, string>): number {
  const answer = (JSON.parse(text) as [string, string][]).flatMap(([, file]) => file.split(/\s+/));
  const given = new Map<string, number>();
  for (const word of Object.values(starter).flatMap((file) => file.split(/\s+/))) given.set(word, (given.get(word) ?? 0) + 1);
  return answer.filter((word) => {
    const left = given.get(word) ?? 0;
    if (left > 0) given.set(word, left - 1);
    return left === 0 && word !== '';
  }).length;
}
