/** How many letters must be added, dropped or changed to turn one word into the other. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that was most likely meant: one that begins with it, or a few letters off. Undefined where none is near. */
export function nearest(word: string, known: string[]): string | undefined {
  const begun = word.length >= 3 ? known.find((each) => each.startsWith(word)) : undefined;
  if (begun) return begun;
  const [best] = known.map((each) => ({ each, off: distance(word, each) })).sort((a, b) => a.off - b.off);
  return best && best.off <= Math.max(2, word.length / 3) ? best.each : undefined;
}

/** ' Did you mean `x`?', or nothing. */
export function didYouMean(word: string, known: string[]): string {
  const meant = nearest(word, known);
  return meant ? ` Did you mean \`${meant}\`?` : '';
}
