/** Names and texts that others typed, made harmless for display. They are still never HTML. */

/** Longest name, in code points. */
export const longestName = 60;

/** Control characters, marks that turn the direction of text, invisible fillers and tags. The joiners that some scripts need may stay. */
const unseen = /(?!\u200c|\u200d|\ufe0f)[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Accents piled up to cover other lines: two on one letter are enough for every living script's names, three are generous. */
const piled = /(\p{M}{3})\p{M}+/gu;

/** One line of at most `longest` code points; empty where nothing to read is left. */
export function cleanName(text: unknown, longest = longestName): string {
  if (typeof text !== 'string') return '';
  // What is far too long is cut before it is looked at.
  const line = text
    .slice(0, longest * 20)
    .normalize('NFC')
    .replace(/[\t\n\v\f\r\u2028\u2029]/g, ' ')
    .replace(unseen, '')
    .replace(/\s+/g, ' ')
    .replace(piled, '$1');
  return [...line.trim()].slice(0, longest).join('').trim();
}

/** Names that a reader takes for the same: letters alone, without case, accents and punctuation. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]|(?![\t\n\r])\p{Cc}/gu;

/** Code as it really is: characters that would hide or turn round what follows are written out, '⟨U+202E⟩'. */
export const visibleText = (text: string): string =>
  text.replace(turning, (character) => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
