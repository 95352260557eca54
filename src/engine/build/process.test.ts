import { describe, expect, test } from 'vitest';
import { createWorkspace } from './create-workspace.ts';
import { type StartOptions, type Startup, startup } from './process.ts';
import { healthTimeline } from './process-health.ts';

function start(dockerfile: string, options: StartOptions & { script?: string } = {}): Startup {
  const { script, ...rest } = options;
  const files = { Dockerfile: dockerfile, ...(script === undefined ? {} : { 'entrypoint.sh': script }) };
  const workspace = createWorkspace(files, { context: [{ path: 'server.js', bytes: 1 }] });
  const stage = workspace.build()?.final;
  if (!stage) throw new Error('no stage');
  return startup(stage, { ...rest, contents: workspace.contents(stage) });
}
const brief = ({ pid1, shell, reaches, ends, exitCode }: Startup) =>
  `${pid1 ?? '?'} shell=${shell} reaches=${reaches} ${ends} ${exitCode ?? '?'}`;

const slim = 'FROM node:24-slim\n';
const alpine = 'FROM node:24-alpine\n';
const handling = { handlesSigterm: 'yes' } as const;
const ignoring = { handlesSigterm: 'no' } as const;

describe('what starts, and what docker stop comes to', () => {
  const cases: [what: string, dockerfile: string, options: StartOptions & { script?: string }, expected: string][] = [
    ['exec form, no handler', `${slim}CMD ["node", "server.js"]\n`, ignoring, 'node shell=no reaches=no after-grace 137'],
    ['exec form, handler', `${slim}CMD ["node", "server.js"]\n`, handling, 'node shell=no reaches=yes at-once 0'],
    ['exec form, nothing known of it', `${slim}CMD ["node", "server.js"]\n`, {}, 'node shell=no reaches=unknown unknown ?'],
    [
      'with an init, no handler',
      `${slim}CMD ["node", "server.js"]\n`,
      { ...ignoring, init: true },
      'docker-init shell=no reaches=yes at-once 143',
    ],
    [
      'with an init, handler',
      `${slim}CMD ["node", "server.js"]\n`,
      { ...handling, init: true },
      'docker-init shell=no reaches=yes at-once 0',
    ],
    [
      'tini in the image',
      `${slim}ENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]\n`,
      ignoring,
      'tini shell=no reaches=yes at-once 143',
    ],
    [
      'tini with flags',
      `${slim}ENTRYPOINT ["/usr/bin/tini", "-g", "-s", "--", "node", "x.js"]\n`,
      ignoring,
      'tini shell=no reaches=yes at-once 143',
    ],
    ['dumb-init', `${slim}ENTRYPOINT ["dumb-init"]\nCMD ["node", "x.js"]\n`, handling, 'dumb-init shell=no reaches=yes at-once 0'],
    ['shell form on Debian', `${slim}CMD node server.js\n`, handling, 'sh shell=yes reaches=no after-grace 137'],
    ['shell form on Debian with exec', `${slim}CMD exec node server.js\n`, handling, 'node shell=no reaches=yes at-once 0'],
    ['shell form on Alpine: ash gives its place away', `${alpine}CMD node server.js\n`, handling, 'node shell=no reaches=yes at-once 0'],
    ['shell form on Alpine, no handler', `${alpine}CMD node server.js\n`, ignoring, 'node shell=no reaches=no after-grace 137'],
    ['a longer text on Alpine', `${alpine}CMD node migrate.js && node server.js\n`, handling, '? shell=unknown reaches=unknown unknown ?'],
    [
      'a longer text on Alpine, no handler: the same either way',
      `${alpine}CMD node migrate.js && node server.js\n`,
      ignoring,
      '? shell=unknown reaches=no after-grace 137',
    ],
    ['a pipe', `${alpine}CMD node server.js | tee log\n`, handling, 'sh shell=yes reaches=no after-grace 137'],
    ['something after it', `${alpine}CMD node server.js; echo done\n`, handling, 'sh shell=yes reaches=no after-grace 137'],
    ['shell form in bash', `${slim}SHELL ["/bin/bash", "-c"]\nCMD node server.js\n`, handling, 'node shell=no reaches=yes at-once 0'],
    [
      'shell form of an unknown image',
      'FROM example.com/x:1\nENTRYPOINT node server.js\n',
      handling,
      '? shell=unknown reaches=unknown unknown ?',
    ],
    ['sh -c in exec form', `${slim}ENTRYPOINT ["sh", "-c", "node server.js"]\n`, handling, 'sh shell=yes reaches=no after-grace 137'],
    [
      'a shell under an init dies, and the container with it',
      `${slim}CMD node server.js\n`,
      { ...handling, init: true },
      'docker-init shell=yes reaches=no at-once 143',
    ],
    ['npm', `${slim}CMD ["npm", "start"]\n`, handling, 'npm shell=yes reaches=no unknown ?'],
    ['npm that swallows', `${slim}CMD ["npm", "start"]\n`, { ...handling, forwards: 'no' }, 'npm shell=yes reaches=no after-grace 137'],
    [
      'npm that passes on to its shell',
      `${slim}CMD ["npm", "start"]\n`,
      { ...handling, forwards: 'yes' },
      'npm shell=yes reaches=no at-once ?',
    ],
    [
      'npm whose shell may give its place away',
      `${alpine}CMD ["npm", "start"]\n`,
      { ...handling, forwards: 'yes' },
      'npm shell=unknown reaches=unknown at-once ?',
    ],
    ['npm in shell form', `${slim}CMD npm start\n`, handling, 'sh shell=yes reaches=no after-grace 137'],
    [
      'a script of its own by another usual name',
      `${slim}ENTRYPOINT ["/app/docker-entrypoint"]\nCMD ["node", "server.js"]\n`,
      handling,
      '? shell=unknown reaches=unknown unknown ?',
    ],
    ['nginx as it comes', 'FROM nginx:1.29-alpine\n', {}, 'nginx shell=no reaches=yes at-once 0'],
    ['nginx in shell form', 'FROM nginx:1.29\nENTRYPOINT nginx -g "daemon off;"\n', {}, 'sh shell=yes reaches=no after-grace 137'],
    ['java', 'FROM eclipse-temurin:25-jre-alpine\nENTRYPOINT ["java", "-jar", "a.jar"]\n', {}, 'java shell=no reaches=yes at-once 143'],
    [
      'gosu gives its place away',
      'FROM debian:13-slim\nENTRYPOINT ["gosu", "app", "tini", "--", "/app"]\n',
      ignoring,
      'tini shell=no reaches=yes at-once 143',
    ],
    ['sleep', 'FROM alpine:3.22\nCMD ["sleep", "infinity"]\n', {}, 'sleep shell=no reaches=no after-grace 137'],
    [
      'a command in place of CMD',
      `${slim}CMD ["node", "server.js"]\n`,
      { command: ['sleep', '1d'] },
      'sleep shell=no reaches=no after-grace 137',
    ],
    ['SIGKILL at once', `${slim}STOPSIGNAL SIGKILL\nCMD ["node", "server.js"]\n`, handling, 'node shell=no reaches=no at-once 137'],
    [
      'more work than time',
      `${slim}CMD ["node", "server.js"]\n`,
      { ...handling, drain: 45_000 },
      'node shell=no reaches=yes after-grace 137',
    ],
    [
      'time enough',
      `${slim}CMD ["node", "server.js"]\n`,
      { ...handling, drain: 45_000, grace: 60_000 },
      'node shell=no reaches=yes at-once 0',
    ],
    [
      'another signal than the handler is for',
      `${slim}STOPSIGNAL SIGINT\nCMD ["node", "server.js"]\n`,
      handling,
      'node shell=no reaches=unknown unknown ?',
    ],
  ];
  test.each(cases)('%s', (_, dockerfile, options, expected) => {
    expect(brief(start(dockerfile, options))).toBe(expected);
  });
});

