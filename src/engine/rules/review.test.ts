import { describe, expect, test } from 'vitest';
import { review } from './review.ts';

const names = (text: string, options = {}) => review({ Dockerfile: text }, options).map(({ rule }) => rule);
const fine = 'FROM node:24-slim\nUSER node\n';

describe('a file may wave findings away', () => {
  test.each([
    ['nothing', `${fine}CMD x\n`, ['use-exec-form']],
    ['by directive', `# check=skip=JSONArgsRecommended\n${fine}CMD x\n`, []],
    ['all by directive', `# check=skip=all\n${fine}CMD x\n`, []],
    ['another by directive', `# check=skip=StageNameCasing\n${fine}CMD x\n`, ['use-exec-form']],
    ['above the instruction', `${fine}# check=skip=JSONArgsRecommended\nCMD x\n`, []],
    ['above another instruction', `FROM node:24-slim\n# check=skip=JSONArgsRecommended\nUSER node\nCMD x\n`, ['use-exec-form']],
    ['hadolint, above the instruction', `${fine}# hadolint ignore=DL3000,DL3025\nCMD x\n`, []],
    ['hadolint, for the file', `# hadolint global ignore=DL3025\n${fine}CMD x\n`, []],
    ['a refusal stays', `# check=skip=all\n${fine}FOO x\n`, ['unknown-instruction']],
    ['an own rule stays under skip=all', '# check=skip=all\nFROM node:24-slim\nCMD ["x"]\n', ['run-as-non-root']],
  ])('%s', (_, text, expected) => {
    expect(names(text)).toEqual(expected);
  });
});

test('error=true makes the build stop', () => {
  const [found] = review({ Dockerfile: `# check=error=true\n${fine}CMD x\n` });
  expect(found).toMatchObject({ rule: 'use-exec-form', severity: 'error', stopsBuild: true });
});

test('an unreadable check directive is refused', () => {
  expect(names(`# check=skp=all\n${fine}`)).toEqual(['invalid-check-directive']);
});

test('rules that are off by default run where everything is asked for', () => {
  const text = `${fine}WORKDIR /app\nWORKDIR src\n`;
  expect(names(text)).toEqual([]);
  expect(names(text, { everything: true })).toEqual(['absolute-workdir-always']);
});

test('every Dockerfile is reviewed, under its own name, in order of place', () => {
  const found = review({
    'b.Dockerfile': `${fine}CMD x\nEXPOSE 1/TCP\n`,
    Dockerfile: 'FROM node:24-slim\nUSER root\n',
    'a/Dockerfile': fine,
  });
  expect(found.map(({ file, rule, line }) => [file, rule, line])).toEqual([
    ['Dockerfile', 'run-as-non-root', 2],
    ['b.Dockerfile', 'use-exec-form', 3],
    ['b.Dockerfile', 'lowercase-protocol', 4],
  ]);
});

test('an ignore file beside its Dockerfile wins over the one of the root', () => {
  const files = { 'web.Dockerfile': `${fine}COPY dist /x\n`, '.dockerignore': 'dist\n' };
  expect(review(files).map(({ rule }) => rule)).toEqual(['copy-what-is-sent']);
  expect(review({ ...files, 'web.Dockerfile.dockerignore': 'other\n' })).toEqual([]);
});

test('typographic damage is said once, with the refusal it explains', () => {
  const found = review({ Dockerfile: 'FROM node:24 AS build\nUSER node\nCOPY –from=build /a /b\n' });
  expect(found.map(({ rule, stopsBuild }) => [rule, stopsBuild])).toEqual([['option-read-as-source', true]]);
  expect(found[0]?.message).toMatch(/^`–from=build` begins with a long dash/);
  expect(found[0]?.fix?.edits).toEqual([{ span: { start: 37, end: 38 }, text: '--' }]);
});

describe('names of the others stand only where they agree', () => {
  test.each([
    ['untagged', 'FROM node\nUSER node\n', 'pin-base-image', ['DL3006', 'DS-0001']],
    ['latest', 'FROM node:latest\nUSER node\n', 'pin-base-image', ['DL3007', 'DS-0001']],
    ['by default of an ARG', 'ARG I=node\nFROM $I\nUSER node\n', 'pin-base-image', ['DS-0001']],
    ['no user at all', 'FROM node:24-slim\n', 'run-as-non-root', ['DS-0002']],
    ['root again', 'FROM node:24-slim\nUSER node\nUSER 0\n', 'run-as-non-root', ['DL3002', 'DS-0002']],
    ['relative first', 'FROM node:24-slim\nUSER node\nWORKDIR app\n', 'absolute-workdir', ['WorkdirRelativePath', 'DL3000', 'DS-0009']],
    ['relative by variable', 'FROM node:24-slim\nUSER node\nARG D=app\nWORKDIR $D\n', 'absolute-workdir', ['WorkdirRelativePath']],
    ['shell form after SHELL', `${fine}SHELL ["/bin/bash", "-c"]\nCMD x\n`, 'use-exec-form', ['DL3025']],
    ['named platform', 'FROM --platform=linux/amd64 node:24-slim AS amd64\nUSER node\n', 'no-constant-platform', ['DL3029']],
    ['global secret', `ARG API_TOKEN\n${fine}`, 'no-secrets-in-arg-or-env', ['DL3064']],
    ['path of a secret', `${fine}ENV AUTH_KEY=/run/secrets/key\n`, 'no-secrets-in-arg-or-env', ['SecretsUsedInArgOrEnv']],
  ])('%s', (_, text, rule, aka) => {
    expect(review({ Dockerfile: text }).map((found) => [found.rule, found.aka])).toEqual([[rule, aka]]);
  });
});

test('no text makes it throw or point outside the text', () => {
  const scraps =
    'FROM node AS a b --platform=$X ARG A=$B COPY --from=a --chmod=9 . /x <<EOF EOF RUN --mount=type=secret,id=x "q \' \\ [ "] ${A:?x} ${ # check=skip=all EXPOSE 1-9/TCP HEALTHCHECK CMD NONE ONBUILD ENV K V=1 LABEL – “ SHELL USER 0 WORKDIR constructor __proto__ 🚢'.split(
      ' ',
    );
  let seed = 7;
  const pick = (count: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % count;
  };
  for (let round = 0; round < 400; round += 1) {
    const text = Array.from({ length: 1 + pick(60) }, () => `${scraps[pick(scraps.length)]}${pick(4) ? ' ' : '\n'}`).join('');
    for (const { span, fix } of review({ Dockerfile: text }, { everything: true })) {
      for (const { start, end } of [span, ...(fix?.edits.map((edit) => edit.span) ?? [])]) {
        expect(start >= 0 && start <= end && end <= text.length, JSON.stringify(text)).toBe(true);
      }
    }
  }
});

test('shell form with exec does not stand in front of the program', () => {
  const said = (command: string) => review({ Dockerfile: `${fine}CMD ${command}\n` }).map(({ message }) => message)[0];
  expect(said('exec app --port $PORT')).toContain("`exec` gives your program the shell's place");
  expect(said('prepare && exec app')).toContain("`exec` gives your program the shell's place");
  for (const command of ['app', 'exec app | tee log', 'exec >log; app', '(exec app)'])
    expect(said(command)).toContain('in most images, gets the stop signal in its place');
});
