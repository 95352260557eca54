/** What Kubernetes manifests say, down to the pods they would start. A field that is absent was not written. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';
import type { Located, YamlMap } from '../yaml/node.ts';

/** One value, with its place. */
export interface Field<T> extends Located {
  /** Absent where the text is not valid here; a diagnostic says why. */
  value?: T;
  /** As written, without YAML's quotes. */
  text: string;
  /** The key it stands under; absent for list items. */
  keySpan?: Span;
}

/** `key: value` of labels, annotations, data. */
export interface KeyValue extends Located {
  name: string;
  value?: Field<string>;
}

/** One object of a manifest, whatever its kind. */
export interface KubernetesObject extends Located {
  kind: string;
  apiVersion?: string;
  name?: Field<string>;
  namespace?: Field<string>;
  labels: KeyValue[];
  annotations: KeyValue[];
  node: YamlMap;
  /** Of kinds that start pods: the pod they start. */
  pod?: Pod;
  /** Deployment, StatefulSet, ReplicaSet. */
  replicas?: Field<number>;
}

/** A Secret, or an object that makes one: ExternalSecret, SealedSecret, SecretProviderClass. */
export interface SecretObject extends Located {
  object: KubernetesObject;
  /** The Secret that comes of it. */
  name?: string;
  /** Entries with their values in the file: base64 under `data`, plain under `stringData`. Empty for those that fetch them. */
  entries: (KeyValue & { key: 'data' | 'stringData' })[];
}

/** Labels of a Namespace that set a Pod Security Standard. */
export interface PodSecurity extends Located {
  namespace?: string;
  enforce?: Field<string>;
  audit?: Field<string>;
  warn?: Field<string>;
}

/** Which of the two levels a value comes from. */
export interface Effective<T> extends Field<T> {
  from: 'container' | 'pod';
}

export interface Capabilities extends Located {
  /** Upper case, without `CAP_`. */
  add: Field<string>[];
  drop: Field<string>[];
}

export interface SeccompProfile {
  type: string;
  localhostProfile?: string;
}

/** What holds for one container: its own value where it has one, else the pod's. */
export interface EffectiveSecurity {
  runAsUser?: Effective<number>;
  runAsGroup?: Effective<number>;
  runAsNonRoot?: Effective<boolean>;
  seccompProfile?: Effective<SeccompProfile>;
  appArmorProfile?: Effective<string>;
  /** Only containers have these. */
  allowPrivilegeEscalation?: Effective<boolean>;
  privileged?: Effective<boolean>;
  readOnlyRootFilesystem?: Effective<boolean>;
  capabilities?: Capabilities;
  procMount?: Effective<string>;
}

/** Fields that only the pod has. */
export interface PodSecurityContext extends Located {
  runAsUser?: Field<number>;
  runAsGroup?: Field<number>;
  runAsNonRoot?: Field<boolean>;
  fsGroup?: Field<number>;
  fsGroupChangePolicy?: Field<string>;
  supplementalGroups: Field<number>[];
  seccompProfile?: Field<SeccompProfile>;
  sysctls: KeyValue[];
}

export type ProbeAction = Located &
  (
    | { type: 'httpGet'; path: string; port?: number; portName?: string; scheme: string; host?: string }
    | { type: 'tcpSocket'; port?: number; portName?: string }
    | { type: 'grpc'; port?: number; service?: string }
    | { type: 'exec'; command: Field<string>[] }
    | { type: 'none' }
  );

/** A probe; timings in seconds, Kubernetes' defaults filled in. */
export interface Probe extends Located {
  kind: 'startup' | 'readiness' | 'liveness';
  action: ProbeAction;
  initialDelaySeconds: number;
  /** 10 where not written. */
  periodSeconds: number;
  /** 1 where not written. */
  timeoutSeconds: number;
  /** 3 where not written. */
  failureThreshold: number;
  successThreshold: number;
  /** Seconds until this probe has failed for good, counted from the container's start: delay + period × failures. */
  patienceSeconds: number;
  /** The timings that are written, for their places. */
  written: Record<string, Field<number>>;
}

export interface EnvVar extends Located {
  name: string;
  nameSpan: Span;
  value?: Field<string>;
  from?: Located & { kind: string; name?: Field<string>; key?: Field<string>; optional: boolean };
}