describe('entrypoint scripts', () => {
  const file = `${slim}COPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["node", "server.js"]\n`;
  const cases: [what: string, script: string, expected: string][] = [
    ['exec "$@"', '#!/bin/sh\nset -e\nexec "$@"\n', 'node shell=no reaches=yes at-once 0'],
    ['"$@" without exec', '#!/bin/sh\nset -e\n"$@"\n', 'sh shell=yes reaches=no after-grace 137'],
    ['a program with exec', '#!/bin/sh\nexec node server.js\n', 'node shell=no reaches=yes at-once 0'],
    ['a program without', '#!/bin/sh\nnode server.js\n', 'sh shell=yes reaches=no after-grace 137'],
    ['an init', '#!/bin/sh\nexec tini -- "$@"\n', 'tini shell=no reaches=yes at-once 0'],
    ['a trap', '#!/bin/sh\ntrap \'kill "$pid"\' TERM\nnode server.js &\npid=$!\nwait "$pid"\n', 'sh shell=yes reaches=unknown unknown ?'],
  ];
  test.each(cases)('%s', (_, script, expected) => {
    expect(brief(start(file, { ...handling, script }))).toBe(expected);
  });

  test('a script that nobody sees may do either', () => {
    const unseen = (options: StartOptions) => brief(start(`${slim}ENTRYPOINT ["/opt/start.sh"]\nCMD ["node", "x.js"]\n`, options));
    expect(unseen(handling)).toBe('? shell=unknown reaches=unknown unknown ?');
    expect(unseen(ignoring)).toBe('? shell=unknown reaches=no after-grace 137');
    expect(brief(start(`${slim}CMD ["./start.sh"]\n`, handling))).toBe('? shell=unknown reaches=unknown unknown ?');
  });

  test('in shell form there are two shells', () => {
    const shell = start(`${slim}COPY entrypoint.sh /\nENTRYPOINT /entrypoint.sh\nCMD ["node", "server.js"]\n`, {
      ...handling,
      script: '#!/bin/sh\nexec node server.js\n',
    });
    expect(shell.processes.map(({ program, stays }) => `${program} ${stays}`)).toEqual(['sh yes', 'sh no', 'node yes']);
  });
});

