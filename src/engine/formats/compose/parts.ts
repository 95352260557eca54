/** The parts of a service that are lists or small maps of their own. */
import { entryOf, type YamlNode } from '../yaml/node.ts';
import { readGrants } from './grants.ts';
import { shortForm } from './merge.ts';
import type { ComposeBuild, Dependency, EnvFile, Logging, NetworkUse, Ulimit, Value, WatchRule } from './model.ts';
import { present } from './present.ts';
import type { Scalars } from './scalars.ts';
import { parseBoolean, parseInteger } from './values.ts';

export function readBuild(node: YamlNode | undefined, scalars: Scalars): ComposeBuild | undefined {
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

export function readEnvFiles(node: YamlNode | undefined, scalars: Scalars): EnvFile[] {
  const items = node?.kind === 'sequence' ? node.items : node ? [node] : [];
  return items.flatMap((item) => {
    const path =
      item.kind === 'map' ? scalars.textAt(item, 'path') : item.kind === 'scalar' && item.type !== 'null' ? scalars.text(item) : undefined;
    const required = item.kind !== 'map' || scalars.at(item, 'required', parseBoolean)?.value !== false;
    return path ? [{ file: item.file, span: item.span, path, required }] : [];
  });
}

export function readDependencies(node: YamlNode | undefined, scalars: Scalars): Dependency[] {
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

export function readNetworks(node: YamlNode | undefined, scalars: Scalars): NetworkUse[] {
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

export function readDevices(node: YamlNode | undefined, scalars: Scalars): Value<string>[] {
  const items = node?.kind === 'sequence' ? node.items : [];
  return items.flatMap(
    (item) => (item.kind === 'map' ? scalars.textAt(item, 'source') : item.kind === 'scalar' ? scalars.text(item) : undefined) ?? [],
  );
}

export function readWatch(node: YamlNode | undefined, scalars: Scalars): WatchRule[] {
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

export function readUlimits(node: YamlNode | undefined, scalars: Scalars): Ulimit[] {
  if (node?.kind !== 'map') return [];
  return node.entries.map(({ key, keyNode, value }) => {
    const place = { name: key, file: keyNode.file, span: keyNode.span };
    if (value.kind === 'map')
      return present({ ...place, soft: scalars.at(value, 'soft', parseInteger), hard: scalars.at(value, 'hard', parseInteger) });
    const both = scalars.value(value, parseInteger, keyNode);
    return present({ ...place, soft: both, hard: both });
  });
}

export function readLogging(node: YamlNode | undefined, scalars: Scalars): Logging | undefined {
  if (node?.kind !== 'map') return undefined;
  return present({
    file: node.file,
    span: node.span,
    driver: scalars.textAt(node, 'driver'),
    options: scalars.pairs(entryOf(node, 'options')?.value),
  });
}
