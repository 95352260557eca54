import { describe, expect, test } from 'vitest';
import { readCompose } from './read.ts';

const inService = (body: string) => `services:\n  a:\n    image: x\n    ${body}\n`;

describe('each mistake is named where it stands', () => {
  const cases: [text: string, rule: string, at: string, says: RegExp][] = [
    ['version: "3.8"\nservices: {a: {image: a}}\n', 'compose-obsolete-version', 'version: "3.8"', /obsolete/],
    [inService('healtcheck: {}'), 'compose-unknown-key', 'healtcheck', /Did you mean `healthcheck`/],
    [inService('read-only: true'), 'compose-unknown-key', 'read-only', /Did you mean `read_only`/],
    [inService('frobnicate: true'), 'compose-unknown-key', 'frobnicate', /is no key of a service\.$/],
    [inService('resources: {limits: {memory: 1g}}'), 'compose-misplaced-key', 'resources', /deploy\.resources\.limits/],
    [inService('memory: 1g'), 'compose-misplaced-key', 'memory', /mem_limit/],
    [inService('deploy: {limits: {memory: 1g}}'), 'compose-misplaced-key', 'limits', /deploy\.resources/],
    [inService('deploy: {resources: {reservations: {pids: 1}}}'), 'compose-misplaced-key', 'pids', /under `limits`/],
    [inService('user: 1000'), 'compose-wrong-type', '1000', /quotes: `"1000"`/],
    [inService('ports: "80:80"'), 'compose-wrong-type', '"80:80"', /list item/],
    [inService('ports:'), 'compose-wrong-type', '', /nothing/],
    [inService('environment: [A: 1]'), 'compose-wrong-type', 'A', /KEY=value/],
    [inService('environment: [A=1, B=[1]]'), 'yaml-syntax', '[', /not closed/],
    [inService('command: [sleep, 10]'), 'compose-wrong-type', '10', /An item of `command` takes text/],
    [inService('restart: false'), 'compose-wrong-type', 'false', /"false"/],
    [inService('stop_grace_period: 60'), 'compose-invalid-duration', '60', /`60s` for seconds/],
    [inService('stop_grace_period: "60"'), 'compose-invalid-duration', '"60"', /`60s` for seconds/],
    [inService('stop_grace_period: ${G:-60}'), 'compose-invalid-duration', '${G:-60}', /`60s` for seconds/],
    [inService('healthcheck: {start_interval: 1s}'), 'compose-start-interval-alone', '1s', /`start_period:`/],
    [inService('healthcheck: {interval: 5sec}'), 'compose-invalid-duration', '5sec', /no duration/],
    [inService('mem_limit: 512Mi'), 'compose-invalid-size', '512Mi', /Kubernetes.*`512M`/],
    [inService('mem_limit: lots'), 'compose-invalid-size', 'lots', /no size/],
    [inService('deploy: {resources: {limits: {memory: 536870912}}}'), 'compose-invalid-size', '536870912', /must be text/],
    [inService('cpus: 500m'), 'compose-invalid-cpus', '500m', /`0.5`/],
    [inService('cpus: ‘0.5’'), 'yaml-typography', '‘', /curly quote/],
    [inService('pids_limit: many'), 'compose-invalid-value', 'many', /whole number/],
    [inService('init: maybe'), 'compose-invalid-value', 'maybe', /`true` or `false`/],
    [inService('mem_limit: 1g\n    deploy: {resources: {limits: {memory: 2g}}}'), 'compose-limits-conflict', '1g', /different values/],
    [inService('cpus: 1\n    deploy: {resources: {limits: {cpus: "2"}}}'), 'compose-limits-conflict', '1', /different values/],
    [inService('ports: ["80:99999"]'), 'compose-invalid-port', '"80:99999"', /no port mapping/],
    [inService('ports: ["a:b"]'), 'compose-invalid-port', '"a:b"', /no port mapping/],
    [inService('ports: ["80:80/http"]'), 'compose-invalid-port', '"80:80/http"', /no port mapping/],
    [inService('volumes: ["one:two:ro:four"]'), 'compose-invalid-volume', '"one:two:ro:four"', /too many colons/],
    [inService('volumes: ["./a::ro"]'), 'compose-invalid-volume', '"./a::ro"', /empty/],
    [inService('volumes: [{source: a, target: /a}]'), 'compose-missing-key', 'source', /needs `type:`/],
    [inService('volumes: ["data:/data"]'), 'compose-undefined-volume', '"data:/data"', /under `volumes:`/],
    [inService('networks: [back]'), 'compose-undefined-network', 'back', /under `networks:`/],
    [inService('secrets: [db]'), 'compose-undefined-secret', 'db', /under `secrets:`/],
    [inService('configs: [db]'), 'compose-undefined-config', 'db', /under `configs:`/],
    [inService('build: {secrets: [db]}'), 'compose-undefined-secret', 'db', /under `secrets:`/],
    [inService('depends_on: [db]'), 'compose-undefined-service', 'db', /none of that name/],
    [inService('depends_on: {a: {condition: service_started}}'), 'compose-dependency-cycle', 'a', /waits for itself/],
    ['services: {a: {image: a, depends_on: {b: {condition: ready}}}, b: {image: b}}', 'compose-invalid-value', 'ready', /service_healthy/],
    ['services: {a: {image: a, depends_on: {b: {}}}, b: {image: b}}', 'compose-missing-key', '{}', /needs `condition:`/],
    [
      'services: {a: {image: a, depends_on: {b: {condition: service_healthy}}}, b: {image: b}}',
      'compose-dependency-without-healthcheck',
      'service_healthy',
      /has no `healthcheck:`/,
    ],
    [
      'services: {a: {image: a, depends_on: {b: {condition: service_healthy}}}, b: {image: b, healthcheck: {disable: true}}}',
      'compose-dependency-without-healthcheck',
      'service_healthy',
      /switched off/,
    ],
    [
      'services: {a: {image: a, depends_on: [b]}, b: {image: b, depends_on: [c]}, c: {image: c, depends_on: [b]}}',
      'compose-dependency-cycle',
      'c',
      /waits for itself/,
    ],
    ['services: {a: {ports: ["80:80"]}}', 'compose-no-image', 'a', /neither `image:` nor `build:`/],
    [inService('network_mode: host\n    networks: [default]'), 'compose-network-conflict', 'host', /keep one/],
    [inService('healthcheck: {test: [curl, x]}'), 'compose-invalid-healthcheck', 'curl', /`CMD-SHELL`/],
    [inService('command: echo "x'), 'compose-invalid-command', 'echo "x', /not closed/],
    [inService('command: echo $(date)'), 'compose-invalid-interpolation', 'echo $(date)', /`\$\$`/],
    [inService('extends: nobody'), 'compose-undefined-service', 'nobody', /no service of that name/],
    ['services: {a: {extends: b}, b: {extends: a}}', 'compose-extends-cycle', 'b', /extends itself/],
    ['services: {a: {image: a}}\nsecrets: {s: {}}', 'compose-no-source', 's', /`file:`/],
    ['services: {a: {image: a}}\nsecrets: {s: {file: x, environment: Y}}', 'compose-several-sources', 's', /keep one/],
    ['services: {a: {image: a}}\nsecrets: {s: {content: x}}', 'compose-unknown-key', 'content', /no key of a secret/],
    ['services: {"a b": {image: a}}', 'compose-invalid-name', '"a b"', /letters, digits/],
    ['web:\n  image: nginx\n', 'compose-service-outside', 'web', /under `services:`/],
    ['services:\n  a: {image: a}\nb:\n  build: .\n', 'compose-service-outside', 'b', /under `services:`/],
    ['image: nginx\n', 'compose-service-outside', 'image', /begins with `services:`/],
    ['', 'compose-empty', '', /empty/],
    ['services:\n- a\n', 'compose-wrong-type', 'a', /without dashes/],
  ];
  test.each(cases)('%j: %s', (text, rule, at, says) => {
    const { diagnostics } = readCompose(text);
    const found = diagnostics.find(
      (diagnostic) => diagnostic.rule === rule && text.slice(diagnostic.span.start, diagnostic.span.end) === at,
    );
    expect(found ?? diagnostics.map(({ rule, message, span }) => `${rule} ${text.slice(span.start, span.end)} ${message}`)).toHaveProperty(
      'message',
    );
    expect(found?.message).toMatch(says);
    expect(found?.line).toBe(text.slice(0, found?.span.start).split('\n').length);
  });
});

test('one mistake gives one finding', () => {
  for (const body of [
    'stop_grace_period: 60',
    'cpus: 500m',
    'user: 1000',
    'healtcheck: {}',
    'resources: {}',
    'ports: ["80:99999"]',
    'command: echo "x',
  ])
    expect(readCompose(inService(body)).diagnostics).toHaveLength(1);
  expect(readCompose('x-f: &f {memm: 1g}\nservices: {a: {<<: *f, image: a}, b: {<<: *f, image: b}}').diagnostics).toHaveLength(1);
});

test('a YAML error is said first and alone', () => {
  const compose = readCompose('version: "3"\nservices:\n  a:\n\timage: 5\n    portz: 1\n');
  expect(compose.broken).toBe(true);
  expect(compose.diagnostics.map(({ rule, line }) => [rule, line])).toEqual([['yaml-syntax', 4]]);
});

test('where files are drawn in, nothing is said to be missing', () => {
  expect(
    readCompose('include: [x.yaml]\nservices: {a: {image: a, secrets: [s], depends_on: [b], networks: [n], volumes: ["v:/v"]}}')
      .diagnostics,
  ).toEqual([]);
});
