/** What the rules about package managers say, and where they keep silent. */
import { describe, expect, test } from 'vitest';
import { review } from './review.ts';

const said = (rule: string, dockerfile: string) =>
  review({ Dockerfile: dockerfile }, { everything: true }).filter((found) => found.rule === rule);
const inImage = (run: string) => `FROM debian:13\n${run}\n`;

/** By rule: what it speaks about, and what is as it should be. */
const cases: Record<string, { fires: string[]; silent: string[] }> = {
  'answer-package-questions': {
    fires: [
      'RUN apt-get install curl',
      'RUN apt-get update && apt-get upgrade',
      'RUN ["apt-get", "install", "curl"]',
      'RUN <<EOF\nset -e\napt-get update\napt-get install curl\nEOF',
      'ONBUILD RUN apt-get install curl',
      'RUN sudo apt-get -q install curl',
      'RUN dnf install git',
      'RUN microdnf module install nodejs:22',
      'RUN yum -q update',
      'RUN zypper in git',
    ],
    silent: [
      'RUN apt-get update',
      'RUN apt-get install -y curl',
      'RUN apt-get -fqy install curl',
      'RUN apt-get install curl --assume-yes',
      'RUN apt-get -qq install curl',
      'RUN apt-get -q=2 install curl',
      'RUN apt-get -o APT::Get::Assume-Yes=true install curl',
      'RUN yes | apt-get install curl',
      'RUN echo \'APT::Get::Assume-Yes "true";\' > /etc/apt/apt.conf.d/90yes\nRUN apt-get install curl',
      'RUN apt-get $FLAGS install curl',
      'RUN apt-get --simulate install curl',
      'RUN dnf -y install git',
      'RUN dnf install --assumeyes git',
      'RUN zypper --non-interactive install git',
      'RUN zypper install --no-confirm git',
      'RUN apk add curl',
      'RUN echo apt-get install curl',
    ],
  },
  'leave-no-package-cache': {
    fires: [
      'RUN apt-get update && apt-get install -y curl',
      'RUN apt-get update && apt-get install -y curl && apt-get clean',
      'RUN apt-get update && apt-get install -y curl\nRUN rm -rf /var/lib/apt/lists/*',
      'RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl',
      'RUN apt-get update && rm /var/lib/apt/lists/lock',
      'RUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y curl',
      'RUN apk add curl',
      'RUN apk update && apk upgrade',
      'RUN dnf install -y git',
      'RUN dnf clean all && dnf -y up',
      'RUN microdnf install -y git',
      'RUN yum -y install git && yum clean all && yum -y install jq',
      'RUN zypper -n in git',
      'RUN pip install flask',
      'RUN python3 -m pip install flask',
      'ENV PIP_NO_CACHE_DIR=0\nRUN pip3 install flask',
      'RUN --mount=type=cache,target=/var/cache/pip pip install flask',
      'RUN yarn install',
      'RUN yarn && yarn build',
      'RUN yarn global add serve',
    ],
    silent: [
      'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
      'RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists',
      'RUN apt-get update && apt-get install -y curl && rm -r /var/lib/apt /var/cache/apt',
      'RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -type f -delete',
      'RUN apt-get update && apt-get install -y curl && rm -rf $LEFTOVERS',
      'RUN apt-get update && apt-get install -y curl && apt-get dist-clean',
      'RUN <<EOF\nset -e\napt-get update\napt-get install -y curl\nrm -rf /var/lib/apt/lists/*\nEOF',
      'RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl',
      'RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && apt-get install -y curl',
      'WORKDIR /var\nRUN --mount=type=cache,target=lib/apt/lists apt-get update',
      'ONBUILD RUN --mount=type=cache,target=/var/lib/apt apt-get update',
      'RUN apt-get install -y curl',
      'RUN apk add --no-cache curl',
      'RUN apk --no-cache add curl',
      'RUN apk add curl && rm -rf /var/cache/apk/*',
      'RUN dnf install -y git && dnf clean all',
      'RUN microdnf install -y git && microdnf clean all',
      'RUN yum -y install git && rm -rf /var/cache/yum',
      'RUN zypper -n in git && zypper cc',
      'RUN pip install --no-cache-dir flask',
      'ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask',
      'RUN PIP_NO_CACHE_DIR=on pip install flask',
      'RUN export PIP_NO_CACHE_DIR=yes; pip install flask',
      'RUN --mount=type=cache,target=/root/.cache/pip pip install flask',
      'RUN --mount=type=cache,target=/home/app/.cache pip install flask',
      'ENV PIP_CACHE_DIR=/pip\nRUN --mount=type=cache,target=/pip pip install flask',
      'RUN pip install flask && rm -rf ~/.cache/pip',
      'RUN pip install flask && pip cache purge',
      'RUN pip list',
      'RUN yarn install --immutable',
      'RUN yarn install && yarn cache clean',
      'RUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install',
      'RUN yarn build',
    ],
  },
  'refresh-where-you-install': {
    fires: [
      'RUN apt-get update\nRUN apt-get install -y curl',
      'RUN apt-get update\nWORKDIR /app\nRUN apt install -y curl && rm -rf /var/lib/apt/lists/*',
      'RUN apk update\nRUN apk add git',
    ],
    silent: [
      'RUN apt-get update && apt-get install -y curl',
      'RUN apt-get update\nRUN apt-get update && apt-get install -y curl',
      'RUN apt-get update && apt-get install -y curl\nRUN apt-get install -y git',
      'RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y curl',
      'RUN apk update\nRUN apk add --no-cache git',
      'RUN apt-get update',
    ],
  },
  'no-recommended-packages': {
    fires: ['RUN apt-get install -y curl', 'RUN apt-get install -y --install-recommends curl', 'ONBUILD RUN apt-get -y install curl'],
    silent: [
      'RUN apt-get install -y --no-install-recommends curl',
      'RUN apt-get --no-install-recommends -y install curl',
      'RUN apt-get -o APT::Install-Recommends=0 install -y curl',
      'RUN apt-get upgrade -y',
      'RUN apt-get install $OPTIONS curl',
      'RUN apk add curl',
    ],
  },
  'pin-package-versions': {
    fires: [
      'RUN apt-get install -y curl',
      'RUN apt-get install -y curl=8.14.1-2 git',
      'RUN apk add --virtual .build gcc',
      'RUN dnf install -y git-core',
      'RUN yum module install -y nodejs',
      'RUN zypper in git',
      'RUN pip install flask',
      'RUN pip install -i https://example.com/simple flask',
      'RUN pip install git+https://git@example.com/flask.git',
      'RUN npm install -g serve',
      'RUN npm i @scope/tool',
      'RUN npm install git+https://example.com/tool.git',
      'RUN gem install rails',
      'RUN go install example.com/tool@latest',
    ],
    silent: [
      'RUN apt-get install -y curl=8.14.1-2 git=1:2.47.*',
      'RUN apt-get install -y ./local.deb',
      'RUN apt-get upgrade -y',
      'RUN apt-get install -y $PACKAGES',
      'RUN cat packages.txt | xargs apt-get install -y',
      'RUN apk add "curl~8.14" git=2.49.1-r0',
      'RUN dnf install -y git-core-2.50.1 https://example.com/x.rpm @development-tools',
      'RUN dnf group install -y "Development Tools"',
      'RUN yum module install -y nodejs:22',
      'RUN pip install flask==3.1.2 "requests>=2.32,<3"',
      'RUN pip install -r requirements.txt',
      'RUN pip install -c constraints.txt flask',
      'RUN pip install . ./wheels/a.whl https://example.com/b.zip',
      'RUN pip install git+https://example.com/flask.git@3.1.2',
      'RUN npm ci',
      'RUN npm install',
      'RUN npm install -g serve@14.2.5 @scope/tool@1.0.0',
      'RUN npm install git+ssh://git@example.com/tool.git#v1.0.0 ./local tool.tgz',
      'RUN npm run install',
      'RUN gem install rails:8.0.2 -- --with-opt x',
      "RUN gem install rails -v '8.0.2'",
      'RUN go install example.com/tool@v1.2.3',
      'RUN go install ./cmd/...',
      'RUN go run ./main.go flag.name',
      'RUN go build example.com/tool',
    ],
  },
  'notice-failures-in-pipes': {
    fires: [
      'RUN curl -fsSL https://example.com/x.tar.gz | tar -xz',
      'RUN apt-get update && wget -qO- https://example.com/key | gpg --dearmor',
      'SHELL ["/bin/bash", "-c"]\nRUN curl -fsSL https://example.com/x | sh',
    ],
    silent: [
      'RUN set -o pipefail && curl -fsSL https://example.com/x.tar.gz | tar -xz',
      'RUN set -euxo pipefail; curl -fsSL https://example.com/x.tar.gz | tar -xz',
      'SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsSL https://example.com/x.tar.gz | tar -xz',
      "RUN echo 'abc  file' | sha256sum -c",
      'RUN yes | apt-get install curl',
      'RUN if ldd --version | grep -q musl; then echo musl; fi',
      'RUN curl -fsSLO https://example.com/x.tar.gz || true',
      'RUN ["sh", "-c", "echo a"]',
    ],
  },
  'apt-get-in-scripts': {
    fires: ['RUN apt install -y curl', 'RUN apt-get update && apt install -y curl'],
    silent: ['RUN apt-get install -y curl', 'RUN echo apt install', 'RUN rm -rf /var/cache/apt'],
  },
};

