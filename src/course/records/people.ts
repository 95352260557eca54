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

/** People whose answer to an exercise is the same text. */
export interface SameAnswer {
  slug: string;
  title: string;
  names: string[];
}

/** Kinds where there is hardly more than one right answer: the same one says nothing. */
const oneAnswer = new Set(['order', 'predict', 'choose', 'match', 'touch']);

/** Answers that more than one person gave letter for letter, blanks at line ends aside. Said as a fact: there are many reasons for it. */
export function sameAnswers(people: readonly Judged[], outline: Outline): SameAnswer[] {
  const kinds = new Map(outline.exercises.map(({ slug, kind }) => [slug, kind as string]));
  const groups = new Map<string, SameAnswer>();
  for (const { record, verdicts } of people)
    for (const { slug, files } of record.answers) {
      const verdict = verdicts.find((each) => each.slug === slug);
      if (verdict?.state !== 'passed' || oneAnswer.has(kinds.get(slug) ?? 'order')) continue;
      const key = `${slug}\n${fingerprint(files)}`;
      const group = groups.get(key) ?? { slug, title: verdict.title, names: [] };
      groups.set(key, group);
      group.names.push(record.name ?? '');
    }
  return [...groups.values()].filter(({ names }) => names.length > 1).sort((a, b) => b.names.length - a.names.length);
}

const fingerprint = (files: Record<string, string>): string =>
  JSON.stringify(
    Object.entries(files)
      .map(([path, text]) => [path, text.replace(/[ \t]*\r?\n/g, '\n').trim()])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
