import { expect, test } from 'vitest';
import { answerOwn, buildFiles } from './answer.ts';
import { example } from './example.ts';

test('the example can be read, there is something to find in it, and something reruns', () => {
  const { findings, graph, simulation } = answerOwn({ files: example, asked: {} });
  expect(findings.filter(({ stopsBuild }) => stopsBuild)).toEqual([]);
  expect(findings.map(({ rule }) => rule)).toEqual(['run-as-non-root', 'use-exec-form']);
  expect(graph).toContain('<svg');
  expect(simulation?.reruns).toMatch(/npm ci/);
  expect(simulation?.ships).toMatch(/node_modules/);
});

test('nothing is simulated where only findings are asked for', () => {
  expect(answerOwn({ files: example }).simulation).toBeUndefined();
});

test('an empty ignore file is none, and an empty list of paths means that every path counts as there', () => {
  expect(buildFiles({ Dockerfile: 'FROM a', '.dockerignore': ' \n', 'context.txt': '\n' })).toEqual({
    files: { Dockerfile: 'FROM a' },
    paths: [],
  });
  const files = { Dockerfile: 'FROM node:24-slim\nCOPY nowhere /x\nUSER node\nCMD ["node", "/x"]\n' };
  const rules = (more: object) => answerOwn({ files: { ...files, ...more } }).findings.map(({ rule }) => rule);
  expect(rules({})).toEqual(rules({ 'context.txt': 'nowhere' }));
});

test('nothing at all is answered too', () => {
  expect(answerOwn({ files: {}, asked: {} }).graph).toBe('');
});
