import { describe, expect, test } from 'vitest';
import { holds } from './holds.ts';
import type { Compose, Service } from './model.ts';
import { readCompose } from './read.ts';

/** Questions that an exercise asks of a Compose file, each with files it holds for and files it does not. They show that the model can tell. */
interface Question {
  what: string;
  asks: (compose: Compose) => boolean;
  yes: string[];
  no: string[];
}

const every = (test: (service: Service) => boolean) => (compose: Compose) => compose.services.length > 0 && compose.services.every(test);
const a = (body: string, rest = '') => `services:\n  a:\n    image: x\n${body.replace(/^(?=.)/gm, '    ')}\n${rest}`;

const limited = every(({ resources: { limits } }) =>
  [limits.memory, limits.cpus, limits.pids].every(({ effective }) => holds(effective, (value) => value > 0) === 'yes'),
);
const grace = (seconds: number) => every(({ stopGracePeriod }) => holds(stopGracePeriod, (ms) => ms >= seconds * 1000) === 'yes');
const isSecretName = (name: string) => /PASSWORD|TOKEN|SECRET/.test(name) && !name.endsWith('_FILE');
const tmpfsTargets = ({ mounts }: Service) => mounts.filter(({ type }) => type === 'tmpfs').map(({ target }) => target);

const questions: Question[] = [
  {
    what: 'every service has memory, processors and processes bounded',
    asks: (compose) => compose.diagnostics.every(({ severity }) => severity !== 'error') && limited(compose),
    yes: [
      a('deploy: {resources: {limits: {cpus: "0.5", memory: 512M, pids: 100}}}'),
      a('mem_limit: 512m\ncpus: .5\npids_limit: 100'),
      a('mem_limit: 512m\ncpus: .5\npids_limit: 100\ndeploy: {resources: {limits: {cpus: "0.50", memory: 0.5g, pids: 100}}}'),
      'x-b: &b {mem_limit: 1g, cpus: 1, pids_limit: 9}\nservices: {a: {<<: *b, image: a}, b: {<<: *b, image: b}}',
      a('mem_limit: ${M:-1g}\ncpus: 1\npids_limit: 9'),
    ],
    no: [
      a('resources: {limits: {cpus: "0.5", memory: 512M, pids: 100}}'),
      a('deploy: {resources: {reservations: {cpus: "0.5", memory: 512M}}}'),
      a('mem_limit: 512m\ncpus: 500m\npids_limit: 100'),
      a('mem_limit: 512m\ncpus: 1\npids_limit: 9\ndeploy: {resources: {limits: {memory: 1g}}}'),
      'services: {a: {image: a, mem_limit: 1g, cpus: 1, pids_limit: 9}, b: {image: b}}',
    ],
  },
  {
    what: 'no reservation is above its limit',
    asks: every(({ resources: { limits, reservations } }) =>
      (['memory', 'cpus'] as const).every(
        (key) => (reservations[key].effective?.value ?? 0) <= (limits[key].effective?.value ?? Number.POSITIVE_INFINITY),
      ),
    ),
    yes: [a('mem_limit: 1g\nmem_reservation: 512m'), a('deploy: {resources: {limits: {cpus: 1}, reservations: {cpus: "0.5"}}}')],
    no: [a('mem_limit: 1g\nmem_reservation: 2048m'), a('deploy: {resources: {limits: {cpus: 1}, reservations: {cpus: 2}}}')],
  },
  {
    what: 'the worker may take 45 seconds to stop',
    asks: grace(45),
    yes: ['45s', '60s', '1m', '1m30s', '"90s"', '${G:-1m}'].map((period) => a(`stop_grace_period: ${period}`)),
    no: [...['60', '"60"', '30s', '10000ms'].map((period) => a(`stop_grace_period: ${period}`)), a('restart: always')],
  },
  {
    what: 'init is on, and no signal kills at once',
    asks: every(
      ({ init, stopSignal }) =>
        holds(init, (value) => value) === 'yes' && holds(stopSignal, (value) => !/KILL|^9$/.test(value), 'yes') === 'yes',
    ),
    yes: [a('init: true'), a('init: "yes"\nstop_signal: SIGQUIT')],
    no: [a('init: false'), a('tty: true'), a('init: true\nstop_signal: SIGKILL')],
  },
  {
    what: 'a waits until db is healthy, and db has a test',
    asks: (compose) => {
      const db = compose.service('db');
      const wait = compose.service('a')?.dependsOn.find(({ service }) => service === 'db');
      return (
        holds(wait?.condition, (value) => value === 'service_healthy') === 'yes' &&
        db?.healthcheck?.test !== undefined &&
        !db.healthcheck.disabled
      );
    },
    yes: [
      a('depends_on: {db: {condition: service_healthy, restart: true}}', '  db: {image: d, healthcheck: {test: pg_isready}}'),
      a(
        'depends_on:\n  db:\n    condition: service_healthy\n    required: false',
        '  db: {image: d, healthcheck: {test: [CMD, pg_isready]}}',
      ),
    ],
    no: [
      a('depends_on: [db]', '  db: {image: d, healthcheck: {test: pg_isready}}'),
      a('depends_on: {db: {condition: service_healthy}}\nhealthcheck: {test: x}', '  db: {image: d}'),
      a('depends_on: {db: {condition: service_healthy}}', '  db: {image: d, healthcheck: {test: [NONE]}}'),
      a('links: [db]\ncommand: sh -c "sleep 10 && run"', '  db: {image: d, healthcheck: {test: x}}'),
    ],
  },
  {
    what: 'variables of a health check are meant for the container',
    asks: every(({ healthcheck }) => (healthcheck?.test?.words ?? []).every(({ variables }) => variables.length === 0)),
    yes: [
      a('healthcheck: {test: "pg_isready -U $$POSTGRES_USER"}'),
      a('healthcheck: {test: ["CMD-SHELL", "pg_isready -U $${POSTGRES_USER}"]}'),
    ],
    no: [
      a('healthcheck: {test: "pg_isready -U $POSTGRES_USER"}'),
      a('healthcheck: {test: ["CMD-SHELL", "pg_isready -U ${POSTGRES_USER}"]}'),
    ],
  },
  {
    what: 'no secret stands in the environment, and each file variable leads to a granted secret',
    asks: (compose) =>
      every(({ environment, secrets }) =>
        environment.every(
          ({ name, value }) =>
            !isSecretName(name) && (!name.endsWith('_FILE') || secrets.some(({ path, declared }) => declared && path === value?.value)),
        ),
      )(compose) && compose.services.every(({ environment }) => environment.length > 0),
    yes: [
      a('environment: {DB_PASSWORD_FILE: /run/secrets/db}\nsecrets: [db]', 'secrets: {db: {file: ./db.txt}}'),
      a(
        'environment: [DB_PASSWORD_FILE=/run/secrets/pw]\nsecrets: [{source: db, target: pw}]',
        'secrets: {db: {environment: DB_PASSWORD}}',
      ),
      a('environment: [DB_PASSWORD_FILE=/etc/pw]\nsecrets: [{source: db, target: /etc/pw}]', 'secrets: {db: {external: true}}'),
    ],
    no: [
      a('environment: {DB_PASSWORD: "${DB_PASSWORD}"}'),
      a('environment: [DB_PASSWORD]'),
      a('environment: {DB_PASSWORD_FILE: /run/secrets/db}', 'secrets: {db: {file: ./db.txt}}'),
      a('environment: {DB_PASSWORD_FILE: /run/secrets/other}\nsecrets: [db]', 'secrets: {db: {file: ./db.txt}}'),
    ],
  },
  {
    what: 'a mode on a secret from a file has no effect',
    asks: (compose) =>
      compose.services.some(({ secrets }) =>
        secrets.some(
          ({ mode, source }) => mode !== undefined && compose.secrets.some(({ name, from }) => name === source.value && from === 'file'),
        ),
      ),
    yes: [a('secrets: [{source: s, mode: 0400}]', 'secrets: {s: {file: ./s}}')],
    no: [a('secrets: [s]', 'secrets: {s: {file: ./s}}'), a('secrets: [{source: s, mode: 0400}]', 'secrets: {s: {external: true}}')],
  },
  {
    what: 'the root is read-only and exactly the places nginx writes to are not',
    asks: every(
      (service) =>
        holds(service.readOnly, (value) => value) === 'yes' &&
        ['/var/cache/nginx', '/run'].every((path) => tmpfsTargets(service).includes(path)) &&
        !tmpfsTargets(service).some((path) => ['/etc/nginx', '/var'].includes(path ?? '')),
    ),
    yes: [
      a('read_only: true\ntmpfs: [/var/cache/nginx, /run, /tmp]'),
      a('read_only: true\nvolumes: [{type: tmpfs, target: /var/cache/nginx/, tmpfs: {size: 1m}}, {type: tmpfs, target: /run}]'),
      a('read_only: "true"\ntmpfs: /run\nvolumes: [{type: tmpfs, target: /var/cache/nginx}]'),
    ],
    no: [
      a('tmpfs: [/var/cache/nginx, /run]'),
      a('read_only: true\ntmpfs: [/var]'),
      a('read_only: true\ntmpfs: [/var/cache/nginx, /run, /etc/nginx]'),
      a('read_only: ${RO}\ntmpfs: [/var/cache/nginx, /run]'),
    ],
  },
  {
    what: 'a host folder over the app does not hide what was installed',
    asks: every(
      ({ mounts }) =>
        !mounts.some(({ type, target }) => type === 'bind' && target === '/app') ||
        mounts.some(({ type, target }) => type === 'volume' && target === '/app/node_modules'),
    ),
    yes: [
      a('volumes: [".:/app", /app/node_modules]'),
      a('volumes: [".:/app", "nm:/app/node_modules/"]', 'volumes: {nm: }'),
      a('volumes: ["./src:/app/src"]'),
      a('develop: {watch: [{path: ., action: sync, target: /app}]}'),
    ],
    no: [a('volumes: [".:/app"]'), a('volumes: [{type: bind, source: ., target: /app/}]')],
  },
  {
    what: 'the volume belongs to the user of the service without root or 777',
    asks: (compose) => {
      const owner = compose.services.find(({ command }) => command?.words.some(({ value }) => value === 'chown'));
      const app = compose.service('a');
      const waits = app?.dependsOn.some(
        ({ service, condition }) => service === owner?.name && condition.value === 'service_completed_successfully',
      );
      const ownTmpfs = app?.mounts.some(({ type, uid }) => type === 'tmpfs' && uid === '10001');
      return (
        Boolean(waits || ownTmpfs || app?.postStart.some(({ user }) => user?.value === 'root')) &&
        !/^(root|0)(:|$)/.test(app?.user?.value ?? '') &&
        app?.privileged?.value !== true
      );
    },
    yes: [
      a(
        'user: "10001"\ndepends_on: {own: {condition: service_completed_successfully}}',
        '  own: {image: busybox, command: chown -R 10001 /data}',
      ),
      a('tmpfs: "/data:uid=10001,gid=10001"'),
      a('post_start: [{command: chown 10001 /data, user: root}]'),
    ],
    no: [
      a('user: root\ntmpfs: "/data:uid=10001"'),
      a('privileged: true'),
      a('user: "0:0"\ndepends_on: [own]', '  own: {image: busybox, command: chown 1 /d}'),
    ],
  },
];

describe.each(questions)('$what', ({ asks, yes, no }) => {
  test.each(yes)('yes: %j', (text) => expect(asks(readCompose(text))).toBe(true));
  test.each(no)('no: %j', (text) => expect(asks(readCompose(text))).toBe(false));
});
