/**
 * The fields of the Kubernetes API that the course meets, pods as fully as known. A container with its ports and probes, the modes of
 * mounted files and the pod's own fields from `nodeSelector` on were compared with kubernetes/api core/v1
 * types_swagger_doc_generated.go at 5f8a370 (about v1.27) on 2026-11-28. The rest, and what is newer, is from knowledge of the API
 * about v1.34: hence a field that is missing here is let be, and only a near miss is mentioned.
 */
import { any, bool, listOf, mapOf, number, object, oneOf, type Shape, text } from '../yaml/shape.ts';
import { quantityComplaint } from './quantity.ts';

const texts = listOf(text);
const labels = mapOf('a map', text);
const quantity: Shape = { scalar: ['string', 'number'], check: quantityComplaint, rule: 'invalid-quantity' };
const whole: Shape = {
  scalar: ['number'],
  check: (value) => (/^[+-]?(?:\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(value) ? undefined : 'this must be a whole number'),
};
const portOrName: Shape = { scalar: ['number', 'string'] };
const fileMode: Shape = {
  ...whole,
  check: (value) => {
    const mode = /^0o?[0-7]+$/.test(value) ? Number.parseInt(value.replace('o', ''), 8) : Number(value);
    return Number.isInteger(mode) && mode >= 0 && mode <= 0o777
      ? undefined
      : `a file mode goes from 0 to 0777; with a zero in front this would be \`0${value.replace(/^0+/, '')}\``;
  },
};

const profile = (what: string) =>
  object(what, { type: oneOf('RuntimeDefault', 'Localhost', 'Unconfined'), localhostProfile: text }, { required: ['type'] });
const bothLevels: Record<string, Shape> = {
  runAsUser: whole,
  runAsGroup: whole,
  runAsNonRoot: bool,
  seccompProfile: profile('`seccompProfile`'),
  appArmorProfile: profile('`appArmorProfile`'),
  seLinuxOptions: any,
  windowsOptions: any,
};
const onlyContainers: Record<string, Shape> = {
  allowPrivilegeEscalation: bool,
  capabilities: object('`capabilities`', { add: texts, drop: texts }),
  privileged: bool,
  readOnlyRootFilesystem: bool,
  procMount: text,
};
const onlyPods: Record<string, Shape> = {
  fsGroup: whole,
  fsGroupChangePolicy: text,
  supplementalGroups: listOf(whole),
  supplementalGroupsPolicy: text,
  seLinuxChangePolicy: text,
  sysctls: any,
};
const placed = (keys: Record<string, Shape>, where: string) => Object.fromEntries(Object.keys(keys).map((key) => [key, where]));

const podSecurity = object(
  "the pod's `securityContext`",
  { ...bothLevels, ...onlyPods },
  {
    misplaced: placed(
      onlyContainers,
      'there is no such field at the level of the pod. Put it into the `securityContext` of each container',
    ),
  },
);
const containerSecurity = object(
  "the container's `securityContext`",
  { ...bothLevels, ...onlyContainers },
  {
    misplaced: placed(onlyPods, 'only the pod has it: put it into `securityContext` beside `containers:`'),
  },
);

const action: Record<string, Shape> = {
  exec: object('`exec`', { command: texts }),
  httpGet: object('`httpGet`', { path: text, port: portOrName, host: text, scheme: text, httpHeaders: any }, { required: ['port'] }),
  tcpSocket: object('`tcpSocket`', { port: portOrName, host: text }, { required: ['port'] }),
};
const probe = object(
  'a probe',
  {
    ...action,
    grpc: object('`grpc`', { port: whole, service: text }, { required: ['port'] }),
    initialDelaySeconds: whole,
    periodSeconds: whole,
    timeoutSeconds: whole,
    successThreshold: whole,
    failureThreshold: whole,
    terminationGracePeriodSeconds: whole,
  },
  {
    misplaced: {
      path: 'put it under `httpGet:`',
      port: 'put it under `httpGet:`, `tcpSocket:` or `grpc:`',
      command: 'put it under `exec:`',
      retries: 'that is what Docker says; Kubernetes says `failureThreshold`',
      interval: 'that is what Docker says; Kubernetes says `periodSeconds`',
      timeout: 'that is what Docker says; Kubernetes says `timeoutSeconds`',
    },
  },
);
const hook = object('a hook', { ...action, sleep: object('`sleep`', { seconds: whole }) });

const keyRef = object('a reference', { name: text, key: text, optional: bool }, { required: ['key'] });
const envVar = object(
  'a variable',
  {
    name: text,
    value: text,
    valueFrom: object(
      '`valueFrom`',
      { secretKeyRef: keyRef, configMapKeyRef: keyRef, fieldRef: any, resourceFieldRef: any, fileKeyRef: any },
      { misplaced: { secretRef: 'one key is taken by `secretKeyRef`; `secretRef` stands under `envFrom`' } },
    ),
  },
  {
    required: ['name'],
    misplaced: {
      secretKeyRef: 'put it under `valueFrom:`',
      configMapKeyRef: 'put it under `valueFrom:`',
      fieldRef: 'put it under `valueFrom:`',
    },
  },
);
const sourceRef = object('a reference', { name: text, optional: bool });

const resources = object(
  '`resources`',
  { limits: mapOf('limits', quantity), requests: mapOf('requests', quantity), claims: any },
  {
    misplaced: {
      cpu: 'put it under `limits:` or `requests:`',
      memory: 'put it under `limits:` or `requests:`',
      reservations: 'that is what Compose says; Kubernetes says `requests`',
    },
  },
);

const mount = object(
  'a mount',
  { name: text, mountPath: text, subPath: text, subPathExpr: text, readOnly: bool, recursiveReadOnly: text, mountPropagation: text },
  { required: ['name', 'mountPath'], misplaced: { defaultMode: 'the mode of the files is set at the volume, not at the mount' } },
);

const container: Shape = object(
  'a container',
  {
    name: text,
    image: text,
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    command: texts,
    args: texts,
    workingDir: text,
    ports: listOf(
      object(
        'a port',
        { name: text, containerPort: whole, hostPort: whole, hostIP: text, protocol: text },
        { required: ['containerPort'] },
      ),
    ),
    env: listOf(envVar),
    envFrom: listOf(
      object(
        '`envFrom`',
        { prefix: text, secretRef: sourceRef, configMapRef: sourceRef },
        { misplaced: { secretKeyRef: 'one key is taken under `env`, by `valueFrom.secretKeyRef`' } },
      ),
    ),
    resources,
    resizePolicy: any,
    restartPolicy: text,
    restartPolicyRules: any,
    securityContext: containerSecurity,
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
    lifecycle: object('`lifecycle`', { preStop: hook, postStart: hook, stopSignal: text }),
    volumeMounts: listOf(mount),
    volumeDevices: any,
    stdin: bool,
    stdinOnce: bool,
    tty: bool,
    terminationMessagePath: text,
    terminationMessagePolicy: text,
    targetContainerName: text,
  },
  {
    required: ['name'],
    misplaced: {
      ...placed({ ...bothLevels, ...onlyContainers }, "put it under the container's `securityContext:`"),
      fsGroup: 'only the pod has it: put it into `securityContext` beside `containers:`',
      limits: 'put it under `resources:`',
      requests: 'put it under `resources:`',
      volumes: 'volumes belong to the pod, beside `containers:`; the container lists `volumeMounts:`',
      terminationGracePeriodSeconds: 'it belongs to the pod, beside `containers:`',
      preStop: 'put it under `lifecycle:`',
      healthcheck: 'that is what Compose says; Kubernetes has `startupProbe`, `readinessProbe` and `livenessProbe`',
      environment: 'that is what Compose says; Kubernetes says `env`',
    },
  },
);

const items = listOf(object('an item', { key: text, path: text, mode: fileMode }, { required: ['key', 'path'] }));
const volume = object(
  'a volume',
  {
    name: text,
    secret: object(
      '`secret`',
      { secretName: text, defaultMode: fileMode, items, optional: bool },
      { misplaced: { name: 'here the field is called `secretName`' } },
    ),
    configMap: object('`configMap`', { name: text, defaultMode: fileMode, items, optional: bool }),
    emptyDir: object('`emptyDir`', { medium: text, sizeLimit: quantity }),
    hostPath: object('`hostPath`', { path: text, type: text }, { required: ['path'] }),
    projected: object('`projected`', {
      defaultMode: fileMode,
      sources: listOf(
        object('a source', {
          secret: object(
            '`secret`',
            { name: text, items, optional: bool },
            { misplaced: { secretName: 'in a projected volume the field is called `name`' } },
          ),
          configMap: object('`configMap`', { name: text, items, optional: bool }),
          downwardAPI: any,
          serviceAccountToken: any,
          clusterTrustBundle: any,
          podCertificate: any,
        }),
      ),
    }),
    csi: object(
      '`csi`',
      { driver: text, readOnly: bool, fsType: text, volumeAttributes: labels, nodePublishSecretRef: any },
      { required: ['driver'] },
    ),
    persistentVolumeClaim: object('`persistentVolumeClaim`', { claimName: text, readOnly: bool }, { required: ['claimName'] }),
    image: object('`image`', { reference: text, pullPolicy: text }),
    ...Object.fromEntries(
      [
        'downwardAPI',
        'ephemeral',
        'nfs',
        'iscsi',
        'fc',
        'rbd',
        'cephfs',
        'glusterfs',
        'gcePersistentDisk',
        'awsElasticBlockStore',
        'azureDisk',
        'azureFile',
        'cinder',
        'flexVolume',
        'flocker',
        'gitRepo',
        'photonPersistentDisk',
        'portworxVolume',
        'quobyte',
        'scaleIO',
        'storageos',
        'vsphereVolume',
      ].map((key) => [key, any]),
    ),
  },
  {
    required: ['name'],
    misplaced: {
      secretName: 'put it under `secret:`',
      defaultMode: 'put it under `secret:` or whatever kind of volume this is',
      mountPath: 'the path is set where the volume is mounted, under `volumeMounts:`',
    },
  },
);

const meta = object('`metadata`', {
  name: text,
  generateName: text,
  namespace: text,
  labels,
  annotations: labels,
  finalizers: any,
  ownerReferences: any,
  creationTimestamp: any,
  deletionTimestamp: any,
  deletionGracePeriodSeconds: any,
  generation: any,
  resourceVersion: any,
  selfLink: any,
  uid: any,
  managedFields: any,
});

const anyOf = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, any]));

