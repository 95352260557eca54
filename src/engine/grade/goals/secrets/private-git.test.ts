import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { checksHost } from './host-keys.ts';
import { fetchesPrivateSource } from './private-git.ts';

const goal = {
  id: 'x',
  kind: 'achieve' as const,
  title: 'x',
  host: 'git.acme.example',
  target: '/src/ledger',
  vendored: 'vendor',
  secrets: ['GIT_AUTH_TOKEN'],
};
const context = ['known_hosts', 'go.mod', 'vendor/modules.txt', 'main.go'].map((path) => ({ path, bytes: 1 }));
const from = 'FROM golang:1.27-alpine AS build\nRUN apk add git openssh-client\n';
const clone = 'git clone git@git.acme.example:platform/ledger.git /src/ledger\n';
const https = 'clone https://git.acme.example/platform/ledger.git /src/ledger\n';
const known = 'COPY known_hosts /etc/ssh/ssh_known_hosts\n';
const agent = 'RUN --mount=type=ssh ';
const build = 'WORKDIR /src/quotes\nCOPY go.mod main.go ./\nRUN go build -o /quotes .\n';

test.each([
  ['an agent and a known server', `${from}${known}${agent}${clone}${build}`, 'pass', 'pass'],
  [
    'in a stage of its own',
    `${from}${known}${agent}${clone}FROM golang:1.27\nCOPY --from=build /src/ledger /src/ledger\n${build}`,
    'pass',
    'pass',
  ],
  ['Debian brings ssh', `FROM golang:1.27\n${known}${agent}${clone}${build}`, 'pass', 'pass'],
  [
    'known by bind mount',
    `${from}RUN --mount=type=ssh --mount=type=bind,source=known_hosts,target=/root/.ssh/known_hosts ${clone}${build}`,
    'pass',
    'pass',
  ],
  ['ADD', `FROM golang:1.27\nADD git@git.acme.example:platform/ledger.git#v1 /src/ledger\n${build}`, 'pass', 'pass'],
  ['vendored', 'FROM golang:1.27\nWORKDIR /src\nCOPY vendor vendor\nRUN go build .\n', 'pass', 'pass'],
  ['seen for one step', 'FROM golang:1.27\nWORKDIR /src\nRUN --mount=type=bind,target=. go build .\n', 'pass', 'pass'],
  [
    'a header for one command',
    `${from}RUN --mount=type=secret,id=GIT_AUTH_TOKEN,env=T git -c http.extraHeader="Authorization: Bearer $T" ${https}${build}`,
    'pass',
    'pass',
  ],
  ['a server that is unknown', `${from}${agent}${clone}${build}`, 'pass', 'host-unknown'],
  ['known too late', `${from}${agent}${clone}${known}${build}`, 'pass', 'host-unknown'],
  [
    'switched off in a file',
    `${from}COPY <<EOF /root/.ssh/config\nStrictHostKeyChecking no\nEOF\n${agent}${clone}${build}`,
    'pass',
    'checking-off',
  ],
  [
    'switched off in a variable',
    `${from}ENV GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"\n${agent}${clone}${build}`,
    'pass',
    'checking-off',
  ],
  [
    'a certificate that nobody checks',
    `${from}RUN --mount=type=secret,id=GIT_AUTH_TOKEN git -c http.sslVerify=false ${https}${build}`,
    'pass',
    'certificate-unchecked',
  ],
  ['no client', `FROM golang:1.27-alpine\nRUN apk add git\n${known}${agent}${clone}${build}`, 'no-ssh-client', 'pass'],
  ['an agent where none is asked', `${from}${agent}git ${https}${build}`, 'agent-over-https', 'pass'],
  ['a socket of root', `${from}${known}USER 1000\n${agent}${clone}${build}`, 'socket-closed', 'pass'],
  ['another RUN', `${from}${known}${agent}true\nRUN ${clone}${build}`, 'mounted-for-another-run', 'pass'],
  ['another id', `${from}${known}RUN --mount=type=secret,id=TOKEN git ${https}${build}`, 'unknown-id', 'pass'],
  ['another place', `FROM golang:1.27\nADD git@git.acme.example:platform/ledger.git#v1 /ledger\n${build}`, 'other-place', 'pass'],
  ['nothing', `FROM golang:1.27\n${build}`, 'source-missing', 'pass'],
])('%s', (_, dockerfile, arrives, checked) => {
  const workspace = createWorkspace({ Dockerfile: dockerfile }, { context });
  const outcome = ({ outcome: result, mistake }: { outcome: string; mistake?: string }) => mistake ?? result;
  expect(outcome(fetchesPrivateSource(goal).judge(workspace))).toBe(arrives);
  expect(outcome(checksHost(goal).judge(workspace))).toBe(checked);
});
