import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundle } from './bench/bundle.ts';

const engine = join(import.meta.dirname, 'engine');

/** The packages and Node modules that a file names: all that is imported and neither relative nor inside the engine. */
function packagesOf(text: string): string[] {
  const named = [...text.matchAll(/(?:^(?:import|export)\b[^'"=;()]*\bfrom |^import |\bimport\()'([^'.][^']*)'/gm)];
  return named.map((match) => match[1] ?? '');
}

const files = readdirSync(engine, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, packages: packagesOf(readFileSync(join(engine, path), 'utf8')) }));

test('the engine needs unbash and yaml and nothing else, each behind its own door', () => {
  const named = files.flatMap(({ path, packages }) => packages.map((name) => `${name} in ${path.split('/')[0]}`));
  expect([...new Set(named)].sort()).toEqual(['unbash in shell', 'yaml in formats']);
});

/** Kilobytes, compressed, with room for what is to come: `npm run bench` prints the weight of today. */
describe('a bundle holds what it uses', () => {
  test.each([
    ['parse', 16, ['node_modules/unbash', 'node_modules/yaml', 'src/engine/build/', 'src/engine/rules/']],
    ['resolve', 75, ['node_modules/yaml', 'src/engine/rules/']],
    ['review', 120, ['node_modules/yaml', 'src/engine/grade/']],
  ])('%s', async (names, most, strangers) => {
    const { gzip, files: bundled } = await bundle(names);
    expect(bundled.filter((file) => strangers.some((stranger) => file.includes(stranger)))).toEqual([]);
    expect(gzip / 1000).toBeLessThan(most);
  });
});
