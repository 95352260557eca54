import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../build/create-workspace.ts';
import { loggingOf } from './logging.ts';
import { boundsLogs } from './logs.ts';
import { howApplied } from './rollout.ts';

const files = { service: 'api', compose: 'compose.yaml', daemon: 'daemon.json', script: 'roll-out.sh' };
const workspace = (daemon: string, logging: string, script: string) =>
  createWorkspace({
    'daemon.json': daemon,
    'compose.yaml': `services:\n  api:\n    image: acme/api:1\n${logging}`,
    'roll-out.sh': script,
  });

describe('how the container logs', () => {
  const of = (daemon: string, logging = '', script = '') => {
    const { driver, options, origin } = loggingOf(files, workspace(daemon, logging, script));
    return { driver, options, origin };
  };
  test.each([
    ['', '', { driver: 'json-file', options: {}, origin: 'default' }],
    ['{"log-driver":"local"}', '', { driver: 'local', options: {}, origin: 'daemon' }],
    ['{"log-driver":"local"}', '    logging: {driver: json-file}\n', { driver: 'json-file', options: {}, origin: 'compose' }],
    [
      '{"log-opts":{"max-size":"1m"}}',
      '    logging: {driver: json-file}\n',
      { driver: 'json-file', options: { 'max-size': '1m' }, origin: 'daemon' },
    ],
    ['{"log-opts":{"max-size":"1m"}}', '    logging: {driver: local}\n', { driver: 'local', options: {}, origin: 'compose' }],
    [
      '{"log-opts":{"max-size":"1m"}}',
      '    logging: {options: {max-size: 2m}}\n',
      { driver: 'json-file', options: { 'max-size': '2m' }, origin: 'compose' },
    ],
  ])('%s and %j', (daemon, logging, expected) => expect(of(daemon, logging)).toEqual(expected));

  test('a docker run of the same image takes its place', () =>
    expect(of('', '', 'docker run -d --log-driver local acme/api:1')).toEqual({ driver: 'local', options: {}, origin: 'run' }));
  test('a variable leaves it open', () =>
    expect(loggingOf(files, workspace('', '    logging: {driver: "${DRIVER}"}\n', '')).unknown).toBeDefined());
});

describe('whether the settings reach the container', () => {
  const applied = (origin: 'compose' | 'daemon' | 'run', script: string, changed = false) =>
    howApplied({ origin, changed }, files, workspace('', '', script)).answer;
  const restart = 'sudo systemctl restart docker';
  test.each([
    ['compose', 'docker compose up -d', 'yes'],
    ['compose', 'docker compose up -d other', 'not-recreated'],
    ['compose', 'docker compose up -d --no-recreate', 'not-recreated'],
    ['compose', 'docker compose restart', 'not-recreated'],
    ['daemon', `${restart}\ndocker compose up -d --force-recreate`, 'yes'],
    ['daemon', `${restart} && docker compose down && docker compose up -d`, 'yes'],
    ['daemon', 'service docker restart\ndocker compose rm -sf api\ndocker compose up -d api', 'yes'],
    ['daemon', `${restart}\ndocker compose up -d`, 'unchanged'],
    ['daemon', `${restart}\ndocker compose restart`, 'not-recreated'],
    ['daemon', 'systemctl reload docker\ndocker compose up -d --force-recreate', 'reloaded'],
    ['daemon', 'kill -HUP $(pidof dockerd)\ndocker compose up -d --force-recreate', 'reloaded'],
    ['daemon', 'docker compose up -d --force-recreate', 'not-restarted'],
    ['daemon', `docker compose up -d --force-recreate\n${restart}`, 'too-early'],
    ['daemon', '', 'not-restarted'],
    ['run', 'docker rm -f api\ndocker run -d acme/api:1', 'yes'],
    ['run', 'docker run -d acme/api:1', 'old-one-stays'],
  ] as const)('%s: %j: %s', (origin, script, answer) => expect(applied(origin, script)).toBe(answer));

  test('where Compose sees a change of its own, an ordinary up is enough', () =>
    expect(applied('daemon', `${restart}\ndocker compose up -d`, true)).toBe('yes'));
});

test.each([
  ['{"log-driver":"local"}', 'pass'],
  ['{"log-driver":"local","log-opts":{"max-file":"2"}}', 'pass'],
  ['{"log-driver":"local","log-opts":{"max-file":"1"}}', 'nothing-to-compress'],
  ['{"log-driver":"local","log-opts":{"max-file":"1","compress":"false"}}', 'pass'],
])('the local driver compresses older files: %s', (daemon, outcome) => {
  const goal = boundsLogs({ id: 'x', kind: 'achieve', title: 'x', service: 'api' });
  const said = goal.judge(workspace(daemon, '', ''));
  expect(said.mistake ?? said.outcome).toBe(outcome);
});
