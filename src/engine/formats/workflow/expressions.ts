/** `${{ … }}`: what a GitHub expression refers to. Nothing is evaluated. */
import type { Span } from '../../source.ts';

export interface Expression {
  /** Without the braces, trimmed. */
  text: string;
  /** The whole `${{ … }}`. */
  span: Span;
  /** What it reads, in order: ['secrets', 'TOKEN'], ['steps', 'build', 'outputs', 'digest']. Lower case but for the last names. */
  references: string[][];
}

/** Where a piece of text stands in the file. */
export type Locate = (start: number, end: number) => Span;

/** Names joined by dots or `['…']` outside of quotes; functions (`always()`) are left out. */
function referencesOf(text: string): string[][] {
  const found: string[][] = [];
  const token = /'(?:[^']|'')*'|[A-Za-z_][\w-]*(?:\.(?:[A-Za-z_][\w-]*|\*)|\[\s*'[^'\]]*'\s*\])*(\s*\()?/g;
  for (const match of text.matchAll(token)) {
    if (match[0].startsWith("'") || match[1] !== undefined) continue;
    const parts = [...match[0].matchAll(/\[\s*'([^']*)'\s*\]|[\w*-]+/g)].map((part) => part[1] ?? part[0]);
    const context = parts[0]?.toLowerCase() ?? '';
    if (/^(?:true|false|null)$/.test(context)) continue;
    found.push([context, ...parts.slice(1)]);
  }
  return found;
}

/** Names of functions that are called: ['always'], ['success', 'contains']. */
export const functionsOf = (text: string): string[] =>
  [...text.replace(/'(?:[^']|'')*'/g, "''").matchAll(/([A-Za-z_]\w*)\s*\(/g)].map((match) => (match[1] ?? '').toLowerCase());

/** Every expression in a text. One that is not closed runs to the end of its line. */
export function readExpressions(text: string, locate: Locate): Expression[] {
  const found: Expression[] = [];
  for (let at = text.indexOf('${{'); at >= 0; at = text.indexOf('${{', at)) {
    const end = closing(text, at + 3);
    const inner = text.slice(at + 3, end.inner).trim();
    found.push({ text: inner, span: locate(at, end.outer), references: referencesOf(inner) });
    at = end.outer;
  }
  return found;
}

/** The end of an expression: `}}` outside of its quotes. */
function closing(text: string, from: number): { inner: number; outer: number } {
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith('}}', at)) return { inner: at, outer: at + 2 };
    else if (text[at] === '\n') return { inner: at, outer: at };
  }
  return { inner: text.length, outer: text.length };
}

/** An `if:` is an expression with or without braces. */
export function readCondition(text: string, span: Span): Expression {
  const inner = /^\s*\$\{\{([\s\S]*)\}\}\s*$/.exec(text)?.[1] ?? text;
  return { text: inner.trim(), span, references: referencesOf(inner) };
}
