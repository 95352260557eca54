/** The keys of the Compose Specification and what may stand under them (compose-spec/compose-go, schema/compose-spec.json
 * at 0035625, and compose-spec's develop.md for `initial_sync`; read 2026-11-23). `no_cache_filter` and `pre_start` are from knowledge. */
import { any, either, listOf, mapOf, number, object, oneOf, orNull, type Shape, scalar, text } from '../yaml/shape.ts';
import { bytesComplaint, cpusComplaint, durationComplaint, parseBoolean, parseInteger } from './values.ts';

const truth: Shape = {
  scalar: ['bool', 'string'],
  check: (value) => (parseBoolean(value) === undefined ? 'this must be `true` or `false`' : undefined),
};
const whole: Shape = {
  scalar: ['number', 'string'],
  check: (value) => (parseInteger(value) === undefined ? 'this must be a whole number' : undefined),
};
const numeric: Shape = {
  scalar: ['number', 'string'],
  check: (value) => (value.trim() === '' || Number.isNaN(Number(value)) ? 'this must be a number' : undefined),
};
/** A bare number is let through to the check, which can say more than "put it in quotes". */
const duration: Shape = { scalar: ['string', 'number'], check: durationComplaint, rule: 'invalid-duration' };
const bytes: Shape = { scalar: ['string', 'number'], check: bytesComplaint, rule: 'invalid-size' };
const signedBytes: Shape = { ...bytes, check: (value) => (/^-\d+$/.test(value) ? undefined : bytesComplaint(value)) };
const quotedBytes: Shape = {
  ...bytes,
  check: (value, node) => (node.type === 'number' ? `a size must be text here: \`"${value}"\`` : bytesComplaint(value)),
};
const cpus: Shape = { scalar: ['string', 'number'], check: cpusComplaint, rule: 'invalid-cpus' };
const mode: Shape = {
  scalar: ['number', 'string'],
  check: (value) => (/^(?:0o?)?[0-9]+$/.test(value) ? undefined : 'this must be a file mode such as `0440`'),
};

const texts = listOf(text);
const textOrList = either(text, texts);
const command = either(orNull(text), texts);
const words = listOf({ scalar: ['string', 'number'] });
/** `KEY: value` lines or a list of `KEY=value`. */
const pairs = either(mapOf('a map', orNull(scalar)), texts);
const options = mapOf('a map', orNull({ scalar: ['string', 'number'] }));
const external = either(truth, object('`external`', { name: text }));

const ulimits = mapOf('`ulimits`', either(whole, object('a limit', { soft: whole, hard: whole }, { required: ['soft', 'hard'] })));
const grants = listOf(either(text, object('this grant', { source: text, target: text, uid: text, gid: text, mode })));
const extraHosts = either(mapOf('`extra_hosts`', textOrList), texts);
const hook = object('a hook', { command, user: text, privileged: truth, working_dir: text, environment: pairs }, { required: ['command'] });

const build = either(
  text,
  object(
    '`build`',
    {
      context: text,
      dockerfile: text,
      dockerfile_inline: text,
      entitlements: texts,
      args: pairs,
      ssh: either(pairs, text),
      labels: pairs,
      cache_from: texts,
      cache_to: texts,
      no_cache: truth,
      no_cache_filter: textOrList,
      additional_contexts: pairs,
      network: text,
      provenance: { scalar: ['string', 'bool'] },
      sbom: { scalar: ['string', 'bool'] },
      pull: truth,
      target: text,
      shm_size: bytes,
      extra_hosts: extraHosts,
      isolation: text,
      privileged: truth,
      secrets: grants,
      tags: texts,
      ulimits,
      platforms: texts,
    },
    { misplaced: { image: 'the name of the image is `image:` of the service itself', environment: 'variables of the build are `args:`' } },
  ),
);

const deviceRequest = object('a device request', {
  capabilities: texts,
  count: { scalar: ['string', 'number'] },
  device_ids: texts,
  driver: text,
  options: pairs,
});

const limitKeys = { cpus, memory: quotedBytes };
const notLimits = {
  mem_limit: 'here it is called `memory`',
  pids_limit: 'here it is called `pids`',
  cpu: 'here it is called `cpus`',
};
const rollout = {
  parallelism: whole,
  delay: duration,
  failure_action: text,
  monitor: duration,
  max_failure_ratio: numeric,
  order: oneOf('start-first', 'stop-first'),
};

