import { entryOf, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import type { Mount, Value } from './model.ts';
import type { Scalars } from './scalars.ts';
import { parseBoolean, parseBytes, parseMode } from './values.ts';

/** Everything `volumes:` and `tmpfs:` mount; of several on one target the last counts, as in Compose. */
export function readMounts(service: YamlMap, scalars: Scalars, report: Report): Mount[] {
  const mounts: Mount[] = [];
  const volumes = entryOf(service, 'volumes')?.value;
  for (const item of volumes?.kind === 'sequence' ? volumes.items : []) {
    const mount = item.kind === 'map' ? longMount(item, scalars) : item.kind === 'scalar' ? shortMount(item, scalars, report) : undefined;
    if (mount) mounts.push(mount);
  }
  for (const value of scalars.texts(entryOf(service, 'tmpfs')?.value)) mounts.push(tmpfs(value));
  return lastOfEach(mounts, (mount) => mount.target);
}

/** Keeps the last of those that share a key, in the place of the first. */
export function lastOfEach<T>(items: T[], keyOf: (item: T) => string | undefined): T[] {
  const places = new Map<string, number>();
  const kept: T[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const at = key === undefined ? undefined : places.get(key);
    if (at !== undefined) kept[at] = item;
    else {
      if (key !== undefined) places.set(key, kept.length);
      kept.push(item);
    }
  }
  return kept;
}

/** A path without its trailing slash: `/data/` and `/data` are one place. */
export function trimPath(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

const isPath = (source: string) => /^(?:[./~]|\\\\|[A-Za-z]:)/.test(source);

function shortMount(node: YamlScalar, scalars: Scalars, report: Report): Mount | undefined {
  const value = scalars.text(node);
  if (!value) return undefined;
  const base = { file: node.file, span: node.span, key: 'volumes', form: 'short' } as const;
  const parts = sections(value.visible);
  const refused = parts.length > 3 ? 'it has too many colons' : parts.includes('') ? 'a part between its colons is empty' : undefined;
  if (refused !== undefined) {
    if (value.state === 'known')
      report.error(
        'compose-invalid-volume',
        node,
        `\`${value.text}\` is no volume: ${refused}. The short form is \`source:target\` or \`source:target:ro\`.`,
      );
    return undefined;
  }
  const [source, target, mode] = parts.length === 1 ? [undefined, parts[0], undefined] : parts;
  const options = mode?.split(',') ?? [];
  const type =
    source === undefined ? 'volume' : source.includes('${') || source.startsWith('$') ? 'unknown' : isPath(source) ? 'bind' : 'volume';
  return {
    ...base,
    type: value.state === 'known' && type === 'unknown' ? 'volume' : type,
    ...(source === undefined ? {} : { source }),
    ...(target === undefined || (value.state !== 'known' && target.includes('$')) ? {} : { target: trimPath(target) }),
    readOnly: options.includes('ro'),
    options: options.filter((option) => option !== 'ro' && option !== 'rw'),
  };
}

/** Splits at colons, but not inside `${…}` and not after a Windows drive letter. */
function sections(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && depth > 0) depth--;
    else if (text[at] === ':' && depth === 0) {
      // Compose takes any single letter for a Windows drive, so a volume cannot be named by one.
      const drive = at === start + 1 && /[A-Za-z]/.test(text[start] ?? '');
      if (drive) continue;
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

const types: readonly string[] = ['bind', 'volume', 'tmpfs', 'image', 'npipe', 'cluster'] satisfies Mount['type'][];

function longMount(map: YamlMap, scalars: Scalars): Mount {
  const type = scalars.textAt(map, 'type')?.value;
  const source = scalars.textAt(map, 'source')?.visible;
  const target = scalars.textAt(map, 'target');
  const memory = entryOf(map, 'tmpfs')?.value;
  const inner = memory?.kind === 'map' ? memory : undefined;
  const size = scalars.at(inner, 'size', parseBytes)?.value;
  const mode = scalars.at(inner, 'mode', modeOf)?.value;
  const nocopy = nested(map, 'volume', 'nocopy', scalars) ? ['nocopy'] : [];
  return {
    file: map.file,
    span: map.span,
    key: 'volumes',
    form: 'long',
    type: type !== undefined && types.includes(type) ? (type as Mount['type']) : 'unknown',
    ...(source === undefined ? {} : { source }),
    ...(target?.value === undefined ? {} : { target: trimPath(target.value) }),
    readOnly: scalars.at(map, 'read_only', parseBoolean)?.value === true,
    ...(size === undefined ? {} : { size }),
    ...(mode === undefined ? {} : { mode }),
    options: nocopy,
  };
}

function nested(map: YamlMap, part: string, key: string, scalars: Scalars): boolean {
  const inner: YamlNode | undefined = entryOf(map, part)?.value;
  return inner?.kind === 'map' && scalars.at(inner, key, parseBoolean)?.value === true;
}

/** File modes, as the schema's readers take them: quoted digits are octal. */
export const modeOf = (text: string, node: YamlScalar): number | undefined => parseMode(text, node.style !== 'plain');

/** `/tmp` or `/tmp:size=64m,uid=10001`. */
function tmpfs(value: Value<string>): Mount {
  const cut = value.visible.indexOf(':');
  const target = cut < 0 ? value.visible : value.visible.slice(0, cut);
  const mount: Mount = {
    file: value.file,
    span: value.span,
    key: 'tmpfs',
    form: 'short',
    type: 'tmpfs',
    ...(value.state !== 'known' && target.includes('$') ? {} : { target: trimPath(target) }),
    readOnly: false,
    options: [],
  };
  for (const option of cut < 0 ? [] : value.visible.slice(cut + 1).split(',')) {
    const [name, setting = ''] = option.split('=', 2);
    const size = name === 'size' ? parseBytes(setting) : undefined;
    const mode = name === 'mode' ? parseMode(setting, true) : undefined;
    if (size !== undefined) mount.size = size;
    else if (mode !== undefined) mount.mode = mode;
    else if (name === 'uid') mount.uid = setting;
    else if (name === 'gid') mount.gid = setting;
    else if (name === 'ro') mount.readOnly = true;
    else if (option !== '' && option !== 'rw') mount.options.push(option);
  }
  return mount;
}
