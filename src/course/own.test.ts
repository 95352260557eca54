import { expect, test } from 'vitest';
import { contextPaths, mergeOwn, type Own, ownKind } from './own.ts';
import { load, save } from './store.ts';

function shelfOf(text?: string) {
  const map = new Map(text === undefined ? [] : [[ownKind.key, text]]);
  return { getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => void map.set(key, value) };
}

test('what is kept comes back', () => {
  const shelf = shelfOf();
  const own: Own = { files: { Dockerfile: 'FROM a\n' }, before: { Dockerfile: '' }, asked: { change: 'edit:a', target: '0' } };
  expect(save(shelf, ownKind, own)).toBeUndefined();
  expect(load(shelf, ownKind)).toEqual({ value: own });
});

test.each([
  ['{"schema":1,"files":{"Dockerfile":1},"asked":{}}', 'damaged'],
  ['{"schema":1,"asked":{}}', 'damaged'],
  ['{"schema":1,"files":{}', 'damaged'],
  ['{"schema":2,"files":{},"asked":{}}', 'newer'],
])('%s is told as %s, and nothing is shown of it', (text, trouble) => {
  expect(load(shelfOf(text), ownKind)).toEqual({ value: { files: {}, asked: {} }, trouble });
});

test('what is asked is read where it is text, and left out where it is not', () => {
  const text = '{"schema":1,"files":{"Dockerfile":"FROM a"},"before":3,"asked":{"change":["x"],"target":"1"}}';
  expect(load(shelfOf(text), ownKind).value).toEqual({ files: { Dockerfile: 'FROM a' }, asked: { target: '1' } });
});

test('of two browsers’ files ours stand, and the others are one step back', () => {
  const ours: Own = { files: { Dockerfile: 'FROM a' }, asked: {} };
  const theirs: Own = { files: { Dockerfile: 'FROM b' }, asked: {} };
  expect(mergeOwn(ours, theirs)).toEqual({ ...ours, before: theirs.files });
  expect(mergeOwn({ ...ours, before: { Dockerfile: 'FROM c' } }, theirs).before).toEqual({ Dockerfile: 'FROM c' });
  expect(mergeOwn({ files: {}, asked: {} }, theirs)).toEqual(theirs);
});

test('paths come as they are printed: with dots in front, blank lines, comments, repeats, Windows line ends', () => {
  expect(contextPaths('./src/a.ts\r\nsrc/b.ts\n\n# from git ls-files\nsrc/b.ts\n  .\nnode_modules/\n')).toEqual([
    'src/a.ts',
    'src/b.ts',
    'node_modules/',
  ]);
  expect(contextPaths('src\\a.ts\r\nsrc\\lib\\b.ts\r\n')).toEqual(['src/a.ts', 'src/lib/b.ts']);
  expect(contextPaths('src/a\\b\n')).toEqual(['src/a\\b']);
  expect(contextPaths('')).toEqual([]);
  expect(contextPaths(Array.from({ length: 30_000 }, (_, at) => `f${at}`).join('\n'))).toHaveLength(20_000);
});