describe('the command line: ENTRYPOINT and CMD', () => {
  // The table of the Dockerfile reference, "Understand how CMD and ENTRYPOINT interact".
  const shell = (text: string) => ['/bin/sh', '-c', text];
  const cases: [entrypoint: string, cmd: string, argv: string[], ignored: boolean][] = [
    ['', 'CMD ["exec_cmd", "p1_cmd"]', ['exec_cmd', 'p1_cmd'], false],
    ['', 'CMD exec_cmd p1_cmd', shell('exec_cmd p1_cmd'), false],
    ['ENTRYPOINT exec_entry p1_entry', '', shell('exec_entry p1_entry'), false],
    ['ENTRYPOINT exec_entry p1_entry', 'CMD ["exec_cmd"]', [...shell('exec_entry p1_entry'), 'exec_cmd'], true],
    ['ENTRYPOINT ["exec_entry", "p1_entry"]', '', ['exec_entry', 'p1_entry'], false],
    ['ENTRYPOINT ["exec_entry", "p1_entry"]', 'CMD ["exec_cmd", "p1_cmd"]', ['exec_entry', 'p1_entry', 'exec_cmd', 'p1_cmd'], false],
    ['ENTRYPOINT ["exec_entry", "p1_entry"]', 'CMD exec_cmd', ['exec_entry', 'p1_entry', ...shell('exec_cmd')], false],
  ];
  test.each(cases)('%s %s', (entrypoint, cmd, argv, ignored) => {
    const told = start(`FROM scratch\n${entrypoint}\n${cmd}\n`);
    expect([told.argv, told.cmdIgnored]).toEqual([argv, ignored]);
  });

  test('an image that is not known may have its own', () => {
    expect(start('FROM example.com/x:1\nCMD ["a"]\n').argv).toBeUndefined();
    expect(start('FROM example.com/x:1\nCMD ["a"]\n').ends).toBe('unknown');
    expect(start('FROM example.com/x:1\nENTRYPOINT ["a"]\n').argv).toEqual(['a']);
    expect(start('FROM scratch\n').argv).toEqual([]);
  });

  test('the script of an official image is looked through', () => {
    expect(start(`${slim}CMD ["node", "server.js"]\n`).argv).toEqual(['docker-entrypoint.sh', 'node', 'server.js']);
  });
});

