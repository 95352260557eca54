import { expect, test } from 'vitest';
import { readKubernetes } from './read.ts';

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n${spec.replace(/^(?=.)/gm, '  ')}`;

/** Manifests that the API server accepts, or kinds that are none of the reader's business. */
const valid: [title: string, text: string][] = [
  ['the smallest pod', pod('containers:\n- name: app\n  image: nginx:1.29\n')],
  ['JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"a"}]}}'],
  [
    'a deployment that meets "restricted" at pod level',
    `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web}
spec:
  replicas: 3
  revisionHistoryLimit: 2
  strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      labels: {app: web, tier: front}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: web
          image: registry.example.com/web@sha256:0000000000000000000000000000000000000000000000000000000000000000
          imagePullPolicy: IfNotPresent
          ports:
            - name: http
              containerPort: 8080
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi, ephemeral-storage: 1Gi}
      volumes:
        - name: tmp
          emptyDir: {medium: Memory, sizeLimit: 64Mi}
`,
  ],
  [
    'security at container level, init container covered',
    pod(`initContainers:
- name: wait
  image: busybox:1.37
  command: ["sh", "-c", "until nc -z db 5432; do sleep 1; done"]
  securityContext: &tight
    runAsNonRoot: true
    runAsUser: 65532
    allowPrivilegeEscalation: false
    capabilities: {drop: ["ALL"]}
    seccompProfile:
      type: Localhost
      localhostProfile: profiles/app.json
containers:
- name: app
  image: app
  securityContext: *tight
`),
  ],
  [
    'a native sidecar',
    pod(`initContainers:
- name: logs
  image: fluent-bit
  restartPolicy: Always
  startupProbe: {httpGet: {port: 2020, path: /}}
containers:
- name: app
  image: app
`),
  ],
  [
    'three probes by port name',
    pod(`containers:
- name: api
  image: api
  ports: [{name: http, containerPort: 3000, protocol: TCP}]
  startupProbe:
    httpGet: {path: /live, port: http}
    periodSeconds: 5
    failureThreshold: 30
  readinessProbe:
    httpGet: {path: /ready, port: http, httpHeaders: [{name: X-Probe, value: "1"}]}
    periodSeconds: 5
    timeoutSeconds: 2
  livenessProbe:
    httpGet: {path: /live, port: 3000, scheme: HTTP}
    initialDelaySeconds: 0
`),
  ],
  ['an exec probe', pod('containers:\n- name: a\n  image: a\n  readinessProbe:\n    exec:\n      command: [pg_isready, -U, app]\n')],
  ['a grpc probe', pod('containers:\n- name: a\n  image: a\n  livenessProbe:\n    grpc: {port: 9000, service: live}\n')],
  [
    'a tcp probe',
    pod('containers:\n- name: a\n  image: a\n  livenessProbe:\n    tcpSocket: {port: 6379}\n    terminationGracePeriodSeconds: 5\n'),
  ],
  [
    'a secret mounted with a tight mode',
    pod(`securityContext: {fsGroup: 10001}
containers:
- name: app
  image: app
  env:
  - {name: DB_PASSWORD_FILE, value: /run/secrets/db/password}
  volumeMounts:
  - name: db
    mountPath: /run/secrets/db
    readOnly: true
volumes:
- name: db
  secret:
    secretName: db
    defaultMode: 0400
    items:
    - {key: password, path: password, mode: 256}
`),
  ],
  [
    'an octal mode of YAML 1.2',
    pod(
      'containers:\n- {name: a, image: a, volumeMounts: [{name: s, mountPath: /s}]}\nvolumes:\n- {name: s, secret: {secretName: s, defaultMode: 0o440}}\n',
    ),
  ],
  [
    'a projected volume',
    pod(`containers:
- {name: a, image: a, volumeMounts: [{name: all, mountPath: /etc/all, readOnly: true}]}
volumes:
- name: all
  projected:
    defaultMode: 0440
    sources:
    - secret: {name: db, items: [{key: password, path: db/password}]}
    - configMap: {name: settings}
    - downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}
    - serviceAccountToken: {path: token, audience: vault, expirationSeconds: 3600}
`),
  ],
  [
    'a CSI secret store',
    `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: app-secrets}
spec:
  provider: vault
  parameters: {roleName: app}
---
${pod(`containers:
- {name: a, image: a, volumeMounts: [{name: s, mountPath: /mnt/secrets, readOnly: true}]}
volumes:
- name: s
  csi:
    driver: secrets-store.csi.k8s.io
    readOnly: true
    volumeAttributes: {secretProviderClass: app-secrets}
`)}`,
  ],
  [
    'an external secret',
    `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: db}
spec:
  refreshInterval: 1h
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  target: {name: db-credentials, creationPolicy: Owner}
  data:
  - secretKey: password
    remoteRef: {key: prod/db, property: password}
`,
  ],
  [
    'environment from everywhere',
    pod(`containers:
- name: a
  image: a
  env:
  - {name: PLAIN, value: "5432"}
  - name: PASSWORD
    valueFrom: {secretKeyRef: {name: db, key: password, optional: false}}
  - name: LEVEL
    valueFrom: {configMapKeyRef: {name: settings, key: level}}
  - name: NODE
    valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
  - name: LIMIT
    valueFrom: {resourceFieldRef: {resource: limits.memory}}
  - {name: EMPTY}
  envFrom:
  - secretRef: {name: all}
  - prefix: APP_
    configMapRef: {name: settings, optional: true}
