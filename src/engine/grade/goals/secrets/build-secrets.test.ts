import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import type { Files } from '../../../source.ts';
import type { Goal } from '../../exercise.ts';
import { givesInstallItsSecret } from './install-secret.ts';
import { handsSecretOver, keepsValueOffCommandLine } from './secret-handover.ts';
import { leavesNoSecret } from './secrets-left.ts';

const reference = '//npm.acme.example/:_authToken=$' + '{NPM_TOKEN}\n';
const context = [
  { path: '.npmrc', bytes: 50, text: reference },
  { path: '.npmrc.local', bytes: 50 },
  { path: 'package-lock.json', bytes: 50 },
  { path: 'package.json', bytes: 2, text: '{}' },
];
const common = { id: 'x', kind: 'achieve' as const, title: 'x' };
const outcome = (goal: Goal, files: Files) => {
  const { outcome: result, mistake } = goal.judge(createWorkspace(files, { context }));
  return mistake ?? result;
};

const given = [
  { id: 'npm_token', holds: 'token' as const },
  { id: 'npmrc', holds: 'npmrc' as const },
];
const plain = 'COPY package.json package-lock.json ./';
const settings = 'COPY package.json package-lock.json .npmrc ./';
const dockerfile = (copy: string, run: string) => `FROM node:24-alpine\nWORKDIR /app\n${copy}\nRUN ${run}\n`;

describe('an install that needs a token', () => {
  const file = '--mount=type=secret,id=npmrc';
  const token = '--mount=type=secret,id=npm_token';
  test.each([
    ['a link to the mounted file', plain, `${file} ln -s /run/secrets/npmrc ~/.npmrc && npm ci`, 'pass', 'pass'],
    ['a flag that names the file', plain, `${file} npm ci --userconfig /run/secrets/npmrc`, 'pass', 'pass'],
    ['the settings of the project', plain, `${file},target=/app/.npmrc npm ci`, 'pass', 'pass'],
    ['copied, and deleted in the same RUN', plain, `${file} cp /run/secrets/npmrc .npmrc && npm ci && rm .npmrc`, 'pass', 'pass'],
    ['exported', settings, `${token} export NPM_TOKEN=$(cat /run/secrets/npm_token) && npm ci`, 'pass', 'pass'],
    ['told on the command line', plain, `${token},env=T npm ci --//npm.acme.example/:_authToken=$T`, 'pass', 'pass'],
    [
      'a setting that is deleted again',
      plain,
      `${token},env=T npm config set //r/:_authToken=$T && npm ci && npm config delete //r/:_authToken`,
      'pass',
      'pass',
    ],
    ['settings that name the variable', plain, `${token},env=NPM_TOKEN echo '${reference.trim()}' > .npmrc && npm ci`, 'pass', 'pass'],
    [
      'settings that hold the value',
      plain,
      `${token},env=T echo "//r/:_authToken=$T" > .npmrc && npm ci`,
      'copied-out-of-the-mount',
      'pass',
    ],
    [
      'the value by way of another variable',
      settings,
      `${token} X=$(cat /run/secrets/npm_token); echo $X > t; NPM_TOKEN=$X npm ci`,
      'copied-out-of-the-mount',
      'pass',
    ],
    ['piped into a file', plain, `${file} cat /run/secrets/npmrc | tee ~/.npmrc && npm ci`, 'copied-out-of-the-mount', 'pass'],
    ['settings of project and user', settings, `${file},target=/root/.npmrc npm ci`, 'pass', 'overruled'],
    ['another variable', settings, `${token},env=TOKEN npm ci`, 'pass', 'other-variable'],
    ['nothing that looks there', plain, `${file} npm ci`, 'pass', 'not-where-npm-looks'],
    ['nothing that reads it', settings, `${token} npm ci`, 'pass', 'never-read'],
    ['no mount', settings, 'npm ci', 'pass', 'no-secret'],
    ['no install', settings, 'npm run build', 'pass', 'no-install'],
  ])('%s', (_, copy, run, left, has) => {
    const files = { Dockerfile: dockerfile(copy, run) };
    expect(outcome(leavesNoSecret({ ...common, what: 'token', secrets: ['.npmrc.local'] }), files)).toBe(left);
    expect(outcome(givesInstallItsSecret({ ...common, given }), files)).toBe(has);
  });
});

describe('a secret that is handed over', () => {
  const Dockerfile = dockerfile(settings, '--mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci');
  const compose = (build: string, source: string) =>
    `services:\n  api:\n    build:\n      context: .\n${build}secrets:\n  token:\n    ${source}\n`;
  const workflow = (inputs: string) =>
    `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/build-push-action@v7\n${inputs}`;
  const ci = '.github/workflows/ci.yml';
  test.each<[string, Files, string, string]>([
    ['from a variable', { 'command.sh': 'docker build --secret=id=npm_token,env=NPM_TOKEN .' }, 'pass', 'pass'],
    ['the older way to name one', { 'command.sh': 'docker build --secret type=env,id=npm_token,src=NPM_TOKEN .' }, 'pass', 'pass'],
    ['a variable of its own', { 'command.sh': 'export T="$(pass npm)"\ndocker build --secret id=npm_token,env=T .' }, 'pass', 'pass'],
    ['a pipe as a file', { 'command.sh': 'docker build --secret id=npm_token,src=<(pass npm) .' }, 'pass', 'pass'],
    [
      'a target in Compose',
      {
        'compose.yaml': compose('      secrets:\n        - { source: token, target: npm_token }\n', 'environment: NPM_TOKEN'),
        'command.sh': 'docker compose up --build',
      },
      'pass',
      'pass',
    ],
    ['declared only', { 'compose.yaml': compose('', 'environment: NPM_TOKEN'), 'command.sh': '' }, 'declared-not-granted', 'pass'],
    [
      'an action',
      { 'command.sh': '', [ci]: workflow('        with:\n          secrets: npm_token=${' + '{ secrets.T }}\n') },
      'pass',
      'pass',
    ],
    [
      'an action without the variable',
      { 'command.sh': '', [ci]: workflow('        with:\n          secret-envs: npm_token=NPM_TOKEN\n') },
      'variable-not-set',
      'pass',
    ],
    [
      'an argument beside it',
      { 'command.sh': 'docker build --secret id=npm_token,env=NPM_TOKEN --build-arg T=$NPM_TOKEN .' },
      'pass',
      'build-argument',
    ],
    [
      'the value in the script',
      { 'command.sh': 'export NPM_TOKEN=abc123\ndocker build --secret id=npm_token,env=NPM_TOKEN .' },
      'pass',
      'written-out',
    ],
    ['a path that is the value', { 'command.sh': 'docker build --secret id=npm_token,src=$NPM_TOKEN .' }, 'path-is-the-value', 'pass'],
    ['a name that is the value', { 'command.sh': 'docker build --secret id=npm_token,env=$NPM_TOKEN .' }, 'name-is-the-value', 'pass'],
    ['only a check', { 'command.sh': 'docker build --check --secret id=npm_token,env=NPM_TOKEN .' }, 'no-build', 'pass'],
  ])('%s', (_, files, arrives, shown) => {
    const workspace = { Dockerfile, ...files };
    expect(outcome(handsSecretOver({ ...common, variables: ['NPM_TOKEN'], files: [] }), workspace)).toBe(arrives);
    expect(outcome(keepsValueOffCommandLine(common), workspace)).toBe(shown);
  });
});
