/** What Docker would refuse in a flag's value. Only values that are written out are judged; what a variable holds cannot be told. */

import { nearest } from '../yaml/nearest.ts';
import type { FlagUse } from './argv.ts';
import type { Kind } from './grammar.ts';
import { type Problem, quote } from './problem.ts';
import { parseBoolean, parseBytes, parseCpus, parseDuration, parseInteger } from './units.ts';
import { type Field, readFields, splitList } from './values.ts';

type Check = (use: FlagUse & { value: string }) => string | undefined;

/** Linux capabilities, without `CAP_`. Source: capabilities(7), read 2026-11-23. */
const capabilities = new Set(
  `ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID IPC_LOCK
  IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID
  SETPCAP SETUID SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG SYSLOG
  WAKE_ALARM`.split(/\s+/),
);

/** A capability's name as the kernel has it: upper case, without `CAP_`. */
export const capabilityName = (text: string): string => text.trim().toUpperCase().replace(/^CAP_/, '');

const meant = (near: string | undefined): string => (near ? ` Did you mean ${quote(near)}?` : '');

const keys = {
  mount: [
    'type',
    'source',
    'src',
    'target',
    'dst',
    'destination',
    'readonly',
    'ro',
    'consistency',
    'bind-propagation',
    'bind-nonrecursive',
    'bind-recursive',
    'bind-create-src',
    'volume-subpath',
    'volume-nocopy',
    'volume-label',
    'volume-driver',
    'volume-opt',
    'image-subpath',
    'tmpfs-size',
    'tmpfs-mode',
  ],
  secret: ['type', 'id', 'src', 'source', 'env'],
} as const;

function unknownKey(fields: readonly Field[], known: readonly string[]): Field | undefined {
  return fields.find((field) => !known.includes(field.key) && !field.key.includes('$'));
}

const checkMount: Check = ({ value, valueSpan, written }) => {
  const fields = readFields(value, valueSpan);
  const stranger = unknownKey(fields, keys.mount);
  if (stranger) return `${quote(stranger.key)} is not a key of ${quote(written)}.${meant(nearest(stranger.key, keys.mount))}`;
  const type = fields.findLast((field) => field.key === 'type')?.value;
  const types = ['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'];
  if (type !== undefined && !types.includes(type.toLowerCase()))
    return `${quote(type)} is not a type of mount.${meant(nearest(type, types))}`;
  if (!fields.some((field) => /^(?:target|dst|destination)$/.test(field.key))) {
    return `${quote(value)} does not say where the mount goes. Give it ${quote('target=/path')}.`;
  }
  const size = fields.find((field) => field.key === 'tmpfs-size')?.value;
  if (size && parseBytes(size) === undefined) return `${quote(size)} is not a size. Write a number and a unit, such as ${quote('64m')}.`;
  return undefined;
};

const checkSecret: Check = ({ value, valueSpan }) => {
  const fields = readFields(value, valueSpan);
  const stranger = unknownKey(fields, keys.secret);
  const form = `The form is ${quote('id=npm,env=NPM_TOKEN')} or ${quote('id=npm,src=path/to/file')}`;
  if (stranger && fields.length === 1 && stranger.value !== undefined) {
    return `${quote(stranger.key)} is not a key of ${quote('--secret')}. ${form}: it names where the value is, and never holds the value, which would stay in the shell's history.`;
  }
  if (stranger) return `${quote(stranger.key)} is not a key of ${quote('--secret')}.${meant(nearest(stranger.key, keys.secret))} ${form}.`;
  const bare = fields.find((field) => field.value === undefined);
  if (bare) return `${quote(bare.key)} has no value. ${form}.`;
  if (!fields.some((field) => field.key === 'id'))
    return `This secret has no ${quote('id')}, so no ${quote('RUN --mount=type=secret')} can ask for it. ${form}.`;
  const type = fields.find((field) => field.key === 'type')?.value;
  if (type !== undefined && type !== 'file' && type !== 'env')
    return `A secret's type is ${quote('file')} or ${quote('env')}, not ${quote(type)}.`;
  return undefined;
};

const checkRestart: Check = ({ value }) => {
  const [name = '', count] = value.split(':');
  const names = ['no', 'always', 'unless-stopped', 'on-failure'];
  if (value !== '' && !names.includes(name)) return `${quote(value)} is not a restart policy.${meant(nearest(name, names))}`;
  if (count === undefined) return undefined;
  if (name !== 'on-failure') return `Only ${quote('on-failure')} takes a number of attempts, not ${quote(name)}.`;
  return /^\d+$/.test(count) ? undefined : `${quote(count)} is not a number of attempts.`;
};

