/** What a Compose project says, short and long forms made equal. A field that is absent was not written; a value that cannot be told says so. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';
import type { Located, YamlMap, YamlNode } from '../yaml/node.ts';
import type { Use } from './interpolate.ts';

/** A variable used in a value, with its place in the file. */
export interface Variable extends Pick<Use, 'name' | 'operator' | 'word' | 'from'> {
  span: Span;
}

/** One value, with its place. */
export interface Value<T> extends Located {
  /** Undefined where `state` is not 'known'. */
  value?: T;
  /** `unknown`: a variable without a value stands in it. `invalid`: the tool would refuse it (a diagnostic says why). */
  state: 'known' | 'unknown' | 'invalid';
  /** As written, without YAML's quotes, variables not filled in. */
  text: string;
  /** As written with the known variables filled in and `$$` undone: what the tool passes on, as far as it can be told. */
  visible: string;
  variables: Variable[];
  /** The key it stands under; absent for list items. */
  keySpan?: Span;
}

/** `command`, `entrypoint`, hooks. Compose splits a string into words; no shell runs unless the words name one. */
export interface ComposeCommand extends Located {
  form: 'string' | 'list' | 'empty';
  words: Value<string>[];
  text: string;
}

export interface EnvironmentVariable extends Located {
  name: string;
  nameSpan: Span;
  /** Absent: taken from the shell that runs Compose. */
  value?: Value<string>;
}

/** `KEY: value` of labels, build arguments, options. */
export interface Pair extends Located {
  name: string;
  nameSpan: Span;
  value?: Value<string>;
}

export interface EnvFile extends Located {
  path: Value<string>;
  /** False: a missing file is no error. */
  required: boolean;
}

export interface Port extends Located {
  /** Port or range inside the container: '80', '3000-3005'. */
  target?: string;
  /** Port or range on the host; absent: the engine picks one. */
  published?: string;
  hostIp?: string;
  protocol: string;
  /** Some part holds a variable without a value. */
  unknown: boolean;
  text: string;
}

/** Anything mounted into the container by `volumes:` or `tmpfs:`. */
export interface Mount extends Located {
  type: 'bind' | 'volume' | 'tmpfs' | 'image' | 'npipe' | 'cluster' | 'unknown';
  /** Host path, volume name or image; absent for tmpfs and anonymous volumes. */
  source?: string;
  /** Path in the container, without a trailing slash; undefined where it cannot be told. */
  target?: string;
  readOnly: boolean;
  /** Of a tmpfs: bytes, file mode, owner. */
  size?: number;
  mode?: number;
  uid?: string;
  gid?: string;
  /** Further options of the short form, as written: 'z', 'nocopy', 'noexec'. */
  options: string[];
  /** Which key of the service it stands under, and how. */
  key: 'volumes' | 'tmpfs';
  form: 'short' | 'long';
}

/** A service's use of a secret or config. */
export interface Grant extends Located {
  /** Name under the top-level `secrets:` or `configs:`. */
  source: Value<string>;
  /** The file in the container: `/run/secrets/<name>` unless a target says otherwise. */
  path?: string;
  mode?: number;
  uid?: string;
  gid?: string;
  form: 'short' | 'long';
  /** Whether the top level declares it: an undeclared one is also a diagnostic. */
  declared: boolean;
}

export interface Dependency extends Located {
  service: string;
  /** The short form waits for `service_started`: running, not ready. */
  condition: Value<string>;
  required: boolean;
  restart: boolean;
  form: 'short' | 'long';
}

export interface ComposeHealthcheck extends Located {
  /** `disable: true` or `test: NONE`. */
  disabled: boolean;
  test?: {
    form: 'CMD' | 'CMD-SHELL' | 'NONE' | 'invalid';
    /** Words of CMD; for CMD-SHELL the one script. */
    words: Value<string>[];
    span: Span;
    file: string;
  };
  /** Milliseconds. */
  interval?: Value<number>;
  timeout?: Value<number>;
  startPeriod?: Value<number>;
  startInterval?: Value<number>;
  retries?: Value<number>;
}

/** One resource: what holds, and every place that says so. */
export interface Resource<T = number> {
  /** Undefined where nothing sets it. Where two places differ: the one under `deploy`, and a diagnostic. */
  effective?: Value<T>;
  places: { path: string; value: Value<T> }[];
}

/** Memory in bytes, processors in whole ones, `pids` as a count (-1: no limit). */
export interface Resources {
  limits: { memory: Resource; cpus: Resource; pids: Resource };
  reservations: { memory: Resource; cpus: Resource };
}

