import { describe, expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { leaks } from './leaks.ts';

const context = ['.env', '.env.example', '.npmrc', 'id_ed25519', 'package.json', 'config/app.yaml', 'src/a.js'].map((path) => ({
  path,
  bytes: 1,
}));
const found = (dockerfile: string, secrets?: string[]) =>
  leaks(createWorkspace({ Dockerfile: dockerfile }, { context }), secrets ? { secrets } : {}).map(
    (leak) =>
      `${leak.step.line} ${leak.mechanism} ${leak.name}${leak.writtenTo === undefined ? '' : ` > ${leak.writtenTo}`}${leak.removedBy ? ` -${leak.removedBy.line}` : ''}: ${leak.places.join(' ')}`,
  );

const env = 'image-inspect image-history container-inspect container-environment provenance-max';
const file = 'image-layer container-file build-cache';
const deleted = 'image-layer build-cache';

describe('secrets of a build', () => {
  const cases: [what: string, dockerfile: string, expected: string[]][] = [
    ['ENV', 'FROM alpine\nENV API_TOKEN=abc PORT=80\n', [`2 env API_TOKEN: ${env}`]],
    [
      'ENV of a stage that is copied from',
      'FROM alpine AS b\nENV API_TOKEN=abc\nFROM alpine\nCOPY --from=b /x /\n',
      ['2 env-other-stage API_TOKEN: provenance-max'],
    ],
    ['the place of a secret is none', 'FROM alpine\nENV DB_PASSWORD_FILE=/run/secrets/db DB_PASSWORD=/run/secrets/db KEY=\n', []],
    [
      'a text that names the variable is not its value',
      "FROM alpine\nRUN --mount=type=secret,id=npm,env=TOKEN echo '//r/:_authToken=${TOKEN}' > .npmrc\n",
      ['2 secret-mount npm: '],
    ],
    ["a key of git's settings is a name", 'FROM alpine\nRUN GIT_CONFIG_KEY_0=http.extraHeader git fetch\n', []],
    ['ARG', 'FROM alpine\nARG NPM_TOKEN\nRUN npm ci\n', ['2 arg NPM_TOKEN: image-history provenance-max']],
    [
      'ARG that a RUN names',
      'FROM alpine\nARG NPM_TOKEN\nRUN login $NPM_TOKEN\n',
      ['2 arg NPM_TOKEN: image-history provenance-max build-log'],
    ],
    [
      'ARG in a builder stage',
      'FROM alpine AS b\nARG NPM_TOKEN\nRUN npm ci\nFROM alpine\nCOPY --from=b /x /\n',
      ['2 arg-other-stage NPM_TOKEN: provenance-max'],
    ],
    [
      'ARG in a stage the image starts from',
      'FROM alpine AS b\nARG NPM_TOKEN\nFROM b\nRUN x\n',
      ['2 arg NPM_TOKEN: image-history provenance-max'],
    ],
    ['ARG in a stage that nobody needs', 'FROM alpine AS b\nARG NPM_TOKEN\nFROM alpine\n', []],
    [
      'ARG written to a file',
      'FROM alpine\nARG NPM_TOKEN\nRUN echo "//r/:_authToken=$NPM_TOKEN" > /root/.npmrc\n',
      [`2 arg NPM_TOKEN > /root/.npmrc: image-history provenance-max build-log ${file}`],
    ],
    [
      'and deleted by a later step',
      'FROM alpine\nARG NPM_TOKEN\nRUN echo "t=$NPM_TOKEN" > /root/.npmrc\nRUN rm /root/.npmrc\n',
      [`2 arg NPM_TOKEN > /root/.npmrc -4: image-history provenance-max build-log ${deleted}`],
    ],
    [
      'and deleted by the same',
      'FROM alpine\nARG NPM_TOKEN\nRUN echo "t=$NPM_TOKEN" > /root/.npmrc && npm ci && rm -f /root/.npmrc\n',
      ['2 arg NPM_TOKEN: image-history provenance-max build-log'],
    ],
    ['a copied file', 'FROM alpine\nCOPY .env /app/\n', [`2 copied-file .env: ${file}`]],
    [
      'a copied file among others',
      'FROM alpine\nWORKDIR /app\nCOPY . .\n',
      [`3 copied-file .env: ${file}`, `3 copied-file .npmrc: ${file}`, `3 copied-file id_ed25519: ${file}`],
    ],
    ['deleted later', 'FROM alpine\nCOPY .npmrc /root/\nRUN rm /root/.npmrc\n', [`2 copied-file-deleted .npmrc -3: ${deleted}`]],
    [
      'in a builder stage',
      'FROM alpine AS b\nCOPY id_ed25519 /root/.ssh/\nFROM alpine\nCOPY --from=b /x /\n',
      ['2 copied-file-other-stage id_ed25519: build-cache'],
    ],
    [
      'copied on from a builder stage',
      'FROM alpine AS b\nCOPY .env /app/\nFROM alpine\nCOPY --from=b /app /app\n',
      [`2 copied-file .env: ${file}`],
    ],
    ['a mounted secret', 'FROM alpine\nRUN --mount=type=secret,id=npm,env=NPM_TOKEN npm ci\n', ['2 secret-mount npm: ']],
    [
      'a mounted secret that is read',
      'FROM alpine\nRUN --mount=type=secret,id=npm NPM_TOKEN="$(cat /run/secrets/npm)" npm ci\n',
      ['2 secret-mount npm: '],
    ],
    [
      'a mounted secret that is copied',
      'FROM alpine\nRUN --mount=type=secret,id=npm cp /run/secrets/npm /root/.npmrc && npm ci\n',
      [`2 secret-mount-copied npm > /root/.npmrc: ${file}`],
    ],
    [
      'into a folder',
      'FROM alpine\nWORKDIR /app\nRUN --mount=type=secret,id=npm,target=/s/npmrc cp /s/npmrc ./ \n',
      [`3 secret-mount-copied npm > /app/npmrc: ${file}`],
    ],
    [
      'by cat',
      'FROM alpine\nRUN --mount=type=secret,id=npm cat /run/secrets/npm > /root/.npmrc\n',
      [`2 secret-mount-copied npm > /root/.npmrc: ${file}`],
    ],
    [
      'by tee',
      'FROM alpine\nRUN --mount=type=secret,id=npm,env=T echo "$T" | tee /etc/t\n',
      [`2 secret-mount-copied npm > /etc/t: ${file}`],
    ],
    [
      'by its variable, deleted in a later step',
      'FROM alpine\nRUN --mount=type=secret,id=npm,env=T echo "$T" > /etc/t\nRUN rm /etc/t\n',
      [`2 secret-mount-copied npm > /etc/t -3: ${deleted}`],
    ],
    [
      'a link is none',
      'FROM alpine\nRUN --mount=type=secret,id=npm ln -s /run/secrets/npm /root/.npmrc && npm ci\n',
      ['2 secret-mount npm: '],
    ],
    ['an agent', 'FROM alpine\nRUN --mount=type=ssh git clone git@github.com:o/r\n', ['2 ssh-mount : ']],
    [
      'a password in an address',
      'FROM alpine\nRUN git clone https://bot:hunter22@github.com/o/r\n',
      ['2 run-literal : image-history build-log provenance-max'],
    ],
    ['a variable in an address is none', 'FROM alpine\nRUN git clone https://bot:$T@github.com/o/r\n', []],
    [
      'a token',
      `FROM alpine AS b\nRUN npm config set t npm_${'a'.repeat(36)}\nFROM alpine\nCOPY --from=b /x /\n`,
      ['2 run-literal-other-stage : build-log provenance-max'],
    ],
    [
      'an assignment',
      'FROM alpine\nRUN DB_PASSWORD=hunter22 ./migrate\n',
      ['2 run-literal DB_PASSWORD: image-history build-log provenance-max'],
    ],
    [
      'an exported variable',
      'FROM alpine\nRUN export API_TOKEN=swordfish && make\nRUN export API_TOKEN=$T API_TOKEN_FILE=/t\n',
      ['2 run-literal API_TOKEN: image-history build-log provenance-max'],
    ],
    ...['-u ci:swordfish', '-uci:swordfish', '--user ci:swordfish', '--user=ci:swordfish'].map((login): [string, string, string[]] => [
      `a login: ${login}`,
      `FROM alpine\nRUN curl ${login} https://example.com/a\n`,
      ['2 run-literal : image-history build-log provenance-max'],
    ]),
    ['a login from a variable, and no login', 'FROM alpine\nRUN curl -u ci:$T https://a.example && chroot -u a:b\n', []],
  ];
  test.each(cases)('%s', (_, dockerfile, expected) => {
    expect(found(dockerfile)).toEqual(expected);
  });

  test('what is named as a secret is one', () => {
    expect(found('FROM alpine\nENV SEASON=x\nCOPY config /c\n', ['SEASON', 'config/app.yaml'])).toEqual([
      `2 env SEASON: ${env}`,
      `3 copied-file config/app.yaml: ${file}`,
    ]);
  });

  test('an ignored file does not come in', () => {
    const workspace = createWorkspace({ Dockerfile: 'FROM alpine\nCOPY . /app\n', '.dockerignore': '.env\n.npmrc\nid_*\n' }, { context });
    expect(leaks(workspace)).toEqual([]);
  });

  test('without a listing what is named is judged', () => {
    expect(leaks(createWorkspace({ Dockerfile: 'FROM alpine\nCOPY ./.env package.json /app/\n' })).map(({ name }) => name)).toEqual([
      '.env',
    ]);
  });
});
