/**
 * Splits a `command:` string into words as Compose does: quotes and backslashes as in a shell, but no shell runs, so variables,
 * globs and `&&` are ordinary text. Undefined where a quote is not closed.
 */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let word = '';
  let inside = false;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote === "'") {
      if (character === "'") quote = undefined;
      else word += character;
    } else if (character === '\\') {
      const next = text[++at] ?? '';
      word += quote === '"' && !'"\\$`'.includes(next) ? `\\${next}` : next;
      inside = true;
    } else if (quote === '"') {
      if (character === '"') quote = undefined;
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      inside = true;
    } else if (' \t\r\n'.includes(character)) {
      if (inside) words.push(word);
      [word, inside] = ['', false];
    } else {
      word += character;
      inside = true;
    }
  }
  if (quote !== undefined) return undefined;
  if (inside) words.push(word);
  return words;
}