describe.each(Object.entries(cases))('%s', (rule, { fires, silent }) => {
  test.each(fires)('speaks of %j', (run) => expect(said(rule, inImage(run))).toHaveLength(1));
  test.each(silent)('is silent on %j', (run) => expect(said(rule, inImage(run))).toEqual([]));
});

test('what does not ship may keep its caches and recommendations', () => {
  const dockerfile =
    'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y gcc\nRUN pip install flask\nFROM debian:13\nCOPY --from=build /out /out\n';
  expect(said('leave-no-package-cache', dockerfile)).toEqual([]);
  expect(said('no-recommended-packages', dockerfile)).toEqual([]);
});

test('what a stage ships is what the stages below it leave', () => {
  const dockerfile = 'FROM debian:13 AS base\nRUN apt-get update && apt-get install -y curl\nFROM base\nRUN true\n';
  expect(said('leave-no-package-cache', dockerfile).map(({ line }) => line)).toEqual([2]);
});

test('names the peers that agree on the case', () => {
  const peers = (run: string) => said('leave-no-package-cache', inImage(run)).flatMap(({ aka }) => aka);
  expect(peers('RUN microdnf install -y git')).toEqual(['DL3040', 'DS-0027']);
  expect(peers('RUN dnf install -y git')).toEqual(['DL3040', 'DS-0019']);
});

test('a fix writes the answer where the command stands, also over several lines', () => {
  const dockerfile = inImage('RUN apt-get update && \\\n    apt-get install \\\n    curl');
  const [found] = said('answer-package-questions', dockerfile);
  const [edit] = found?.fix?.edits ?? [];
  const fixed = dockerfile.slice(0, edit?.span.start) + edit?.text + dockerfile.slice(edit?.span.end);
  expect(fixed).toBe(inImage('RUN apt-get update && \\\n    apt-get install -y \\\n    curl'));
});
