import { describe, expect, test } from 'vitest';
import type { Change } from '../../build/cache.ts';
import { createWorkspace } from '../../build/create-workspace.ts';
import type { QuestionExercise } from '../exercise.ts';
import { grade } from '../grade.ts';
import { settleQuestion } from '../questions.ts';
import {
  contextOptions,
  leakedPlaces,
  placeOptions,
  placesOf,
  stopAnswer,
  stopOptions,
  transferAnswer,
  transferOptions,
  transferredPaths,
  variableValue,
} from './places.ts';
import { askReruns, rerunLines, stepOptions } from './steps.ts';

const dockerfile = `FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci \\
  --no-audit
COPY src ./src
ARG GIT_SHA
RUN echo "$GIT_SHA" > version
LABEL revision=$GIT_SHA
CMD ["node", "src/index.js"]
`;
const context = ['package.json', 'package-lock.json', 'src/index.js', 'README.md'].map((path) => ({ path, bytes: 10 }));
const workspace = (text = dockerfile) => createWorkspace({ Dockerfile: text }, { context });

test('the steps of a file as options', () => {
  expect(stepOptions(workspace())).toEqual([
    { id: '2', text: '2: `WORKDIR /app`' },
    { id: '3', text: '3: `COPY package.json package-lock.json ./`' },
    { id: '4', text: '4: `RUN npm ci --no-audit`' },
    { id: '6', text: '6: `COPY src ./src`' },
    { id: '8', text: '8: `RUN echo "$GIT_SHA" > version`' },
  ]);
  expect(stepOptions(workspace(), { metadata: true }).map(({ id }) => id)).toEqual(['2', '3', '4', '6', '7', '8', '9', '10']);
  expect(stepOptions(createWorkspace({}))).toEqual([]);
});

const edits: [change: Change, truth: string[]][] = [
  [{ kind: 'edit', path: 'README.md' }, []],
  [{ kind: 'edit', path: 'src/index.js' }, ['6', '8']],
  [{ kind: 'edit', path: 'package-lock.json' }, ['3', '4', '6', '8']],
  [{ kind: 'build-arg', name: 'GIT_SHA', value: 'abc' }, ['8']],
  [{ kind: 'base-image', image: 'node:24-slim' }, ['2', '3', '4', '6', '8']],
];
test.each(edits)('the truth after %o', (change, truth) => {
  expect(rerunLines(workspace(), change)).toEqual(truth);
  const asked = settleQuestion(askReruns({ id: 'q', text: '?', change, because: 'so' }), workspace());
  expect(asked.truth).toEqual(truth);
  expect(asked.options.map(({ id }) => id)).toEqual(['2', '3', '4', '6', '8']);
});

test('an option says why', () => {
  const feedback = (change: Change) =>
    settleQuestion(askReruns({ id: 'q', text: '?', change, because: '' }), workspace()).options.map((option) => option.feedback);
  expect(feedback({ kind: 'edit', path: 'src/index.js' })).toEqual([
    'Line 2 comes from the cache: nothing it starts from has changed.',
    'Line 3 comes from the cache: what it takes, and what it starts from, is as before.',
    'Line 4 comes from the cache: its text, its environment and the files it starts from are as before.',
    'Line 6 runs again: it reads `src/index.js`.',
    'Line 8 runs again: line 6 above it runs again, so it starts from other files.',
  ]);
});

test('what cannot be told is not asked', () => {
  const text = 'FROM node:24-slim AS b\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM node:24-slim\nCOPY --from=b /app/node_modules /n\n';
  const asked = settleQuestion(
    askReruns({ id: 'q', text: '?', change: { kind: 'edit', path: 'src/index.js' }, because: '' }),
    workspace(text),
  );
  expect([asked.options.map(({ id }) => id), asked.truth]).toEqual([
    ['2', '3', '4'],
    ['3', '4'],
  ]);
});

test('an exercise is graded by it', () => {
  const exercise: QuestionExercise = {
    kind: 'predict',
    slug: 'x',
    title: 'x',
    task: 'x',
    objectives: [],
    difficulty: 'practice',
    minutes: 1,
    editable: ['answers.json'],
    goals: [],
    version: 1,
    context: [...context, { path: 'Dockerfile', bytes: dockerfile.length, text: dockerfile }],
    questions: [askReruns({ id: 'edit', text: 'Which?', change: { kind: 'edit', path: 'src/index.js' }, because: 'From the sources on.' })],
  };
  const verdict = (picked: string[]) => grade(exercise, { 'answers.json': JSON.stringify({ edit: picked }) }).goals[0];
  expect(verdict(['8', '6'])?.outcome).toBe('pass');
  expect(verdict(['4', '6', '8'])?.outcome).toBe('fail');
  expect(verdict(['4', '6', '8'])?.message).toContain('Line 4 comes from the cache');
});

