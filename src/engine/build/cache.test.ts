import { describe, expect, test } from 'vitest';
import { type Because, type Change, rerun } from './cache.ts';
import { createWorkspace } from './create-workspace.ts';

const listing = ['package.json', 'package-lock.json', 'tsconfig.json', 'src/index.ts', 'src/lib/a.ts', 'docs/guide.md', 'README.md'].map(
  (path) => ({ path, bytes: 100 }),
);

/** Lines that run again; `?` behind those that cannot be told, `-` before those that are never built. */
function lines(dockerfile: string, change: Change, options: { ignore?: string; buildArgs?: Record<string, string>; target?: string } = {}) {
  const files = { Dockerfile: dockerfile, ...(options.ignore === undefined ? {} : { '.dockerignore': options.ignore }) };
  const context = listing.map((file) =>
    file.path === 'package.json' ? { ...file, text: '{"scripts":{"build":"tsc --outDir dist"}}' } : file,
  );
  const workspace = createWorkspace(files, { context, buildArgs: options.buildArgs ?? {} });
  const runs = rerun(workspace, change, options.target === undefined ? {} : { target: options.target });
  return runs.flatMap(({ step, outcome }) =>
    outcome === 'reruns'
      ? [`${step.line}`]
      : outcome === 'unknown'
        ? [`${step.line}?`]
        : outcome === 'never-built'
          ? [`-${step.line}`]
          : [],
  );
}

const app = `FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
ARG GIT_SHA
RUN echo "$GIT_SHA" > version
LABEL revision=$GIT_SHA
CMD ["node", "dist/index.js"]
`;

describe('one stage', () => {
  const cases: [what: string, change: Change, expected: string[], ignore?: string][] = [
    ['an ignored file', { kind: 'edit', path: 'README.md' }, [], '*.md\n.dockerignore\nDockerfile'],
    ['a file that COPY . takes', { kind: 'edit', path: 'README.md' }, ['5', '6', '8']],
    ['a source', { kind: 'edit', path: 'src/index.ts' }, ['5', '6', '8']],
    ['a folder of sources', { kind: 'edit', path: 'src' }, ['5', '6', '8']],
    ['a new source', { kind: 'add', path: 'src/new.ts' }, ['5', '6', '8']],
    ['a source that goes', { kind: 'delete', path: 'src/lib/a.ts' }, ['5', '6', '8']],
    ['the lockfile', { kind: 'edit', path: 'package-lock.json' }, ['3', '4', '5', '6', '8']],
    ['only times', { kind: 'touch', path: ['package-lock.json', 'src/index.ts'] }, []],
    ['a build argument', { kind: 'build-arg', name: 'GIT_SHA', value: 'abc' }, ['8']],
    ['an argument that nobody declares', { kind: 'build-arg', name: 'OTHER', value: 'abc' }, []],
    ['a proxy that nobody declares', { kind: 'build-arg', name: 'HTTP_PROXY', value: 'http://p' }, []],
    ['dates of files', { kind: 'build-arg', name: 'SOURCE_DATE_EPOCH', value: '0' }, ['2', '3', '4', '5', '6', '8']],
    ['a moved tag', { kind: 'base-image' }, ['2', '3', '4', '5', '6', '8']],
    ['a moved tag by name', { kind: 'base-image', image: 'node' }, ['2', '3', '4', '5', '6', '8']],
    ['the tag of another image', { kind: 'base-image', image: 'nginx' }, []],
    ['a rotated secret', { kind: 'secret', id: 'npm' }, []],
    ['an emptied cache mount', { kind: 'cache-mount' }, []],
    // Only RUN, COPY and ADD are told to forget: the WORKDIR above them comes from the cache.
    ['no cache', { kind: 'no-cache' }, ['3', '4', '5', '6', '8']],
    ['another LABEL', { kind: 'instruction', line: 9, text: 'LABEL revision=none' }, ['5', '6', '8']],
    ['another LABEL where the Dockerfile is ignored', { kind: 'instruction', line: 9, text: 'LABEL revision=none' }, [], 'Dockerfile'],
    ['another install', { kind: 'instruction', line: 4, text: 'RUN npm ci --no-audit' }, ['4', '5', '6', '8'], 'Dockerfile'],
    ['a path written otherwise', { kind: 'instruction', line: 3, text: 'COPY ./package.json /package-lock.json ./' }, [], 'Dockerfile'],
    [
      'the ignore file',
      { kind: 'edit', path: '.dockerignore', text: 'Dockerfile\ndocs\n.dockerignore' },
      ['5', '6', '8'],
      'Dockerfile\n.dockerignore',
    ],
    [
      'the ignore file, with a rule for what is not there',
      { kind: 'edit', path: '.dockerignore', text: 'Dockerfile\n.dockerignore\n*.log' },
      [],
      'Dockerfile\n.dockerignore',
    ],
  ];
  test.each(cases)('%s', (_, change, expected, ignore) => {
    expect(lines(app, change, ignore === undefined ? {} : { ignore })).toEqual(expected);
  });
});

