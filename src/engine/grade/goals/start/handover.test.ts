import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { signalReachesProgram } from './handover.ts';
import { startsProgramOf, stopsAtFailedCheck } from './handover-starts.ts';
import { passesWordsUnchanged } from './handover-words.ts';

const common = { id: 'goal', kind: 'achieve', title: 'Goal' } as const;
const head = 'FROM node:24-slim\nWORKDIR /app\nCOPY check-config.js server.js ./\nCOPY --chmod=755 entrypoint.sh ./\n';
const handOver = 'ENTRYPOINT ["./entrypoint.sh"]\nCMD ["node", "server.js"]\n';
const context = ['check-config.js', 'server.js'].map((path) => ({ path, bytes: 1 }));

function judged(goal: ReturnType<typeof signalReachesProgram>, end: string, script: string, base = head) {
  const files = { Dockerfile: base + end, 'entrypoint.sh': script };
  const { outcome, mistake } = goal.judge(createWorkspace(files, { context }));
  return mistake ?? outcome;
}

describe('who gets the signal', () => {
  const cases: [end: string, script: string, expected: string][] = [
    [handOver, '#!/bin/sh\nset -e\nexec "$@"\n', 'pass'],
    [handOver, '#!/usr/bin/env bash\nexec -- "$@"\n', 'pass'],
    [handOver, '#!/bin/sh\nif [ $# -gt 0 ]; then\n  exec "$@"\nelse\n  exec node server.js\nfi\n', 'pass'],
    [handOver, '#!/bin/sh\nexec env TZ=UTC "$@"\n', 'pass'],
    [handOver, '#!/bin/sh\nmain() {\n  exec "$@"\n}\nmain "$@"\n', 'unknown'],
    ['CMD ["node", "server.js"]\n', '', 'pass'],
    ['CMD exec node server.js\n', '', 'pass'],
    ['ENTRYPOINT ["/bin/sh", "./entrypoint.sh"]\nCMD ["node", "server.js"]\n', 'exec "$@"\n', 'pass'],
    [handOver, '#!/bin/sh\n"$@"\n', 'no-exec'],
    [handOver, '#!/bin/sh\n"$@"\necho stopped\n', 'no-exec'],
    [handOver, '#!/bin/sh\n"$@" &\nwait\n', 'background-without-trap'],
    [handOver, '#!/bin/sh\n"$@" &\npid=$!\ntrap \'kill -TERM "$pid"\' TERM\nwait "$pid"\nwait "$pid"\n', 'pass'],
    [handOver, '#!/bin/sh\n"$@" &\npid=$!\ntrap \'kill -TERM "$pid"; wait "$pid"\' TERM\nwait "$pid"\n', 'pass'],
    [handOver, '#!/bin/sh\n"$@" &\npid=$!\ntrap \'kill -TERM "$pid"\' TERM\nwait "$pid"\n', 'waits-once'],
    [handOver, '#!/bin/sh\n"$@" &\ntrap \'kill -TERM "$pid"\' TERM\nwait\nwait\n', 'trap-without-a-process'],
    [handOver, '#!/bin/sh\n"$@" &\ntrap "exit 0" TERM\nwait\n', 'trap-does-not-tell'],
    [handOver, '#!/bin/sh\ntrap "kill $$" TERM\n"$@"\n', 'trap-has-to-wait'],
    ['ENTRYPOINT ./entrypoint.sh\n', '#!/bin/sh\nexec node server.js\n', 'shell-form'],
    ["ENTRYPOINT ['./entrypoint.sh']\n", '#!/bin/sh\nexec node server.js\n', 'not-json'],
    ['ENTRYPOINT ["sh", "-c", "./entrypoint.sh"]\n', '#!/bin/sh\nexec node server.js\n', 'shell-in-exec-form'],
    ['ENTRYPOINT ["./entrypoint.sh"]\nCMD node server.js\n', '#!/bin/sh\nexec "$@"\n', 'cmd-in-shell-form'],
    ['CMD ["npm", "start"]\n', '', 'package-manager'],
    [`${handOver}STOPSIGNAL SIGINT\n`, '#!/bin/sh\nexec "$@"\n', 'other-signal'],
  ];
  test.each(cases)('%j with %j', (end, script, expected) => {
    expect(judged(signalReachesProgram(common), end, script)).toBe(expected);
  });
});

describe('a failed check stops the start', () => {
  const goal = stopsAtFailedCheck({ ...common, check: 'check-config.js' });
  const cases: [script: string, expected: string][] = [
    ['set -e\nnode check-config.js\nexec "$@"\n', 'pass'],
    ['node check-config.js || exit 1\nexec "$@"\n', 'pass'],
    ['node check-config.js && exec "$@"\n', 'pass'],
    ['if ! node check-config.js; then\n  echo no\n  exit 1\nfi\nexec "$@"\n', 'pass'],
    ['exec "$@"\n', 'pass'],
    ['node check-config.js\nexec "$@"\n', 'goes-on'],
    ['if ! node check-config.js; then\n  echo no\nfi\nexec "$@"\n', 'goes-on'],
    ['set -e\nnode check-config.js || true\nexec "$@"\n', 'failure-caught'],
  ];
  test.each(cases)('%j', (script, expected) => {
    expect(judged(goal, handOver, `#!/bin/sh\n${script}`)).toBe(expected);
  });
});

test.each([
  ['exec "$@"', 'pass'],
  ['exec tini -- "$@"', 'pass'],
  ['exec $@', 'words-split'],
  ['exec tini -- $@', 'words-split'],
  ['exec $*', 'words-split'],
  ['exec "$*"', 'words-joined'],
])('words arrive whole: %s', (line, expected) => {
  expect(judged(passesWordsUnchanged(common), handOver, `#!/bin/sh\n${line}\n`)).toBe(expected);
});

test.each([
  [handOver, '#!/bin/sh\nexec "$@"\n', head, 'pass'],
  ['ENTRYPOINT ["./entrypoint.sh"]\n', '#!/bin/sh\nexec "$@"\n', head, 'program-not-started'],
  [handOver, 'exec "$@"\n', head, 'script-does-not-start'],
  [handOver, '#!/bin/bash\nexec "$@"\n', head.replace('24-slim', '24-alpine'), 'script-does-not-start'],
  ['ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]\n', '', head, 'init-missing'],
  [handOver, '#!/bin/sh\nexec "$@"\n', head.replace('COPY --chmod=755 entrypoint.sh ./\n', ''), 'script-missing'],
  [handOver, '#!/bin/sh\nexec "$@"\n', head.replace(' server.js', ''), 'program-missing'],
])('the start can work: %j %j', (end, script, base, expected) => {
  expect(judged(startsProgramOf({ ...common, program: 'server.js' }), end, script, base)).toBe(expected);
});
