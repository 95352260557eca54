import { entryOf, nodeAt, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { readCommand, readHealthcheck, readHooks } from './commands.ts';
import { readGrants } from './grants.ts';
import { shortForm } from './merge.ts';
import type { ComposeBuild, Dependency, EnvFile, Logging, NetworkUse, Service, Ulimit, Value, WatchRule } from './model.ts';
import { readMounts } from './mounts.ts';
import { readPorts } from './ports.ts';
import { readResources } from './resources.ts';
import type { Scalars } from './scalars.ts';
import { parseBoolean, parseBytes, parseDuration, parseInteger } from './values.ts';

/** One service of the merged tree; undefined where it is no map. */
export function readService(entry: YamlEntry, scalars: Scalars, report: Report, partial: boolean): Service | undefined {
  const node = entry.value;
  if (node.kind !== 'map') return undefined;
  const at = (key: string) => entryOf(node, key)?.value;
  const list = (key: string) => scalars.texts(at(key));
  const service: Service = {
    name: entry.key,
    nameSpan: entry.keyNode.span,
    file: node.file,
    span: node.span,
    node,
    partial,
    environment: scalars.pairs(at('environment')),
    envFiles: readEnvFiles(at('env_file'), scalars),
    ports: readPorts(node, scalars, report),
    expose: list('expose'),
    mounts: readMounts(node, scalars, report),
    secrets: readGrants(node, 'secrets', scalars),
    configs: readGrants(node, 'configs', scalars),
    dependsOn: readDependencies(at('depends_on'), scalars),
    links: list('links'),
    resources: readResources(node, scalars, report),
    groupAdd: list('group_add'),
    capAdd: list('cap_add').map(capability),
    capDrop: list('cap_drop').map(capability),
    securityOpt: list('security_opt').map(securityOption),
    networks: readNetworks(at('networks'), scalars),
    devices: readDevices(at('devices'), scalars),
    profiles: list('profiles'),
    watch: readWatch(nodeAt(node, 'develop', 'watch'), scalars),
    ulimits: readUlimits(at('ulimits'), scalars),
    labels: scalars.pairs(at('labels')),
    sysctls: scalars.pairs(at('sysctls')),
    postStart: readHooks(at('post_start'), scalars, report),
    preStop: readHooks(at('pre_stop'), scalars, report),
  };
  return Object.assign(service, present(optional(node, scalars, report)));
}

/** The fields of a service that may be missing. */
function optional(node: YamlMap, scalars: Scalars, report: Report): Partial<Service> {
  const text = (key: string) => scalars.textAt(node, key);
  const truth = (key: string) => scalars.at(node, key, parseBoolean);
  const deploy = entryOf(node, 'deploy')?.value;
  const policy = nodeAt(deploy, 'restart_policy');
  return {
    image: text('image'),
    build: readBuild(entryOf(node, 'build')?.value, scalars),
    command: readCommand(entryOf(node, 'command')?.value, scalars, report),
    entrypoint: readCommand(entryOf(node, 'entrypoint')?.value, scalars, report),
    healthcheck: readHealthcheck(node, scalars, report),
    stopGracePeriod: scalars.at(node, 'stop_grace_period', parseDuration),
    stopSignal: text('stop_signal'),
    init: truth('init'),
    user: text('user'),
    workingDir: text('working_dir'),
    readOnly: truth('read_only'),
    privileged: truth('privileged'),
    networkMode: text('network_mode'),
    pid: text('pid'),
    ipc: text('ipc'),
    usernsMode: text('userns_mode'),
    restart: text('restart'),
    restartPolicy:
      policy?.kind === 'map'
        ? present({ condition: scalars.textAt(policy, 'condition'), maxAttempts: scalars.at(policy, 'max_attempts', parseInteger) })
        : undefined,
    replicas:
      (deploy?.kind === 'map' ? scalars.at(deploy, 'replicas', parseInteger) : undefined) ?? scalars.at(node, 'scale', parseInteger),
    logging: readLogging(entryOf(node, 'logging')?.value, scalars),
    platform: text('platform'),
    pullPolicy: text('pull_policy'),
    containerName: text('container_name'),
    hostname: text('hostname'),
    shmSize: scalars.at(node, 'shm_size', parseBytes),
  };
}

/** An object without its undefined fields. */
export function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

const capability = (value: Value<string>): Value<string> =>
  value.value === undefined ? value : { ...value, value: value.value.toUpperCase().replace(/^CAP_/, '') };

function securityOption(source: Value<string>): Service['securityOpt'][number] {
  const cut = source.visible.search(/[:=]/);
  return cut < 0 ? { name: source.visible, source } : { name: source.visible.slice(0, cut), value: source.visible.slice(cut + 1), source };
}

function readBuild(node: YamlNode | undefined, scalars: Scalars): ComposeBuild | undefined {
  if (!node || node.kind === 'sequence') return undefined;
  const map = node.kind === 'map' ? node : undefined;
  if (!map && node.kind === 'scalar' && node.type === 'null') return undefined;
  const here: Value<string> = { state: 'known', value: '.', text: '.', visible: '.', variables: [], file: node.file, span: node.span };
  const text = (key: string) => scalars.textAt(map, key);
  return present({
    file: node.file,
    span: node.span,
    node,
    context: (map ? text('context') : scalars.text(node)) ?? here,
    dockerfile: text('dockerfile'),
    inline: text('dockerfile_inline'),
    target: text('target'),
    args: scalars.pairs(entryOf(map, 'args')?.value),
    secrets: readGrants(map, 'secrets', scalars),
    platforms: scalars.texts(entryOf(map, 'platforms')?.value),
    cacheFrom: scalars.texts(entryOf(map, 'cache_from')?.value),
    cacheTo: scalars.texts(entryOf(map, 'cache_to')?.value),
    additionalContexts: scalars.pairs(entryOf(map, 'additional_contexts')?.value),
  });
}

function readEnvFiles(node: YamlNode | undefined, scalars: Scalars): EnvFile[] {
  const items = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  return items.flatMap((item) => {
    const path =
      item.kind === 'map' ? scalars.textAt(item, 'path') : item.kind === 'scalar' && item.type !== 'null' ? scalars.text(item) : undefined;
    const required = item.kind !== 'map' || scalars.at(item, 'required', parseBoolean)?.value !== false;
    return path ? [{ file: item.file, span: item.span, path, required }] : [];
  });
}

function readDependencies(node: YamlNode | undefined, scalars: Scalars): Dependency[] {
  if (node?.kind === 'sequence')
    return scalars.texts(node).map((value) => ({
      service: value.visible,
      file: value.file,
      span: value.span,
      condition: { ...value, state: 'known', value: 'service_started', variables: [] },
      required: true,
      restart: false,
      form: 'short',
    }));
  if (node?.kind !== 'map') return [];
  return node.entries.map(({ key, keyNode, value }) => {
    const map = value.kind === 'map' ? value : undefined;
    const none: Value<string> = {
      state: 'known',
      value: 'service_started',
      text: '',
      visible: '',
      variables: [],
      file: keyNode.file,
      span: keyNode.span,
    };
    return {
      service: key,
      file: keyNode.file,
      span: keyNode.span,
      condition: scalars.textAt(map, 'condition') ?? none,
      required: scalars.at(map, 'required', parseBoolean)?.value !== false,
      restart: scalars.at(map, 'restart', parseBoolean)?.value === true,
      form: map && map.tag !== shortForm ? 'long' : 'short',
    };
  });
}

function readNetworks(node: YamlNode | undefined, scalars: Scalars): NetworkUse[] {
  if (node?.kind === 'map')
    return node.entries.map(({ key, keyNode, value }) => ({
      name: key,
      file: keyNode.file,
      span: keyNode.span,
      aliases: scalars.texts(entryOf(value, 'aliases')?.value),
    }));
  return node?.kind === 'sequence'
    ? scalars.texts(node).map(({ visible, file, span }) => ({ name: visible, file, span, aliases: [] }))
    : [];
}

function readDevices(node: YamlNode | undefined, scalars: Scalars): Value<string>[] {
  const items = node?.kind === 'sequence' ? node.items : [];
  return items.flatMap(
    (item) => (item.kind === 'map' ? scalars.textAt(item, 'source') : item.kind === 'scalar' ? scalars.text(item) : undefined) ?? [],
  );
}

function readWatch(node: YamlNode | undefined, scalars: Scalars): WatchRule[] {
  return (node?.kind === 'sequence' ? node.items : []).flatMap((item) => {
    if (item.kind !== 'map') return [];
    const text = (key: string) => scalars.textAt(item, key);
    const rule = {
      path: text('path'),
      action: text('action'),
      target: text('target'),
      ignore: scalars.texts(entryOf(item, 'ignore')?.value),
    };
    return [present({ file: item.file, span: item.span, ...rule })];
  });
}

function readUlimits(node: YamlNode | undefined, scalars: Scalars): Ulimit[] {
  if (node?.kind !== 'map') return [];
  return node.entries.map(({ key, keyNode, value }) => {
    const place = { name: key, file: keyNode.file, span: keyNode.span };
    if (value.kind === 'map')
      return present({ ...place, soft: scalars.at(value, 'soft', parseInteger), hard: scalars.at(value, 'hard', parseInteger) });
    const both = scalars.value(value, parseInteger, keyNode);
    return present({ ...place, soft: both, hard: both });
  });
}

function readLogging(node: YamlNode | undefined, scalars: Scalars): Logging | undefined {
  if (node?.kind !== 'map') return undefined;
  return present({
    file: node.file,
    span: node.span,
    driver: scalars.textAt(node, 'driver'),
    options: scalars.pairs(entryOf(node, 'options')?.value),
  });
}