describe('what a key is made of', () => {
  const cases: [what: string, dockerfile: string, change: Change, expected: string[]][] = [
    [
      'an ARG counts from the first RUN below it, named there or not',
      'FROM alpine:3.22\nARG V\nCOPY README.md /\nRUN a\nRUN b\n',
      { kind: 'build-arg', name: 'V', value: '2' },
      ['4', '5'],
    ],
    ['an ARG below every RUN', 'FROM alpine:3.22\nRUN a\nARG V\nLABEL v=$V\nCMD ["x"]\n', { kind: 'build-arg', name: 'V', value: '2' }, []],
    [
      'an ARG of one stage',
      'FROM alpine:3.22 AS a\nARG V\nRUN a > /a\nFROM alpine:3.22\nRUN b\nCOPY --from=a /a /\n',
      { kind: 'build-arg', name: 'V', value: '2' },
      ['3', '6'],
    ],
    ['an ARG above FROM that nobody brings in', 'ARG V=1\nFROM alpine:3.22\nRUN a\n', { kind: 'build-arg', name: 'V', value: '2' }, []],
    ['an ARG above FROM in its image', 'ARG V=3.22\nFROM alpine:$V\nRUN a\n', { kind: 'build-arg', name: 'V', value: '3.23' }, ['3']],
    ['the value that is its default', 'FROM alpine:3.22\nARG V=1\nRUN a\n', { kind: 'build-arg', name: 'V', value: '1' }, []],
    [
      'an ENV of the same name wins over an ARG',
      'FROM alpine:3.22\nARG V\nENV V=1\nRUN a\n',
      { kind: 'build-arg', name: 'V', value: '2' },
      [],
    ],
    [
      'an ENV made of an ARG',
      'FROM alpine:3.22\nARG V\nENV W=$V\nCOPY README.md /\nRUN a\n',
      { kind: 'build-arg', name: 'V', value: '2' },
      ['5'],
    ],
    [
      'an ARG in a path of COPY',
      'FROM alpine:3.22\nARG D=src\nRUN a\nCOPY $D /x\nCOPY docs /d\n',
      { kind: 'build-arg', name: 'D', value: 'docs' },
      ['3', '4', '5'],
    ],
    ['a declared proxy', 'FROM alpine:3.22\nARG HTTP_PROXY\nRUN a\n', { kind: 'build-arg', name: 'HTTP_PROXY', value: 'p' }, ['3']],
    [
      'a variable in an inline file',
      'FROM alpine:3.22\nARG V=1\nCOPY <<EOF /v\nis $V\nEOF\nCOPY docs /d\n',
      { kind: 'build-arg', name: 'V', value: '2' },
      ['3', '6'],
    ],
    [
      'a quoted inline file',
      "FROM alpine:3.22\nARG V=1\nCOPY <<'EOF' /v\nis $V\nEOF\nCOPY docs /d\n",
      { kind: 'build-arg', name: 'V', value: '2' },
      [],
    ],
    [
      'the text of an inline file',
      'FROM alpine:3.22\nCOPY docs /d\nCOPY <<EOF /v\none\nEOF\n',
      { kind: 'instruction', line: 4, text: 'COPY <<EOF /v\ntwo\nEOF' },
      ['3'],
    ],
    ['another user', 'FROM alpine:3.22\nUSER a\nRUN a\n', { kind: 'instruction', line: 2, text: 'USER b' }, ['3']],
    ['another port', 'FROM alpine:3.22\nEXPOSE 80\nRUN a\n', { kind: 'instruction', line: 2, text: 'EXPOSE 90' }, []],
    ['a comment', 'FROM alpine:3.22\n# one\nRUN a\n', { kind: 'dockerfile', text: 'FROM alpine:3.22\n# two\n\nRUN a\n' }, []],
    [
      'a step above',
      'FROM alpine:3.22\nRUN a\nRUN b\n',
      { kind: 'dockerfile', text: 'FROM alpine:3.22\nRUN z\nRUN a\nRUN b\n' },
      ['2', '3', '4'],
    ],
    [
      'a step at the end',
      'FROM alpine:3.22\nRUN a\nRUN b\n',
      { kind: 'dockerfile', text: 'FROM alpine:3.22\nRUN a\nRUN b\nRUN c\n' },
      ['4'],
    ],
    [
      'a shell',
      'FROM alpine:3.22\nSHELL ["/bin/ash", "-c"]\nRUN a\n',
      { kind: 'instruction', line: 2, text: 'SHELL ["/bin/ash", "-ec"]' },
      ['3'],
    ],
    ['a folder', 'FROM alpine:3.22\nCOPY src /x\nRUN a\n', { kind: 'edit', path: 'docs/guide.md' }, []],
    ['a wildcard', 'FROM alpine:3.22\nCOPY package*.json ./\nRUN a\n', { kind: 'add', path: 'package-x.json' }, ['2', '3']],
    ['a wildcard does not cross folders', 'FROM alpine:3.22\nCOPY src/*.ts /x/\n', { kind: 'edit', path: 'src/lib/a.ts' }, []],
    ['a pattern of --parents does', 'FROM alpine:3.22\nCOPY --parents src/**/*.ts /x/\n', { kind: 'edit', path: 'src/lib/a.ts' }, ['2']],
    ['--exclude', 'FROM alpine:3.22\nCOPY --exclude=*.md docs /x/\nCOPY docs /y\n', { kind: 'edit', path: 'docs/guide.md' }, ['3']],
    [
      'a linked copy',
      'FROM alpine:3.22\nCOPY --link src /s\nCOPY --link docs /d\nRUN a\n',
      { kind: 'edit', path: 'src/index.ts' },
      ['2', '4'],
    ],
    ['a linked copy on a moved base', 'FROM alpine:3.22\nRUN a\nCOPY --link docs /d\n', { kind: 'base-image' }, ['2']],
    ['a pinned base', `FROM alpine:3.22@sha256:${'a'.repeat(64)}\nRUN a\n`, { kind: 'base-image' }, []],
    [
      'a bind mount',
      'FROM alpine:3.22\nRUN --mount=type=bind,source=package.json,target=p.json a\nRUN b\n',
      { kind: 'edit', path: 'package.json' },
      ['2', '3'],
    ],
    [
      'a bind mount of something else',
      'FROM alpine:3.22\nRUN --mount=type=bind,source=package.json,target=p.json a\n',
      { kind: 'edit', path: 'package-lock.json' },
      [],
    ],
    ['a bind mount of everything', 'FROM alpine:3.22\nRUN --mount=target=. a\n', { kind: 'edit', path: 'docs/guide.md' }, ['2']],
    [
      'another id of a secret',
      'FROM alpine:3.22\nRUN --mount=type=secret,id=a x\n',
      { kind: 'instruction', line: 2, text: 'RUN --mount=type=secret,id=b x' },
      ['2'],
    ],
    ['the root folder makes no step', 'FROM alpine:3.22\nWORKDIR /\nRUN a\n', { kind: 'base-image' }, ['3']],
    ['ADD of an archive', 'FROM alpine:3.22\nADD README.md /\n', { kind: 'edit', path: 'README.md' }, ['2']],
    ['ADD of an address', 'FROM alpine:3.22\nADD https://example.com/x /\n', { kind: 'edit', path: 'x' }, []],
  ];
  test.each(cases)('%s', (_, dockerfile, change, expected) => {
    expect(lines(dockerfile, change)).toEqual(expected);
  });
});

