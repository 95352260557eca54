import type { Instruction } from '../dockerfile/syntax.ts';

/**
 * ONBUILD's instruction as BuildKit stores it in the image: the logical line without `ONBUILD`, continuations joined and comment
 * lines dropped, then each here-document with its closing name.
 */
export function triggerText(instruction: Instruction, text: string, escapeCharacter: string): string {
  const line = joinedLine(instruction, text, escapeCharacter).replace(/^\s+/, '');
  const bodies = instruction.heredocs.map(({ content, name }) => `\n${content}${name}`);
  return line + bodies.join('');
}

/**
 * The instruction's body without what continuations take out. In `body.text` those characters are spaces; comparing with the file
 * tells them from spaces that were written.
 */
function joinedLine({ body }: Instruction, text: string, escapeCharacter: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < body.text.length) {
    const written = text[body.start + at] ?? '';
    if (body.text[at] === ' ' && (written === escapeCharacter || written === '\n' || written === '\r' || written === '#')) {
      at = nextKept(body.text, text, body.start, at);
    } else {
      parts.push(written);
      at += 1;
    }
  }
  return parts.join('');
}

/** The start of the next line that still belongs to the instruction: blank lines and comments between are dropped. */
function nextKept(masked: string, text: string, start: number, from: number): number {
  let at = from;
  for (;;) {
    const lineEnd = text.indexOf('\n', start + at);
    if (lineEnd < 0) return masked.length;
    at = lineEnd + 1 - start;
    const nextEnd = text.indexOf('\n', start + at);
    const kept = masked.slice(at, nextEnd < 0 ? undefined : nextEnd - start);
    if (kept.trim() !== '' || at >= masked.length) return at;
  }
}
