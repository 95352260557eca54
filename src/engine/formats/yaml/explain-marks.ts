/** Errors of quotes and brackets: not closed, closed twice, text behind. */
import { lineAt } from '../../source.ts';
import { shorten } from './node.ts';
import { type Explanation, lineSpan, lineStart, lineText, type Scene } from './scene.ts';
import type { Tokens } from './tokens.ts';

/** A quote that opened and never closed is reported by the library where the file ends; show where it began. */
export function quote(scene: Scene, code: string): Explanation | undefined {
  if (code !== 'MISSING_CHAR' && code !== 'UNEXPECTED_TOKEN') return undefined;
  const open = scene.tokens.marks.findLast(({ mark, span }) => {
    if ((mark !== '"' && mark !== "'") || span.start > scene.at) return false;
    const closes = span.end - span.start > 1 && scene.text[span.end - 1] === mark;
    return !closes || unevenEnd(scene.text.slice(span.start, span.end), mark);
  });
  if (!open) return undefined;
  const line = lineAt(scene.starts, open.span.start);
  const end = lineStart(scene, line) + lineText(scene, line).length;
  return {
    span: { start: open.span.start, end: Math.min(open.span.end, end) },
    message: `The quote \`${open.mark}\` opened here is not closed, so everything after it counts as text. Close it with \`${open.mark}\` on the same line.`,
  };
}

/** Whether the last quote of a token is an escaped one, so that the token is still open. */
function unevenEnd(source: string, mark: string): boolean {
  let run = 0;
  const character = mark === '"' ? '\\' : "'";
  for (let at = source.length - (mark === '"' ? 2 : 1); at > 0 && source[at] === character; at--) run++;
  return mark === '"' ? run % 2 === 1 : run % 2 === 0;
}

/** `[` or `{` without its partner. */
export function bracket(scene: Scene): Explanation | undefined {
  const open: Tokens['marks'] = [];
  for (const mark of scene.tokens.marks) {
    if (mark.span.start >= scene.at + 1) break;
    if (mark.mark === '[' || mark.mark === '{') open.push(mark);
    else if (mark.mark === ']' || mark.mark === '}') open.pop();
  }
  const last = open.at(-1);
  if (!last) return undefined;
  const close = last.mark === '[' ? ']' : '}';
  return {
    span: last.span,
    message: `The \`${last.mark}\` opened here is not closed where it should be. End the ${last.mark === '[' ? 'list' : 'map'} with \`${close}\`, with a comma between its parts.`,
  };
}

/** `]` or `}` that closes nothing. */
export function stray(scene: Scene): Explanation | undefined {
  const mark = scene.text[scene.at];
  if (mark !== ']' && mark !== '}') return undefined;
  const open = mark === ']' ? '[' : '{';
  return {
    span: { start: scene.at, end: scene.at + 1 },
    message: `This \`${mark}\` closes nothing: there is no \`${open}\` open before it. Remove it, or put the value in quotes if it belongs to the text.`,
  };
}

/** `"a" b`: text after the closing quote. */
export function afterQuote(scene: Scene): Explanation | undefined {
  const before = scene.tokens.marks.findLast(({ mark, span }) => (mark === '"' || mark === "'") && span.end <= scene.at);
  if (!before || lineAt(scene.starts, before.span.start) !== scene.line) return undefined;
  return {
    span: { start: scene.at, end: lineSpan(scene, scene.line).end },
    message: `Text follows the closing quote of \`${shorten(scene.text.slice(before.span.start, before.span.end), 30)}\`. Put the whole value inside one pair of quotes, or none of it.`,
  };
}