const deploy = orNull(
  object(
    '`deploy`',
    {
      mode: text,
      endpoint_mode: text,
      replicas: whole,
      labels: pairs,
      rollback_config: object('`rollback_config`', rollout),
      update_config: object('`update_config`', rollout),
      resources: object(
        '`resources`',
        {
          limits: object('`limits`', { ...limitKeys, pids: whole }, { misplaced: notLimits }),
          reservations: object(
            '`reservations`',
            { ...limitKeys, generic_resources: any, devices: listOf(deviceRequest) },
            { misplaced: { ...notLimits, pids: 'processes can be limited, not reserved: it belongs under `limits`' } },
          ),
        },
        {
          misplaced: {
            cpus: 'put it under `limits:` or `reservations:`',
            memory: 'put it under `limits:` or `reservations:`',
            pids: 'put it under `limits:`',
            requests: 'that is what Kubernetes says; Compose says `reservations`',
          },
        },
      ),
      restart_policy: object('`restart_policy`', { condition: text, delay: duration, max_attempts: whole, window: duration }),
      placement: object('`placement`', {
        constraints: texts,
        preferences: listOf(object('a preference', { spread: text })),
        max_replicas_per_node: whole,
      }),
    },
    { misplaced: { limits: 'put it under `deploy.resources`', reservations: 'put it under `deploy.resources`' } },
  ),
);

