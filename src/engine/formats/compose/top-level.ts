import { entryOf, type YamlEntry, type YamlMap, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import type { Source, TopNetwork, TopVolume } from './model.ts';
import { present } from './present.ts';
import type { Scalars } from './scalars.ts';
import { parseBoolean } from './values.ts';

const entriesOf = (root: YamlNode, key: string) => {
  const node = entryOf(root, key)?.value;
  return node?.kind === 'map' ? node.entries : [];
};
const mapOf = (entry: YamlEntry): YamlMap | undefined => (entry.value.kind === 'map' ? entry.value : undefined);
const placeOf = ({ key, keyNode }: YamlEntry) => ({ name: key, nameSpan: keyNode.span, file: keyNode.file, span: keyNode.span });

/** `external: true`, or the old `external: {name: …}`. */
function isExternal(map: YamlMap | undefined, scalars: Scalars): boolean {
  return entryOf(map, 'external')?.value.kind === 'map' || scalars.at(map, 'external', parseBoolean)?.value === true;
}

export function readVolumes(root: YamlNode, scalars: Scalars): TopVolume[] {
  return entriesOf(root, 'volumes').map((entry) => {
    const map = mapOf(entry);
    return present({
      ...placeOf(entry),
      external: isExternal(map, scalars),
      realName: scalars.textAt(map, 'name'),
      driver: scalars.textAt(map, 'driver'),
      driverOpts: scalars.pairs(entryOf(map, 'driver_opts')?.value),
    });
  });
}

export function readNetworks(root: YamlNode, scalars: Scalars): TopNetwork[] {
  return entriesOf(root, 'networks').map((entry) => {
    const map = mapOf(entry);
    return present({
      ...placeOf(entry),
      external: isExternal(map, scalars),
      internal: scalars.at(map, 'internal', parseBoolean),
      driver: scalars.textAt(map, 'driver'),
    });
  });
}

/** Secrets or configs; one without exactly one source of its content is reported. */
export function readSources(root: YamlNode, key: 'secrets' | 'configs', scalars: Scalars, report: Report): Source[] {
  const kinds = key === 'secrets' ? (['file', 'environment'] as const) : (['file', 'environment', 'content'] as const);
  return entriesOf(root, key).map((entry) => {
    const map = mapOf(entry);
    const written = kinds.flatMap((from) => {
      const value = scalars.textAt(map, from);
      return value ? [{ from, value }] : [];
    });
    const place = placeOf(entry);
    if (isExternal(map, scalars)) return { ...place, from: 'external' };
    if (written.length > 1)
      report.error(
        'compose-several-sources',
        place,
        `\`${entry.key}\` takes its content from ${words(written, 'and')}. Only one can hold: keep one.`,
      );
    if (written[0]) return { ...place, ...written[0] };
    if (entryOf(map, 'driver')) return { ...place, from: 'driver' };
    if (entry.value.kind === 'map' || entry.value.kind === 'scalar') {
      const choices = words(
        [...kinds, 'external'].map((from) => ({ from })),
        'or',
      );
      report.error(
        'compose-no-source',
        place,
        `\`${entry.key}\` under \`${key}:\` does not say where its content comes from. It needs ${choices}.`,
      );
    }
    return { ...place, from: 'nothing' };
  });
}

const words = (items: { from: string }[], joiner: string) => {
  const quoted = items.map(({ from }) => `\`${from}:\``);
  return `${quoted.slice(0, -1).join(', ')} ${joiner} ${quoted.at(-1)}`;
};