const checkPort: Check = ({ value }) => {
  if (/^(?:\[[0-9a-f:.%]*\]:|\d+\.\d+\.\d+\.\d+:)?(?:\d*(?:-\d+)?:)?\d+(?:-\d+)?(?:\/(?:tcp|udp|sctp))?$/i.test(value)) {
    const last = value.split(':').at(-1)?.match(/\d+/g) ?? [];
    return last.some((number) => Number(number) > 65_535) ? `${quote(value)}: ports end at 65535.` : undefined;
  }
  if (/^(?:[\w-]+=[^,]*)(?:,[\w-]+=[^,]*)*$/.test(value)) return undefined;
  return `${quote(value)} is not a port. Write ${quote('host:container')}, such as ${quote('127.0.0.1:8080:3000')}.`;
};

const checkVolume: Check = ({ value }) => {
  const parts = value.split(':');
  const windows = /^[a-z]:\\/i.test(value);
  if (windows) return undefined;
  if (parts.length > 3 || parts.some((part) => part === ''))
    return `${quote(value)} is not a volume. Write ${quote('source:/path/in/container:ro')}.`;
  const target = parts.length === 1 ? parts[0] : parts[1];
  if (!target?.startsWith('/')) return `${quote(target ?? value)} is the path in the container, and it must begin with ${quote('/')}.`;
  const options = [
    'ro',
    'rw',
    'z',
    'Z',
    'nocopy',
    'cached',
    'consistent',
    'delegated',
    'private',
    'rprivate',
    'shared',
    'rshared',
    'slave',
    'rslave',
    'readonly',
    'volume-nocopy',
  ];
  const strange = splitList(parts[2] ?? '').find((each) => !options.includes(each) && each !== 'default');
  return strange ? `${quote(strange)} is not an option of ${quote('-v')}.${meant(nearest(strange, options))}` : undefined;
};

const checkSecurity: Check = ({ value }) => {
  if (value === 'no-new-privileges' || value === 'disable' || value === 'writable-cgroups') return undefined;
  const name = value.split(/[=:]/)[0] ?? '';
  const names = ['no-new-privileges', 'seccomp', 'apparmor', 'label', 'systempaths', 'writable-cgroups', 'credentialspec'];
  if (!names.includes(name)) return `${quote(name)} is not a security option.${meant(nearest(name, names))}`;
  return /[=:]/.test(value) ? undefined : `${quote(value)} needs a value: ${quote(`${name}=…`)}.`;
};

const checkUlimit: Check = ({ value }) =>
  /^[a-z]+=-?\d+(?::-?\d+)?$/i.test(value) ? undefined : `${quote(value)} is not a limit. Write ${quote('nofile=1024:2048')}.`;

const isSwitch = (text: string) => /^(?:true|false|disabled|0|1)$/i.test(text);
const checkAttest: Check = ({ value, name, valueSpan }) => {
  if (isSwitch(value)) return undefined;
  const fields = readFields(value, valueSpan);
  if (name === 'attest' && !fields.some((field) => field.key === 'type'))
    return `${quote(value)} does not say which attestation. Begin with ${quote('type=sbom')} or ${quote('type=provenance')}.`;
  const mode = fields.find((field) => field.key === 'mode')?.value;
  if (mode !== undefined && !/^(?:min|max)$/.test(mode) && !mode.includes('$'))
    return `A provenance mode is ${quote('min')} or ${quote('max')}, not ${quote(mode)}.`;
  return fields.every((field) => field.value === undefined)
    ? `${quote(value)} is neither ${quote('true')}, ${quote('false')} nor a list of ${quote('key=value')}.`
    : undefined;
};

const outputTypes = ['local', 'tar', 'oci', 'docker', 'image', 'registry', 'cacheonly'];
const checkOutput: Check = ({ value, valueSpan }) => {
  if (!value.includes('=')) return undefined;
  const type = readFields(value, valueSpan).find((field) => field.key === 'type')?.value;
  if (type === undefined)
    return `${quote(value)} does not say what to write. Begin with ${quote('type=image')}, ${quote('type=local')} or another exporter.`;
  return outputTypes.includes(type) ? undefined : `${quote(type)} is not an exporter.${meant(nearest(type, outputTypes))}`;
};

