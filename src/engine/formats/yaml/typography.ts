import type { Fix } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';

/** Characters that web pages and word processors put where YAML needs ASCII. */
const lookalikes: Record<string, { name: string; ascii: string }> = {
  '\u00a0': { name: 'a no-break space', ascii: ' ' },
  '\u202f': { name: 'a narrow no-break space', ascii: ' ' },
  '\u2007': { name: 'a figure space', ascii: ' ' },
  '\u3000': { name: 'a wide space', ascii: ' ' },
  '\u200b': { name: 'an invisible zero-width space', ascii: '' },
  '\u2013': { name: 'an en dash `–`', ascii: '-' },
  '\u2014': { name: 'a long dash `—`', ascii: '-' },
  '\u2212': { name: 'a minus sign `−`', ascii: '-' },
  '\u201c': { name: 'a curly quote `“`', ascii: '"' },
  '\u201d': { name: 'a curly quote `”`', ascii: '"' },
  '\u201e': { name: 'a curly quote `„`', ascii: '"' },
  '\u2018': { name: 'a curly quote `‘`', ascii: "'" },
  '\u2019': { name: 'a curly quote `’`', ascii: "'" },
  '\uff1a': { name: 'a wide colon `：`', ascii: ':' },
};

/** A place where such a character changes what the file means. */
export interface Lookalike {
  span: Span;
  name: string;
  ascii: string;
}

const isSpaceLike = (character: string) => lookalikes[character]?.ascii === ' ' || character === '\u200b';
const isQuoteLike = (character: string) => lookalikes[character]?.ascii === '"' || lookalikes[character]?.ascii === "'";
const isDashLike = (character: string) => lookalikes[character]?.ascii === '-';

/**
 * Look-alikes in one line, outside comments, at the places where they matter: spaces in the indentation or after `:` and `-`,
 * a dash that should begin a list item, quotes around a value. The same characters inside a sentence are left alone.
 */
export function lookalikesIn(line: string, offset: number): Lookalike[] {
  const found: Lookalike[] = [];
  const report = (at: number) => {
    const known = lookalikes[line[at] ?? ''];
    if (known) found.push({ ...known, span: { start: offset + at, end: offset + at + 1 } });
  };
  let at = 0;
  const spaces = () => {
    for (; at < line.length && (line[at] === ' ' || line[at] === '\t' || isSpaceLike(line[at] ?? '')); at++) report(at);
  };
  spaces();
  while (line[at] === '-' || isDashLike(line[at] ?? '')) {
    const next = line[at + 1];
    if (next !== undefined && next !== ' ' && !isSpaceLike(next)) break;
    report(at++);
    spaces();
  }
  quotes(line, at, report);
  const colon = line.slice(at).search(/[:：](?=[\s\u200b]|$)/);
  if (colon < 0 || line[at] === '#') return found;
  at += colon;
  report(at++);
  spaces();
  quotes(line, at, report);
  return found;
}

/** Curly quotes around the value that begins at `from`, and a curly one where a straight one opened. */
function quotes(line: string, from: number, report: (at: number) => void) {
  if (!isQuoteLike(line[from] ?? '')) return;
  report(from);
  for (let at = from + 1; at < line.length; at++) if (isQuoteLike(line[at] ?? '')) report(at);
}

/** Replaces each look-alike by the character that was meant. */
export const straighten = (found: Lookalike[]): Fix => ({
  title: 'Write plain ASCII characters',
  edits: found.map(({ span, ascii }) => ({ span, text: ascii })),
});
