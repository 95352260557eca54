/** Lists of `key=value` as Docker's flags take them, with the place of every part. */
import type { Span } from '../../source.ts';

/** A value that was written, read where that can be done: `value` is undefined where the shell decides it or Docker would refuse it. */
export interface Value<T> {
  value?: T;
  /** As written, after quote removal. */
  text: string;
  /** False where the shell decides it. */
  literal: boolean;
  span: Span;
}

/** One `key=value` of a list. */
export interface Field {
  /** Lower case. */
  key: string;
  /** Undefined where there was no `=`. */
  value?: string;
  span: Span;
}

/** Splits on commas outside double quotes; quotes go (as a CSV reader does). Expansions (`${X:-a,b}`, `$(…)`) stay whole. */
function fields(text: string): { text: string; start: number; end: number }[] {
  const found: { text: string; start: number; end: number }[] = [];
  let current = '';
  let start = 0;
  let quoted = false;
  let depth = 0;
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (letter === undefined || (letter === ',' && !quoted && depth === 0)) {
      found.push({ text: current, start, end: at });
      current = '';
      start = at + 1;
      continue;
    }
    if (letter === '$' && /[({]/.test(text[at + 1] ?? '')) depth++;
    else if (depth > 0 && /[)}]/.test(letter)) depth--;
    if (letter === '"') quoted = !quoted;
    else current += letter;
  }
  return found;
}

/** Reads `type=cache,target=/x`. `span` is the place of the whole text. */
export function readFields(text: string, span: Span): Field[] {
  const exact = span.end - span.start === text.length;
  return fields(text)
    .filter((field) => field.text.trim() !== '')
    .map((field) => {
      const equals = field.text.indexOf('=');
      return {
        key: (equals < 0 ? field.text : field.text.slice(0, equals)).trim().toLowerCase(),
        ...(equals < 0 ? {} : { value: field.text.slice(equals + 1) }),
        span: exact ? { start: span.start + field.start, end: span.start + field.end } : span,
      };
    });
}

/** The last value of any of these keys. */
export const fieldValue = (list: readonly Field[], ...keys: string[]): string | undefined =>
  list.findLast((field) => keys.includes(field.key) && field.value !== undefined)?.value;

/** Whether a switch among the fields is on: `readonly`, `readonly=true`, `ro=1`. */
export const fieldIsOn = (list: readonly Field[], ...keys: string[]): boolean => {
  const field = list.findLast((each) => keys.includes(each.key));
  return field !== undefined && (field.value === undefined || /^(?:true|1|t)$/i.test(field.value));
};

/** Fields as a record; later ones win. A key without `=` is 'true'. */
export const fieldRecord = (list: readonly Field[]): Record<string, string> =>
  Object.fromEntries(list.map((field) => [field.key, field.value ?? 'true']));

/** A comma-separated list, trimmed, without empty entries. */
export const splitList = (text: string): string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
