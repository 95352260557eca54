/** `daemon.json`: how the Docker daemon is set up. */
import type { Diagnostic } from '../../diagnostic.ts';
import type { Span } from '../../source.ts';
import { parseBytes, parseInteger } from '../commands/units.ts';
import { nearest } from '../yaml/nearest.ts';
import { describe, nodeAt, shorten, type YamlEntry, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { readJson } from './json.ts';
import { drivers, keys, logOptions, type Shape, shapeWords } from './keys.ts';

/** A setting with its place. */
export interface Setting<T> {
  value: T;
  span: Span;
}

export interface DaemonConfig {
  logDriver?: Setting<string>;
  /** Only those that are strings, as the daemon wants. */
  logOpts: Record<string, Setting<string>>;
  defaultUlimits: Record<string, { soft?: number; hard?: number; span: Span }>;
  liveRestore?: Setting<boolean>;
  usernsRemap?: Setting<string>;
  features: Record<string, Setting<boolean>>;
  storageDriver?: Setting<string>;
  dataRoot?: Setting<string>;
  hosts: Setting<string>[];
  insecureRegistries: Setting<string>[];
  registryMirrors: Setting<string>[];
  noNewPrivileges?: Setting<boolean>;
  icc?: Setting<boolean>;
  userlandProxy?: Setting<boolean>;
  init?: Setting<boolean>;
  tls?: Setting<boolean>;
  tlsVerify?: Setting<boolean>;
  seccompProfile?: Setting<string>;
  /** Seconds that containers get when the daemon stops. */
  shutdownTimeout?: Setting<number>;
  /** Whether the containers of this daemon have logs that cannot fill the disk. */
  logsAreBounded: boolean;
  /** Every top-level key that was written. */
  keys: { name: string; span: Span }[];
  broken: boolean;
  diagnostics: Diagnostic[];
}

/** A log driver that is installed as a plugin has a repository's name. */
const isPlugin = (driver: string): boolean => /[/:]/.test(driver);

function fits(node: YamlNode, shape: Shape): boolean {
  if (shape === 'any') return true;
  if (shape === 'object') return node.kind === 'map';
  if (node.kind === 'sequence')
    return shape === 'objects' || (shape === 'strings' && node.items.every((item) => item.kind === 'scalar' && item.type === 'string'));
  return node.kind === 'scalar' && node.type === shape;
}

function checkKey({ key, keyNode, value }: YamlEntry, report: Report): void {
  const shape = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (shape === undefined) {
    const near = nearest(key, Object.keys(keys));
    const fix = near ? { title: `Write "${near}"`, edits: [{ span: keyNode.span, text: JSON.stringify(near) }] } : undefined;
    report.error(
      'daemon-unknown-key',
      keyNode,
      `\`${shorten(key)}\` is no setting of the daemon, and it refuses to start with one it does not know.${near ? ` Did you mean \`${near}\`?` : ''}`,
      fix,
    );
  } else if (!fits(value, shape)) {
    report.error('daemon-wrong-type', value, `\`${key}\` takes ${shapeWords[shape]}, and here is ${describe(value)}.`);
  }
}

function readLogOpts(node: YamlNode | undefined, driver: string, report: Report): DaemonConfig['logOpts'] {
  if (node?.kind !== 'map') return {};
  const known = Object.hasOwn(logOptions, driver) ? logOptions[driver] : undefined;
  const found = new Map<string, Setting<string>>();
  for (const { key, keyNode, value } of node.entries) {
    if (value.kind !== 'scalar' || value.type !== 'string') {
      const text = value.kind === 'scalar' ? ` Write \`"${value.text}"\`.` : '';
      const fix =
        value.kind === 'scalar' ? { title: 'Put it in quotes', edits: [{ span: value.span, text: `"${value.text}"` }] } : undefined;
      report.error(
        'daemon-log-opt-not-text',
        value,
        `The daemon wants every log option as text, and \`${shorten(key)}\` is ${describe(value)}. It refuses to start.${text}`,
        fix,
      );
      continue;
    }
    found.set(key, { value: value.text, span: value.span });
    if (known && !known.includes(key)) {
      const near = nearest(key, known);
      report.error(
        'daemon-log-opt',
        keyNode,
        `\`${shorten(key)}\` is no option of the driver \`${driver}\`.${near ? ` Did you mean \`${near}\`?` : ''}`,
      );
    } else checkLogOpt(key, value.text, value, report);
  }
  return Object.fromEntries(found);
}

function checkLogOpt(key: string, text: string, node: YamlNode, report: Report): void {
  if (/^(?:cache-)?max-size$|^max-buffer-size$/.test(key) && parseBytes(text) === undefined && text !== '-1') {
    report.error('daemon-log-opt', node, `\`${shorten(text)}\` is no size. Write a number and a unit, such as \`10m\`.`);
  } else if (/max-file$/.test(key) && (parseInteger(text) ?? 0) < 1) {
    report.error('daemon-log-opt', node, `\`${shorten(text)}\` is no number of files. Write \`"3"\`.`);
  }
}