/** `spec` of a pod. */
const podSpec: Shape = object(
  "the pod's `spec`",
  {
    containers: listOf(container),
    initContainers: listOf(container),
    ephemeralContainers: listOf(container),
    volumes: listOf(volume),
    securityContext: podSecurity,
    hostNetwork: bool,
    hostPID: bool,
    hostIPC: bool,
    hostUsers: bool,
    shareProcessNamespace: bool,
    automountServiceAccountToken: bool,
    serviceAccountName: text,
    serviceAccount: text,
    restartPolicy: oneOf('Always', 'OnFailure', 'Never'),
    terminationGracePeriodSeconds: whole,
    activeDeadlineSeconds: whole,
    runtimeClassName: text,
    nodeName: text,
    nodeSelector: labels,
    priorityClassName: text,
    hostname: text,
    subdomain: text,
    schedulerName: text,
    dnsPolicy: text,
    enableServiceLinks: bool,
    setHostnameAsFQDN: bool,
    priority: number,
    resources,
    ...anyOf(
      'affinity',
      'tolerations',
      'topologySpreadConstraints',
      'hostAliases',
      'dnsConfig',
      'imagePullSecrets',
      'readinessGates',
      'preemptionPolicy',
      'overhead',
      'os',
      'schedulingGates',
      'resourceClaims',
      'hostnameOverride',
    ),
  },
  {
    required: ['containers'],
    misplaced: {
      ...placed({ ...bothLevels, ...onlyPods }, "put it under the pod's `securityContext:`"),
      ...placed(onlyContainers, 'put it under the `securityContext:` of each container'),
      ...Object.fromEntries(
        [
          'livenessProbe',
          'readinessProbe',
          'startupProbe',
          'lifecycle',
          'env',
          'envFrom',
          'image',
          'command',
          'args',
          'ports',
          'volumeMounts',
        ].map((key) => [key, 'it belongs to a container, under `containers:`']),
      ),
    },
  },
);

