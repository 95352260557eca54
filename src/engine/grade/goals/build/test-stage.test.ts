import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { failingTestStopsRelease, pushesNoTestStage, releasesImage } from './test-stage.ts';

const release = { kind: 'achieve' as const, title: 't', script: 'command.sh', image: 'r/app:1' };
const goals = [
  failingTestStopsRelease({ ...release, id: 'stops' }),
  pushesNoTestStage({ ...release, id: 'stage' }),
  releasesImage({ ...release, id: 'released' }),
];

const build = 'FROM node:24-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n';
const prod = 'FROM node:24-slim AS prod\nCOPY --from=build /app/dist /app\n';
const onPath = prod.replace('=build', '=test');
const stage = (run: string, last = prod) => `${build}FROM build AS test\nRUN ${run}\n${last}`;
const plain = stage('npm test');
const push = 'docker push r/app:1';
const usual = `set -e\ndocker build -t r/app:1 .\n${push}\n`;
const first = (command: string) => `set -e\n${command}\ndocker build -t r/app:1 .\n${push}\n`;
const bake = (script: string, group = '"test", "prod"') => [
  script,
  `{ "group": { "default": { "targets": [${group}] } }, "target": { "base": { "dockerfile": "Dockerfile" }, "test": { "inherits": ["base"], "target": "test" }, "prod": { "target": "prod", "tags": ["r/app:1"] } } }`,
];

/** Mistakes and what could not be told, by goal. */
function judged(dockerfile: string, script: string, baked?: string): string[] {
  const workspace = createWorkspace({ Dockerfile: dockerfile, 'command.sh': script, ...(baked ? { 'docker-bake.json': baked } : {}) });
  return goals.flatMap((goal) => {
    const { outcome, mistake } = goal.judge(workspace);
    return outcome === 'pass' ? [] : [`${goal.id}: ${outcome === 'unknown' ? '?' : mistake}`];
  });
}

const cases: [what: string, dockerfile: string, script: string, expected: string[], baked?: string][] = [
  ['a target of its own', plain, first('docker build --target test .'), []],
  ['buildx and --push', plain, 'docker buildx build --target=test . && docker buildx build --push -t r/app:1 .', []],
  [
    'a variable and another name',
    plain,
    `set -e\nIMAGE=r/app:1\ndocker build --target test .\ndocker build -t local .\ndocker tag local "$IMAGE"\ndocker push $IMAGE\n`,
    [],
  ],
  ['an if that leaves', plain, `if ! docker build --target test .; then exit 1; fi\ndocker build -t r/app:1 . && ${push}`, []],
  ['|| exit', plain, `docker build --target test . || exit 1\ndocker build -t r/app:1 . && ${push}`, []],
  ['on the path', stage('npm run test:unit -- --run', onPath), usual, []],
  ['node --test', stage('node --test', onPath), usual, []],
  ['npx vitest with a cache mount', stage('--mount=type=cache,target=/c npx vitest run', onPath), usual, []],
  ['a heredoc with set -e', stage('<<E\nset -e\nnpm run lint\nnpm test\necho done\nE', onPath), usual, []],
  ['a heredoc that ends with the tests', stage('<<E\nnpm run lint\nnpm test\nE', onPath), usual, []],
  ['where the app is compiled', `${build}RUN npm test\n${prod}`, usual, []],
  ['a bake, then a push', plain, bake(`set -e\ndocker buildx bake\n${push}`)[0] ?? '', [], bake('')[1]],
  ['a bake that pushes', plain, 'docker buildx bake --push', ['stops: ?'], bake('')[1]],
  ['a bake without the tests', plain, `set -e\ndocker buildx bake prod\n${push}`, ['stops: nobody-needs-test'], bake('')[1]],
  ['a bake by a file that cannot be read', plain, `set -e\ndocker buildx bake\n${push}`, ['stops: ?', 'stage: ?', 'released: ?']],
  ['a container', plain.replace('RUN npm test', 'CMD ["npm", "test"]'), first('docker build --target test -t t .\ndocker run --rm t'), []],
  ['a container given its command', plain, first('docker build --target build -t t .\ndocker run --rm t npm test'), []],
  ['as it was', plain, usual, ['stops: nobody-needs-test']],
  ['a pipe', stage('npm test | tee log', onPath), usual, ['stops: failure-swallowed']],
  ['a semicolon', stage('npm test; echo done', onPath), usual, ['stops: failure-swallowed']],
  ['a heredoc that goes on', stage('<<E\nnpm test\necho done\nE', onPath), usual, ['stops: failure-swallowed']],
  ['|| echo', plain, first('docker build --target test . || echo failed'), ['stops: script-goes-on']],
  ['in the background', plain, first('docker build --target test . &'), ['stops: script-goes-on']],
  ['a detached container', plain, first('docker build --target build -t t .\ndocker run -d t npm test'), ['stops: failure-swallowed']],
  ['a stage that is not there', plain, first('docker build --target tests .'), ['stops: no-such-stage']],
  ['the wrong stage', plain, first('docker build --target build .'), ['stops: nobody-needs-test']],
  ['the test stage is last', `${build}${prod}FROM build AS test\nRUN npm test\n`, usual, ['stage: test-image-ships']],
  ['built on the tests', stage('npm test', 'FROM test AS prod\n'), usual, ['stage: test-image-ships']],
  ['an old image is pushed', plain, `set -e\ndocker build --target test .\n${push}`, ['stops: ?', 'stage: ?', 'released: not-built']],
];
test.each(cases)('%s', (_, dockerfile, script, expected, baked) => expect(judged(dockerfile, script, baked)).toEqual(expected));