const stages = `FROM node:24-slim AS deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY src ./src
COPY tsconfig.json ./
RUN npm run build
FROM build AS test
RUN npm test
FROM node:24-slim
WORKDIR /app
COPY --from=deps /app/node_modules ./node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/dist ./dist
USER node
CMD ["node", "dist/index.js"]
`;

describe('stages', () => {
  const skipped = '-13';
  const cases: [what: string, change: Change, expected: string[]][] = [
    ['a source', { kind: 'edit', path: 'src/index.ts' }, ['9', '10', '11', skipped, '18']],
    ['the lockfile', { kind: 'edit', path: 'package-lock.json' }, ['3', '4', '7', '8', '9', '10', '11', skipped, '16', '17', '18']],
    [
      'the base of all',
      { kind: 'base-image', image: 'node:24-slim' },
      ['2', '3', '4', '6', '7', '8', '9', '10', '11', skipped, '15', '16', '17', '18'],
    ],
    ['no file that is read', { kind: 'edit', path: 'docs/guide.md' }, [skipped]],
    ['one stage without cache', { kind: 'no-cache', stages: ['deps'] }, ['3', '4', skipped, '16?', '17?', '18?']],
  ];
  test.each(cases)('%s', (_, change, expected) => {
    expect(lines(stages, change)).toEqual(expected);
  });

  test('a target needs its own stages', () => {
    expect(lines(stages, { kind: 'edit', path: 'src/index.ts' }, { target: 'test' })).toEqual([
      '-2',
      '-3',
      '-4',
      '9',
      '10',
      '11',
      '13',
      '-15',
      '-16',
      '-17',
      '-18',
      '-19',
      '-20',
    ]);
  });

  test('an install that runs again below the sources may leave the same', () => {
    const file =
      'FROM node:24-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM node:24-slim\nCOPY --from=build /app/node_modules /n\n';
    expect(lines(file, { kind: 'edit', path: 'src/index.ts' })).toEqual(['3', '4', '6?']);
    expect(lines(file, { kind: 'edit', path: 'package-lock.json' })).toEqual(['3', '4', '6']);
  });

  test('certificates and time zones come with the base image, unless a step may have changed them', () => {
    const copies = 'FROM scratch\nCOPY --from=a /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/\nCOPY --from=a /bin/s /s\n';
    const build = 'RUN go build -o /bin/s ./src\n';
    const of = (steps: string, change: Change) => lines(`FROM golang:1.25-alpine AS a\nWORKDIR /w\n${steps}${build}${copies}`, change);
    const edited: Change = { kind: 'edit', path: 'src/index.ts' };
    expect(of('COPY . .\n', edited)).toEqual(['3', '4', '7']);
    expect(of('RUN apk add ca-certificates\nCOPY . .\n', edited)).toEqual(['4', '5', '8']);
    expect(of('COPY . .\nRUN apk add ca-certificates\n', edited)).toEqual(['3', '4', '5', '7?', '8']);
    expect(of('COPY . .\nRUN ./setup.sh\n', edited)).toEqual(['3', '4', '5', '7', '8']);
    expect(of('COPY . .\n', { kind: 'base-image', image: 'golang' })).toEqual(['2', '3', '4', '6', '7']);
  });

  test('a bind mount from a stage goes by the files', () => {
    const file =
      'FROM alpine:3.22 AS a\nCOPY docs /d\nCOPY src /s\nFROM alpine:3.22\nRUN --mount=from=a,source=/d,target=/d x\nRUN --mount=from=a,source=/s,target=/s y\n';
    expect(lines(file, { kind: 'edit', path: 'src/index.ts' })).toEqual(['3', '6']);
  });
});