const template = object(
  'the pod template',
  { metadata: meta, spec: podSpec },
  {
    required: ['spec'],
    misplaced: { containers: 'put it under `spec:` of the template' },
  },
);
/** What belongs into the template and is often left beside it. */
const inTemplate = Object.fromEntries(
  ['containers', 'initContainers', 'volumes', 'securityContext', 'terminationGracePeriodSeconds', 'hostNetwork', 'serviceAccountName'].map(
    (key) => [key, 'it belongs to the pod, under `spec.template.spec`'],
  ),
);
const selector = object('`selector`', { matchLabels: labels, matchExpressions: any });

const jobSpec: Shape = object(
  'a job',
  {
    template,
    selector,
    backoffLimit: whole,
    completions: whole,
    parallelism: whole,
    activeDeadlineSeconds: whole,
    ttlSecondsAfterFinished: whole,
    completionMode: text,
    suspend: bool,
    ...anyOf(
      'manualSelector',
      'podFailurePolicy',
      'podReplacementPolicy',
      'backoffLimitPerIndex',
      'maxFailedIndexes',
      'successPolicy',
      'managedBy',
    ),
  },
  { required: ['template'], misplaced: inTemplate },
);

const controller = (what: string, keys: Record<string, Shape>, required: string[] = ['selector', 'template']) =>
  object(what, { template, selector, minReadySeconds: whole, revisionHistoryLimit: whole, ...keys }, { required, misplaced: inTemplate });

