import { entryOf, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { Grant, Value } from './model.ts';
import { lastOfEach, modeOf } from './mounts.ts';
import type { Scalars } from './scalars.ts';

/**
 * What a service (or its build) is granted under `secrets:` or `configs:`. A target that is no absolute path stands in
 * `folder`. `declared` is filled in once the top level is known.
 */
export function readGrants(map: YamlMap | undefined, key: 'secrets' | 'configs', scalars: Scalars): Grant[] {
  const list = entryOf(map, key)?.value;
  const grants = (list?.kind === 'sequence' ? list.items : []).flatMap((item) => grant(item, key, scalars) ?? []);
  return lastOfEach(grants, ({ path }) => path);
}

function grant(node: YamlNode, key: 'secrets' | 'configs', scalars: Scalars): Grant | undefined {
  const folder = key === 'secrets' ? '/run/secrets/' : '/';
  const place = (name: string | undefined) => (name === undefined ? {} : { path: name.startsWith('/') ? name : `${folder}${name}` });
  const base = { file: node.file, span: node.span, declared: false };
  if (node.kind === 'scalar') {
    const source = scalars.text(node);
    return source && node.type !== 'null' ? { ...base, source, form: 'short', ...place(source.value) } : undefined;
  }
  if (node.kind !== 'map') return undefined;
  const source = scalars.textAt(node, 'source') ?? scalars.textAt(node, 'target');
  if (!source) return undefined;
  const target = scalars.textAt(node, 'target');
  const mode = scalars.at(node, 'mode', modeOf)?.value;
  const [uid, gid] = [scalars.textAt(node, 'uid'), scalars.textAt(node, 'gid')];
  return {
    ...base,
    source,
    form: 'long',
    ...place(target ? target.value : source.value),
    ...(mode === undefined ? {} : { mode }),
    ...textOf('uid', uid),
    ...textOf('gid', gid),
  };
}

const textOf = (key: 'uid' | 'gid', value: Value<string> | undefined) => (value?.value === undefined ? {} : { [key]: value.value });
