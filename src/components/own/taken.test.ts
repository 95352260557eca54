import { expect, test } from 'vitest';
import { largest, takeFiles } from './taken.ts';

const file = (name: string, text: string, size = text.length) => ({ name, size, text: async () => text });

test.each([
  ['Dockerfile', 'Dockerfile'],
  ['dockerfile', 'Dockerfile'],
  ['Containerfile', 'Dockerfile'],
  ['api.Dockerfile', 'Dockerfile'],
  ['Dockerfile.prod', 'Dockerfile'],
  ['.dockerignore', '.dockerignore'],
  ['Dockerfile.dockerignore', '.dockerignore'],
  ['paths.txt', 'context.txt'],
  ['build', 'Dockerfile'],
])('%s goes into %s', async (name, tab) => {
  expect(await takeFiles([file(name, 'x')])).toEqual({ files: { [tab]: 'x' }, left: [] });
});

test('the first for each tab is taken, the rest is named', async () => {
  const given = [file('Dockerfile', 'a'), file('dev.Dockerfile', 'b'), file('compose.yaml', 'c'), file('.dockerignore', 'd')];
  expect(await takeFiles(given)).toEqual({ files: { Dockerfile: 'a', '.dockerignore': 'd' }, left: ['dev.Dockerfile', 'compose.yaml'] });
});

test('what is too large is not read', async () => {
  const given = { ...file('Dockerfile', 'a', largest + 1), text: () => Promise.reject(new Error('read')) };
  expect(await takeFiles([given])).toEqual({ files: {}, left: ['Dockerfile'] });
});
