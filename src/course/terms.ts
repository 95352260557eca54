/** Links the first use of each glossary term in a lesson. Works on the finished HTML of its text, so that no author has to think of it. */

/** A term as lessons may write it. */
export interface Term {
  /** Its anchor on the glossary's page. */
  id: string;
  /** Its names: 'build context', 'context'. */
  names: string[];
}

/** Inside these no term becomes a link: links, code, headings, pictures, what is pressed or worked on. */
const closed = /^(?:a|button|code|figcaption|figure|h[1-6]|kbd|pre|script|shipshape-exercise|strong|style|summary|svg|th|title)$/;
/** Only inside these is running text. */
const prose = /^(?:p|li|td|dd)$/;
const empty = /^(?:area|br|col|hr|img|input|link|meta|source|track|wbr)$/;

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A name in running text: whole words, singular or plural; small letters also as capitals at the start of a sentence, capitals as they are. */
function pattern(name: string): string {
  const first = /^[a-z]/.test(name) ? `[${name[0]}${name[0]?.toUpperCase()}]` : literal(name[0] ?? '');
  return `${first}${literal(name.slice(1)).replace(/ /g, '\\s+')}s?`;
}

/**
 * The same HTML with a link on the first use of each term in running text.
 * @param html of our own, well-formed
 * @param hrefOf the address of a term
 */
export function linkTerms(html: string, terms: readonly Term[], hrefOf: (id: string) => string): string {
  const idOf = new Map(terms.flatMap(({ id, names }) => names.map((name) => [name.toLowerCase(), id] as const)));
  // The longer name first: a build context is no mere context.
  const names = [...new Set(terms.flatMap((term) => term.names))].sort((a, b) => b.length - a.length);
  if (names.length === 0) return html;
  const found = new RegExp(`(?<![\\w./-])(?:${names.map(pattern).join('|')})(?![\\w/-]|\\.\\w)`, 'g');
  const known = (word: string) => {
    const name = word.toLowerCase().replace(/\s+/g, ' ');
    return idOf.get(name) ?? idOf.get(name.replace(/s$/, ''));
  };
  const linked = new Set<string>();
  const link = (text: string) =>
    text.replace(found, (word) => {
      const id = known(word);
      if (id === undefined || linked.has(id)) return word;
      linked.add(id);
      return `<a href="${hrefOf(id)}">${word}</a>`;
    });

  const inside: string[] = [];
  let output = '';
  let silent = 0;
  for (const [piece, closing, tag] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)(?:"[^"]*"|'[^']*'|[^>"'])*>|<!--[\s\S]*?-->|[^<]+|</g)) {
    if (tag === undefined) {
      output += silent === 0 && !piece.startsWith('<') && inside.some((each) => prose.test(each)) ? link(piece) : piece;
      continue;
    }
    output += piece;
    const name = tag.toLowerCase();
    if (empty.test(name) || piece.endsWith('/>')) continue;
    if (closing === '') inside.push(name);
    else inside.splice(inside.lastIndexOf(name), 1);
    if (closed.test(name)) silent += closing === '' ? 1 : -1;
  }
  return output;
}
