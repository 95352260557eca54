import { entryOf, nodeAt, type YamlEntry, type YamlMap } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { readCommand, readHealthcheck, readHooks } from './commands.ts';
import { readGrants } from './grants.ts';
import type { Service, Value } from './model.ts';
import { readMounts } from './mounts.ts';
import { readBuild, readDependencies, readDevices, readEnvFiles, readLogging, readNetworks, readUlimits, readWatch } from './parts.ts';
import { readPorts } from './ports.ts';
import { present } from './present.ts';
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

const capability = (value: Value<string>): Value<string> =>
  value.value === undefined ? value : { ...value, value: value.value.toUpperCase().replace(/^CAP_/, '') };

function securityOption(source: Value<string>): Service['securityOpt'][number] {
  const cut = source.visible.search(/[:=]/);
  return cut < 0 ? { name: source.visible, source } : { name: source.visible.slice(0, cut), value: source.visible.slice(cut + 1), source };
}
