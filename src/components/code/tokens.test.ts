import { expect, test } from 'vitest';
import { colouredLines } from './lines.ts';
import { coloursOf, isDockerfile } from './tokens.ts';

test.each([
  ['Dockerfile', true],
  ['Dockerfile.dev', true],
  ['nginx.Dockerfile', true],
  ['docker/Dockerfile', true],
  ['nginx.Dockerfile.dockerignore', false],
  ['Dockerfile.dockerignore', false],
  ['.dockerignore', false],
  ['build.sh', false],
])('%s is a Dockerfile: %s', (path, expected) => {
  expect(isDockerfile(path)).toBe(expected);
});

test.each([
  ['.dockerignore', '# note\n!**/keep\n', ['# note', '!', '**']],
  ['build.sh', 'docker build --tag "x y" $NAME # go\n', ['--tag', '"x y"', '$NAME', ' # go']],
  ['compose.yaml', 'services:\n  web:\n    image: "nginx" # now\n', ['services', '  web', '    image', '"nginx"', ' # now']],
])('what is coloured in %s', (path, text, expected) => {
  expect(coloursOf(path, text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});

test.each(['FROM node:24 AS build\nRUN npm ci \\\n  && true # not\nCOPY <<EOF /a\n<b>\nEOF\n', '', '\n\n', 'FROM', 'RUN <<A <<B\nx'])(
  'every line and every letter of a Dockerfile is still there, escaped: %j',
  (text) => {
    const lines = colouredLines('Dockerfile', text);
    expect(lines.length).toBe(text.split('\n').length);
    const plain = lines.join('\n').replace(/<\/?span[^>]*>/g, '');
    expect(plain).not.toMatch(/[<>]/);
    expect(
      plain.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'),
    ).toBe(text);
  },
);

test('colours come in order and never overlap', () => {
  const text = 'FROM --platform=$BUILDPLATFORM node:24 AS b\nENV A="x $B" C=d\nRUN --mount=type=cache,target=/x npm ci\nCMD ["a", "b"]\n';
  let at = 0;
  for (const { start, end } of coloursOf('Dockerfile', text)) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    at = end;
  }
});
