/** What web pages and word processors do to YAML, scripts and other files that are pasted. Fetched when a paste holds such a character. */

const spaces = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const nothings = /[\u200b\u2060\ufeff]/g;
const doubleQuotes = /[\u201c-\u201f]/;
const singleQuotes = /[\u2018-\u201b]/;
/** One to three dashes, a long one among them, with a letter behind: a flag, as `–rm` or `—network`. */
const flag = /^(?=[-\u2010-\u2015\u2212]*[\u2010-\u2015\u2212])[-\u2010-\u2015\u2212]{1,3}(?=[A-Za-z])/;
/** A list item of YAML that begins with a long dash. */
const item = /^(\s*(?:- +)*)[\u2010-\u2015\u2212](?= )/;

const isLetter = (ch: string | undefined): boolean => /\p{L}/u.test(ch ?? '');

/**
 * A text with ordinary spaces, straight quotes and hyphens where it has look-alikes that change what it means, and with spaces for
 * the tabs of YAML's indentation. Comments and what stands between straight quotes are left as they are: there it is prose.
 */
export function repaired(path: string, text: string): string {
  const yaml = /\.ya?ml$/i.test(path);
  const comments = !/\.json$/i.test(path);
  return text
    .split('\n')
    .map((line) => {
      const indent = /^\s*/.exec(line.replace(nothings, ''))?.[0] ?? '';
      const plain = line.replace(nothings, '').slice(indent.length);
      const even = indent.replace(spaces, ' ');
      const start = yaml ? even.replaceAll('\t', '  ') : even;
      const body = yaml ? plain.replace(spaces, ' ').replace(item, '$1-') : plain;
      return start + repairedWords(body, comments);
    })
    .join('\n');
}

function repairedWords(line: string, comments: boolean): string {
  let out = '';
  /** The straight quote that is open. */
  let open = '';
  for (let at = 0; at < line.length; at++) {
    const ch = line[at] ?? '';
    const before = line[at - 1];
    const begins = before === undefined || /[\s"'[(=`\u2018-\u201f]/.test(before);
    const dashes = begins ? flag.exec(line.slice(at))?.[0] : undefined;
    if (comments && open === '' && ch === '#' && (before === undefined || /\s/.test(before))) return out + line.slice(at);
    if (dashes) {
      // One letter is a short flag: `–p 80:80`.
      out += /^[A-Za-z](?![\w-])/.test(line.slice(at + dashes.length)) ? '-' : '--';
      at += dashes.length - 1;
    } else if (open !== '') {
      if (ch === open) open = '';
      out += ch;
    } else if (ch === '"' || (ch === "'" && !isLetter(before))) {
      open = ch;
      out += ch;
    } else if (doubleQuotes.test(ch)) out += '"';
    else if (singleQuotes.test(ch)) out += isLetter(before) && isLetter(line[at + 1]) ? ch : "'";
    else out += ch.replace(spaces, ' ');
  }
  return out;
}