/** `spec` of each kind that is looked into. */
export const specs: Record<string, Shape> = {
  Pod: podSpec,
  Deployment: controller('a Deployment', { replicas: whole, paused: bool, progressDeadlineSeconds: whole, strategy: any }),
  ReplicaSet: controller('a ReplicaSet', { replicas: whole }, ['selector']),
  DaemonSet: controller('a DaemonSet', { updateStrategy: any }),
  StatefulSet: controller('a StatefulSet', {
    replicas: whole,
    serviceName: text,
    ...anyOf('volumeClaimTemplates', 'updateStrategy', 'podManagementPolicy', 'persistentVolumeClaimRetentionPolicy', 'ordinals'),
  }),
  Job: jobSpec,
  CronJob: object(
    'a CronJob',
    {
      schedule: text,
      timeZone: text,
      concurrencyPolicy: text,
      suspend: bool,
      startingDeadlineSeconds: whole,
      successfulJobsHistoryLimit: whole,
      failedJobsHistoryLimit: whole,
      jobTemplate: object('the job template', { metadata: meta, spec: jobSpec }, { required: ['spec'] }),
    },
    { required: ['schedule', 'jobTemplate'], misplaced: { template: 'it belongs to the job, under `jobTemplate.spec`' } },
  ),
};

/** What stands around `spec` in every object. */
export const objectShape = (kind: string): Shape =>
  object(
    `this ${kind}`,
    { apiVersion: text, kind: text, metadata: meta, spec: specs[kind] ?? any, status: any },
    {
      required: ['apiVersion', 'kind', 'metadata', ...(Object.hasOwn(specs, kind) ? ['spec'] : [])],
      ...(Object.hasOwn(specs, kind)
        ? { misplaced: { containers: 'it belongs under `spec:`', template: 'it belongs under `spec:`' } }
        : {}),
    },
  );

/** Kinds whose content stands beside `spec`. */
export const dataShape: Shape = object('this object', {
  apiVersion: text,
  kind: text,
  metadata: meta,
  data: labels,
  stringData: labels,
  binaryData: labels,
  type: text,
  immutable: bool,
});

export const shapeOf = (kind: string): Shape => (kind === 'Secret' || kind === 'ConfigMap' ? dataShape : objectShape(kind));

/** Where each kind keeps its pod or pod template; here because it must follow the API as the shapes do. */
export const podPaths: Record<string, readonly string[]> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};
