import { describe, expect, test } from 'vitest';
import type { Container, Kubernetes, Pod } from './model.ts';
import { readKubernetes } from './read.ts';

/** Questions that an exercise asks of a manifest, each with manifests it holds for and some it does not. */
interface Question {
  what: string;
  asks: (read: Kubernetes) => boolean;
  yes: string[];
  no: string[];
}

const indent = (text: string, by: number) => text.replace(/^(?=.)/gm, ' '.repeat(by));
const pod = (container: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: i\n${indent(container, 4)}\n${indent(more, 2)}\n`;
const pods = (test: (pod: Pod) => boolean) => (read: Kubernetes) =>
  read.workloads.length > 0 && read.workloads.every(({ pod }) => test(pod));
const containers = (test: (container: Container) => boolean) => pods((pod) => pod.containers.every(test));

const tight = '{runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}, seccompProfile: {type: RuntimeDefault}}';
const restricted = (pod: Pod) =>
  pod.hostNetwork?.value !== true &&
  pod.hostPID?.value !== true &&
  pod.hostIPC?.value !== true &&
  pod.volumes.every(({ type }) => type !== 'hostPath') &&
  pod.containers.every(
    ({ security: s }) =>
      s.runAsNonRoot?.value === true &&
      s.allowPrivilegeEscalation?.value === false &&
      s.privileged?.value !== true &&
      s.capabilities?.drop.some(({ value }) => value === 'ALL') === true &&
      s.capabilities.add.every(({ value }) => value === 'NET_BIND_SERVICE') &&
      ['RuntimeDefault', 'Localhost'].includes(s.seccompProfile?.value?.type ?? ''),
  );
const heap = ({ args, env }: Container) =>
  [...args, ...env.flatMap(({ value }) => value ?? [])]
    .flatMap(({ value }) => /-Xmx(\d+)m/.exec(value ?? '')?.[1] ?? [])
    .map((mebi) => Number(mebi) * 1024 ** 2)[0] ?? 0;

const questions: Question[] = [
  {
    what: 'every container meets "restricted"',
    asks: pods(restricted),
    yes: [
      pod(`securityContext: ${tight}`),
      pod(
        'securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}}',
        'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}',
      ),
      pod(`securityContext: ${tight}`, `initContainers: [{name: i, image: i, securityContext: ${tight}}]`),
    ],
    no: [
      pod('', `securityContext: {runAsNonRoot: true, capabilities: {drop: [ALL]}}`),
      pod('securityContext: {privileged: false}'),
      pod(`securityContext: ${tight.replace('ALL', 'NET_RAW')}`),
      pod(`securityContext: ${tight}`, 'initContainers: [{name: s, image: s, restartPolicy: Always}]'),
      pod(`securityContext: ${tight}`, 'hostNetwork: true'),
      pod(`securityContext: ${tight}`, 'volumes: [{name: h, hostPath: {path: /}}]'),
    ],
  },
  {
    what: 'the container starts as a number that is not root',
    asks: containers(({ security: s }) => s.runAsNonRoot?.value === true && (s.runAsUser?.value ?? 0) > 0 && s.privileged?.value !== true),
    yes: [
      pod('', 'securityContext: {runAsNonRoot: true, runAsUser: 10001}'),
      pod('securityContext: {runAsUser: 10001}', 'securityContext: {runAsNonRoot: true, fsGroup: 1}'),
    ],
    no: [
      pod('', 'securityContext: {runAsUser: 10001}'),
      pod('', 'securityContext: {runAsNonRoot: true, runAsUser: 0}'),
      pod('', 'securityContext: {runAsNonRoot: true, fsGroup: 10001}'),
      pod('securityContext: {runAsUser: 0}', 'securityContext: {runAsNonRoot: true, runAsUser: 10001}'),
    ],
  },
  {
    what: 'the secret is a file, in one container, with a tight mode',
    asks: (read) =>
      pods(({ containers, volumes }) => {
        const secret = volumes.filter(
          ({ secrets, type, driver }) => secrets.length > 0 || (type === 'csi' && driver?.value?.startsWith('secrets-store')),
        );
        const users = containers.filter(({ mounts }) =>
          mounts.some(({ volume, subPath }) => volume && secret.includes(volume) && !subPath),
        );
        const env = containers.some(
          ({ env, envFrom }) => env.some(({ from }) => from?.kind === 'secretKeyRef') || envFrom.some(({ kind }) => kind === 'secretRef'),
        );
        return (
          users.length === 1 && !env && secret.every(({ defaultMode, type }) => type === 'csi' || (defaultMode?.value ?? 0o644) <= 0o440)
        );
      })(read) && read.secrets.every(({ entries }) => entries.length === 0),
    yes: [
      pod('volumeMounts: [{name: s, mountPath: /s, readOnly: true}]', 'volumes: [{name: s, secret: {secretName: s, defaultMode: 0400}}]'),
      pod(
        'volumeMounts: [{name: s, mountPath: /s}]',
        'volumes: [{name: s, projected: {defaultMode: 256, sources: [{secret: {name: s}}]}}]',
      ),
      pod('volumeMounts: [{name: s, mountPath: /s}]', 'volumes: [{name: s, csi: {driver: secrets-store.csi.k8s.io, readOnly: true}}]'),
    ],
    no: [
      pod('env: [{name: P, valueFrom: {secretKeyRef: {name: s, key: p}}}]'),
      pod('volumeMounts: [{name: s, mountPath: /s}]', 'volumes: [{name: s, configMap: {name: s, defaultMode: 0400}}]'),
      pod('volumeMounts: [{name: s, mountPath: /s}]', 'volumes: [{name: s, secret: {secretName: s}}]'),
      pod('volumeMounts: [{name: s, mountPath: /s/p, subPath: p}]', 'volumes: [{name: s, secret: {secretName: s, defaultMode: 0400}}]'),
      `${pod('volumeMounts: [{name: s, mountPath: /s}]', 'volumes: [{name: s, secret: {secretName: s, defaultMode: 0400}}]')}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {p: eA==}\n`,
    ],
  },
  {
    what: 'a slow start is waited for, and readiness and liveness ask different things',
    asks: containers(({ probes: { startup, readiness, liveness } }) => {
      const path = (probe: typeof startup) => (probe?.action.type === 'httpGet' ? probe.action.path : undefined);
      return (startup?.patienceSeconds ?? 0) >= 90 && path(readiness) === '/ready' && (!liveness || path(liveness) !== '/ready');
    }),
    yes: [
      pod(
        'startupProbe: {httpGet: {path: /live, port: 80}, periodSeconds: 5, failureThreshold: 30}\nreadinessProbe: {httpGet: {path: /ready, port: 80}}\nlivenessProbe: {httpGet: {path: /live, port: 80}}',
      ),
      pod(
        'ports: [{name: http, containerPort: 80}]\nstartupProbe: {exec: {command: [x]}, failureThreshold: 9}\nreadinessProbe: {httpGet: {path: /ready, port: http}}',
      ),
    ],
    no: [
      pod('livenessProbe: {httpGet: {path: /live, port: 80}, initialDelaySeconds: 90}'),
      pod('startupProbe: {httpGet: {path: /live, port: 80}}\nreadinessProbe: {httpGet: {path: /ready, port: 80}}'),
      pod(
        'startupProbe: {httpGet: {path: /ready, port: 80}, failureThreshold: 9}\nreadinessProbe: {httpGet: {path: /ready, port: 80}}\nlivenessProbe: {httpGet: {path: /ready, port: 80}}',
      ),
    ],
  },
  {
    what: 'amounts are sane and the heap leaves room',
    asks: (read) =>
      read.diagnostics.length === 0 &&
      containers((container) => {
        const limit = container.resources.limits.memory?.value ?? 0;
        return limit >= 1024 ** 2 && heap(container) <= limit * 0.8;
      })(read),
    yes: ['512Mi', '0.5Gi', '536870912', '512M'].map((memory) =>
      pod(`resources: {limits: {memory: ${memory}}, requests: {memory: 256Mi, cpu: 500m}}\nargs: [-Xmx256m]`),
    ),
    no: [
      ...['512m', '512MB', '128Mi'].map((memory) => pod(`resources: {limits: {memory: ${memory}}, requests: {memory: 256Mi}}`)),
      pod('resources: {requests: {memory: 256Mi}}'),
      pod('resources: {limits: {memory: 512Mi, cpu: 0.5m}}'),
      pod('resources: {limits: {memory: 512Mi}}\nenv: [{name: JAVA_TOOL_OPTIONS, value: -Xmx512m}]'),
    ],
  },
  {
    what: 'the pod has time to drain',
    asks: pods(
      ({ terminationGracePeriodSeconds, containers }) =>
        (terminationGracePeriodSeconds?.value ?? 30) >= 45 && containers.some(({ preStop }) => preStop !== undefined),
    ),
    yes: [pod('lifecycle: {preStop: {sleep: {seconds: 5}}}', 'terminationGracePeriodSeconds: 60')],
    no: [pod('lifecycle: {preStop: {sleep: {seconds: 5}}}'), pod('terminationGracePeriodSeconds: 60')],
  },
];

describe.each(questions)('$what', ({ asks, yes, no }) => {
  test.each(yes)('yes: %j', (text) => expect(asks(readKubernetes(text))).toBe(true));
  test.each(no)('no: %j', (text) => expect(asks(readKubernetes(text))).toBe(false));
});