const cacheTypes = ['registry', 'local', 'inline', 'gha', 's3', 'azblob'];
const checkCache: Check = ({ value, valueSpan, name }) => {
  if (!value.includes('=')) return undefined;
  const fields = readFields(value, valueSpan);
  const of = (key: string) => fields.find((field) => field.key === key)?.value;
  const type = of('type');
  if (type === undefined)
    return `${quote(value)} does not say where the cache is. Begin with ${quote('type=registry')}, ${quote('type=gha')} or another backend.`;
  if (!cacheTypes.includes(type)) return `${quote(type)} is not a cache backend.${meant(nearest(type, cacheTypes))}`;
  const mode = of('mode');
  if (name === 'cache-to' && mode !== undefined && !/^(?:min|max)$/.test(mode))
    return `A cache mode is ${quote('min')} or ${quote('max')}, not ${quote(mode)}.`;
  if (type === 'registry' && of('ref') === undefined)
    return `A cache in a registry needs its name: ${quote('ref=registry/app:buildcache')}.`;
  if (type === 'local') {
    const key = name === 'cache-to' ? 'dest' : 'src';
    if (of(key) === undefined) return `A local cache needs its folder: ${quote(`${key}=path`)}.`;
  }
  return undefined;
};

const severities = ['UNKNOWN', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'UNSPECIFIED', 'NEGLIGIBLE'];
const checks: Readonly<Partial<Record<Kind, Check>>> = {
  bool: ({ value, written }) =>
    parseBoolean(value) === undefined
      ? `${quote(written)} is a switch: it takes ${quote('true')} or ${quote('false')}, not ${quote(value)}.`
      : undefined,
  int: ({ value }) => (parseInteger(value) === undefined ? `${quote(value)} is not a whole number.` : undefined),
  bytes: ({ value, name }) =>
    parseBytes(value) !== undefined || (value === '-1' && name === 'memory-swap')
      ? undefined
      : `${quote(value)} is not a size. Write a number and one of the units b, k, m, g, such as ${quote('512m')}.`,
  duration: ({ value }) =>
    parseDuration(value) !== undefined
      ? undefined
      : `${quote(value)} is not a duration. Write a number and a unit, such as ${quote('30s')} or ${quote('1m30s')}.`,
  cpus: ({ value }) =>
    parseCpus(value) !== undefined
      ? undefined
      : `${quote(value)} is not a number of CPUs. Half a CPU is ${quote('0.5')}; ${quote('500m')} is Kubernetes' notation.`,
  capability: ({ value }) => {
    const name = capabilityName(value);
    return capabilities.has(name) ? undefined : `${quote(value)} is not a Linux capability.${meant(nearest(name, capabilities))}`;
  },
  severities: ({ value }) => {
    const strange = splitList(value).find((each) => !severities.includes(each.toUpperCase()));
    return strange ? `${quote(strange)} is not a severity.${meant(nearest(strange, severities))}` : undefined;
  },
  env: ({ value }) => (/^=|^$/.test(value) ? `${quote(value)} has no name before the ${quote('=')}.` : undefined),
  mount: checkMount,
  secret: checkSecret,
  restart: checkRestart,
  port: checkPort,
  volume: checkVolume,
  security: checkSecurity,
  ulimit: checkUlimit,
  attest: checkAttest,
  output: checkOutput,
  cache: checkCache,
};

/** Kinds whose keys can be judged even where a part of the value is a variable. */
const partly: ReadonlySet<Kind> = new Set(['mount', 'secret', 'cache', 'output']);

/** The problem with one flag's value, if it has one. */
export function checkFlag(use: FlagUse): Problem | undefined {
  const { spec, value } = use;
  if (!spec || value === undefined || (!use.literal && !partly.has(spec.kind)) || /^\$/.test(value)) return undefined;
  if (spec.choices && !spec.choices.includes(value.toLowerCase())) {
    const message = `${quote(use.written)} takes one of ${spec.choices.map(quote).join(', ')}, not ${quote(value)}.${meant(nearest(value, spec.choices))}`;
    return { rule: 'invalid-flag-value', severity: 'error', span: use.valueSpan, message };
  }
  const message = checks[spec.kind]?.({ ...use, value });
  return message ? { rule: 'invalid-flag-value', severity: 'error', span: use.valueSpan, message } : undefined;
}
