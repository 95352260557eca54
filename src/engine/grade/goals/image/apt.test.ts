import { expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { asksNoQuestions, installsFromFreshList, installsPackage, leavesRecommends, noticesAptFailures, usesAptGet } from './apt.ts';
import { keepsMountedCache, leavesNoListsBehind, mountsForApt, shipsNoPackageLists } from './apt-lists.ts';

const named = (id: string) => ({ id, kind: 'achieve' as const, title: id });
const goals = [
  installsFromFreshList(named('fresh')),
  noticesAptFailures(named('noticed')),
  asksNoQuestions(named('answered')),
  leavesRecommends(named('recommends')),
  shipsNoPackageLists(named('lists')),
  keepsMountedCache(named('mount')),
  installsPackage({ ...named('curl'), name: 'curl', why: 'It is needed.' }),
  leavesNoListsBehind(named('behind')),
  mountsForApt(named('for-apt')),
  usesAptGet(named('apt-get')),
];

/** Mistakes and what could not be told, by goal. */
function judged(text: string): string[] {
  const workspace = createWorkspace({ Dockerfile: text });
  return goals.flatMap((goal) => {
    const { outcome, mistake } = goal.judge(workspace);
    return outcome === 'pass' ? [] : [`${goal.id}: ${outcome === 'unknown' ? '?' : mistake}`];
  });
}

const rm = 'rm -rf /var/lib/apt/lists/*';
const install = 'apt-get install -y --no-install-recommends curl';
const whole = `apt-get update && ${install} && ${rm}`;
const locked = '--mount=type=cache,target=/var/lib/apt,sharing=locked';

const cases: [what: string, run: string, expected: string[]][] = [
  ['one chain', whole, []],
  ['options before the verb', `apt-get update && apt-get -y --no-install-recommends install curl && ${rm}`, []],
  ['-qq implies -y', `apt-get update -qq && apt-get install -qq --no-install-recommends curl && ${rm}`, []],
  ['-o for both', `apt-get update && apt-get -o APT::Get::Assume-Yes=true -o APT::Install-Recommends=0 install curl && ${rm}`, []],
  ['yes through a pipe', `apt-get update && yes | apt-get install --no-install-recommends curl && ${rm}`, []],
  ['the whole folder', `apt-get update && ${install} && rm -r /var/lib/apt/lists`, []],
  ['the folder above', `apt-get update && ${install} && rm -fr /var/lib/apt/* /var/cache/apt/*`, []],
  ['find', `apt-get update && ${install} && find /var/lib/apt/lists -mindepth 1 -delete`, []],
  ['distclean', `apt-get update && ${install} && apt-get distclean`, []],
  ['|| exit 1', `apt-get update || exit 1; ${install} || exit 1; ${rm}`, []],
  ['a pinned version and an architecture', `apt-get update && apt-get install -y --no-install-recommends curl:amd64=8.1 && ${rm}`, []],
  ['two installs after one update', `apt-get update && ${install} && ${install.replace('curl', 'jq')} && ${rm}`, []],
  ['upgrade as well', `apt-get update && apt-get upgrade -y && ${install} && ${rm}`, []],
  ['a retry loop', `for i in 1 2 3; do apt-get update && break; done && ${install} && ${rm}`, ['noticed: ?']],
  ['exec form around a shell', `["sh", "-c", "${whole.replaceAll('"', '')}"]`, []],
  ['no -y', `apt-get update && apt-get install --no-install-recommends curl && ${rm}`, ['answered: waits-for-yes']],
  ['recommends', `apt-get update && apt-get install -y curl && ${rm}`, ['recommends: recommends']],
  ['only suggests are left out', `apt-get update && apt-get install -y --no-install-suggests curl && ${rm}`, ['recommends: recommends']],
  ['semicolons', `apt-get update; ${install}; ${rm}`, ['noticed: failure-not-noticed']],
  ['|| true', `(apt-get update || true) && ${install} && ${rm}`, ['noticed: failure-not-noticed']],
  ['update after', `${install} && apt-get update && ${rm}`, ['fresh: update-after-install']],
  ['lists left', `apt-get update && ${install}`, ['lists: lists-left']],
  ['clean', `apt-get update && ${install} && apt-get clean`, ['lists: clean-keeps-lists']],
  ['rm before the update', `${rm} && apt-get update && ${install}`, ['lists: lists-left']],
  ['only a part', `apt-get update && ${install} && rm -rf /var/lib/apt/lists/partial`, ['lists: ?']],
  ['apt', `apt update && apt install -y --no-install-recommends curl && ${rm}`, ['apt-get: apt-in-script']],
  ['other package', `apt-get update && apt-get install -y --no-install-recommends curlftpfs && ${rm}`, ['curl: package-missing']],
  ['from a file', `apt-get update && xargs apt-get install -y --no-install-recommends < list && ${rm}`, ['curl: ?']],
];
test.each(cases)('%s', (_, run, expected) => expect(judged(`FROM debian:trixie-slim\nRUN ${run}\n`)).toEqual(expected));

const files: [what: string, text: string, expected: string[]][] = [
  ['steps of their own', `RUN apt-get update\nRUN ${install}\nRUN ${rm}`, ['fresh: stale-list', 'lists: removed-too-late']],
  ['a stage below fetched the list', `RUN apt-get update\nFROM a\nRUN ${install}`, ['fresh: stale-list', 'lists: lists-left']],
  [
    'a stage that stays behind',
    `RUN apt-get update && ${install}\nFROM debian:trixie-slim\nCOPY --from=a /usr/bin/curl /`,
    ['behind: lists-in-build-stage'],
  ],
  ['a stage that nobody needs', `RUN apt-get update && ${install}\nFROM debian:trixie-slim`, ['curl: package-missing']],
  ['a heredoc with set -e', `RUN <<E\nset -e\napt-get update\n${install}\n${rm}\nE`, []],
  ['a heredoc with sh -e', `RUN <<E\n#!/bin/sh -e\napt-get update\n${install}\n${rm}\nE`, []],
  ['a heredoc without', `RUN <<E\napt-get update\n${install}\n${rm}\nE`, ['noticed: failure-not-noticed']],
  ['&& under set -e', `RUN <<E\nset -e\napt-get update && ${install}\n${rm}\nE`, ['noticed: failure-not-noticed']],
  ['SHELL with -e', `SHELL ["/bin/bash", "-ec"]\nRUN <<E\napt-get update\n${install}\n${rm}\nE`, []],
  ['a name by ARG', `ARG PACKAGES="curl jq"\nRUN ${whole.replace(' curl', ' $PACKAGES')}`, []],
  ['an ARG without value', `ARG PACKAGES\nRUN ${whole.replace(' curl', ' $PACKAGES')}`, ['curl: ?']],
  ['cache mounts', `RUN ${locked} apt-get update && ${install}`, []],
  [
    'a mount on the archive only',
    `RUN --mount=type=cache,target=/var/cache/apt,sharing=locked rm /etc/apt/apt.conf.d/docker-clean && ${whole}`,
    [],
  ],
  ['an emptied mount', `RUN ${locked} ${whole}`, ['mount: emptied-mount']],
  ['a shared mount', `RUN --mount=type=cache,target=/var/lib/apt/ apt-get update && ${install}`, ['for-apt: shared-apt-cache']],
  ['a tmpfs', `RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update && ${install}`, []],
  ['a bind mount elsewhere', `RUN --mount=type=bind,target=/src apt-get update && ${install}`, ['lists: lists-left']],
  ['as a user', `USER 1000\nRUN ${whole}`, ['curl: install-as-user']],
  [
    'an apt.conf',
    `RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/x\nRUN apt-get update && apt-get install -y curl && ${rm}`,
    [],
  ],
  [
    'DEBIAN_FRONTEND alone',
    `RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --no-install-recommends curl && ${rm}`,
    ['answered: waits-for-yes'],
  ],
];
test.each(files)('%s', (_, text, expected) => expect(judged(`FROM debian:trixie-slim AS a\n${text}\n`)).toEqual(expected));
