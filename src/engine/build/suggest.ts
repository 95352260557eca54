/** More changes than this is another word, not a slip of the finger. BuildKit (util/suggest) draws the line here too. */
const mostChanges = 2;
/** Longer words are not names anybody mistypes, and long lists would make a slow search: both only cost a suggestion. */
const longest = 64;
const mostOptions = 500;

/** The option nearest to a word by insertions, deletions and replacements; undefined where none is near, or where one is equal. */
export function nearest(word: string, options: Iterable<string>): string | undefined {
  if (word.length > longest) return undefined;
  let best: string | undefined;
  let fewest = Math.min(mostChanges, word.length - 1) + 1;
  let seen = 0;
  for (const option of options) {
    if (option === word) return undefined;
    seen += 1;
    if (seen > mostOptions) break;
    if (Math.abs(option.length - word.length) >= fewest) continue;
    const changes = distance(word, option, fewest);
    if (changes >= fewest) continue;
    best = option;
    fewest = changes;
  }
  return best;
}

/** ` Did you mean \`x\`?`, ready to end a message; nothing where there is no near option. */
export function didYouMean(word: string, options: Iterable<string>): string {
  const near = nearest(word, options);
  return near === undefined ? '' : ` Did you mean \`${near}\`?`;
}

/**
 * Levenshtein distance, as far as it is below `limit`; else `limit`. Only cells that far from the diagonal can stay below it, so
 * that a file of nothing but unknown words costs little more than one of known ones.
 */
function distance(a: string, b: string, limit: number): number {
  const width = b.length + 1;
  for (let j = 0; j < width; j++) row[j] = j < limit ? j : limit;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - limit + 1);
    const to = Math.min(b.length, i + limit - 1);
    let diagonal = row[from - 1] ?? limit;
    row[from - 1] = from === 1 && i < limit ? i : limit;
    let least = row[from - 1] ?? limit;
    for (let j = from; j <= to; j++) {
      const above = j === i + limit - 1 ? limit : (row[j] ?? limit);
      const replace = diagonal + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      diagonal = row[j] ?? limit;
      const cell = Math.min(replace, above + 1, (row[j - 1] ?? limit) + 1, limit);
      row[j] = cell;
      if (cell < least) least = cell;
    }
    if (least >= limit) return limit;
  }
  return row[b.length] ?? limit;
}

/** One row of the table of distances, used again for each pair: options are longer than `longest` by less than the limit. */
const row = new Uint8Array(longest + mostChanges + 2);
