import { describe, expect, test } from 'vitest';
import { holds } from './holds.ts';
import type { Compose, Service } from './model.ts';
import { type ComposeFile, readCompose } from './read.ts';

const service = (body: string, rest = ''): Service => {
  const compose = readCompose(`services:\n  a:\n    image: x\n${body.replace(/^(?=.)/gm, '    ')}\n${rest}`);
  expect(compose.broken).toBe(false);
  return compose.service('a') as Service;
};
/** What a model says, without its places. */
const bare = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, each) =>
      ['span', 'file', 'nameSpan', 'keySpan', 'node', 'form', 'text', 'visible', 'variables', 'key'].includes(key) ? undefined : each,
    ) ?? 'null',
  );

describe('short and long forms are equal', () => {
  const pairs: [what: string, read: (service: Service) => unknown, short: string, long: string, rest?: string][] = [
    ['ports', (a) => a.ports, 'ports: ["127.0.0.1:8080:80"]', 'ports:\n  - target: 80\n    published: "8080"\n    host_ip: 127.0.0.1'],
    ['a port without a host', (a) => a.ports, 'ports: [80]', 'ports: [{target: 80, protocol: tcp}]'],
    [
      'a volume',
      (a) => a.mounts,
      'volumes: ["vol:/d:ro"]',
      'volumes: [{type: volume, source: vol, target: /d/, read_only: true}]',
      'volumes: {vol: }',
    ],
    ['a bind mount', (a) => a.mounts, 'volumes: ["./s:/d"]', 'volumes: [{type: bind, source: ./s, target: /d}]'],
    ['tmpfs', (a) => a.mounts, 'tmpfs: /tmp:size=64m', 'volumes: [{type: tmpfs, target: /tmp, tmpfs: {size: 67108864}}]'],
    ['tmpfs as text or list', (a) => a.mounts, 'tmpfs: /tmp', 'tmpfs: [/tmp]'],
    ['a secret', (a) => a.secrets, 'secrets: [s]', 'secrets: [{source: s, target: s}]', 'secrets: {s: {file: ./s}}'],
    ['a build', (a) => a.build, 'build: ./api', 'build: {context: ./api}'],
    ['environment', (a) => a.environment, 'environment: [A=1, B]', 'environment: {A: 1, B: }'],
    ['depends_on', (a) => a.dependsOn, 'depends_on: [b]', 'depends_on: {b: {condition: service_started}}'],
    ['networks', (a) => a.networks, 'networks: [n]', 'networks: {n: }', 'networks: {n: }'],
    ['env_file', (a) => a.envFiles, 'env_file: .env', 'env_file: [{path: .env}]'],
    ['ulimits', (a) => a.ulimits, 'ulimits: {nofile: 9}', 'ulimits: {nofile: {soft: 9, hard: 9}}'],
    ['a command', (a) => a.command?.words.map((word) => word.value), 'command: node "my app.js"', 'command: [node, my app.js]'],
    ['a health check', (a) => a.healthcheck?.test?.words, 'healthcheck: {test: curl -f x}', 'healthcheck: {test: [CMD-SHELL, curl -f x]}'],
    ['a switched off check', (a) => a.healthcheck?.disabled, 'healthcheck: {test: [NONE]}', 'healthcheck: {disable: true}'],
    ['memory', (a) => a.resources.limits.memory.effective, 'mem_limit: 512m', 'deploy: {resources: {limits: {memory: 0.5G}}}'],
    ['processors', (a) => a.resources.limits.cpus.effective, 'cpus: .5', 'deploy: {resources: {limits: {cpus: "0.50"}}}'],
    ['processes', (a) => a.resources.limits.pids.effective, 'pids_limit: 99', 'deploy: {resources: {limits: {pids: 99}}}'],
    ['capabilities', (a) => a.capDrop, 'cap_drop: [all]', 'cap_drop: [CAP_ALL]'],
    [
      'an option',
      (a) => a.securityOpt.map(({ name, value }) => [name, value]),
      'security_opt: ["no-new-privileges:true"]',
      'security_opt: [no-new-privileges=true]',
    ],
    ['a grace period', (a) => a.stopGracePeriod, 'stop_grace_period: 90s', 'stop_grace_period: 1m30s'],
  ];
  test.each(pairs)('%s', (_, read, short, long, rest = '') => {
    const [left, right] = [service(short, rest), service(long, rest)];
    expect(read(left)).toBeDefined();
    expect(bare(read(left))).toEqual(bare(read(right)));
  });
});

