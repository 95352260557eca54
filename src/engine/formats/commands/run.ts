/** What a `docker run` (or `docker create`) asks for, whichever way its flags were written. */
import type { ShellWord } from '../../shell/command.ts';
import type { Answer, Span } from '../../source.ts';
import type { Call } from './call.ts';
import { capabilityName } from './checks.ts';
import { asValue, isOn, type Pair, pairs, parsedValue, texts, textValue, uses } from './lookup.ts';
import { type RunMount, readMounts } from './mounts.ts';
import { type Port, readPort } from './ports.ts';
import { type Reference, readReference } from './reference.ts';
import { parseBytes, parseCpus, parseDuration, parseInteger } from './units.ts';
import type { Value } from './values.ts';

/** `-u` taken apart. */
export interface RunUser {
  /** As written: '10001:10001'. */
  written: string;
  user: string;
  group?: string;
  /** Whether it is root: by number or name. `unknown` for a variable or another name. */
  root: Answer;
  numeric: Answer;
  span: Span;
}

export interface RunHealth {
  /** `--no-healthcheck`. */
  disabled: boolean;
  command?: Value<string>;
  /** ms. */
  interval?: Value<number>;
  timeout?: Value<number>;
  startPeriod?: Value<number>;
  startInterval?: Value<number>;
  retries?: Value<number>;
}

export interface Run {
  kind: 'run';
  /** `docker create` makes the container without starting it. */
  starts: boolean;
  image?: Reference & { word: ShellWord };
  /** The words after the image: arguments of the container's program. */
  command: ShellWord[];
  name?: Value<string>;
  detach: boolean;
  remove: boolean;
  interactive: boolean;
  tty: boolean;
  user?: RunUser;
  groups: string[];
  workdir?: Value<string>;
  entrypoint?: Value<string>;
  /** Upper case, without `CAP_`. */
  capAdd: string[];
  capDrop: string[];
  /** `--security-opt` by name; 'no-new-privileges' is 'true' in each of its spellings. Options that may repeat (label) are joined with a comma. */
  securityOpt: Record<string, string>;
  /** By `--security-opt no-new-privileges` in any spelling. */
  noNewPrivileges: boolean;
  privileged: boolean;
  readOnly: boolean;
  mounts: RunMount[];
  devices: string[];
  ports: Port[];
  publishAll: boolean;
  /** Bytes. */
  memory?: Value<number>;
  memoryReservation?: Value<number>;
  /** Bytes, memory and swap together; -1: no limit. */
  memorySwap?: Value<number>;
  shmSize?: Value<number>;
  cpus?: Value<number>;
  /** -1 or 0: no limit. */
  pidsLimit?: Value<number>;
  ulimits: { name: string; soft: number; hard: number }[];
  init: boolean;
  /** Seconds. */
  stopTimeout?: Value<number>;
  stopSignal?: Value<string>;
  /** As written: 'host', 'none', a network's name. */
  networks: string[];
  pid?: Value<string>;
  ipc?: Value<string>;
  userns?: Value<string>;
  uts?: Value<string>;
  /** Namespaces of the host that the container shares: 'network', 'pid', 'ipc', 'uts', 'user'. */
  hostNamespaces: string[];
  env: Pair[];
  envFiles: string[];
  labels: Pair[];
  restart?: Value<string>;
  logDriver?: Value<string>;
  logOpts: Record<string, string>;
  health: RunHealth;
  platform?: Value<string>;
  pull?: Value<string>;
  invocation: Call;
}

function readUser(call: Call): RunUser | undefined {
  const value = textValue(call, 'user');
  if (!value) return undefined;
  const [user = '', group] = value.text.split(':');
  const symbolic = !value.literal && user.includes('$');
  const numeric: Answer = symbolic ? 'unknown' : /^\d+$/.test(user) ? 'yes' : 'no';
  const root: Answer = symbolic
    ? 'unknown'
    : /^0+$/.test(user) || user === 'root' || user === ''
      ? 'yes'
      : numeric === 'yes'
        ? 'no'
        : 'unknown';
  return { written: value.text, user, root, numeric, span: value.span, ...(group === undefined ? {} : { group }) };
}

/** `a=b`, `a:b` and a bare `a`. Docker reads `:` too, but only where there is no `=`. */
function readSecurity(call: Call): Record<string, string> {
  const options: Record<string, string> = {};
  for (const text of texts(call, 'security-opt')) {
    const at = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    const name = at < 0 ? text : text.slice(0, at);
    const value = at < 0 ? 'true' : text.slice(at + 1);
    const before = Object.hasOwn(options, name) ? options[name] : undefined;
    options[name] = before !== undefined && name === 'label' ? `${before},${value}` : value;
  }
  return options;
}

