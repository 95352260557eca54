import { entryOf, type YamlMap } from '../yaml/node.ts';
import { boolAt, integerAt, keyValues, mapAt, mapsAt, textAt, textsAt } from './fields.ts';
import type { Amounts, Container, ContainerPort, ContainerResources, EnvSource, EnvVar, Pod, Volume } from './model.ts';
import { readHook, readProbe } from './probes.ts';
import { parseQuantity } from './quantity.ts';
import { effectiveSecurity, nameOf, present, quantityField, readPodSecurity, securitySpan } from './security.ts';
import { readMounts, readVolumes } from './volumes.ts';

/** The pod in a map that has `metadata` and `spec`: a Pod itself or a pod template. */
export function readPod(template: YamlMap): Pod | undefined {
  const spec = mapAt(template, 'spec');
  if (!spec) return undefined;
  const metadata = mapAt(template, 'metadata');
  const volumes = readVolumes(spec);
  const byName = new Map(volumes.map((volume) => [volume.name, volume]));
  const containers = (['initContainers', 'containers', 'ephemeralContainers'] as const).flatMap((key) =>
    mapsAt(spec, key).map((map) => readContainer(map, spec, key, byName)),
  );
  return present({
    file: spec.file,
    span: spec.span,
    node: spec,
    labels: keyValues(entryOf(metadata, 'labels')?.value),
    annotations: keyValues(entryOf(metadata, 'annotations')?.value),
    containers,
    volumes,
    securityContext: readPodSecurity(spec),
    hostNetwork: boolAt(spec, 'hostNetwork'),
    hostPID: boolAt(spec, 'hostPID'),
    hostIPC: boolAt(spec, 'hostIPC'),
    hostUsers: boolAt(spec, 'hostUsers'),
    shareProcessNamespace: boolAt(spec, 'shareProcessNamespace'),
    automountServiceAccountToken: boolAt(spec, 'automountServiceAccountToken'),
    serviceAccountName: textAt(spec, 'serviceAccountName') ?? textAt(spec, 'serviceAccount'),
    restartPolicy: textAt(spec, 'restartPolicy'),
    terminationGracePeriodSeconds: integerAt(spec, 'terminationGracePeriodSeconds'),
    runtimeClassName: textAt(spec, 'runtimeClassName'),
  });
}

type ListKey = 'initContainers' | 'containers' | 'ephemeralContainers';

function readContainer(map: YamlMap, spec: YamlMap, key: ListKey, volumes: ReadonlyMap<string, Volume>): Container {
  const ports = mapsAt(map, 'ports').map(readPort);
  const sidecar = textAt(map, 'restartPolicy')?.value === 'Always';
  const probe = (kind: 'startup' | 'readiness' | 'liveness') => readProbe(map, kind, ports);
  return present({
    name: nameOf(map),
    nameSpan: entryOf(map, 'name')?.value.span ?? { start: map.span.start, end: map.span.start },
    role: key === 'containers' ? 'main' : key === 'ephemeralContainers' ? 'ephemeral' : sidecar ? 'sidecar' : 'init',
    file: map.file,
    span: map.span,
    node: map,
    image: textAt(map, 'image'),
    imagePullPolicy: textAt(map, 'imagePullPolicy'),
    command: textsAt(map, 'command'),
    args: textsAt(map, 'args'),
    workingDir: textAt(map, 'workingDir'),
    env: mapsAt(map, 'env').map(readEnv),
    envFrom: mapsAt(map, 'envFrom').flatMap(readEnvFrom),
    ports,
    resources: readResources(map),
    probes: present({ startup: probe('startup'), readiness: probe('readiness'), liveness: probe('liveness') }),
    mounts: readMounts(map, volumes),
    preStop: readHook(map, 'preStop'),
    postStart: readHook(map, 'postStart'),
    stopSignal: textAt(mapAt(map, 'lifecycle'), 'stopSignal'),
    securitySpan: securitySpan(map),
    security: effectiveSecurity(map, spec),
  } satisfies { [K in keyof Container]: Container[K] | undefined } as Container);
}

function readPort(map: YamlMap): ContainerPort {
  return present({
    file: map.file,
    span: map.span,
    name: textAt(map, 'name')?.value,
    containerPort: integerAt(map, 'containerPort'),
    hostPort: integerAt(map, 'hostPort'),
    protocol: textAt(map, 'protocol')?.value ?? 'TCP',
  });
}

function readEnv(map: YamlMap): EnvVar {
  const source = mapAt(map, 'valueFrom');
  const entry = source?.entries[0];
  const ref = entry?.value.kind === 'map' ? entry.value : undefined;
  return present({
    name: nameOf(map),
    nameSpan: entryOf(map, 'name')?.value.span ?? map.span,
    file: map.file,
    span: map.span,
    value: textAt(map, 'value'),
    from:
      entry && ref
        ? present({
            kind: entry.key,
            file: ref.file,
            span: ref.span,
            name: textAt(ref, 'name'),
            key: textAt(ref, 'key') ?? textAt(ref, 'fieldPath') ?? textAt(ref, 'resource'),
            optional: boolAt(ref, 'optional')?.value === true,
          })
        : undefined,
  });
}

function readEnvFrom(map: YamlMap): EnvSource[] {
  const prefix = textAt(map, 'prefix')?.value;
  return (['secretRef', 'configMapRef'] as const).flatMap((kind) => {
    const ref = mapAt(map, kind);
    return ref ? [present({ kind, file: ref.file, span: ref.span, name: textAt(ref, 'name'), prefix })] : [];
  });
}

function readResources(container: YamlMap): ContainerResources {
  const map = mapAt(container, 'resources');
  const amounts = (key: string): Amounts => {
    const inner = mapAt(map, key);
    return present({
      cpu: quantityField(inner, 'cpu', parseQuantity),
      memory: quantityField(inner, 'memory', parseQuantity),
      ephemeralStorage: quantityField(inner, 'ephemeral-storage', parseQuantity),
    });
  };
  const [limits, requests] = [amounts('limits'), amounts('requests')];
  const at = map ?? container;
  return { file: at.file, span: at.span, limits, requests, effectiveRequests: { ...limits, ...requests } };
}
