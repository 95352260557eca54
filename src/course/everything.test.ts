import { expect, test } from 'vitest';
import { everythingIn, forgetEverything } from './everything.ts';

function cupboard(names: string[]) {
  const kept = new Set(names);
  return {
    names: () => [...kept],
    get length() {
      return kept.size;
    },
    key: (at: number) => [...kept][at] ?? null,
    removeItem: (name: string) => void kept.delete(name),
  };
}

const mine = ['shipshape:attempt:a', 'shipshape:attempt:b', 'shipshape:attempt:b:damaged', 'shipshape:progress', 'shipshape:later'];

test('what is stored is counted by what it means to its owner', () => {
  expect(everythingIn(cupboard([...mine, 'theirs']))).toEqual({ attempts: 2, progress: true, settings: false, other: 2 });
  expect(everythingIn(cupboard([]))).toEqual({ attempts: 0, progress: false, settings: false, other: 0 });
});

test('everything goes, and nothing of others', () => {
  const here = cupboard(['theirs', ...mine, 'shipshape', 'shipshape:settings']);
  forgetEverything(here);
  expect(here.names()).toEqual(['theirs', 'shipshape']);
});
