import { expect, test } from 'vitest';
import { blocksOf, textOfBlocks } from './order-editor.ts';

test.each([
  ['one block an instruction', 'FROM a\nRUN b\n', ['FROM a', 'RUN b']],
  ['continuations move along', 'FROM a\nRUN b \\\n  && c\nUSER 1\n', ['FROM a', 'RUN b \\\n  && c', 'USER 1']],
  ['a comment stays with what follows', '# base\nFROM a\n\n# app\nCOPY . .\n', ['# base\nFROM a', '# app\nCOPY . .']],
  ['a heredoc is one', 'FROM a\nRUN <<EOF\nx\n\ny\nEOF\nUSER 1\n', ['FROM a', 'RUN <<EOF\nx\n\ny\nEOF', 'USER 1']],
  ['nothing', '', []],
])('%s', (_, text, blocks) => expect(blocksOf(text)).toEqual(blocks));

test('blocks make the file again', () => {
  const text = 'FROM a\nRUN b \\\n  && c\nUSER 1\n';
  expect(textOfBlocks(blocksOf(text))).toBe(text);
});
