import { expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { contextReads, type Previous, transfer } from './reads.ts';

const context = [
  { path: 'package.json', bytes: 10 },
  { path: 'package-lock.json', bytes: 20 },
  { path: 'src/a.ts', bytes: 3 },
  { path: 'src/b.ts', bytes: 4 },
  { path: 'data/', bytes: 2_000_000_000 },
  { path: 'README.md', bytes: 7 },
];
const chosen = 'FROM node:24-slim\nCOPY package*.json ./\nCOPY src ./src\n';
const workspace = (dockerfile: string, ignore?: string) =>
  createWorkspace({ Dockerfile: dockerfile, ...(ignore === undefined ? {} : { '.dockerignore': ignore }) }, { context });
const paths = (files: readonly { path: string }[]) => files.map(({ path }) => path);

const named = ['package-lock.json', 'package.json', 'src/a.ts', 'src/b.ts'];
const all = ['Dockerfile', 'README.md', 'data/', ...named];
const cases: [what: string, dockerfile: string, previous: Previous, expected: string[], ignore?: string][] = [
  ['a first build sends what is named', chosen, 'none', named],
  ['a second build sends nothing', chosen, 'same', []],
  ['one edited file', chosen, { changed: ['src/a.ts'] }, ['src/a.ts']],
  ['an edited file that nobody reads', chosen, { changed: ['README.md'] }, []],
  ['a file in a folder that is not read', chosen, { changed: ['data/x.bin'] }, []],
  ['everything', 'FROM scratch\nCOPY . .\n', 'none', all],
  ['everything but what is ignored', 'FROM scratch\nCOPY . .\n', 'none', ['README.md', ...named], 'data\nDockerfile\n.dockerignore'],
  ['everything, one file changed', 'FROM scratch\nCOPY . .\n', { changed: ['src/b.ts'] }, ['src/b.ts']],
  ['a folder listed as one', 'FROM scratch\nCOPY . .\n', { changed: ['data/x.bin'] }, ['data/']],
  ['a bind mount', 'FROM alpine\nRUN --mount=type=bind,source=src,target=/s ls\n', 'none', ['src/a.ts', 'src/b.ts']],
  ['no COPY at all', 'FROM alpine\nWORKDIR /x\nEXPOSE 80\nRUN ls\n', 'none', []],
  ['a stage that is not needed', 'FROM alpine AS a\nCOPY data /d\nFROM alpine\nCOPY src /s\n', 'none', ['src/a.ts', 'src/b.ts']],
  [
    'a stage, an image, an address',
    'FROM alpine AS a\nFROM alpine\nCOPY --from=a /x /\nCOPY --from=nginx /y /\nADD https://example.com/z /\n',
    'none',
    [],
  ],
];
test.each(cases)('%s', (_, dockerfile, previous, expected, ignore) => {
  const sent = transfer(workspace(dockerfile, ignore), { previous });
  expect(paths(sent.files).sort()).toEqual([...expected].sort());
  expect(sent.bytes).toBe(sent.files.reduce((sum, file) => sum + file.bytes, 0));
});

test('what is read, step by step and in bytes', () => {
  const reads = contextReads(workspace(chosen));
  expect(reads.bytes).toBe(37);
  expect(reads.complete).toBe(true);
  expect(reads.steps.map(({ step, files }) => [step.line, paths(files)])).toEqual([
    [2, ['package-lock.json', 'package.json']],
    [3, ['src/a.ts', 'src/b.ts']],
  ]);
});

test('a target reads for its own stages', () => {
  const file = 'FROM alpine AS a\nCOPY README.md /\nFROM alpine\nCOPY src /s\n';
  expect(paths(contextReads(workspace(file), { target: 'a' }).files)).toEqual(['README.md']);
});

test('what cannot be told is said', () => {
  expect(contextReads(createWorkspace({ Dockerfile: chosen })).complete).toBe(false);
  expect(contextReads(workspace('FROM alpine\nARG X\nCOPY $X /\n')).complete).toBe(false);
  expect(contextReads(createWorkspace({})).complete).toBe(false);
});

test('Dockerfile and ignore file travel by themselves', () => {
  expect(transfer(workspace(chosen, 'data'), { previous: 'same' }).definition).toEqual(['Dockerfile', '.dockerignore']);
});
