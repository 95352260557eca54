import type { Instruction } from '../dockerfile/syntax.ts';

/**
 * ONBUILD's instruction as BuildKit stores it in the image: the logical line without `ONBUILD`, continuations joined and comment
 * lines dropped, then each here-document with its closing name.
 */
export function triggerText({ words, heredocs }: Instruction): string {
  const bodies = heredocs.map(({ content, name }) => `\n${content}${name}`);
  return (words[0]?.text ?? '') + bodies.join('');
}
