import { expect, test } from 'vitest';
import { splitPaste } from './split.ts';

const packed = 'a'.repeat(100);
const texts = (text: string) => splitPaste(text, (at) => `#${at}`).map((each) => each.text);

test.each<[string, string, string[]]>([
  ['nothing', '  \n', []],
  ['one link', `https://x.org/record/#${packed}`, [`https://x.org/record/#${packed}`]],
  [
    'links in a mail',
    `Hi, here: <https://x.org/record/#${packed}>\nand\nhttps://x.org/record/#${packed}b`,
    [`<https://x.org/record/#${packed}`, `https://x.org/record/#${packed}b`],
  ],
  ['the bare text of one', packed, [packed]],
  ['a file', '{\n "shipshape": "record" }', ['{\n "shipshape": "record" }']],
  ['two files', '{ "shipshape": 1 }\n{\n  "shipshape": 2 }', ['{ "shipshape": 1 }', '{\n  "shipshape": 2 }']],
  ['prose', 'no record here', ['no record here']],
])('%s', (_, text, found) => {
  expect(texts(text)).toEqual(found);
});
