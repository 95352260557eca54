import { expect, test } from 'vitest';
import { showBytes } from './bytes.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [2410, '2.4 kB'],
  [999_960, '1 MB'],
  [148_300_000, '148.3 MB'],
  [6_204_000, '6.2 MB'],
  [3_000_000_000_000_000, '3000 TB'],
])('%d', (bytes, text) => {
  expect(showBytes(bytes).replace(' ', ' ')).toBe(text);
});