test('what crosses to the builder', () => {
  expect(contextOptions(workspace()).map(({ id }) => id)).toEqual([
    'Dockerfile',
    'README.md',
    'package-lock.json',
    'package.json',
    'src/index.js',
  ]);
  expect(transferredPaths(workspace(), 'none')).toEqual(['package-lock.json', 'package.json', 'src/index.js']);
  expect(transferredPaths(workspace(), { changed: ['src/index.js'] })).toEqual(['src/index.js']);
  const ids = transferOptions().map(({ id }) => id);
  const cases: [string, Parameters<typeof transferAnswer>[1], string[]][] = [
    [dockerfile, 'none', ['read']],
    [dockerfile, 'same', ['nothing']],
    [dockerfile, { changed: ['src/index.js'] }, ['changed']],
    [dockerfile, { changed: ['README.md'] }, ['nothing']],
    ['FROM scratch\nCOPY . .\n', 'none', ['all']],
    ['FROM scratch\nCOPY . .\n', { changed: ['README.md'] }, ['changed']],
  ];
  for (const [text, previous, expected] of cases) {
    const answer = transferAnswer(workspace(text), previous);
    expect(answer).toEqual(expected);
    expect(ids).toEqual(expect.arrayContaining(answer));
  }
  expect(transferAnswer(createWorkspace({ Dockerfile: dockerfile }), 'none')).toEqual([]);
});

describe('where secrets show', () => {
  test('by mechanism, among the places a question offers', () => {
    const offered = ['image-history', 'image-inspect', 'image-layer', 'container-environment'] as const;
    expect(placeOptions(offered).map(({ id }) => id)).toEqual([...offered]);
    expect(placesOf('env', offered)).toEqual(['image-inspect', 'image-history', 'container-environment']);
    expect(placesOf('arg', offered)).toEqual(['image-history']);
    expect(placesOf('copied-file-deleted', offered)).toEqual(['image-layer']);
    expect(placesOf('secret-mount', offered)).toEqual([]);
    expect(placesOf('run-env', offered)).toEqual(['container-environment']);
  });

  test('by line', () => {
    const text = 'FROM alpine:3.22\nARG NPM_TOKEN\nRUN npm ci\n';
    expect(leakedPlaces(workspace(text), 2)).toEqual(['image-history', 'provenance-max']);
    expect(leakedPlaces(workspace(text), 3)).toEqual([]);
  });
});

test('what docker stop comes to', () => {
  const stop = (end: string, options: Parameters<typeof stopAnswer>[1]) => stopAnswer(workspace(`FROM node:24-slim\n${end}\n`), options);
  expect(stop('CMD node x.js', { handlesSigterm: 'yes' })).toEqual(['after-grace-137']);
  expect(stop('CMD ["node", "x.js"]', { handlesSigterm: 'no' })).toEqual(['after-grace-137']);
  expect(stop('CMD ["node", "x.js"]', { handlesSigterm: 'no', init: true })).toEqual(['at-once-143']);
  expect(stop('CMD ["node", "x.js"]', { handlesSigterm: 'yes' })).toEqual(['at-once-0']);
  expect(stop('CMD ["npm", "start"]', { handlesSigterm: 'yes' })).toEqual([]);
  const ids = stopOptions().map(({ id }) => id);
  for (const id of ['after-grace-137', 'at-once-143', 'at-once-0']) expect(ids).toContain(id);
});

test('the value of a variable', () => {
  const text = 'ARG V=1\nFROM alpine:3.22 AS a\nARG V\nENV W=$V-w\nRUN x\nFROM alpine:3.22\nRUN y\nENV A=hello\nENV A=bye B=$A\nRUN z\n';
  const value = (name: string, line?: number, more: object = {}) =>
    variableValue(workspace(text), { name, ...(line === undefined ? {} : { line }), ...more });
  expect([value('V', 5), value('W', 5), value('V', 7), value('B', 10), value('A')]).toEqual(['1', '1-w', undefined, 'hello', 'bye']);
  expect(value('V', 5, { buildArgs: { V: '2' } })).toBe('2');
  expect(value('A', undefined, { runEnv: { A: 'run' } })).toBe('run');
  expect(value('constructor')).toBeUndefined();
});
