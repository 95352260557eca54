import { expect, test } from 'vitest';
import { imageSizes, sizeOf } from './image-sizes.ts';
import { lookup } from './images.ts';
import { parseImageRef } from './reference.ts';

test.each(imageSizes.map((size) => [size.image, size] as const))('%s', (image, size) => {
  const ref = parseImageRef(image);
  if ('error' in ref) throw new Error(ref.error);
  expect(lookup(ref)).toBeDefined();
  // A size is of one version: `24-slim` is another image next week.
  expect(ref.tag).toMatch(/^\d+\.\d+\.\d+/);
  expect(size.compressed ?? size.onDisk).toBeGreaterThan(1_000_000);
  expect(size.source).toMatch(/^https:\/\//);
  expect(size.date).toMatch(/^2026-\d\d(?:-\d\d)?$/);
});

test('only what was read is known', () => {
  expect(sizeOf('node:24.19.0-slim')?.compressed).toBe(80_451_137);
  expect(sizeOf('node:24-slim')).toBeUndefined();
});
