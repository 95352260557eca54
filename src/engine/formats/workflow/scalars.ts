/** Where each character of a YAML scalar stands in the file: block scalars lose their indentation, so offsets shift line by line. */
import type { Span } from '../../source.ts';
import type { YamlScalar } from '../yaml/node.ts';
import type { Locate } from './expressions.ts';

/** Turns offsets of `node.text` into spans of the file. Where escapes or folding shift them, the whole scalar answers. */
export function locateIn(node: YamlScalar, source: string): Locate {
  const { start, end } = node.span;
  if (node.style === 'block') return locateInBlock(node, source);
  const written = source.slice(start, end);
  const shift = written.startsWith(node.text) ? 0 : written.slice(1, -1) === node.text ? 1 : undefined;
  if (shift === undefined) return () => node.span;
  return (from, to) => ({ start: start + shift + from, end: start + shift + to });
}

function locateInBlock(node: YamlScalar, source: string): Locate {
  const offsets = alignBlock(node.text, source, node.span);
  const at = (offset: number): number => offsets[Math.min(Math.max(0, offset), offsets.length - 1)] ?? node.span.start;
  // The end of a span is one past its last character, which may be the last of its line.
  return (from, to) => ({ start: at(from), end: to > from ? Math.min(source.length, at(to - 1) + 1) : at(from) });
}

/** Offsets of each character of a block scalar's text, one more at the end. Walks both texts side by side, once. */
function alignBlock(text: string, source: string, span: Span): number[] {
  let at = source.indexOf('\n', span.start) + 1;
  if (at === 0 || at > span.end) return [span.start];
  const indent = indentOf(source, at, span.end);
  const offsets: number[] = [];
  let fresh = true;
  for (let index = 0; index < text.length && at < span.end; ) {
    if (fresh) {
      for (let spaces = 0; spaces < indent && source[at] === ' '; spaces++) at++;
      fresh = false;
      continue;
    }
    const [wanted, here] = [text[index], source[at]];
    if (wanted === here || (here === '\n' && wanted === ' ')) {
      offsets.push(at++);
      index++;
      fresh = here === '\n';
    } else if (here === '\r') at++;
    else if (here === '\n') {
      at++;
      fresh = true;
    } else break;
  }
  while (offsets.length <= text.length) offsets.push(Math.min(at, source.length));
  return offsets;
}

/** Spaces before the first line that has more than spaces. */
function indentOf(source: string, from: number, to: number): number {
  for (let line = from; line < to; ) {
    let at = line;
    while (source[at] === ' ') at++;
    if (source[at] !== '\n' && source[at] !== '\r') return at - line;
    const next = source.indexOf('\n', at);
    if (next < 0) return 0;
    line = next + 1;
  }
  return 0;
}
