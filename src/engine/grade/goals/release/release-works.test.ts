import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import type { Judgement } from '../../exercise.ts';
import { stillReleases } from './release-works.ts';

const file = '.github/workflows/ci.yml';
const goal = stillReleases({ id: 'a', kind: 'keep', title: 'b', released: { repository: 'ghcr.io/acme/api' } });
const judge = (text: string): Judgement['mistake'] => goal.judge(createWorkspace({ [file]: text }, {})).mistake;

const login = 'run: echo "$TOKEN" | docker login ghcr.io -u ci --password-stdin\n        env: { TOKEN: "${{ secrets.GITHUB_TOKEN }}" }';
const job = (steps: string[], more = '') =>
  `on: push\n${more}jobs:\n  image:\n    runs-on: x\n    steps:\n${['uses: actions/checkout@v4', ...steps].map((step) => `      - ${step}\n`).join('')}`;
const build = 'run: docker build -t ghcr.io/acme/api .';
const push = 'run: docker push ghcr.io/acme/api';

const jobs = (keep: string, fetch: string) => `on: push
jobs:
  build:
    runs-on: x
    steps:
      - uses: actions/checkout@v4
      - ${build}
      - run: docker save -o image.tar ghcr.io/acme/api
      - uses: actions/upload-artifact@v4
        with: ${keep}
  publish:
    needs: build
    runs-on: x
    steps:
      - uses: actions/download-artifact@v4
        with: ${fetch}
      - run: docker load -i image.tar
      - ${login}
      - ${push}
`;

test.each<[string, string, string | undefined]>([
  ['all in one job', job([build, login, push]), undefined],
  ['no login', job([build, push]), 'no-login'],
  ['an empty password', job([build, login.replace(/\n.*$/, ''), push]), 'empty-password'],
  ['a login elsewhere', job([build, login.replace('ghcr.io', ''), push]), 'other-registry'],
  ['a token that may not', job([build, login, push], 'permissions: {}\n'), 'may-not-publish'],
  ['a report nobody named', job([build, 'uses: github/codeql-action/upload-sarif@v4', login, push]), 'no-report-named'],
  ['a script that is there', job([build, 'run: ./release.sh', login, push]), undefined],
  ['an identity that is not granted', job([build, 'run: curl "$ACTIONS_ID_TOKEN_REQUEST_URL"', login, push]), 'no-identity'],
  ['an artifact', jobs('{ name: image, path: image.tar }', '{ name: image }'), undefined],
  ['by its usual name', jobs('{ path: image.tar }', '{ name: artifact }'), undefined],
  ['by a name nobody gave', jobs('{ path: image.tar }', '{ name: image }'), 'other-artifact'],
  ['nothing kept', jobs('{ name: image }', '{ name: image }'), 'nothing-kept'],
  ['each in its folder', jobs('{ name: image, path: image.tar }', '{}'), 'artifact-in-a-folder'],
  ['all in one folder', jobs('{ name: image, path: image.tar }', '{ merge-multiple: true }'), undefined],
])('%s', (_, text, expected) => expect(judge(text)).toBe(expected));