test('nothing is thrown', () => {
  for (const argv of [
    ['constructor'],
    ['sh'],
    ['sh', '-c'],
    ['tini'],
    ['tini', '--'],
    ['env'],
    ['busybox'],
    ['busybox', 'sh', '-c', 'x'],
    [''],
  ])
    expect(() => start('FROM alpine:3.22\n', { entrypoint: argv, stopSignal: 'constructor' })).not.toThrow();
});

describe('health', () => {
  const check = { test: ['CMD', 'x'] };
  const times = (timeline: ReturnType<typeof healthTimeline>) => [timeline.healthyAtMs, timeline.unhealthyAtMs];
  const s = 1000;
  const cases: [
    what: string,
    healthcheck: Parameters<typeof healthTimeline>[0],
    app: Parameters<typeof healthTimeline>[1],
    expected: (number | undefined)[],
  ][] = [
    ['defaults, ready at once', check, { readyAfterMs: 0 }, [30 * s, undefined]],
    ['defaults, slow start', check, { readyAfterMs: 100 * s }, [120 * s, 90 * s]],
    ['defaults, never ready', check, {}, [undefined, 90 * s]],
    ['start period covers a slow start', { ...check, startPeriod: 60 * s }, { readyAfterMs: 40 * s }, [40 * s, undefined]],
    [
      'start interval is used within the start period',
      { ...check, startPeriod: 60 * s, startInterval: 2 * s },
      { readyAfterMs: 5 * s },
      [6 * s, undefined],
    ],
    ['failures count after the start period', { ...check, startPeriod: 10 * s, interval: 10 * s, retries: 2 }, {}, [undefined, 20 * s]],
    ['retries', { ...check, interval: 5 * s, retries: 1 }, { readyAfterMs: 12 * s }, [15 * s, 5 * s]],
    [
      'a check that takes too long',
      { ...check, interval: 10 * s, timeout: 3 * s },
      { readyAfterMs: 0, checkMs: 5 * s },
      [undefined, 39 * s],
    ],
    [
      'the interval begins when a check has ended',
      { ...check, interval: 10 * s },
      { readyAfterMs: 15 * s, failingCheckMs: 2 * s },
      [22 * s, undefined],
    ],
    ['fails later', { ...check, interval: 10 * s, retries: 2 }, { readyAfterMs: 0, failsAfterMs: 25 * s }, [10 * s, 40 * s]],
    ['NONE', { test: ['NONE'] }, { readyAfterMs: 0 }, [undefined, undefined]],
    ['none at all', undefined, { readyAfterMs: 0 }, [undefined, undefined]],
  ];
  test.each(cases)('%s', (_, healthcheck, app, expected) => {
    expect(times(healthTimeline(healthcheck, app))).toEqual(expected);
  });

  test('a success within the start period ends its protection', () => {
    const { checks } = healthTimeline({ ...check, startPeriod: 60 * s, interval: 5 * s }, { readyAfterMs: 0, failsAfterMs: 6 * s }, 20 * s);
    expect(checks.map(({ startMs, counts, streak, status }) => [startMs, counts, streak, status])).toEqual([
      [5000, false, 0, 'healthy'],
      [10_000, true, 1, 'healthy'],
      [15_000, true, 2, 'healthy'],
      [20_000, true, 3, 'unhealthy'],
    ]);
  });

  test('never more checks than anybody can read', () => {
    expect(healthTimeline({ ...check, interval: 1 }, {}, Number.POSITIVE_INFINITY).checks.length).toBe(1000);
  });
});
