import { describe, expect, test } from 'vitest';
import type { Container, Pod } from './model.ts';
import { parseQuantity } from './quantity.ts';
import { readKubernetes } from './read.ts';

const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
/** A Pod whose `spec` is given. */
const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${indent(spec, 2)}\n`;
/** A Pod with one container that holds these fields, and further fields of the pod. */
const withContainer = (fields: string, more = ''): string => pod(`containers:\n- name: c\n  image: i\n${indent(fields, 2)}\n${more}`);
const podOf = (text: string): Pod => readKubernetes(text).workloads[0]?.pod as Pod;
const containerOf = (text: string): Container => podOf(text).containers[0] as Container;

test.each<[string, number | undefined]>([
  ['500m', 0.5],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['1', 1],
  ['0.5m', 0.0005],
  ['512Mi', 536870912],
  ['0.5Gi', 536870912],
  ['524288Ki', 536870912],
  ['536870912', 536870912],
  ['512M', 512e6],
  ['512m', 0.512],
  ['1k', 1000],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
  ['512MB', undefined],
  ['512mb', undefined],
  ['512MiB', undefined],
  ['512mi', undefined],
  ['1K', undefined],
  ['1g', undefined],
  ['1 Gi', undefined],
  ['', undefined],
  ['half', undefined],
])('quantity %j is %j', (text, value) => expect(parseQuantity(text)).toBe(value));

describe('security: the container wins over the pod', () => {
  const cases: [what: string, podLevel: string, containerLevel: string, read: (c: Container) => unknown, result: unknown][] = [
    ['user from the pod', 'runAsUser: 10001', '{}', (c) => [c.security.runAsUser?.value, c.security.runAsUser?.from], [10001, 'pod']],
    [
      'user from the container',
      'runAsUser: 10001',
      '{runAsUser: 0}',
      (c) => [c.security.runAsUser?.value, c.security.runAsUser?.from],
      [0, 'container'],
    ],
    ['non-root taken back', 'runAsNonRoot: true', '{runAsNonRoot: false}', (c) => c.security.runAsNonRoot?.value, false],
    [
      'seccomp from the pod',
      'seccompProfile: {type: RuntimeDefault}',
      '{}',
      (c) => c.security.seccompProfile?.value,
      { type: 'RuntimeDefault' },
    ],
    [
      'seccomp of its own',
      'seccompProfile: {type: RuntimeDefault}',
      '{seccompProfile: {type: Localhost, localhostProfile: x}}',
      (c) => c.security.seccompProfile?.value,
      { type: 'Localhost', localhostProfile: 'x' },
    ],
    ['a null is not written', 'runAsUser: 5', '{runAsUser: null}', (c) => c.security.runAsUser?.value, 5],
    [
      'capabilities',
      'runAsUser: 5',
      '{capabilities: {drop: [all], add: [CAP_CHOWN]}}',
      (c) => [c.security.capabilities?.drop.map(({ value }) => value), c.security.capabilities?.add.map(({ value }) => value)],
      [['ALL'], ['CHOWN']],
    ],
    [
      'what only containers have',
      'runAsUser: 5',
      '{allowPrivilegeEscalation: no, readOnlyRootFilesystem: true}',
      (c) => [c.security.allowPrivilegeEscalation?.value, c.security.readOnlyRootFilesystem?.value, c.security.privileged],
      [false, true, undefined],
    ],
  ];
  test.each(cases)('%s', (_, podLevel, containerLevel, read, result) =>
    expect(read(containerOf(withContainer(`securityContext: ${containerLevel}`, `securityContext: {${podLevel}}`)))).toEqual(result),
  );
});

test('each kind of container is seen, in the order it runs', () => {
  const { containers } = podOf(
    pod(
      'initContainers: [{name: i, image: i}, {name: s, image: s, restartPolicy: Always}]\ncontainers: [{name: m, image: m}]\nephemeralContainers: [{name: e, image: e}]',
    ),
  );
  expect(containers.map(({ name, role }) => [name, role])).toEqual([
    ['i', 'init'],
    ['s', 'sidecar'],
    ['m', 'main'],
    ['e', 'ephemeral'],
  ]);
});

test.each([
  ['Deployment', 'apps/v1', (spec: string) => `{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: ${spec}}}`],
  ['StatefulSet', 'apps/v1', (spec: string) => `{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: ${spec}}}`],
  ['DaemonSet', 'apps/v1', (spec: string) => `{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: ${spec}}}`],
  ['ReplicaSet', 'apps/v1', (spec: string) => `{selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: ${spec}}}`],
  ['Job', 'batch/v1', (spec: string) => `{template: {spec: ${spec}}}`],
  ['CronJob', 'batch/v1', (spec: string) => `{schedule: "* * * * *", jobTemplate: {spec: {template: {spec: ${spec}}}}}`],
  ['Pod', 'v1', (spec: string) => spec],
])('the pod of a %s is found', (kind, version, wrap) => {
  const text = `apiVersion: ${version}\nkind: ${kind}\nmetadata: {name: n}\nspec: ${wrap('{containers: [{name: c, image: i}]}')}\n`;
  const read = readKubernetes(text);
  expect(read.diagnostics).toEqual([]);
  expect(read.workloads.map(({ kind, pod }) => [kind, pod.containers[0]?.image?.value])).toEqual([[kind, 'i']]);
});

describe('probes', () => {
  test('defaults are filled in, and what is written is kept apart', () => {
    const { startup, readiness, liveness } = containerOf(
      withContainer(
        'ports: [{name: http, containerPort: 3000}]\nstartupProbe: {httpGet: {path: /live, port: http}, periodSeconds: 5, failureThreshold: 30}\nreadinessProbe: {httpGet: {port: 3000}, timeoutSeconds: 2, initialDelaySeconds: 90}',
      ),
    ).probes;
    expect(startup).toMatchObject({
      action: { type: 'httpGet', path: '/live', port: 3000, portName: 'http' },
      timeoutSeconds: 1,
      patienceSeconds: 150,
    });
    expect(Object.keys(startup?.written ?? {})).toEqual(['periodSeconds', 'failureThreshold']);
    expect(readiness).toMatchObject({ action: { path: '/', port: 3000 }, periodSeconds: 10, timeoutSeconds: 2, patienceSeconds: 120 });
    expect(liveness).toBeUndefined();
  });
  test.each<[string, object]>([
    ['exec: {command: [pg_isready, -q]}', { type: 'exec', command: [{ value: 'pg_isready' }, { value: '-q' }] }],
    ['tcpSocket: {port: 6379}', { type: 'tcpSocket', port: 6379 }],
    ['grpc: {port: 9000, service: live}', { type: 'grpc', port: 9000, service: 'live' }],
    ['httpGet: {port: nope}', { type: 'httpGet', portName: 'nope' }],
  ])('%s', (action, result) =>
    expect(containerOf(withContainer(`livenessProbe: {${action}}`)).probes.liveness?.action).toMatchObject(result),
  );
});

describe('volumes and secrets', () => {
  test.each<[string, object]>([
    ['secret: {secretName: s, defaultMode: 0400}', { type: 'secret', secrets: [{ name: { value: 's' } }], defaultMode: { value: 0o400 } }],
    [
      'secret: {secretName: s, defaultMode: 256, items: [{key: k, path: p, mode: 0o440}]}',
      { defaultMode: { value: 0o400 }, secrets: [{ items: [{ key: 'k', path: 'p', mode: { value: 0o440 } }] }] },
    ],
    [
      'projected: {sources: [{secret: {name: s}}, {configMap: {name: m}}]}',
      { type: 'projected', secrets: [{ name: { value: 's' } }], configMaps: [{ value: 'm' }] },
    ],
    [
      'csi: {driver: secrets-store.csi.k8s.io, readOnly: true, volumeAttributes: {secretProviderClass: x}}',
      { type: 'csi', driver: { value: 'secrets-store.csi.k8s.io' }, secretProviderClass: { value: 'x' }, readOnly: { value: true } },
    ],
    ['emptyDir: {medium: Memory, sizeLimit: 64Mi}', { type: 'emptyDir', medium: { value: 'Memory' }, sizeLimit: { value: 67108864 } }],
    ['hostPath: {path: /var/run/docker.sock}', { type: 'hostPath', path: { value: '/var/run/docker.sock' } }],
    ['configMap: {name: m}', { type: 'configMap', configMaps: [{ value: 'm' }], secrets: [] }],
    ['emptyDir:', { type: 'emptyDir' }],
  ])('%s', (source, result) => {
    const mount = containerOf(
      withContainer('volumeMounts: [{name: v, mountPath: /v, subPath: x, readOnly: true}]', `volumes:\n- name: v\n  ${source}`),
    ).mounts[0];
    expect(mount).toMatchObject({ mountPath: { value: '/v' }, subPath: { value: 'x' }, readOnly: true });
    expect(mount?.volume).toMatchObject(result);
  });

  test('environment tells where its values come from', () => {
    const { env, envFrom } = containerOf(
      withContainer(
        'env: [{name: A, value: "1"}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k}}}]\nenvFrom: [{prefix: P_, secretRef: {name: s}}, {configMapRef: {name: m}}]',
      ),
    );
    expect(env).toMatchObject([
      { name: 'A', value: { value: '1' } },
      { name: 'B', from: { kind: 'secretKeyRef', name: { value: 's' }, key: { value: 'k' } } },
    ]);
    expect(envFrom).toMatchObject([{ kind: 'secretRef', name: { value: 's' }, prefix: 'P_' }, { kind: 'configMapRef' }]);
  });

  test('objects that hold or make secrets', () => {
    const read = readKubernetes(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\ndata: {p: eA==}\nstringData: {q: x}\n---\napiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: {name: b}\nspec: {target: {name: c}}\n',
    );
    expect(
      read.secrets.map(({ name, object, entries }) => [
        object.kind,
        name,
        entries.map(({ key, name, value }) => `${key}.${name}=${value?.value}`),
      ]),
    ).toEqual([
      ['Secret', 'a', ['data.p=eA==', 'stringData.q=x']],
      ['ExternalSecret', 'c', []],
    ]);
  });
});

test('amounts: a limit without a request is also the request', () => {
  const { limits, requests, effectiveRequests } = containerOf(
    withContainer('resources: {limits: {cpu: 500m, memory: 1Gi}, requests: {memory: 512Mi}}'),
  ).resources;
  expect([limits.cpu?.value, limits.memory?.value, requests.cpu?.value]).toEqual([0.5, 1024 ** 3, undefined]);
  expect([effectiveRequests.cpu?.value, effectiveRequests.memory?.value]).toEqual([0.5, 512 * 1024 ** 2]);
});

test('the rest of a pod', () => {
  const read = podOf(
    withContainer(
      'lifecycle: {preStop: {sleep: {seconds: 5}}}',
      'hostNetwork: true\nhostPID: no\nterminationGracePeriodSeconds: 60\nsecurityContext: {fsGroup: 7, supplementalGroups: [8, 9]}',
    ),
  );
  expect(read).toMatchObject({ hostNetwork: { value: true }, hostPID: { value: false }, terminationGracePeriodSeconds: { value: 60 } });
  expect([read.securityContext?.fsGroup?.value, read.securityContext?.supplementalGroups.map(({ value }) => value)]).toEqual([7, [8, 9]]);
  expect(read.containers[0]?.preStop).toMatchObject({ type: 'sleep', seconds: 5 });
});

test('pod security labels of a namespace', () => {
  const text = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: n, labels: {pod-security.kubernetes.io/enforce: restricted}}\n';
  expect(readKubernetes(text).podSecurity).toMatchObject([{ namespace: 'n', enforce: { value: 'restricted' } }]);
});

test('spans lead back to the text', () => {
  const text = withContainer(
    'securityContext: {runAsUser: 10001}\nresources: {limits: {memory: 512Mi}}',
    'volumes: [{name: v, emptyDir: {}}]',
  );
  const container = containerOf(text);
  const cut = (span?: { start: number; end: number }) => span && text.slice(span.start, span.end);
  expect(cut(container.security.runAsUser?.span)).toBe('10001');
  expect(cut(container.security.runAsUser?.keySpan)).toBe('runAsUser');
  expect(cut(container.securitySpan)).toBe('{runAsUser: 10001}');
  expect(cut(container.resources.limits.memory?.span)).toBe('512Mi');
  expect(cut(podOf(text).volumes[0]?.span)).toBe('{name: v, emptyDir: {}}');
});

describe('each mistake is named where it stands', () => {
  const deployment = (spec: string) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n${indent(spec, 2)}\n`;
  const template = 'template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}';
  const cases: [text: string, rule: string, severity: string, at: string, says: RegExp][] = [
    [
      withContainer('', 'securityContext: {capabilities: {drop: [ALL]}}'),
      'kubernetes-misplaced-field',
      'error',
      'capabilities',
      /no such field at the level of the pod/,
    ],
    [
      withContainer('', 'securityContext: {allowPrivilegeEscalation: false}'),
      'kubernetes-misplaced-field',
      'error',
      'allowPrivilegeEscalation',
      /each container/,
    ],
    [
      withContainer('', 'securityContext: {readOnlyRootFilesystem: true}'),
      'kubernetes-misplaced-field',
      'error',
      'readOnlyRootFilesystem',
      /each container/,
    ],
    [withContainer('securityContext: {fsGroup: 1}'), 'kubernetes-misplaced-field', 'error', 'fsGroup', /only the pod/],
    [withContainer('runAsNonRoot: true'), 'kubernetes-misplaced-field', 'error', 'runAsNonRoot', /`securityContext:`/],
    [withContainer('', 'runAsUser: 1'), 'kubernetes-misplaced-field', 'error', 'runAsUser', /`securityContext:`/],
    [withContainer('', 'livenessProbe: {}'), 'kubernetes-misplaced-field', 'error', 'livenessProbe', /`containers:`/],
    [
      withContainer('terminationGracePeriodSeconds: 5'),
      'kubernetes-misplaced-field',
      'error',
      'terminationGracePeriodSeconds',
      /belongs to the pod/,
    ],
    [
      deployment(`selector: {}\n${template}\nsecurityContext: {}`),
      'kubernetes-misplaced-field',
      'error',
      'securityContext',
      /spec\.template\.spec/,
    ],
    [
      withContainer('securityContext: {runAsNonroot: true}'),
      'kubernetes-unknown-field',
      'error',
      'runAsNonroot',
      /Did you mean `runAsNonRoot`/,
    ],
    [withContainer('imagePullPolice: Always'), 'kubernetes-unknown-field', 'warning', 'imagePullPolice', /Did you mean `imagePullPolicy`/],
    [withContainer('securityContext: {runAsUser: "10001"}'), 'kubernetes-wrong-type', 'error', '"10001"', /takes a number/],
    [withContainer('env: [{name: A, value: 5}]'), 'kubernetes-wrong-type', 'error', '5', /quotes: `"5"`/],
    [withContainer('env: [{name: A, value: no}]'), 'kubernetes-wrong-type', 'error', 'no', /read as a boolean/],
    [withContainer('env: {A: b}'), 'kubernetes-wrong-type', 'error', 'A', /takes a list/],
    [
      withContainer('env: [{name: A, secretKeyRef: {name: s, key: k}}]'),
      'kubernetes-misplaced-field',
      'error',
      'secretKeyRef',
      /`valueFrom:`/,
    ],
    [withContainer('resources: {limits: {memory: 512MB}}'), 'kubernetes-invalid-quantity', 'error', '512MB', /`512Mi`.*`512M`/],
    [withContainer('resources: {limits: {memory: 1K}}'), 'kubernetes-invalid-quantity', 'error', '1K', /`1Ki`.*`1k`/],
    [withContainer('resources: {limits: {memory: 512m}}'), 'kubernetes-fractional-bytes', 'warning', '512m', /0\.512 byte.*`512Mi`/],
    [withContainer('resources: {limits: {cpu: 0.5m}}'), 'kubernetes-tiny-cpu', 'warning', '0.5m', /`500m`/],
    [
      withContainer('resources: {limits: {cpu: 0.5}, requests: {cpu: 600m}}'),
      'kubernetes-request-above-limit',
      'error',
      '600m',
      /more than the limit `0.5`/,
    ],
    [withContainer('resources: {memory: 1Gi}'), 'kubernetes-misplaced-field', 'error', 'memory', /`limits:`/],
    [
      withContainer('volumeMounts: [{name: dta, mountPath: /d}]', 'volumes: [{name: data, emptyDir: {}}]'),
      'kubernetes-undefined-volume',
      'error',
      '{name: dta, mountPath: /d}',
      /Did you mean `data`/,
    ],
    [
      withContainer('volumeMounts: [{name: d, mountPath: /d}, {name: d, mountPath: /d}]', 'volumes: [{name: d, emptyDir: {}}]'),
      'kubernetes-duplicate-mount',
      'error',
      '{name: d, mountPath: /d}',
      /Each path can hold one/,
    ],
    [
      withContainer('', 'volumes: [{name: s, secret: {secretName: s, defaultMode: 600}}]'),
      'kubernetes-invalid-value',
      'error',
      '600',
      /`0600`/,
    ],
    [withContainer('', 'volumes: [{name: s, secret: {name: s}}]'), 'kubernetes-misplaced-field', 'error', 'name', /`secretName`/],
    [withContainer('livenessProbe: {httpGet: {path: /}}'), 'kubernetes-missing-key', 'error', 'path', /needs `port:`/],
    [withContainer('livenessProbe: {path: /}'), 'kubernetes-probe-without-action', 'error', '{path: /}', /`httpGet:`/],
    [withContainer('livenessProbe: {httpGet: {port: web}}'), 'kubernetes-undefined-port', 'warning', '{port: web}', /no port of that name/],
    [withContainer('livenessProbe: {tcpSocket: {port: 1}, successThreshold: 2}'), 'kubernetes-invalid-value', 'error', '2', /must be 1/],
    [withContainer('livenessProbe: {tcpSocket: {port: 1}, periodSeconds: 5s}'), 'kubernetes-wrong-type', 'error', '5s', /takes a number/],
    [
      withContainer('securityContext: {seccompProfile: {type: runtime/default}}'),
      'kubernetes-invalid-value',
      'error',
      'runtime/default',
      /`RuntimeDefault`/,
    ],
    [
      pod('containers: [{name: a, image: a}, {name: a, image: a}]'),
      'kubernetes-duplicate-name',
      'error',
      '{name: a, image: a}',
      /two containers/,
    ],
    [pod('containers: [{name: a}]'), 'kubernetes-missing-key', 'error', 'a', /needs `image:`/],
    [pod('volumes: []'), 'kubernetes-missing-key', 'error', 'volumes', /needs `containers:`/],
    [deployment(template), 'kubernetes-missing-key', 'error', 'template', /needs `selector:`/],
    [deployment(`selector: {}\n${template}`), 'kubernetes-empty-selector', 'error', 'selector', /asks for no label/],
    [deployment(`selector: {matchLabels: {}}\n${template}`), 'kubernetes-empty-selector', 'error', 'selector', /asks for no label/],
    [pod('containers: []'), 'kubernetes-missing-key', 'error', 'containers', /at least one/],
    [withContainer('lifecycle: {preStop: {}}'), 'kubernetes-missing-key', 'error', 'preStop', /does not say what to do/],
    [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {labels: {a: b}}\ndata: {a: b}\n',
      'kubernetes-missing-key',
      'error',
      'metadata',
      /no `name:`/,
    ],
    [deployment(`selector: {matchLabels: {a: x}}\n${template}`), 'kubernetes-selector-mismatch', 'error', 'a', /does not carry that label/],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}}\nspec: {containers: [{name: a, image: a}]}\n',
      'kubernetes-obsolete-annotation',
      'warning',
      'seccomp.security.alpha.kubernetes.io/pod',
      /seccompProfile/,
    ],
    [
      'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {}\nspec: {}\n',
      'kubernetes-wrong-api-version',
      'error',
      'extensions/v1beta1',
      /`apiVersion: apps\/v1`/,
    ],
    ['apiVersion: v1\nkind: pod\nmetadata: {}\n', 'kubernetes-unknown-kind', 'error', 'pod', /`Pod`/],
    ['apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {port: 5432}\n', 'kubernetes-wrong-type', 'error', '5432', /quotes/],
    ['services: {a: {image: a}}\n', 'kubernetes-missing-key', 'error', 'services: {a: {image: a}}', /Compose file/],
    ['', 'kubernetes-empty', 'error', '', /no object/],
  ];
  test.each(cases)('%j: %s', (text, rule, severity, at, says) => {
    const { diagnostics } = readKubernetes(text);
    const found = diagnostics.find((each) => each.rule === rule && text.slice(each.span.start, each.span.end) === at);
    expect(found ?? diagnostics.map(({ rule, message, span }) => `${rule} ${text.slice(span.start, span.end)} ${message}`)).toHaveProperty(
      'message',
    );
    expect([found?.severity, found?.line]).toEqual([severity, text.slice(0, found?.span.start).split('\n').length]);
    expect(found?.message).toMatch(says);
  });
});

test('a YAML error is said first and alone', () => {
  const read = readKubernetes('apiVersion: v1\nkind: Pod\nspec:\n\tcontainers: 5\n');
  expect([read.broken, read.diagnostics.map(({ rule, line }) => [rule, line])]).toEqual([true, [['yaml-syntax', 4]]]);
});
