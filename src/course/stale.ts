/** What has not been looked at for a year: dates in lessons, facts and glossary against a day that the caller names. Pure. */

export interface Dated {
  /** Where it stands: 'content/facts.yaml, node-lts'. */
  place: string;
  /** ISO day on which somebody last checked it. */
  date: string;
}

/** Everything older than a year on `today` (ISO day), the oldest first. A date that is none counts as old. */
export function staleOn(today: string, dated: readonly Dated[]): Dated[] {
  const limit = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`;
  return dated.filter(({ date }) => !(date >= limit)).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
