import { Lexer } from 'yaml';
import type { Span } from '../../source.ts';

/** What one pass of the lexer tells: comments, and whether the file is small enough to be read in full. */
export interface Tokens {
  comments: { text: string; span: Span }[];
  /** Brackets and quotes in source order, for finding the one that is not closed. */
  marks: { mark: '[' | ']' | '{' | '}' | '"' | "'"; span: Span }[];
  /** Why the file is not read further. */
  refused?: { why: 'too many tokens' | 'too deep' | 'nothing between'; at: number };
}

/** More than any hand-written file has; reading that many takes about half a second. */
const mostTokens = 250_000;
/** Brackets inside brackets; the library recurses on each. */
const deepestFlow = 64;

/** Values and anchors side by side with nothing between them are an error each, and each error costs the library far more than a token. */
const longestRun = 1000;
const divides = new Set(['\n', '\r', ',', ':', '-', '?', '[', ']', '{', '}', '#']);

/** Zero-width tokens by which the lexer announces a document, the end of a flow line and a scalar. */
const widthless = new Set(['\u0002', '\u0018', '\u001f']);

/** One linear pass over the text. */
export function readTokens(text: string): Tokens {
  const tokens: Tokens = { comments: [], marks: [] };
  let at = 0;
  let count = 0;
  let depth = 0;
  let run = 0;
  let scalar = false;
  for (const source of new Lexer().lex(text)) {
    if (widthless.has(source)) {
      scalar = source === '\u001f';
      continue;
    }
    const span = { start: at, end: at + source.length };
    const first = source[0];
    if (!scalar && first === '#') tokens.comments.push({ text: source.slice(1).trim(), span });
    else if (first === '"' || first === "'") tokens.marks.push({ mark: first, span });
    else if (!scalar && (source === '[' || source === '{')) {
      depth++;
      tokens.marks.push({ mark: source, span });
    } else if (!scalar && (source === ']' || source === '}')) {
      depth--;
      tokens.marks.push({ mark: source, span });
    }
    const scalarToken = scalar;
    scalar = false;
    at = span.end;
    if (depth > deepestFlow) return { ...tokens, refused: { why: 'too deep', at: span.start } };
    run = !scalarToken && divides.has(first ?? '') ? 0 : run + 1;
    if (run > longestRun) return { ...tokens, refused: { why: 'nothing between', at: span.start } };
    if (++count > mostTokens) return { ...tokens, refused: { why: 'too many tokens', at: span.start } };
  }
  return tokens;
}
