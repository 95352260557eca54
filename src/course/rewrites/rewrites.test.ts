import { describe, expect, test } from 'vitest';
import { type Files, parse } from '#engine';
import { rewrites } from './index.ts';
import { layoutRewrites } from './layout.ts';
import { mutantsOf } from './mutants.ts';
import { draw, randomFrom } from './random.ts';
import { edited, inTurn } from './rewrite.ts';

const named = (name: string) => {
  const found = rewrites.find((rewrite) => rewrite.name === name);
  if (!found) throw new Error(`There is no rewrite ${name}.`);
  return found;
};

test('every rewrite has a name of its own', () => expect(new Set(rewrites.map((each) => each.name)).size).toBe(rewrites.length));

const dockerfile = `# syntax=docker/dockerfile:1
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm --network=default npm ci && \\
    npm run build
RUN <<EOF
echo "a  b"
EOF

FROM node:24-slim
ENV A=1 B="x y"
ENV C 3
COPY --from=build --chown=node:node /app/dist ./dist
HEALTHCHECK --interval=5s CMD curl -f http://localhost:3000/ || exit 1
USER node
EXPOSE 3000
CMD ["node", "dist/index.js"]
`;

/** What a Dockerfile says once its layout is forgotten. */
const said = (text: string) =>
  parse(text).instructions.map(({ keyword, flags, args, heredocs, form }) => ({
    keyword,
    form,
    flags: flags.map(({ name, value }) => [name, value]),
    args: args.map((word) => word.replace(/\s+/g, ' ').replace(/^as$/i, 'AS').replace(/^cmd$/i, 'CMD').trim()),
    heredocs: heredocs.map(({ content }) => content),
  }));

describe('layout says the same', () => {
  test.each(layoutRewrites.filter((each) => each.name !== 'windows-line-ends' && each.name !== 'syntax-line'))('$name', (rewrite) => {
    const next = rewrite.apply({ Dockerfile: dockerfile })?.Dockerfile ?? '';
    expect(next).not.toBe(dockerfile);
    expect(parse(next).diagnostics).toEqual([]);
    expect(said(next)).toEqual(said(dockerfile));
  });
});

const cases: [name: string, path: string, before: string, after: string | undefined][] = [
  [
    'stages-renamed',
    'Dockerfile',
    'FROM a AS x\nFROM x\nCOPY --from=X /a /b\n',
    'FROM a AS stage-0-x\nFROM stage-0-x\nCOPY --from=stage-0-x /a /b\n',
  ],
  ['stages-renamed', 'Dockerfile', 'ARG B=x\nFROM a AS x\nFROM ${B}\n', undefined],
  ['stages-by-number', 'Dockerfile', 'FROM a AS x\nFROM b\nCOPY --from=x /a /b\n', 'FROM a AS x\nFROM b\nCOPY --from=0 /a /b\n'],
  ['stages-by-name', 'Dockerfile', 'FROM a\nFROM b\nCOPY --from=0 /a /b\n', 'FROM a AS stage-0\nFROM b\nCOPY --from=stage-0 /a /b\n'],
  [
    'mount-keys-in-other-order',
    'Dockerfile',
    'FROM a\nRUN --mount=type=cache,target=/x b\n',
    'FROM a\nRUN --mount=target=/x,type=cache b\n',
  ],
  [
    'mount-keys-in-other-order',
    'Dockerfile',
    'FROM a\nRUN --mount=type=secret,id=x,required b\n',
    'FROM a\nRUN --mount=type=secret,required,id=x b\n',
  ],
  ['env-with-blank', 'Dockerfile', 'FROM a\nENV A=1\n', 'FROM a\nENV A 1\n'],
  ['env-with-blank', 'Dockerfile', 'FROM a\nENV A=1 B=2\n', undefined],
  ['envs-merged', 'Dockerfile', 'FROM a\nENV A=1\nENV B=2\n', 'FROM a\nENV A=1 B=2\n'],
  ['envs-merged', 'Dockerfile', 'FROM a\nENV A=1\nENV B=$A\n', undefined],
  ['env-split', 'Dockerfile', 'FROM a\nENV A=1 B="x y"\n', 'FROM a\nENV A=1\nENV B="x y"\n'],
  [
    'tag-through-arg',
    'Dockerfile',
    'FROM a.b:5/c:1@sha256:0000000000000000000000000000000000000000000000000000000000000000 AS x\n',
    'ARG BASE_TAG_0=1\nFROM a.b:5/c:${BASE_TAG_0}@sha256:0000000000000000000000000000000000000000000000000000000000000000 AS x\n',
  ],
  ['tag-through-arg', 'Dockerfile', 'FROM a.b:5/c\n', undefined],
  ['workdir-in-two-steps', 'Dockerfile', 'FROM a\nWORKDIR /a/b\n', 'FROM a\nWORKDIR /a\nWORKDIR b\n'],
  ['copy-for-each-source', 'Dockerfile', 'FROM a\nCOPY --link x y ./\n', 'FROM a\nCOPY --link x ./\nCOPY --link y ./\n'],
  ['copies-merged', 'Dockerfile', 'FROM a\nCOPY x ./\nCOPY y ./\n', 'FROM a\nCOPY x y ./\n'],
  ['copies-merged', 'Dockerfile', 'FROM a\nCOPY x ./\nCOPY --link y ./\n', undefined],
  ['copy-as-json', 'Dockerfile', 'FROM a\nCOPY x ./\n', 'FROM a\nCOPY ["x","./"]\n'],
  ['run-as-heredoc', 'Dockerfile', 'FROM debian\nRUN a && b\n', 'FROM debian\nRUN <<EOF\nset -e\na\nb\nEOF\n'],
  ['run-as-heredoc', 'Dockerfile', 'FROM debian\nRUN a || b\n', undefined],
  ['run-in-exec-form', 'Dockerfile', 'FROM debian\nRUN npm ci\n', 'FROM debian\nRUN ["npm","ci"]\n'],
  ['run-in-exec-form', 'Dockerfile', 'FROM debian\nRUN echo $HOME\n', undefined],
  ['ignore-trailing-slashes', '.dockerignore', 'a\n!b/\n', 'a/\n!b/\n'],
  ['ignore-leading-slashes', '.dockerignore', 'a\n!**/b\n', '/a\n!/**/b\n'],
  ['yaml-strings-in-double-quotes', 'x.yaml', 'a: b\nc: 0400\nd: yes\n', 'a: "b"\nc: 0400\nd: yes\n'],
  ['yaml-keys-in-other-order', 'x.yaml', 'a: 1\nb:\n', 'b:\na: 1\n'],
  ['yaml-keys-in-other-order', 'x.yaml', 'a: &x 1\nb: *x\n', undefined],
  [
    'compose-environment-as-list',
    'compose.yaml',
    'services:\n  a:\n    environment:\n      A: b\n      C:\n',
    'services:\n  a:\n    environment:\n      - "A=b"\n      - "C"\n',
  ],
  [
    'compose-ports-long',
    'compose.yaml',
    'services:\n  a:\n    ports: ["127.0.0.1:80:8080"]\n',
    'services:\n  a:\n    ports:\n      - target: 8080\n        published: "80"\n        host_ip: 127.0.0.1\n',
  ],
  [
    'compose-volumes-long',
    'compose.yaml',
    'services:\n  a:\n    volumes:\n      - ./x:/y:ro\n',
    'services:\n  a:\n    volumes:\n      - type: bind\n        source: ./x\n        target: /y\n        read_only: true\n',
  ],
  ['command-flags-in-other-order', 'build.sh', 'docker build --tag x --file y .\n', 'docker build --file y --tag x .\n'],
  ['command-flags-in-other-order', 'build.sh', 'docker run --memory 1g --memory 2g x\n', undefined],
  ['command-flags-short', 'build.sh', 'docker build --tag x .\n', 'docker build -t x .\n'],
  ['command-flags-long', 'build.sh', 'docker run -p 80:80 -d x\n', 'docker run --publish 80:80 --detach x\n'],
  ['answers-in-other-order', 'answers.json', '{"a":["1","2"],"b":["3"]}', '{"b":["3"],"a":["2","1"]}'],
];

