/** Asks an invocation for its flags. */
import type { FlagUse } from './argv.ts';
import type { Call } from './call.ts';
import { parseBoolean } from './units.ts';
import { splitList, type Value } from './values.ts';

/** All uses of a flag under any of these names. */
export const uses = (call: Call, ...names: string[]): FlagUse[] => call.flags.filter((flag) => names.includes(flag.name));

/** The use that counts: the last. */
export const use = (call: Call, ...names: string[]): FlagUse | undefined => uses(call, ...names).at(-1);

/** Whether a switch is on: given, and not as `=false`. A value that the shell decides counts as on. */
export function isOn(call: Call, ...names: string[]): boolean {
  const last = use(call, ...names);
  return last !== undefined && (last.value === undefined || (parseBoolean(last.value) ?? true));
}

/** A flag's value as text. */
export function textValue(call: Call, ...names: string[]): Value<string> | undefined {
  const last = use(call, ...names);
  return last?.value === undefined ? undefined : asValue(last, (text) => text);
}

/** A use's value, read by a parser where it is written out. */
export function asValue<T>(flag: FlagUse, parse: (text: string) => T | undefined): Value<T> {
  const text = flag.value ?? '';
  const value = flag.literal ? parse(text) : undefined;
  return { text, literal: flag.literal, span: flag.valueSpan, ...(value === undefined ? {} : { value }) };
}

/** A flag's value by a parser: bytes, durations. */
export function parsedValue<T>(call: Call, parse: (text: string) => T | undefined, ...names: string[]): Value<T> | undefined {
  const last = use(call, ...names);
  return last?.value === undefined ? undefined : asValue(last, parse);
}

/** All values of a flag that may repeat. */
export const texts = (call: Call, ...names: string[]): string[] => uses(call, ...names).flatMap((flag) => flag.value ?? []);

/** All values, split on commas too (`--platform a,b`). */
export const lists = (call: Call, ...names: string[]): string[] => texts(call, ...names).flatMap(splitList);

/** `-e A=1 -e B`: name → value; undefined where the value comes from the caller's environment. */
export interface Pair {
  name: string;
  value?: string;
  literal: boolean;
  span: FlagUse['span'];
}

/** `key=value` uses of a flag, in order. */
export function pairs(call: Call, ...names: string[]): Pair[] {
  return uses(call, ...names).flatMap((flag) => {
    if (flag.value === undefined) return [];
    const equals = flag.value.indexOf('=');
    const name = equals < 0 ? flag.value : flag.value.slice(0, equals);
    return [{ name, literal: flag.literal, span: flag.valueSpan, ...(equals < 0 ? {} : { value: flag.value.slice(equals + 1) }) }];
  });
}
