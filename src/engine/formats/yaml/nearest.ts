/** Longer words are not compared: nobody misspells them, and the comparison is quadratic in their length. */
const longestWord = 48;
/** Names of one file to look through; tables of keys are shorter. */
const mostCandidates = 300;

/** Edits between two words, a swap of neighbours counting as one; stops being exact above `most`. */
function distance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? most + 1;
}

/** Keys are compared without case, hyphens and underscores: `memLimit` means `mem_limit`. */
const plain = (word: string) => word.toLowerCase().replaceAll(/[-_\s]/g, '');

/** The known word that a misspelt one most likely means; undefined where none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > longestWord) return undefined;
  const wanted = plain(word);
  if (wanted === '') return undefined;
  // Two letters that differ by one are two different names.
  const most = wanted.length <= 2 ? 0 : wanted.length <= 4 ? 1 : wanted.length <= 8 ? 2 : 3;
  let best: string | undefined;
  let bestDistance = most + 1;
  let left = mostCandidates;
  for (const candidate of known) {
    if (left-- === 0) break;
    const gap = distance(wanted, plain(candidate), most);
    if (gap < bestDistance) [best, bestDistance] = [candidate, gap];
  }
  return best;
}
