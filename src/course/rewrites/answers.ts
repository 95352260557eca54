/** Picked answers stored in another order or layout. */
import { answersFile, type Files } from '#engine';
import type { Rewrite } from './rewrite.ts';

const inAnswers = (name: string, change: (text: string) => string): Rewrite => ({
  name,
  apply(files: Files) {
    const text = files[answersFile];
    if (text === undefined) return undefined;
    const next = change(text);
    return next === text ? undefined : { ...files, [answersFile]: next };
  },
});

/** The object with keys and lists the other way round; the text as it is where it is no object. */
function turned(text: string): string {
  try {
    const answers: unknown = JSON.parse(text);
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) return text;
    const entries = Object.entries(answers).reverse();
    return JSON.stringify(Object.fromEntries(entries.map(([key, ids]) => [key, Array.isArray(ids) ? [...ids].reverse() : ids])));
  } catch {
    return text;
  }
}

function spaced(text: string, indent: number): string {
  try {
    return JSON.stringify(JSON.parse(text), null, indent);
  } catch {
    return text;
  }
}

export const answerRewrites: Rewrite[] = [
  inAnswers('answers-in-other-order', turned),
  inAnswers('answers-on-one-line', (text) => spaced(text, 0)),
  inAnswers('answers-indented', (text) => `\n${spaced(text, 4)}\n\n`),
];