function readHealth(call: Call): RunHealth {
  const duration = (name: string) => parsedValue(call, parseDuration, name);
  const found: RunHealth = {
    disabled: isOn(call, 'no-healthcheck'),
    command: textValue(call, 'health-cmd'),
    interval: duration('health-interval'),
    timeout: duration('health-timeout'),
    startPeriod: duration('health-start-period'),
    startInterval: duration('health-start-interval'),
    retries: parsedValue(call, parseInteger, 'health-retries'),
  };
  return withoutAbsent(found);
}

/** Leaves out keys whose value is undefined, so that "is it there" and "has it a value" are one question. */
export function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

function hostNamespaces(call: Call, networks: readonly string[]): string[] {
  const flags = { pid: 'pid', ipc: 'ipc', uts: 'uts', userns: 'user' } as const;
  const found = networks.includes('host') ? ['network'] : [];
  for (const [flag, name] of Object.entries(flags)) if (textValue(call, flag)?.text === 'host') found.push(name);
  return found;
}

const readUlimit = (text: string): { name: string; soft: number; hard: number }[] => {
  const match = /^([a-z]+)=(-?\d+)(?::(-?\d+))?$/i.exec(text);
  return match ? [{ name: match[1] ?? '', soft: Number(match[2]), hard: Number(match[3] ?? match[2]) }] : [];
};

const swap = (text: string): number | undefined => (text === '-1' ? -1 : parseBytes(text));

/** Reads a `docker run` or `docker create`. */
export function readRun(call: Call): Run {
  const [image, ...command] = call.operands;
  const networks = texts(call, 'network', 'net').map((text) => /(?:^|,)name=([^,]*)/.exec(text)?.[1] ?? text);
  const security = readSecurity(call);
  const last = uses(call, 'restart').at(-1);
  const bytes = (name: string) => parsedValue(call, parseBytes, name);
  return withoutAbsent<Run>({
    kind: 'run',
    starts: call.name !== 'docker create',
    image: image && { ...readReference(image.text), word: image },
    command,
    name: textValue(call, 'name'),
    detach: isOn(call, 'detach'),
    remove: isOn(call, 'rm'),
    interactive: isOn(call, 'interactive'),
    tty: isOn(call, 'tty'),
    user: readUser(call),
    groups: texts(call, 'group-add'),
    workdir: textValue(call, 'workdir'),
    entrypoint: textValue(call, 'entrypoint'),
    capAdd: texts(call, 'cap-add').map(capabilityName),
    capDrop: texts(call, 'cap-drop').map(capabilityName),
    securityOpt: security,
    noNewPrivileges: /^(?:true|1|t)$/i.test(security['no-new-privileges'] ?? ''),
    privileged: isOn(call, 'privileged'),
    readOnly: isOn(call, 'read-only'),
    mounts: readMounts(call),
    devices: texts(call, 'device'),
    ports: uses(call, 'publish').flatMap((flag) => readPort(flag)),
    publishAll: isOn(call, 'publish-all'),
    memory: bytes('memory'),
    memoryReservation: bytes('memory-reservation'),
    memorySwap: parsedValue(call, swap, 'memory-swap'),
    shmSize: bytes('shm-size'),
    cpus: parsedValue(call, parseCpus, 'cpus'),
    pidsLimit: parsedValue(call, parseInteger, 'pids-limit'),
    ulimits: texts(call, 'ulimit').flatMap(readUlimit),
    init: isOn(call, 'init'),
    stopTimeout: parsedValue(call, parseInteger, 'stop-timeout'),
    stopSignal: textValue(call, 'stop-signal'),
    networks,
    pid: textValue(call, 'pid'),
    ipc: textValue(call, 'ipc'),
    userns: textValue(call, 'userns'),
    uts: textValue(call, 'uts'),
    hostNamespaces: hostNamespaces(call, networks),
    env: pairs(call, 'env'),
    envFiles: texts(call, 'env-file'),
    labels: pairs(call, 'label'),
    restart: last && asValue(last, (text) => text || 'no'),
    logDriver: textValue(call, 'log-driver'),
    logOpts: Object.fromEntries(pairs(call, 'log-opt').map((pair) => [pair.name, pair.value ?? ''])),
    health: readHealth(call),
    platform: textValue(call, 'platform'),
    pull: textValue(call, 'pull'),
    invocation: call,
  });
}
