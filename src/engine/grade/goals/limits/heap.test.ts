import { describe, expect, test } from 'vitest';
import { heapOption, judgeHeap } from './heap.ts';

const mebi = 2 ** 20;
const texts = (...all: string[]) => all.map((text) => ({ text, file: 'compose.yaml', span: { start: 0, end: text.length } }));
const bytes = (...all: string[]) => heapOption(texts(...all))?.bytes;

describe('the option that bounds the heap', () => {
  test.each([
    ['-Xmx512m', 512 * mebi],
    ['-Xmx1G', 1024 * mebi],
    ['-Xmx524288k', 512 * mebi],
    ['-Xms64m -XX:MaxHeapSize=256m -jar app.jar', 256 * mebi],
    ['--max-old-space-size=384', 384 * mebi],
    ['--enable-source-maps --max_old_space_size=384', 384 * mebi],
    ['"-Xmx256m"', 256 * mebi],
    ['-Xms512m', undefined],
    ['node dist/index.js', undefined],
    ['-Xmx$HEAP', undefined],
  ])('%s', (text, expected) => expect(bytes(text)).toBe(expected));

  test('what stands later overrides', () => expect(bytes('-Xmx512m', 'java -Xmx256m -jar app.jar')).toBe(256 * mebi));
  test('a fixed size beats a share', () => expect(bytes('-Xmx256m', '-XX:MaxRAMPercentage=90')).toBe(256 * mebi));
  test('a share of the limit', () => expect(heapOption(texts('-XX:MaxRAMPercentage=75.0'))?.share).toBe(0.75));
});

test.each([
  ['-Xmx512m', 512, 'fail'],
  ['-Xmx500m', 512, 'fail'],
  ['-Xmx448m', 512, 'pass'],
  ['-Xmx1g', 512, 'fail'],
  ['-XX:MaxRAMPercentage=100', 512, 'fail'],
  ['-XX:MaxRAMPercentage=75', 512, 'pass'],
  ['-jar app.jar', 512, 'pass'],
])('%s below %i MiB: %s', (text, limit, outcome) =>
  expect(judgeHeap(heapOption(texts(text)), limit * mebi, '`report`').outcome).toBe(outcome),
);