describe('values', () => {
  test('a variable without a value is unknown, with a default it is known', () => {
    const a = service('read_only: ${RO}\ninit: ${I:-true}\nstop_grace_period: ${G:-60}\nprivileged: "no"');
    expect(holds(a.readOnly, (value) => value)).toBe('unknown');
    expect(holds(a.init, (value) => value)).toBe('yes');
    expect(a.stopGracePeriod?.state).toBe('invalid');
    expect(holds(a.privileged, (value) => value)).toBe('no');
    expect(holds(a.user, () => true)).toBe('no');
    expect(holds(a.user, () => true, 'unknown')).toBe('unknown');
  });

  test('an environment file makes variables known', () => {
    const text = 'services: {a: {image: "x:${TAG}", environment: ["P=${P}"]}}';
    expect(readCompose(text, { env: { TAG: '1', P: 's' } }).service('a')?.image?.value).toBe('x:1');
    const password = readCompose(text).service('a')?.environment[0]?.value;
    expect([password?.state, password?.variables[0]?.name]).toEqual(['unknown', 'P']);
  });

  test('spans lead back to what is written', () => {
    const text =
      'services:\n  a:\n    image: nginx:${TAG:-1}\n    environment:\n      - "KEY=some value"\n      - K2=$V\n    mem_limit: 512m\n';
    const a = readCompose(text).service('a') as Service;
    const cut = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
    expect(cut(a.nameSpan)).toBe('a');
    expect(cut(a.image?.span)).toBe('nginx:${TAG:-1}');
    expect(cut(a.image?.keySpan)).toBe('image');
    expect(cut(a.image?.variables[0]?.span)).toBe('${TAG:-1}');
    expect(cut(a.environment[0]?.nameSpan)).toBe('KEY');
    expect(cut(a.environment[0]?.value?.span)).toBe('some value');
    expect(cut(a.environment[1]?.value?.variables[0]?.span)).toBe('$V');
    expect(cut(a.resources.limits.memory.effective?.span)).toBe('512m');
  });

  test('a doubled dollar sign reaches the container, a single one does not', () => {
    const a = service('healthcheck:\n  test: ["CMD-SHELL", "pg_isready -U $${PGUSER}"]\n  interval: 1m30s');
    expect(a.healthcheck?.test?.words[0]?.value).toBe('pg_isready -U ${PGUSER}');
    expect(a.healthcheck?.interval?.value).toBe(90_000);
    const b = service('healthcheck: {test: "pg_isready -U $PGUSER"}');
    expect(b.healthcheck?.test?.words[0]?.variables.map(({ name, from }) => [name, from])).toEqual([['PGUSER', 'missing']]);
  });

  test('secrets and configs land where the container finds them', () => {
    const a = service(
      'secrets: [s, {source: s, target: other}, {source: s, target: /etc/key, mode: 0400}]\nconfigs: [c]',
      'secrets: {s: {environment: S}}\nconfigs: {c: {content: x}}',
    );
    expect(a.secrets.map(({ path, mode, declared }) => [path, mode, declared])).toEqual([
      ['/run/secrets/s', undefined, true],
      ['/run/secrets/other', undefined, true],
      ['/etc/key', 0o400, true],
    ]);
    expect(a.configs.map(({ path }) => path)).toEqual(['/c']);
  });

  test('a tmpfs tells its owner', () => {
    const [mount] = service('tmpfs: /data/:uid=10001,gid=10002,mode=0770,noexec').mounts;
    expect(mount).toMatchObject({ type: 'tmpfs', target: '/data', uid: '10001', gid: '10002', mode: 0o770, options: ['noexec'] });
  });

  test('sources of secrets', () => {
    const { secrets } = readCompose(
      'services: {a: {image: a}}\nsecrets: {f: {file: ./f}, e: {environment: E}, x: {external: true}, d: {driver: vault}}',
    );
    expect(secrets.map(({ name, from, value }) => [name, from, value?.value])).toEqual([
      ['f', 'file', './f'],
      ['e', 'environment', 'E'],
      ['x', 'external', undefined],
      ['d', 'driver', undefined],
    ]);
  });

  test('watch rules, hooks and comments', () => {
    const text =
      'services:\n  a: # the app\n    image: x\n    post_start: [{command: chown -R 1 /d, user: root}]\n    develop: {watch: [{path: ., action: rebuild, ignore: x}]}\n';
    const compose = readCompose(text);
    const a = compose.service('a');
    expect(a?.watch.map(({ action, ignore }) => [action?.value, ignore[0]?.value])).toEqual([['rebuild', 'x']]);
    expect(a?.postStart.map(({ command, user }) => [command?.words[0]?.value, user?.value])).toEqual([['chown', 'root']]);
    expect(compose.comments.map(({ text }) => text)).toEqual(['the app']);
  });
});

