import { expect, test } from 'vitest';
import { listContext, listingHtml, listingSummary, treeOf } from './listing.ts';

const context = [
  { path: '.git/', bytes: 4_000_000 },
  { path: 'node_modules/', bytes: 2_000_000 },
  { path: 'packages/api/node_modules/', bytes: 1_000_000 },
  { path: 'src/main.ts', bytes: 1000 },
];
const out = (ignore: string, dockerfile?: string, path = '.dockerignore') =>
  Object.fromEntries(
    listContext(context, { [path]: ignore }, dockerfile)
      .files.filter((file) => file.out)
      .map((file) => [file.path, file.out?.line]),
  );

test.each<[string, Record<string, number>]>([
  ['', {}],
  ['node_modules\n', { 'node_modules/': 1 }],
  ['# a comment\n\n**/node_modules\n', { 'node_modules/': 3, 'packages/api/node_modules/': 3 }],
  ['.git\n**/node_modules\n!node_modules\n', { '.git/': 1, 'packages/api/node_modules/': 2 }],
])('which line keeps a path out: %j', (ignore, expected) => {
  expect(out(ignore)).toEqual(expected);
});

test("a Dockerfile's own ignore file counts for that Dockerfile", () => {
  expect(out('.git\n', 'nginx.Dockerfile', 'nginx.Dockerfile.dockerignore')).toEqual({ '.git/': 1 });
  expect(out('.git\n', 'Dockerfile', 'nginx.Dockerfile.dockerignore')).toEqual({});
});

test('the summary adds up', () => {
  expect(listingSummary(listContext(context, {}))).toBe('The build can see all of it: 7 MB.');
  expect(
    listingSummary({
      files: [
        { path: 'a', bytes: 1500 },
        { path: 'b', bytes: 2_000_000, out: { line: 1, pattern: 'b' } },
      ],
    }),
  ).toBe('The build can see 1.5 kB; 2 MB stay out.');
});

test('paths and patterns are escaped', () => {
  const html = listingHtml({ files: [{ path: '<b>', bytes: 1, out: { line: 1, pattern: '<i>' } }] }, '<u>');
  expect(html).not.toMatch(/<[biu]>/);
});

test('files stand under their folders; folders in a chain are one line, and add up what is in them', () => {
  const files = [
    { path: 'a/b/c.ts', bytes: 1 },
    { path: 'a/b/d/e.ts', bytes: 2, out: { line: 1, pattern: 'd' } },
    { path: 'node_modules/', bytes: 4 },
  ];
  expect(treeOf(files).map(({ depth, name, bytes, seen }) => `${'  '.repeat(depth)}${name} ${bytes} ${seen}`)).toEqual([
    'a/b/ 3 part',
    '  c.ts 1 in',
    '  d/ 2 out',
    '    e.ts 2 out',
    'node_modules/ 4 in',
  ]);
});
