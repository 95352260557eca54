import { expect, test } from 'vitest';
import { parse } from '#engine';
import { instructions, referenceOf } from './instructions.ts';

test('every instruction that the parser knows is explained, and no other', () => {
  const known = (keyword: string) => !parse(`FROM a\n${keyword} x\n`).diagnostics.some(({ rule }) => rule === 'unknown-instruction');
  expect(Object.keys(instructions).filter((keyword) => !known(keyword))).toEqual([]);
  expect(Object.keys(instructions)).toHaveLength(18);
});

test('each has a sentence and a place in the reference', () => {
  for (const about of Object.values(instructions)) {
    expect(about.says).toMatch(/^\S.*\.$/);
    expect(referenceOf(about)).toMatch(/^https:\/\/docs\.docker\.com\/reference\/dockerfile\/#[a-z-]+$/);
  }
});