export interface ComposeBuild extends Located {
  /** '.' where it is not written. */
  context: Value<string>;
  dockerfile?: Value<string>;
  /** Text of a Dockerfile written in place. */
  inline?: Value<string>;
  target?: Value<string>;
  args: Pair[];
  secrets: Grant[];
  platforms: Value<string>[];
  cacheFrom: Value<string>[];
  cacheTo: Value<string>[];
  additionalContexts: Pair[];
  node: YamlNode;
}

export interface WatchRule extends Located {
  path?: Value<string>;
  action?: Value<string>;
  target?: Value<string>;
  ignore: Value<string>[];
}

export interface Hook extends Located {
  command?: ComposeCommand;
  user?: Value<string>;
  privileged?: Value<boolean>;
}

export interface Logging extends Located {
  driver?: Value<string>;
  options: Pair[];
}

export interface NetworkUse extends Located {
  name: string;
  aliases: Value<string>[];
}

export interface Ulimit extends Located {
  name: string;
  soft?: Value<number>;
  hard?: Value<number>;
}

export interface Service extends Located {
  name: string;
  nameSpan: Span;
  /** The merged map, for keys that have no field here. */
  node: YamlMap;
  /** Parts stand in files that were not given (`extends` from another file): what is absent may still be set there. */
  partial: boolean;
  image?: Value<string>;
  build?: ComposeBuild;
  command?: ComposeCommand;
  entrypoint?: ComposeCommand;
  environment: EnvironmentVariable[];
  envFiles: EnvFile[];
  ports: Port[];
  expose: Value<string>[];
  mounts: Mount[];
  secrets: Grant[];
  configs: Grant[];
  dependsOn: Dependency[];
  links: Value<string>[];
  healthcheck?: ComposeHealthcheck;
  resources: Resources;
  /** Milliseconds; Compose waits 10 s where it is absent. */
  stopGracePeriod?: Value<number>;
  stopSignal?: Value<string>;
  init?: Value<boolean>;
  user?: Value<string>;
  groupAdd: Value<string>[];
  workingDir?: Value<string>;
  readOnly?: Value<boolean>;
  privileged?: Value<boolean>;
  /** `value` in upper case without `CAP_`. */
  capAdd: Value<string>[];
  capDrop: Value<string>[];
  /** `no-new-privileges`, `seccomp=…`, `apparmor=…` apart: name before the first `:` or `=`. */
  securityOpt: { name: string; value?: string; source: Value<string> }[];
  /** Of the host or of another container: 'host', 'service:x', 'none'. */
  networkMode?: Value<string>;
  pid?: Value<string>;
  ipc?: Value<string>;
  usernsMode?: Value<string>;
  networks: NetworkUse[];
  devices: Value<string>[];
  restart?: Value<string>;
  restartPolicy?: { condition?: Value<string>; maxAttempts?: Value<number> };
  replicas?: Value<number>;
  logging?: Logging;
  profiles: Value<string>[];
  watch: WatchRule[];
  ulimits: Ulimit[];
  labels: Pair[];
  sysctls: Pair[];
  postStart: Hook[];
  preStop: Hook[];
  platform?: Value<string>;
  pullPolicy?: Value<string>;
  containerName?: Value<string>;
  hostname?: Value<string>;
  shmSize?: Value<number>;
}

/** A top-level secret or config, and where its content comes from. */
export interface Source extends Located {
  name: string;
  nameSpan: Span;
  from: 'file' | 'environment' | 'content' | 'external' | 'driver' | 'nothing';
  /** Path, variable's name or text, as `from` says. */
  value?: Value<string>;
}

export interface TopVolume extends Located {
  /** The key it stands under. */
  name: string;
  nameSpan: Span;
  external: boolean;
  /** `name:`, which the engine uses as it is; else it calls the volume `<project>_<key>`. */
  realName?: Value<string>;
  driver?: Value<string>;
  driverOpts: Pair[];
}

export interface TopNetwork extends Located {
  name: string;
  nameSpan: Span;
  external: boolean;
  internal?: Value<boolean>;
  driver?: Value<string>;
}

/** A project: one or more files, merged. */
export interface Compose {
  files: string[];
  /** No tool would read it: the one diagnostic says why, and the rest is only what could be guessed. */
  broken: boolean;
  name?: Value<string>;
  /** `version:` is obsolete and ignored; a warning says so. */
  version?: Located;
  services: Service[];
  volumes: TopVolume[];
  networks: TopNetwork[];
  secrets: Source[];
  configs: Source[];
  /** Files that are drawn in but were not given: what they declare is unknown. */
  unseen: string[];
  comments: (Located & { text: string })[];
  diagnostics: Diagnostic[];
  service(name: string): Service | undefined;
}
