import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from './cli/files.ts';

const root = join(import.meta.dirname, '..');

/** `npx shipshape new` leaves a FILL IN wherever words are missing. */
test('no scaffold is left unfilled', () => {
  const folders = ['exercises', 'content', 'src/engine/rules'].filter((folder) => existsSync(join(root, folder)));
  const files = folders.flatMap((folder) => filesIn(join(root, folder)).map((file) => `${folder}/${file}`));
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => readFileSync(join(root, file), 'utf8').includes('FILL IN'))).toEqual([]);
});