const volumeMount = object(
  'this mount',
  {
    type: oneOf('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
    source: text,
    target: text,
    read_only: truth,
    consistency: text,
    bind: object('`bind`', {
      propagation: text,
      create_host_path: truth,
      recursive: oneOf('enabled', 'disabled', 'writable', 'readonly'),
      selinux: oneOf('z', 'Z'),
    }),
    volume: object('`volume`', { labels: pairs, nocopy: truth, subpath: text }),
    tmpfs: object(
      '`tmpfs`',
      { size: bytes, mode },
      { misplaced: { uid: 'only the short form `tmpfs: /path:uid=…` takes it', gid: 'only the short form `tmpfs: /path:gid=…` takes it' } },
    ),
    image: object('`image`', { subpath: text }),
  },
  {
    required: ['type', 'target'],
    misplaced: {
      size: 'put it under `tmpfs:` of this mount',
      mode: 'put it under `tmpfs:` of this mount',
      readonly: 'it is spelt `read_only`',
    },
  },
);

const port = object(
  'this port',
  {
    name: text,
    mode: text,
    host_ip: text,
    target: { scalar: ['number', 'string'] },
    published: { scalar: ['number', 'string'] },
    protocol: text,
    app_protocol: text,
  },
  { required: ['target'] },
);

const dependency = object(
  'this dependency',
  {
    condition: oneOf('service_started', 'service_healthy', 'service_completed_successfully'),
    required: truth,
    restart: truth,
  },
  { required: ['condition'] },
);

const network = orNull(
  object('this network', {
    aliases: texts,
    interface_name: text,
    ipv4_address: text,
    ipv6_address: text,
    link_local_ips: texts,
    mac_address: text,
    driver_opts: options,
    priority: number,
    gw_priority: number,
  }),
);

const healthcheck = object('`healthcheck`', {
  disable: truth,
  test: textOrList,
  interval: duration,
  timeout: duration,
  retries: whole,
  start_period: duration,
  start_interval: duration,
});

const watch = object(
  'a `watch` rule',
  {
    path: text,
    action: oneOf('rebuild', 'restart', 'sync', 'sync+restart', 'sync+exec'),
    target: text,
    ignore: textOrList,
    include: textOrList,
    exec: hook,
    initial_sync: truth,
  },
  { required: ['path', 'action'] },
);

const blockLimits = listOf(object('a limit', { path: text, rate: bytes }));
const envFile = either(
  text,
  listOf(either(text, object('this file', { path: text, format: text, required: truth }, { required: ['path'] }))),
);

/** Keys of a service. */
export const serviceKeys: Record<string, Shape> = {
  annotations: pairs,
  attach: truth,
  build,
  blkio_config: object('`blkio_config`', {
    device_read_bps: blockLimits,
    device_read_iops: blockLimits,
    device_write_bps: blockLimits,
    device_write_iops: blockLimits,
    weight: whole,
    weight_device: listOf(object('a weight', { path: text, weight: whole })),
  }),
  cap_add: texts,
  cap_drop: texts,
  cgroup: oneOf('host', 'private'),
  cgroup_parent: text,
  command,
  configs: grants,
  container_name: text,
  cpu_count: whole,
  cpu_percent: numeric,
  cpu_shares: whole,
  cpu_quota: scalar,
  cpu_period: scalar,
  cpu_rt_period: scalar,
  cpu_rt_runtime: scalar,
  cpus,
  cpuset: text,
  credential_spec: object('`credential_spec`', { config: text, file: text, registry: text }),
  depends_on: either(texts, mapOf('`depends_on`', dependency)),
  deploy,
  develop: orNull(object('`develop`', { watch: listOf(watch) })),
  device_cgroup_rules: texts,
  devices: listOf(either(text, object('a device', { source: text, target: text, permissions: text }, { required: ['source'] }))),
  dns: textOrList,
  dns_opt: texts,
  dns_search: textOrList,
  domainname: text,
  entrypoint: command,
  env_file: envFile,
  environment: pairs,
  expose: words,
  extends: either(text, object('`extends`', { service: text, file: text }, { required: ['service'] })),
  external_links: texts,
  extra_hosts: extraHosts,
  gpus: either(text, listOf(deviceRequest)),
  group_add: words,
  healthcheck,
  hostname: text,
  image: text,
  init: truth,
  ipc: text,
  isolation: text,
  label_file: textOrList,
  labels: pairs,
  links: texts,
  logging: object(
    '`logging`',
    { driver: text, options },
    { misplaced: { 'max-size': 'put it under `options:`', 'max-file': 'put it under `options:`' } },
  ),
  mac_address: text,
  mem_limit: bytes,
  mem_reservation: bytes,
  mem_swappiness: whole,
  memswap_limit: signedBytes,
  models: either(texts, mapOf('`models`', object('a model', { endpoint_var: text, model_var: text }))),
  network_mode: text,
  networks: either(texts, mapOf('`networks`', network)),
  oom_kill_disable: truth,
  oom_score_adj: whole,
  pid: orNull(text),
  pids_limit: whole,
  platform: text,
  ports: listOf(either({ scalar: ['string', 'number'] }, port)),
  post_start: listOf(hook),
  pre_start: listOf(hook),
  pre_stop: listOf(hook),
  privileged: truth,
  profiles: texts,
  provider: object('`provider`', { type: text, options: any }, { required: ['type'] }),
  pull_policy: text,
  pull_refresh_after: text,
  read_only: truth,
  restart: text,
  runtime: text,
  scale: whole,
  secrets: grants,
  security_opt: texts,
  shm_size: bytes,
  stdin_open: truth,
  stop_grace_period: duration,
  stop_signal: text,
  storage_opt: any,
  sysctls: pairs,
  tmpfs: textOrList,
  tty: truth,
  ulimits,
  use_api_socket: truth,
  user: text,
  userns_mode: text,
  uts: text,
  volumes: listOf(either(text, volumeMount)),
  volumes_from: texts,
  working_dir: text,
};

const service: Shape = object('a service', serviceKeys, {
  misplaced: {
    resources: 'limits stand under `deploy:`, as `deploy.resources.limits`',
    limits: 'limits stand under `deploy.resources`',
    reservations: 'reservations stand under `deploy.resources`',
    memory: 'the limit of a service is `mem_limit`, or `deploy.resources.limits.memory`',
    replicas: 'put it under `deploy:`',
    dockerfile: 'put it under `build:`',
    context: 'put it under `build:`',
    target: 'put it under `build:`',
    args: 'put it under `build:`',
    watch: 'put it under `develop:`',
    test: 'put it under `healthcheck:`',
    driver: 'put it under `logging:`',
    terminationGracePeriodSeconds: 'that is what Kubernetes says; Compose says `stop_grace_period`',
    securityContext: 'that is what Kubernetes says; Compose has `user`, `cap_drop`, `read_only` and `security_opt` on the service itself',
  },
});

const source = (what: string, more: Record<string, Shape> = {}) =>
  object(what, {
    name: text,
    file: text,
    environment: text,
    external,
    labels: pairs,
    driver: text,
    driver_opts: options,
    template_driver: text,
    ...more,
  });

/** The whole file. */
export const composeShape: Shape = object('a Compose file', {
  version: scalar,
  name: text,
  include: listOf(either(text, object('`include`', { path: textOrList, env_file: textOrList, project_directory: text }))),
  services: mapOf('services', service),
  networks: mapOf(
    'networks',
    orNull(
      object('a network', {
        name: text,
        driver: text,
        driver_opts: options,
        ipam: object('`ipam`', {
          driver: text,
          config: listOf(
            object('`config`', { subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf('`aux_addresses`', text) }),
          ),
          options: mapOf('`options`', scalar),
        }),
        external,
        internal: truth,
        enable_ipv4: truth,
        enable_ipv6: truth,
        attachable: truth,
        labels: pairs,
      }),
    ),
  ),
  volumes: mapOf('volumes', orNull(object('a volume', { name: text, driver: text, driver_opts: options, external, labels: pairs }))),
  secrets: mapOf('secrets', source('a secret')),
  configs: mapOf('configs', source('a config', { content: text })),
  models: mapOf(
    'models',
    object('a model', { name: text, model: text, context_size: whole, runtime_flags: texts }, { required: ['model'] }),
  ),
});