/** `local` rotates by itself; json-file only with a `max-size`; drivers that send logs away leave nothing to fill the disk. */
const isBounded = (driver: string, options: DaemonConfig['logOpts']): boolean => {
  if (driver !== 'json-file') return drivers.includes(driver) || isPlugin(driver);
  const size = parseBytes(options['max-size']?.value ?? '');
  return size !== undefined && size > 0;
};

function readUlimits(node: YamlNode | undefined): DaemonConfig['defaultUlimits'] {
  if (node?.kind !== 'map') return {};
  const number = (each: YamlNode | undefined) => (each?.kind === 'scalar' && typeof each.value === 'number' ? each.value : undefined);
  return Object.fromEntries(
    node.entries.map(({ key, value }) => {
      const limits = {
        soft: number(nodeAt(value, 'Soft') ?? nodeAt(value, 'soft')),
        hard: number(nodeAt(value, 'Hard') ?? nodeAt(value, 'hard')),
      };
      return [key, { ...Object.fromEntries(Object.entries(limits).filter(([, each]) => each !== undefined)), span: value.span }];
    }),
  );
}

const typed = <T extends string | number | boolean>(
  node: YamlNode | undefined,
  type: 'string' | 'number' | 'bool',
): Setting<T> | undefined => (node?.kind === 'scalar' && node.type === type ? { value: node.value as T, span: node.span } : undefined);
const textAt = (root: YamlNode | undefined, key: string) => typed<string>(nodeAt(root, key), 'string');
const switchAt = (root: YamlNode | undefined, key: string) => typed<boolean>(nodeAt(root, key), 'bool');
const listAt = (root: YamlNode | undefined, key: string): Setting<string>[] => {
  const node = nodeAt(root, key);
  return node?.kind === 'sequence' ? node.items.flatMap((item) => typed<string>(item, 'string') ?? []) : [];
};

/** Reads a `daemon.json`. Never throws: a file that is no JSON comes back `broken` with that one error. */
export function readDaemonJson(text: string, file = 'daemon.json'): DaemonConfig {
  const { root, broken, report } = readJson(text, file);
  const logDriver = textAt(root, 'log-driver');
  const logOpts = readLogOpts(nodeAt(root, 'log-opts'), logDriver?.value ?? 'json-file', report);
  const features = nodeAt(root, 'features');
  const entries = root?.kind === 'map' ? root.entries : [];
  if (root && root.kind !== 'map')
    report.error('daemon-wrong-type', root, `The daemon's settings are one object, \`{…}\`, and here is ${describe(root)}.`);
  for (const entry of entries) checkKey(entry, report);
  if (logDriver) checkDriver(logDriver, logOpts, report, file);
  report.diagnostics.sort((a, b) => a.span.start - b.span.start);
  const config: DaemonConfig = {
    logDriver,
    logOpts,
    defaultUlimits: readUlimits(nodeAt(root, 'default-ulimits')),
    liveRestore: switchAt(root, 'live-restore'),
    usernsRemap: textAt(root, 'userns-remap'),
    features: Object.fromEntries(
      (features?.kind === 'map' ? features.entries : []).flatMap(({ key, value }) => {
        const setting = typed<boolean>(value, 'bool');
        return setting ? [[key, setting]] : [];
      }),
    ),
    storageDriver: textAt(root, 'storage-driver'),
    dataRoot: textAt(root, 'data-root'),
    hosts: listAt(root, 'hosts'),
    insecureRegistries: listAt(root, 'insecure-registries'),
    registryMirrors: listAt(root, 'registry-mirrors'),
    noNewPrivileges: switchAt(root, 'no-new-privileges'),
    icc: switchAt(root, 'icc'),
    userlandProxy: switchAt(root, 'userland-proxy'),
    init: switchAt(root, 'init'),
    tls: switchAt(root, 'tls'),
    tlsVerify: switchAt(root, 'tlsverify'),
    seccompProfile: textAt(root, 'seccomp-profile'),
    shutdownTimeout: typed<number>(nodeAt(root, 'shutdown-timeout'), 'number'),
    logsAreBounded: !broken && isBounded(logDriver?.value ?? 'json-file', logOpts),
    keys: entries.map((entry) => ({ name: entry.key, span: entry.keyNode.span })),
    broken,
    diagnostics: report.diagnostics,
  };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined)) as unknown as DaemonConfig;
}

function checkDriver(driver: Setting<string>, options: DaemonConfig['logOpts'], report: Report, file: string): void {
  const near = drivers.includes(driver.value) || isPlugin(driver.value) ? undefined : nearest(driver.value, drivers);
  if (near)
    report.error(
      'daemon-log-driver',
      { file, span: driver.span },
      `\`${shorten(driver.value)}\` is no log driver. Did you mean \`${near}\`?`,
    );
  const files = options['max-file'];
  if (driver.value === 'json-file' && files && !options['max-size']) {
    report.warn(
      'daemon-max-file-alone',
      { file, span: files.span },
      '`max-file` counts rotated files, and without `max-size` the log is never rotated. Set both.',
    );
  }
}
