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
  if (text[from] !== '[' || text[to - 1] !== ']') return undefined;
  const items = jsonArray(text.slice(from, to));
  if (!items) return undefined;
  const odd = items.findIndex((item) => !isString(item));
  if (odd >= 0) return { item: oddItem(items[odd]), from, to };
  return { strings: places(text, from, items as string[]) };
}

const isString = (item: unknown): item is string => typeof item === 'string';

function jsonArray(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return undefined;
    return value.every(isString) || !holdsInfinity(value) ? value : undefined;
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

/** In a valid array of strings, every quote outside a string opens the next one. */
function places(text: string, from: number, items: string[]): JsonString[] {
  let at = from;
  return items.map((item) => {
    const open = text.indexOf('"', at);
    let close = open + 1;
    while (text[close] !== '"') close += text[close] === '\\' ? 2 : 1;
    at = close + 1;
    return { text: item.toWellFormed(), from: open, to: at };
  });
}