export interface EnvSource extends Located {
  kind: 'secretRef' | 'configMapRef';
  name?: Field<string>;
  prefix?: string;
}

export interface ContainerPort extends Located {
  name?: string;
  containerPort?: Field<number>;
  hostPort?: Field<number>;
  protocol: string;
}

/** Processors and bytes. */
export interface Amounts {
  cpu?: Field<number>;
  memory?: Field<number>;
  ephemeralStorage?: Field<number>;
}

export interface ContainerResources extends Located {
  /** As written. */
  limits: Amounts;
  requests: Amounts;
  /** What holds: a limit without a request is also the request. */
  effectiveRequests: Amounts;
}

/** A volume of a pod. */
export interface Volume extends Located {
  name: string;
  /** The key that says what it is: 'secret', 'projected', 'csi', 'emptyDir', 'configMap', 'hostPath', 'persistentVolumeClaim', …; 'none' where there is none. */
  type: string;
  /** Names of the Secrets it shows (also those of a projected volume). */
  secrets: { name?: Field<string>; items?: { key?: string; path?: string; mode?: Field<number> }[] }[];
  configMaps: Field<string>[];
  /** File mode as a number: `0400`, `0o400` and `256` are one. Kubernetes' default is 0644. */
  defaultMode?: Field<number>;
  /** emptyDir. */
  medium?: Field<string>;
  sizeLimit?: Field<number>;
  /** hostPath. */
  path?: Field<string>;
  /** csi. */
  driver?: Field<string>;
  secretProviderClass?: Field<string>;
  readOnly?: Field<boolean>;
  claimName?: Field<string>;
}

export interface VolumeMount extends Located {
  name: string;
  mountPath?: Field<string>;
  subPath?: Field<string>;
  /** False where not written; a secret is read-only in any case. */
  readOnly: boolean;
  /** The volume it shows; absent where the pod has none of that name. */
  volume?: Volume;
}

export interface LifecycleHook extends Located {
  type: 'exec' | 'httpGet' | 'tcpSocket' | 'sleep' | 'none';
  command: Field<string>[];
  /** Of `sleep`. */
  seconds?: number;
}

/** A container of a pod. */
export interface Container extends Located {
  name: string;
  nameSpan: Span;
  /** `sidecar`: an init container with `restartPolicy: Always`, which keeps running. */
  role: 'main' | 'init' | 'sidecar' | 'ephemeral';
  node: YamlMap;
  image?: Field<string>;
  imagePullPolicy?: Field<string>;
  command: Field<string>[];
  args: Field<string>[];
  workingDir?: Field<string>;
  env: EnvVar[];
  envFrom: EnvSource[];
  ports: ContainerPort[];
  resources: ContainerResources;
  probes: { startup?: Probe; readiness?: Probe; liveness?: Probe };
  mounts: VolumeMount[];
  preStop?: LifecycleHook;
  postStart?: LifecycleHook;
  stopSignal?: Field<string>;
  /** Where `securityContext` of this container stands; absent where it has none. */
  securitySpan?: Span;
  security: EffectiveSecurity;
}

/** A pod, or the template of one. */
export interface Pod extends Located {
  node: YamlMap;
  labels: KeyValue[];
  annotations: KeyValue[];
  /** Init containers first, then the others; each counts for security. */
  containers: Container[];
  volumes: Volume[];
  securityContext?: PodSecurityContext;
  hostNetwork?: Field<boolean>;
  hostPID?: Field<boolean>;
  hostIPC?: Field<boolean>;
  hostUsers?: Field<boolean>;
  shareProcessNamespace?: Field<boolean>;
  automountServiceAccountToken?: Field<boolean>;
  serviceAccountName?: Field<string>;
  restartPolicy?: Field<string>;
  /** Seconds; 30 where not written. */
  terminationGracePeriodSeconds?: Field<number>;
  runtimeClassName?: Field<string>;
}

/** A manifest: all objects of one file. */
export interface Kubernetes {
  file: string;
  /** Nothing would read it: the one diagnostic says why, and the rest is only what could be guessed. */
  broken: boolean;
  objects: KubernetesObject[];
  /** The objects that start pods, each with its pod. */
  workloads: (KubernetesObject & { pod: Pod })[];
  secrets: SecretObject[];
  podSecurity: PodSecurity[];
  comments: (Located & { text: string })[];
  diagnostics: Diagnostic[];
}
