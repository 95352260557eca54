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
    const changes = distance(word, option);
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

/** Levenshtein distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