test.each(cases)('%s: %s %j', (name, path, before, after) => expect(named(name).apply({ [path]: before })?.[path]).toBe(after));

test('what cannot be read is left alone', () => {
  const broken: Files = { Dockerfile: 'FORM x\nRUN "\n', 'compose.yaml': 'a: [', 'build.sh': 'if', 'answers.json': '{' };
  for (const rewrite of rewrites) expect(() => rewrite.apply(broken), rewrite.name).not.toThrow();
  expect(named('stages-renamed').apply(broken)).toBeUndefined();
  expect(named('yaml-comments').apply(broken)).toBeUndefined();
});

test('rewrites one after the other', () => {
  const both = inTurn([named('keywords-in-lower-case'), named('stages-by-number'), named('no-last-line-end')]);
  expect(both.apply({ Dockerfile: 'FROM a\n' })).toEqual({ Dockerfile: 'from a' });
  expect(both.apply({ 'x.txt': 'FROM a\n' })).toBeUndefined();
});

test('edits are made from any order, and the later of two that overlap is left out', () => {
  const edit = (start: number, end: number, text: string) => ({ span: { start, end }, text });
  expect(edited('abcdef', [edit(4, 5, 'E'), edit(0, 2, 'X'), edit(1, 3, 'Y')])).toBe('XcdEf');
});

test('what is drawn for a seed is drawn again', () => {
  const items = ['a', 'b', 'c', 'd', 'e'];
  expect(draw(items, 3, randomFrom(4))).toEqual(draw(items, 3, randomFrom(4)));
  expect(new Set(draw(items, 9, randomFrom(4)))).toEqual(new Set(items));
});

test('mutants each lack one thing', () => {
  const files = {
    Dockerfile: 'FROM node:24 AS a\nRUN npm ci --omit=dev\nFROM node:24\nCOPY --from=a x y ./\nUSER node\nCMD ["x"]\n',
    '.dockerignore': 'b\n',
    'compose.yaml': 'services:\n  a:\n    image: b\n',
  };
  const names = mutantsOf(files, { asksForSupport: true }).map((mutant) => mutant.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      '.dockerignore: without `b`',
      'Dockerfile: `CMD ["x"]` in shell form',
      'Dockerfile: `FROM node:24` on node:16-slim',
      'Dockerfile: with `USER root` at the end',
      'Dockerfile: without `--from=a` of `COPY --from=a x y ./`',
      'Dockerfile: without `--omit=dev` of `RUN npm ci --omit=dev`',
      'Dockerfile: without `USER node`',
      'Dockerfile: without `x` of `COPY --from=a x y ./`',
      'compose.yaml: without `services.a.image: b`',
      'compose.yaml: empty',
    ]),
  );
});
