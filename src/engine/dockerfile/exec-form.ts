/** The exec form: a JSON array of strings, valid exactly where Go's `encoding/json` says so. */

/** A string of the array: its decoded text and its place, quotes included, in the text that was given. */
export interface JsonString {
  text: string;
  from: number;
  to: number;
}

/** `strings`: exec form. `item`: an array, but this item is not a string, which BuildKit refuses. Undefined: not a JSON array. */
export type ExecForm = { strings: JsonString[] } | { item: string; from: number; to: number };

/** Reads `text` between `from` and `to` (no spaces on either side) as an exec form. */
export function readExecForm(text: string, from: number, to: number): ExecForm | undefined {
  const strings: JsonString[] = [];
  return formOf(text, from, to, (start, end) => strings.push({ text: decode(text.slice(start, end)), from: start, to: end }), { strings });
}

/** Tells what `readExecForm` would find, without reading the strings. */
export function checkExecForm(text: string, from: number, to: number): 'strings' | Exclude<ExecForm, { strings: unknown }> | undefined {
  return formOf(text, from, to, () => undefined, 'strings');
}

type Take = (from: number, to: number) => void;

function formOf<Found>(text: string, from: number, to: number, take: Take, found: Found) {
  if (text[from] !== '[' || text[to - 1] !== ']') return undefined;
  const kind = readStrings(text, from, to, take);
  if (kind === 'strings') return found;
  if (kind === 'none') return undefined;
  const odd = jsonArray(text.slice(from, to))?.find((item) => typeof item !== 'string');
  return odd === undefined ? undefined : { item: oddItem(odd), from, to };
}

/**
 * Shows the places of an array's strings to `take`; 'none' where it is no array for sure, as in `[ -f x ]`. Only what is left goes to
 * `JSON.parse`, whose refusals are slow and many where a file has many such lines.
 */
function readStrings(text: string, from: number, to: number, take: Take): 'strings' | 'other values' | 'none' {
  let at = skipJsonSpace(text, from + 1);
  if (at === to - 1) return 'strings';
  while (text[at] === '"') {
    const end = endOfString(text, at, to);
    if (end === undefined) return 'none';
    take(at, end);
    at = skipJsonSpace(text, end);
    if (at === to - 1) return 'strings';
    if (text[at] !== ',') return 'none';
    at = skipJsonSpace(text, at + 1);
  }
  return /[-\d[{tfn]/.test(text[at] ?? '') ? 'other values' : 'none';
}

function skipJsonSpace(text: string, from: number): number {
  let at = from;
  while (' \t\n\r'.includes(text[at] ?? '.')) at++;
  return at;
}

/** Past the quote that closes a string; undefined where JSON knows no such string. */
function endOfString(text: string, open: number, to: number): number | undefined {
  for (let at = open + 1; at < to; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return at + 1;
    if (unit < 0x20) return undefined;
    if (unit !== 0x5c) continue;
    const escaped = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
    escaped.lastIndex = at;
    if (!escaped.test(text)) return undefined;
    at = escaped.lastIndex - 1;
  }
  return undefined;
}

/** Half a character from an escape becomes the replacement character, as in Go. */
const decode = (written: string): string =>
  (written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1)).toWellFormed();

function jsonArray(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return holdsInfinity(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Go refuses numbers beyond a float64; JavaScript reads them as Infinity. */
function holdsInfinity(value: unknown[]): boolean {
  const waiting: unknown[] = [value];
  for (let item = waiting.pop(); item !== undefined || waiting.length > 0; item = waiting.pop()) {
    if (item === Number.POSITIVE_INFINITY || item === Number.NEGATIVE_INFINITY) return true;
    if (item && typeof item === 'object') for (const inner of Object.values(item)) waiting.push(inner);
  }
  return false;
}

function oddItem(item: unknown): string {
  if (Array.isArray(item)) return '[…]';
  return item && typeof item === 'object' ? '{…}' : String(item);
}
