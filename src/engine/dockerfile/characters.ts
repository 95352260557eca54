/** Characters as Go's `unicode` package sorts them: BuildKit trims and splits with it, and JavaScript's `\s` differs (U+0085, U+FEFF). */

/** Go's `unicode.IsSpace` for one UTF-16 unit (every space character is one unit). */
export function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  return (
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** The blanks that separate keyword and words: tab, vertical tab, form feed, carriage return, space. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0b || unit === 0x0c || unit === 0x0d;
}

/** The first place in `start … end` that is not a space, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of `start … end` without the spaces that trail. */
export function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Without the spaces on both sides, as Go's `strings.TrimSpace`. */
export function trimSpace(text: string): string {
  const start = skipSpace(text, 0, text.length);
  return text.slice(start, trimEnd(text, start, text.length));
}

/** The byte order mark that some editors put first; BuildKit drops it there and nowhere else. */
export const byteOrderMark = '\uFEFF';
