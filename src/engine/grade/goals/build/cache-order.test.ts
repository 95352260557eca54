import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { argumentCostsNothing, editReinstallsNothing, installsInFolder, labelsWith, writesWhereItMay } from './cache-order.ts';

const named = (id: string) => ({ id, kind: 'achieve' as const, title: id });
const goals = [
  editReinstallsNothing({ ...named('edit'), edited: 'src/a.ts' }),
  argumentCostsNothing({ ...named('commit'), argument: 'GIT_SHA', when: 'Every commit' }),
  installsInFolder(named('folder')),
  labelsWith({ ...named('label'), label: 'revision', argument: 'GIT_SHA' }),
  writesWhereItMay(named('write')),
];

const manifest = '{ "scripts": { "build": "tsc" }, "devDependencies": { "typescript": "^6.0.0" } }';
const context = [
  { path: 'package.json', bytes: manifest.length, text: manifest },
  ...['package-lock.json', 'src/a.ts', 'README.md', 'pyproject.toml', 'uv.lock'].map((path) => ({ path, bytes: 10 })),
  { path: 'tsconfig.json', bytes: 44, text: '{ "compilerOptions": { "outDir": "dist" } }' },
];

/** Mistakes and what could not be told, by goal. */
function judged(text: string): string[] {
  const workspace = createWorkspace({ Dockerfile: text }, { context });
  return goals.flatMap((goal) => {
    const { outcome, mistake } = goal.judge(workspace);
    return outcome === 'pass' ? [] : [`${goal.id}: ${outcome === 'unknown' ? '?' : mistake}`];
  });
}

const manifests = 'COPY package.json package-lock.json ./';
const commit = 'ARG GIT_SHA\nLABEL revision=$GIT_SHA';
const cases: [what: string, lines: string, expected: string[]][] = [
  ['in order', `WORKDIR /app\n${manifests}\nRUN npm ci\nCOPY . .\nRUN npm run build\n${commit}`, []],
  ['with wildcards', `WORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n${commit}`, []],
  [
    'a cache mount',
    `WORKDIR /app\n${manifests}\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY . .\nRUN npm run build\n${commit}`,
    [],
  ],
  ['a heredoc', `WORKDIR /app\n${manifests}\nRUN <<E\nset -e\nnpm ci\nE\nCOPY . .\nRUN npm run build\n${commit}`, []],
  ['the build is given the commit', `WORKDIR /app\n${manifests}\nRUN npm ci\nCOPY . .\n${commit}\nRUN GIT_SHA=$GIT_SHA npm run build`, []],
  [
    'the user owns the folder',
    `WORKDIR /app\nRUN chown node /app\nUSER node\n${manifests}\nRUN npm ci\nCOPY . .\nRUN npm run build\n${commit}`,
    [],
  ],
  [
    'an argument of another stage',
    `${commit}\nFROM node:24-slim\nWORKDIR /app\n${manifests}\nRUN npm ci\nCOPY . .\nRUN npm run build\n${commit}`,
    [],
  ],
  [
    'Python and uv',
    `WORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-install-project\nCOPY src ./src\n${commit}`,
    [],
  ],
  ['everything first', `WORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\n${commit}`, ['edit: sources-before-install']],
  ['ADD is no better', `WORKDIR /app\nADD . .\nRUN npm ci\n${commit}`, ['edit: sources-before-install']],
  ['sources beside the manifests', `WORKDIR /app\n${manifests}\nCOPY src src\nRUN npm ci\n${commit}`, ['edit: sources-before-install']],
  ['all by bind mount', `WORKDIR /app\nRUN --mount=type=bind,target=/app,rw npm ci\n${commit}`, ['edit: sources-before-install']],
  ['everything again below', `WORKDIR /app\n${manifests}\nRUN npm ci\nCOPY . .\nRUN npm ci\n${commit}`, ['edit: sources-before-install']],
  ['the commit on top', `${commit}\nWORKDIR /app\n${manifests}\nRUN npm ci\nCOPY . .\nRUN npm run build`, ['commit: argument-too-early']],
  [
    'the commit in ENV',
    `ARG GIT_SHA\nENV GIT_SHA=$GIT_SHA\nLABEL revision=$GIT_SHA\nWORKDIR /app\n${manifests}\nRUN npm ci`,
    ['commit: argument-too-early'],
  ],
  ['the install names it', `WORKDIR /app\n${manifests}\n${commit}\nRUN echo $GIT_SHA && npm ci`, ['commit: argument-too-early']],
  ['no label', `WORKDIR /app\n${manifests}\nRUN npm ci`, ['label: label-missing']],
  ['a label too early', `LABEL revision=$GIT_SHA\nWORKDIR /app\n${manifests}\nRUN npm ci\nARG GIT_SHA`, ['label: label-without-value']],
  ['a user too early', `WORKDIR /app\nUSER 1000\n${manifests}\nRUN npm ci\n${commit}`, ['write: user-too-early']],
  ['no folder', `${manifests}\nRUN npm ci\nWORKDIR /app\n${commit}`, ['folder: install-before-workdir']],
  ['no install', `WORKDIR /app\nCOPY . .\n${commit}`, ['edit: no-install', 'commit: no-install']],
];
test.each(cases)('%s', (_, lines, expected) => expect(judged(`FROM node:24-slim\n${lines}\n`)).toEqual(expected));