`),
  ],
  [
    'quantities in every unit',
    pod(
      'containers:\n- name: a\n  image: a\n  resources:\n    requests: {cpu: 0.5, memory: 536870912}\n    limits: {cpu: "1", memory: 0.5Gi}\n- name: b\n  image: b\n  resources:\n    requests: {cpu: 250m, memory: 512M}\n    limits: {cpu: 2e0, memory: 1e9, nvidia.com/gpu: 1}\n',
    ),
  ],
  [
    'a graceful stop',
    pod(
      'terminationGracePeriodSeconds: 60\ncontainers:\n- name: a\n  image: a\n  lifecycle:\n    preStop: {sleep: {seconds: 5}}\n- name: b\n  image: b\n  lifecycle:\n    preStop:\n      exec: {command: [/bin/sh, -c, "sleep 5"]}\n    postStart:\n      httpGet: {path: /warm, port: 8080}\n',
    ),
  ],
  [
    'a stateful set with claims',
    `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 1
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      terminationGracePeriodSeconds: 120
      containers:
      - name: postgres
        image: postgres:17
        volumeMounts: [{name: data, mountPath: /var/lib/postgresql/data, subPath: pg}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 10Gi}}}
`,
  ],
  [
    'a daemon set on the host',
    `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: monitoring}
spec:
  selector: {matchLabels: {app: agent}}
  updateStrategy: {type: RollingUpdate}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      hostPID: true
      tolerations: [{operator: Exists}]
      containers:
      - name: agent
        image: agent
        securityContext: {privileged: true}
        volumeMounts: [{name: root, mountPath: /host, readOnly: true, mountPropagation: HostToContainer}]
      volumes:
      - {name: root, hostPath: {path: /, type: Directory}}
`,
  ],
  [
    'a job',
    'apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate}\nspec:\n  backoffLimit: 2\n  ttlSecondsAfterFinished: 600\n  template:\n    spec:\n      restartPolicy: Never\n      containers:\n      - {name: m, image: app, args: [migrate]}\n',
  ],
  [
    'a cron job',
    'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: nightly}\nspec:\n  schedule: "0 3 * * *"\n  timeZone: Europe/Zurich\n  concurrencyPolicy: Forbid\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: OnFailure\n          containers:\n          - {name: n, image: backup}\n',
  ],
  [
    'a replica set',
    'apiVersion: apps/v1\nkind: ReplicaSet\nmetadata: {name: r}\nspec:\n  replicas: 2\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: b}}\n    spec: {containers: [{name: r, image: r}]}\n',
  ],
  [
    'a secret and a config map',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ntype: Opaque\nimmutable: true\ndata: {password: aHVudGVyMg==}\nstringData: {user: app}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  level: info\n  app.ini: |\n    [server]\n    port = 8080\n',
  ],
  [
    'a service',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector: {app: web}\n  ports: [{name: http, port: 80, targetPort: http}]\n',
  ],
  [
    'a namespace under a pod security standard',
    'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels:\n    pod-security.kubernetes.io/enforce: restricted\n    pod-security.kubernetes.io/enforce-version: latest\n    pod-security.kubernetes.io/warn: restricted\n',
  ],
  [
    'kinds from elsewhere',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec:\n  rules: [{host: example.com}]\n---\napiVersion: example.com/v1alpha1\nkind: Gizmo\nmetadata: {name: g}\nspec: {containers: 5}\nsettings: {speck: 1}\n',
  ],
  ["somebody else's Deployment", 'apiVersion: example.com/v1\nkind: Service\nmetadata: {name: s}\nspec: {anything: [1]}\n'],
  ['empty documents between separators', `---\n# nothing here\n---\n${pod('containers: [{name: a, image: a}]\n')}---\n`],
  [
    'a list',
    'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec: {containers: [{name: a, image: a}]}\n- apiVersion: v1\n  kind: Namespace\n  metadata: {name: n}\n',
  ],
  ['nulls mean "not written"', pod('securityContext:\nvolumes: null\ncontainers:\n- name: a\n  image: a\n  resources:\n  env: ~\n')],
  [
    'booleans of YAML 1.1',
    pod('hostNetwork: no\ncontainers:\n- name: a\n  image: a\n  securityContext: {runAsNonRoot: yes, privileged: off}\n'),
  ],
  [
    'scheduling and the rest of a pod',
    pod(
      'serviceAccountName: app\npriorityClassName: high\nruntimeClassName: gvisor\nhostUsers: false\nnodeSelector: {disk: ssd}\naffinity: {podAntiAffinity: {}}\ntopologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}]\nimagePullSecrets: [{name: regcred}]\ndnsConfig: {options: [{name: ndots, value: "2"}]}\ncontainers: [{name: a, image: a, stdin: true, tty: true, workingDir: /app}]\n',
    ),
  ],
  [
    'other volumes',
    pod(
      'containers:\n- name: a\n  image: a\n  volumeMounts: [{name: c, mountPath: /c}, {name: p, mountPath: /p}, {name: e, mountPath: /e}, {name: i, mountPath: /i}]\nvolumes:\n- {name: c, configMap: {name: c, defaultMode: 0444}}\n- {name: p, persistentVolumeClaim: {claimName: p}}\n- {name: e, emptyDir: {}}\n- {name: i, image: {reference: "quay.io/a/b:1", pullPolicy: IfNotPresent}}\n- {name: n, nfs: {server: s, path: /}}\n',
    ),
  ],
  ['a field newer than the table', pod('containers: [{name: a, image: a, quantumTunnel: true}]\nbrandNewThing: {a: 1}\n')],
];

test('there are enough manifests', () => expect(valid.length).toBeGreaterThanOrEqual(30));

test.each(valid)('%s', (_, text) => {
  const { diagnostics } = readKubernetes(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});