describe('reasons', () => {
  const why = (dockerfile: string, change: Change, line: number) => {
    const workspace = createWorkspace({ Dockerfile: dockerfile }, { context: listing });
    const steps = new Set(workspace.build()?.stages.flatMap((stage) => stage.steps));
    const run = rerun(workspace, change).find(({ step }) => step.line === line);
    const tell = (because: Because) => {
      if (because.kind === 'files') return `files ${because.paths}`;
      if (because.kind === 'variable') return `variable ${because.names}`;
      if (because.kind === 'above') return `above ${because.step.line}${steps.has(because.step) ? '' : ' not ours'}`;
      if (because.kind === 'base-stage') return `base-stage ${because.stage.name} ${because.step?.line}`;
      if (because.kind === 'source-stage') return `source-stage ${because.stage.name} ${because.step?.line} ${because.sure}`;
      return because.kind;
    };
    return run?.because.map(tell);
  };
  const cases: [dockerfile: string, change: Change, line: number, expected: string[]][] = [
    [app, { kind: 'edit', path: 'src/index.ts' }, 5, ['files src/index.ts']],
    [app, { kind: 'edit', path: 'src/index.ts' }, 8, ['above 5']],
    [app, { kind: 'delete', path: 'src/index.ts' }, 5, ['files src/index.ts']],
    [app, { kind: 'build-arg', name: 'GIT_SHA', value: 'x' }, 8, ['variable GIT_SHA']],
    [app, { kind: 'base-image' }, 2, ['base-image']],
    [app, { kind: 'base-image' }, 4, ['above 2']],
    [app, { kind: 'no-cache' }, 3, ['no-cache']],
    [stages, { kind: 'edit', path: 'src/index.ts' }, 18, ['source-stage build 9 false']],
    ['FROM alpine:3.22 AS a\nCOPY src /s\nFROM a\nRUN x\n', { kind: 'edit', path: 'src/index.ts' }, 4, ['base-stage a 2']],
    [
      'FROM alpine:3.22 AS a\nCOPY src /s\nFROM alpine:3.22\nCOPY --from=a /s /s\n',
      { kind: 'edit', path: 'src/index.ts' },
      4,
      ['source-stage a 2 true'],
    ],
    // The linked copy stands on nothing, and what is below it stands on the copy.
    ['FROM alpine:3.22\nCOPY --link src /s\nCOPY docs /d\n', { kind: 'edit', path: 'src/index.ts' }, 3, ['above 2']],
    // A file of the context among what a command made: it is another one, whatever the command leaves.
    [
      'FROM node:24-slim AS a\nWORKDIR /app\nCOPY . .\nRUN npm run build\nFROM alpine:3.22\nCOPY --from=a /app /app\n',
      { kind: 'edit', path: 'src/index.ts' },
      6,
      ['source-stage a 3 true'],
    ],
    // What surely runs again is the reason, not what may.
    [
      'FROM node:24-slim AS a\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM alpine:3.22\nCOPY --from=a /app/node_modules /n\nCOPY src /s\nRUN x\n',
      { kind: 'edit', path: 'src/index.ts' },
      8,
      ['above 7'],
    ],
  ];
  test.each(cases)('case %#', (dockerfile, change, line, expected) => {
    expect(why(dockerfile, change, line)).toEqual(expected);
  });
});

