/** What somebody pasted or dropped, as texts that may each be a record. */

/** A text with the name to call it by where it is refused. */
export interface Incoming {
  from: string;
  text: string;
}

/** Records are shorter; what is longer is not even looked through. */
const longest = 20_000_000;

/**
 * The records in a pasted text: one file's JSON, or any number of links and packed texts among other words. Where none is found, the
 * whole text is taken for one, so that it is refused with a reason.
 * @param label what to call the n-th
 */
export function splitPaste(text: string, label: (at: number) => string): Incoming[] {
  const trimmed = text.slice(0, longest).trim();
  if (trimmed === '') return [];
  const found = trimmed.startsWith('{') ? jsonsIn(trimmed) : (trimmed.match(/\S*#[\w-]{16,}|(?<![\w-])[\w-]{80,}/g) ?? []);
  return (found.length > 0 ? found : [trimmed]).map((each, at) => ({ from: label(at + 1), text: each }));
}

/** JSON objects one after the other: a new one begins where a line begins with a brace that follows a closed one. */
const jsonsIn = (text: string): string[] => text.split(/(?<=\})\s*\n(?=\s*\{\s*"shipshape")/);
