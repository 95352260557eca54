import { entryOf, type YamlMap } from '../yaml/node.ts';
import { boolAt, integerAt, mapAt, mapsAt, textAt } from './fields.ts';
import type { Volume, VolumeMount } from './model.ts';
import { parseQuantity } from './quantity.ts';
import { nameOf, present, quantityField } from './security.ts';

/** The volumes of a pod. */
export const readVolumes = (spec: YamlMap): Volume[] => mapsAt(spec, 'volumes').map(readVolume);

function readVolume(map: YamlMap): Volume {
  const type = map.entries.find(({ key }) => key !== 'name')?.key ?? 'none';
  const inner = mapAt(map, type);
  const source = type === 'secret' || type === 'configMap' || type === 'projected' ? inner : undefined;
  return present({
    name: nameOf(map),
    file: map.file,
    span: map.span,
    type,
    secrets:
      type === 'secret' && inner ? [secretOf(inner, 'secretName')] : projected(source, 'secret').map((each) => secretOf(each, 'name')),
    configMaps: (type === 'configMap' && inner ? [inner] : projected(source, 'configMap')).flatMap((each) => textAt(each, 'name') ?? []),
    defaultMode: integerAt(source, 'defaultMode'),
    medium: type === 'emptyDir' ? textAt(inner, 'medium') : undefined,
    sizeLimit: type === 'emptyDir' ? quantityField(inner, 'sizeLimit', parseQuantity) : undefined,
    path: type === 'hostPath' ? textAt(inner, 'path') : undefined,
    driver: type === 'csi' ? textAt(inner, 'driver') : undefined,
    secretProviderClass: type === 'csi' ? textAt(mapAt(inner, 'volumeAttributes'), 'secretProviderClass') : undefined,
    readOnly: boolAt(inner, 'readOnly'),
    claimName: textAt(inner, 'claimName'),
  });
}

const projected = (source: YamlMap | undefined, key: string): YamlMap[] =>
  mapsAt(source, 'sources').flatMap((each) => mapAt(each, key) ?? []);

function secretOf(map: YamlMap, key: 'secretName' | 'name'): Volume['secrets'][number] {
  const items = entryOf(map, 'items') ? mapsAt(map, 'items') : undefined;
  return present({
    name: textAt(map, key),
    items: items?.map((item) =>
      present({ key: textAt(item, 'key')?.value, path: textAt(item, 'path')?.value, mode: integerAt(item, 'mode') }),
    ),
  });
}

/** What a container mounts. */
export function readMounts(container: YamlMap, volumes: ReadonlyMap<string, Volume>): VolumeMount[] {
  return mapsAt(container, 'volumeMounts').map((map) => {
    const name = nameOf(map);
    return present({
      name,
      file: map.file,
      span: map.span,
      mountPath: textAt(map, 'mountPath'),
      subPath: textAt(map, 'subPath') ?? textAt(map, 'subPathExpr'),
      readOnly: boolAt(map, 'readOnly')?.value === true,
      volume: volumes.get(name),
    });
  });
}
