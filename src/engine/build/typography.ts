/** Damage that a word processor, a chat or a web page does to pasted text: it looks right and means something else. */
import type { Fix } from '../diagnostic.ts';
import type { Instruction, Word } from '../dockerfile/syntax.ts';
import type { Span } from '../source.ts';

/** A damaged place: what it is, and the words for it. */
export interface Damage {
  span: Span;
  /** One sentence that says what stands there. */
  message: string;
  fix: Fix;
}

const longDash = /^[–—−‐‑]+-?(?=[a-z])/;
const curlyQuote = /[“”„‟«»‘’‚]/;
const strangeBlank = /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/;

/** The first damage in an instruction's keyword and words that can explain why the builder does not understand it. */
export function damageIn(instruction: Instruction): Damage | undefined {
  const keyword = blankIn(instruction.written, instruction.keywordSpan);
  if (keyword) return keyword;
  for (const word of instruction.words) {
    const damage = damageOf(word);
    if (damage) return damage;
  }
  return undefined;
}

function damageOf(word: Word): Damage | undefined {
  const dash = longDash.exec(word.text);
  if (dash) return dashAt(word, dash[0].length);
  return quoteIn(word) ?? blankIn(word.text, word.span);
}

function dashAt(word: Word, length: number): Damage {
  const plain = `--${word.text.slice(length)}`;
  const span = { start: word.span.start, end: word.span.start + length };
  return {
    span,
    message: `\`${word.text}\` begins with a long dash, not with two hyphens, so it is not read as the option \`${plain}\`.`,
    fix: { title: 'Write two hyphens', edits: [{ span, text: '--' }] },
  };
}

/** The curly quotes of a word that begins or ends with one, or that follow a bracket. */
function quoteIn(word: Word): Damage | undefined {
  if (!/^\[?\s*[“”„‟«»‘’‚]|[“”„‟«»‘’‚]\s*\]?$/.test(word.text)) return undefined;
  const quote = curlyQuote.exec(word.text)?.[0] ?? '';
  const edits = [...word.text.matchAll(/[“”„‟«»‘’‚]/g)].map((match) => {
    const start = word.span.start + match.index;
    return { span: { start, end: start + 1 }, text: '‘’‚'.includes(match[0]) ? "'" : '"' };
  });
  return {
    span: word.span,
    message: `\`${quote}\` is a curly quote; only the straight quotes \`"\` and \`'\` are quotes here.`,
    fix: { title: 'Write straight quotes', edits: word.text.length === word.span.end - word.span.start ? edits : [] },
  };
}

function blankIn(text: string, span: Span): Damage | undefined {
  const found = strangeBlank.exec(text);
  if (!found || text.length !== span.end - span.start) return undefined;
  const at = { start: span.start + found.index, end: span.start + found.index + 1 };
  return {
    span: at,
    message: `There is an invisible character (U+${(found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}) in \`${text}\` that looks like a space and is none.`,
    fix: { title: 'Write a plain space', edits: [{ span: at, text: ' ' }] },
  };
}
