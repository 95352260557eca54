/** The glossary in the order of an index. Pure, so that it can be tested without Astro. */

/** The letter a term is filed under: punctuation before it does not count, so `.dockerignore` is under D. */
export const letterOf = (term: string): string => (term.match(/[a-z]/i)?.[0] ?? '#').toUpperCase();

const filedAs = (term: string): string => term.replace(/^[^a-z]+/i, '').toLowerCase();

/** Terms grouped by letter, letters and terms in order. Letters without a term are left out. */
export function byLetter<T>(entries: readonly T[], termOf: (entry: T) => string): { letter: string; entries: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const entry of [...entries].sort((a, b) => filedAs(termOf(a)).localeCompare(filedAs(termOf(b)), 'en'))) {
    const letter = letterOf(termOf(entry));
    groups.set(letter, [...(groups.get(letter) ?? []), entry]);
  }
  return [...groups].map(([letter, entries]) => ({ letter, entries }));
}