describe('several files', () => {
  const merged = (base: string, over: string): Compose => {
    const file = (path: string, body: string): ComposeFile => ({
      path,
      text: `services:\n  a:\n    image: x\n${body.replace(/^(?=.)/gm, '    ')}\n`,
    });
    const compose = readCompose([file('compose.yaml', base), file('compose.override.yaml', over)]);
    expect(compose.diagnostics).toEqual([]);
    return compose;
  };
  const cases: [what: string, base: string, over: string, read: (a: Service) => unknown, result: unknown][] = [
    ['a text is replaced', 'user: "1"', 'user: "2"', (a) => a.user?.value, '2'],
    [
      'maps join',
      'environment: {A: 1, B: 1}',
      'environment: {B: 2}',
      (a) => a.environment.map(({ name, value }) => `${name}=${value?.value}`),
      ['A=1', 'B=2'],
    ],
    [
      'a list joins a map',
      'environment: {A: 1, B: 1}',
      'environment: [B=2, C]',
      (a) => a.environment.map(({ name, value }) => `${name}=${value?.value}`),
      ['A=1', 'B=2', 'C=undefined'],
    ],
    ['lists append', 'cap_drop: [NET_RAW]', 'cap_drop: [CHOWN, NET_RAW]', (a) => a.capDrop.map(({ value }) => value), ['NET_RAW', 'CHOWN']],
    ['commands are replaced', 'command: [a, b]', 'command: [c]', (a) => a.command?.words.map(({ value }) => value), ['c']],
    [
      'tests are replaced',
      'healthcheck: {test: [CMD, a], interval: 1s}',
      'healthcheck: {test: [CMD, b]}',
      (a) => [a.healthcheck?.test?.words.map(({ value }) => value), a.healthcheck?.interval?.value],
      [['b'], 1000],
    ],
    [
      'mounts are one per target',
      'volumes: ["./a:/x", "./b:/y"]',
      'volumes: ["./c:/x/"]',
      (a) => a.mounts.map(({ source, target }) => `${source}:${target}`),
      ['./c:/x', './b:/y'],
    ],
    ['ports append', 'ports: ["80:80"]', 'ports: ["80:80", "81:81"]', (a) => a.ports.map(({ published }) => published), ['80', '81']],
    [
      'a build by text takes keys',
      'build: ./api',
      'build: {target: dev}',
      (a) => [a.build?.context.value, a.build?.target?.value],
      ['./api', 'dev'],
    ],
    [
      'a reset takes away',
      'ports: ["80:80"]\nuser: "1"',
      'ports: !reset []\nuser: !reset null',
      (a) => [a.ports.length, a.user],
      [0, undefined],
    ],
    ['an override replaces', 'ports: ["80:80"]', 'ports: !override ["81:81"]', (a) => a.ports.map(({ published }) => published), ['81']],
    [
      'another logging driver brings its own options',
      'logging: {driver: json-file, options: {max-size: 1m}}',
      'logging: {driver: local}',
      (a) => [a.logging?.driver?.value, a.logging?.options.length],
      ['local', 0],
    ],
    [
      'limits join',
      'deploy: {resources: {limits: {memory: 1g}}}',
      'deploy: {resources: {limits: {cpus: "1"}}}',
      (a) => [a.resources.limits.memory.effective?.value, a.resources.limits.cpus.effective?.value],
      [1024 ** 3, 1],
    ],
  ];
  test.each(cases)('%s', (_, base, over, read, result) => expect(read(merged(base, over).service('a') as Service)).toEqual(result));

  test('a value knows its file', () => {
    const compose = merged('user: "1"\nhostname: h', 'user: "2"');
    expect([compose.service('a')?.user?.file, compose.service('a')?.hostname?.file]).toEqual(['compose.override.yaml', 'compose.yaml']);
  });

  test('a list of dependencies meets a map', () => {
    const text = (body: string) =>
      `services:\n  a: {image: a, depends_on: ${body}}\n  b: {image: b, healthcheck: {test: x}}\n  c: {image: c}\n`;
    const compose = readCompose([
      { path: 'a.yaml', text: text('[b, c]') },
      { path: 'b.yaml', text: text('{b: {condition: service_healthy}}') },
    ]);
    expect(compose.diagnostics).toEqual([]);
    expect(compose.service('a')?.dependsOn.map(({ service, condition, form }) => [service, condition.value, form])).toEqual([
      ['b', 'service_healthy', 'long'],
      ['c', 'service_started', 'short'],
    ]);
  });

  test('extends, within a file and across given ones', () => {
    const compose = readCompose([
      {
        path: 'app/compose.yaml',
        text: 'services:\n  base: {image: x, environment: {A: 1, B: 1}, command: [a]}\n  a: {extends: base, environment: [B=2], command: [b]}\n  c: {extends: {file: ../shared.yaml, service: s}}\n',
      },
      { path: 'shared.yaml', text: 'services: {s: {image: shared}}' },
    ]);
    expect(compose.diagnostics).toEqual([]);
    expect(compose.service('a')).toMatchObject({ image: { value: 'x' }, command: { words: [{ value: 'b' }] }, partial: false });
    expect(compose.service('a')?.environment.map(({ name, value }) => `${name}=${value?.value}`)).toEqual(['A=1', 'B=2']);
    expect(compose.service('c')?.image?.value).toBe('shared');
  });

  test('what is extended out of sight leaves the service partial', () => {
    const compose = readCompose('services: {a: {extends: {file: gone.yaml, service: s}}}');
    expect([compose.service('a')?.partial, compose.unseen, compose.diagnostics]).toEqual([true, ['gone.yaml'], []]);
  });
});

test('a fragment is merged, and what is written beside it wins', () => {
  const compose = readCompose(
    'x-f: &f {mem_limit: 1g, cpus: 1}\nservices:\n  a: {<<: *f, image: a, cpus: 2}\n  b: {<<: [{cpus: 3}, *f], image: b}\n',
  );
  const limits = (name: string) => [
    compose.service(name)?.resources.limits.memory.effective?.value,
    compose.service(name)?.resources.limits.cpus.effective?.value,
  ];
  expect([limits('a'), limits('b')]).toEqual([
    [1024 ** 3, 2],
    [1024 ** 3, 3],
  ]);
});