test('configuration is told apart, with whether it is another', () => {
  const runs = rerun(createWorkspace({ Dockerfile: app }, { context: listing }), { kind: 'build-arg', name: 'GIT_SHA', value: 'x' });
  const told = runs.filter(({ outcome }) => outcome === 'metadata').map(({ step, changed }) => [step.keyword, changed]);
  expect(told).toEqual([
    ['ARG', true],
    ['LABEL', true],
    ['CMD', false],
  ]);
});

test('nothing is thrown, whatever is given', () => {
  const files = [
    '',
    'FROM',
    'COPY . .',
    'FROM a AS b\nCOPY --from=b / /\n',
    'FROM $X\nRUN --mount=type=bind,from=nope x\n',
    'FROM a\nCOPY $X /\n',
  ];
  const changes: Change[] = [
    { kind: 'edit', path: '' },
    { kind: 'instruction', line: 99, text: 'x' },
    { kind: 'build-arg', name: '__proto__' },
    { kind: 'no-cache' },
    { kind: 'delete', path: 'Dockerfile' },
  ];
  for (const text of files) for (const change of changes) expect(() => rerun(createWorkspace({ Dockerfile: text }), change)).not.toThrow();
  expect(rerun(createWorkspace({}), { kind: 'no-cache' })).toEqual([]);
});
