import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDependabot, readRenovate } from './bots.ts';

const entry = (ecosystem: string, rest = '    schedule: { interval: weekly }\n') =>
  `  - package-ecosystem: ${ecosystem}\n    directory: /\n${rest}`;

test('Dependabot', () => {
  const bot = readDependabot(
    `version: 2\nupdates:\n${entry('docker')}${entry('docker-compose', '    schedule: { interval: cron, cronjob: "0 5 * * *" }\n    open-pull-requests-limit: 0\n    ignore:\n      - dependency-name: node\n        update-types: ["version-update:semver-major"]\n')}`,
  );
  expect(bot.diagnostics).toEqual([]);
  expect(bot.updates).toMatchObject([
    { ecosystem: 'docker', directories: ['/'], interval: 'weekly', ignore: [] },
    {
      ecosystem: 'docker-compose',
      interval: '0 5 * * *',
      openLimit: 0,
      ignore: [{ name: 'node', types: ['version-update:semver-major'] }],
    },
  ]);
});

test.each([
  [`updates:\n${entry('docker')}`, 'version: 2'],
  ['version: 2', 'list of `updates:`'],
  [`version: 2\nupdates:\n${entry('dokcer')}`, '`docker`'],
  [`version: 2\nupdates:\n${entry('docker', '')}`, '`schedule:`'],
  ['version: 2\nupdates:\n  - package-ecosystem: docker\n    schedule: { interval: daily }\n', '`directory:`'],
  ['version: 2\nupdates:\n  - directory: /\n    schedule: { interval: daily }\n', '`package-ecosystem:`'],
])('%j', (text, message) => {
  expect(
    readDependabot(text)
      .diagnostics.map((found) => found.message)
      .join('\n'),
  ).toContain(message);
});

test.each<[text: string, expected: object]>([
  ['{"extends": ["config:best-practices"]}', { pinsDigests: true, enabled: true, broken: false }],
  ['{"extends": ["config:recommended", "docker:pinDigests"]}', { pinsDigests: true }],
  ['{"extends": ["config:recommended"]}', { pinsDigests: false }],
  ['{"extends": ["config:recommended"], "pinDigests": true}', { pinsDigests: true }],
  ['{"extends": ["config:best-practices"], "pinDigests": false}', { pinsDigests: false }],
  ['{"packageRules": [{"matchDatasources": ["docker"], "pinDigests": true}]}', { pinsDigests: true, rules: [{ datasources: ['docker'] }] }],
  ['{"packageRules": [{"matchManagers": ["npm"], "pinDigests": true}]}', { pinsDigests: false }],
  ['{"enabledManagers": ["npm"]}', { enabledManagers: ['npm'] }],
  ['{"dockerfile": {"enabled": false}}', { disabledManagers: ['dockerfile'] }],
  [
    '{"customManagers": [{"customType": "regex"}], "schedule": "before 5am", "automerge": true, "ignoreTests": true}',
    { customManagers: 1, schedule: ['before 5am'], automerge: true, ignoresTests: true },
  ],
  ['{\n  // JSON5 is fine here\n  "extends": ["config:best-practices",],\n}', { pinsDigests: true, broken: false }],
  ['{"extends": [}', { broken: true }],
])('Renovate %j', (text, expected) => {
  expect(readRenovate(text)).toMatchObject(expected);
});

test('never throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      readDependabot(text);
      readRenovate(text);
    }),
  );
});
