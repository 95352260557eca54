import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { buildSucceeds } from './build-succeeds.ts';

function outcome(dockerfile: string, files: Record<string, string> = {}) {
  const goal = buildSucceeds({ id: 'x', kind: 'keep', title: 'x' });
  const said = goal.judge(createWorkspace({ Dockerfile: dockerfile, ...files }));
  return said.mistake ?? said.outcome;
}

const copying = (from: string) => `FROM node:24 AS build\nRUN touch /a\nFROM node:24\nCOPY --from=${from} /a /a\n`;

test.each<[what: string, dockerfile: string, outcome: string]>([
  ['a stage', copying('build'), 'pass'],
  ['an official image', copying('nginx'), 'pass'],
  ['an official image with a tag', copying('golang:1.26'), 'pass'],
  ['somebody’s image', copying('grafana/grafana'), 'pass'],
  ['an image of another registry', copying('ghcr.io/astral-sh/uv:0.9'), 'pass'],
  ['by digest', copying(`tools@sha256:${'a'.repeat(64)}`), 'pass'],
  ['a slip', copying('biuld'), 'no-such-stage'],
  ['a stage that is gone', copying('packages'), 'no-such-stage'],
  ['a mount from nobody', 'FROM node:24\nRUN --mount=from=packages,target=/x ls /x\n', 'no-such-stage'],
  ['a base that nobody made', 'FROM base\nRUN ls\n', 'no-such-stage'],
  ['in a stage that nobody needs', 'FROM nobody AS old\nFROM node:24\n', 'pass'],
])('%s', (_what, dockerfile, expected) => expect(outcome(dockerfile)).toBe(expected));

test('another file may give a name a meaning', () => {
  const compose = 'services:\n  api:\n    build:\n      context: .\n      additional_contexts:\n        packages: ../packages\n';
  expect(outcome(copying('packages'), { 'compose.yaml': compose })).toBe('pass');
  expect(outcome(copying('packages'), { 'build.sh': 'docker build --build-context packages=../packages .\n' })).toBe('pass');
});
