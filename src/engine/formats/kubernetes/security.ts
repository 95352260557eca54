import { entryOf, type YamlMap } from '../yaml/node.ts';
import { asInteger, boolAt, fieldAt, integerAt, itemsAt, mapAt, mapsAt, textAt, textsAt, toField } from './fields.ts';
import type { Capabilities, Effective, EffectiveSecurity, Field, KeyValue, PodSecurityContext, SeccompProfile } from './model.ts';

/** The pod's own `securityContext`. */
export function readPodSecurity(spec: YamlMap): PodSecurityContext | undefined {
  const map = mapAt(spec, 'securityContext');
  if (!map) return undefined;
  return present({
    file: map.file,
    span: map.span,
    runAsUser: integerAt(map, 'runAsUser'),
    runAsGroup: integerAt(map, 'runAsGroup'),
    runAsNonRoot: boolAt(map, 'runAsNonRoot'),
    fsGroup: integerAt(map, 'fsGroup'),
    fsGroupChangePolicy: textAt(map, 'fsGroupChangePolicy'),
    supplementalGroups: itemsAt(map, 'supplementalGroups').flatMap((item) => (item.kind === 'scalar' ? [toField(item, asInteger)] : [])),
    seccompProfile: seccompOf(map),
    sysctls: mapsAt(map, 'sysctls').map(sysctl),
  });
}

function sysctl(map: YamlMap): KeyValue {
  const value = textAt(map, 'value');
  return { name: textAt(map, 'name')?.text ?? '', file: map.file, span: map.span, ...(value ? { value } : {}) };
}

function seccompOf(map: YamlMap | undefined): Field<SeccompProfile> | undefined {
  const profile = mapAt(map, 'seccompProfile');
  const type = textAt(profile, 'type');
  if (!profile || type?.value === undefined) return undefined;
  const local = textAt(profile, 'localhostProfile')?.value;
  return {
    file: profile.file,
    span: profile.span,
    text: type.text,
    value: { type: type.value, ...(local === undefined ? {} : { localhostProfile: local }) },
  };
}

/** What holds for a container: field by field its own value, else the pod's. */
export function effectiveSecurity(container: YamlMap, spec: YamlMap): EffectiveSecurity {
  const own = mapAt(container, 'securityContext');
  const pod = mapAt(spec, 'securityContext');
  const both = <T>(read: (map: YamlMap | undefined) => Field<T> | undefined): Effective<T> | undefined => {
    const mine = read(own);
    if (mine) return { ...mine, from: 'container' };
    const theirs = read(pod);
    return theirs && { ...theirs, from: 'pod' };
  };
  const mine = <T>(field: Field<T> | undefined): Effective<T> | undefined => field && { ...field, from: 'container' };
  return present({
    runAsUser: both((map) => integerAt(map, 'runAsUser')),
    runAsGroup: both((map) => integerAt(map, 'runAsGroup')),
    runAsNonRoot: both((map) => boolAt(map, 'runAsNonRoot')),
    seccompProfile: both(seccompOf),
    appArmorProfile: both((map) => textAt(mapAt(map, 'appArmorProfile'), 'type')),
    allowPrivilegeEscalation: mine(boolAt(own, 'allowPrivilegeEscalation')),
    privileged: mine(boolAt(own, 'privileged')),
    readOnlyRootFilesystem: mine(boolAt(own, 'readOnlyRootFilesystem')),
    procMount: mine(textAt(own, 'procMount')),
    capabilities: capabilitiesOf(own),
  });
}

function capabilitiesOf(own: YamlMap | undefined): Capabilities | undefined {
  const map = mapAt(own, 'capabilities');
  if (!map) return undefined;
  const names = (key: string) =>
    textsAt(map, key).map((field) =>
      field.value === undefined ? field : { ...field, value: field.value.toUpperCase().replace(/^CAP_/, '') },
    );
  return { file: map.file, span: map.span, add: names('add'), drop: names('drop') };
}

/** Where the container's own `securityContext` stands. */
export const securitySpan = (container: YamlMap) => entryOf(container, 'securityContext')?.value.span;

/** An object without its undefined fields. */
export function present<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

export const quantityField = (map: YamlMap | undefined, key: string, parse: (text: string) => number | undefined) =>
  fieldAt(map, key, (node) => (node.type === 'string' || node.type === 'number' ? parse(node.text) : undefined));

export const nameOf = (map: YamlMap): string => textAt(map, 'name')?.text ?? '';
