import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { missingUser } from './groups.ts';

test.each<[string, string[], string | undefined]>([
  ['nobody made it', ['USER app', 'RUN true'], 'app'],
  ['made before', ['RUN useradd app', 'USER app', 'RUN true'], undefined],
  ['of the image', ['USER node', 'RUN true'], undefined],
  ['of the system', ['USER www-data', 'RUN true'], undefined],
  ['a number', ['USER 1000:1000', 'RUN true'], undefined],
  ['chown to nobody', ['RUN mkdir /a && chown app:app /a'], 'app'],
  ['chown to a number', ['RUN mkdir /a && chown 5:5 /a'], undefined],
  ['copied for nobody', ['COPY --chown=app x /x'], 'app'],
  ['an account file of its own', ['COPY passwd /etc/passwd', 'USER app', 'RUN true'], undefined],
  ['another file below /etc', ['COPY hosts /etc/ssh/known_hosts', 'USER app', 'RUN true'], 'app'],
  ['a package may make it', ['RUN apt-get update && apt-get install -y postgresql', 'USER postgres', 'RUN true'], undefined],
  ['a package that makes none', ['RUN apt-get update && apt-get install -y git', 'USER app', 'RUN true'], 'app'],
])('%s', (_, lines, expected) => {
  const build = createWorkspace({ Dockerfile: ['FROM node:24-slim', ...lines].join('\n') }, {}).build();
  expect(build?.final && missingUser(build.final)?.user).toBe(expected);
});

test('what an unknown image holds cannot be told', () => {
  const build = createWorkspace({ Dockerfile: 'FROM example.com/base\nUSER app\nRUN true' }, {}).build();
  expect(build?.final && missingUser(build.final)).toBeUndefined();
});
