import type { Fix } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';
import type { Tokens } from './tokens.ts';

/** A syntax error in words for a beginner. */
export interface Explanation {
  span: Span;
  message: string;
  fix?: Fix;
}

/** What an explanation may look at. */
export interface Scene {
  text: string;
  starts: number[];
  tokens: Tokens;
  /** 1-based line of the error, and where it begins. */
  line: number;
  at: number;
}

/** A stretch of text without the line breaks at its end. */
export function withoutBreak(text: string, start: number, end: number): string {
  let last = end;
  while (last > start && (text[last - 1] === '\n' || text[last - 1] === '\r')) last--;
  return text.slice(start, last);
}

export const lineStart = (scene: Scene, line: number) => scene.starts[line - 1] ?? 0;
/** A line without its line break. */
export function lineText(scene: Scene, line: number): string {
  const start = scene.starts[line - 1];
  if (start === undefined) return '';
  return withoutBreak(scene.text, start, scene.starts[line] ?? scene.text.length);
}
export const lineSpan = (scene: Scene, line: number): Span => {
  const text = lineText(scene, line);
  const indent = text.length - text.trimStart().length;
  return { start: lineStart(scene, line) + indent, end: lineStart(scene, line) + text.length };
};
export const indentOf = (line: string) => line.length - line.trimStart().length;
export const isBlank = (line: string) => /^\s*(#|$)/.test(line);
