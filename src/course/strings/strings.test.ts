import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as en from './en.ts';

type Words = { [name: string]: string | ((...holes: never[]) => string) | Words };

function* names(words: Words, path = ''): Generator<string> {
  for (const [name, word] of Object.entries(words)) {
    const whole = path === '' ? name : `${path}.${name}`;
    if (typeof word === 'object') yield* names(word, whole);
    else yield typeof word === 'function' ? `${whole}(${word.length})` : whole;
  }
}

const languages = readdirSync(import.meta.dirname).filter((file) => /^[a-z]{2}(-[A-Z]{2})?\.ts$/.test(file));

test.each(languages)('%s says everything that English says, with the same holes', async (file) => {
  const words = (await import(`./${file}`)) as Words;
  expect([...names(words)].sort()).toEqual([...names(en)].sort());
});

test('no string is empty', () => {
  const empty = [...names(en)]
    .filter((name) => !name.endsWith(')'))
    .filter((name) => name.split('.').reduce<unknown>((at, key) => (at as Words)[key], en) === '');
  expect(empty).toEqual([]);
});
