import { entryOf, isNull, shorten, type YamlMap, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import { readYaml } from '../yaml/read.ts';
import { Report } from '../yaml/report.ts';
import { checkShape } from '../yaml/shape.ts';
import { checkObject } from './checks.ts';
import { integerAt, keyValues, mapAt, oldBoolean, textAt } from './fields.ts';
import type { Kubernetes, KubernetesObject, Pod, PodSecurity, SecretObject } from './model.ts';
import { readPod } from './pod.ts';
import { present } from './security.ts';
import { podPaths, shapeOf, specs } from './shapes.ts';
import { checkWhole } from './whole.ts';

/**
 * Reads a manifest of one or many documents, YAML or JSON. Never throws. Kinds and fields it does not know are let be; what the
 * API server would refuse in those it knows is a diagnostic of severity 'error'.
 */
export function readKubernetes(text: string, file = 'manifest.yaml'): Kubernetes {
  const yaml = readYaml(text, file);
  const report = new Report();
  report.file(file, text);
  const roots = yaml.documents.flatMap(({ root }) => (root && !isNull(root) ? unpack(root) : []));
  const objects = roots.flatMap((root) => readObject(root, report) ?? []);
  if (objects.length === 0 && roots.length === 0)
    report.error('kubernetes-empty', { file, span: { start: 0, end: 0 } }, 'There is no object in this file.');
  for (const object of objects) {
    checkObject(object, report);
    if (isKnown(object.kind)) checkWhole(object, report);
  }
  return {
    file,
    broken: yaml.broken,
    objects,
    workloads: objects.filter((object): object is KubernetesObject & { pod: Pod } => object.pod !== undefined),
    secrets: objects.flatMap((object) => readSecret(object) ?? []),
    podSecurity: objects.flatMap((object) => readPodSecurityLabels(object) ?? []),
    comments: yaml.comments.map((comment) => ({ ...comment, file })),
    diagnostics: yaml.broken ? yaml.report.diagnostics : sorted([...yaml.report.diagnostics, ...report.diagnostics]),
  };
}

const sorted = (diagnostics: Kubernetes['diagnostics']) => diagnostics.sort((left, right) => left.span.start - right.span.start);

/** The objects of a `List`, or the one object itself. */
function unpack(root: YamlNode): YamlNode[] {
  const items = entryOf(root, 'items')?.value;
  const isList = textAt(root, 'kind')?.value?.endsWith('List') === true;
  return isList && items?.kind === 'sequence' ? items.items : [root];
}

/** The type Kubernetes' reader gives a scalar: `yes` is a boolean to it. */
const typeOf = (node: YamlScalar) => (oldBoolean(node) === undefined ? node.type : 'bool');

function readObject(root: YamlNode, report: Report): KubernetesObject | undefined {
  if (root.kind !== 'map') {
    report.error(
      'kubernetes-wrong-type',
      root,
      'An object begins with `apiVersion:` and `kind:`, each on its own line with a space after the colon.',
    );
    return undefined;
  }
  const kind = textAt(root, 'kind')?.value ?? '';
  if (kind === '' && !entryOf(root, 'apiVersion') && entryOf(root, 'services')) {
    report.error('kubernetes-missing-key', root, 'This is a Compose file, not a Kubernetes manifest: it has `services:` and no `kind:`.');
    return undefined;
  }
  checkKind(root, kind, report);
  checkShape(root, shapeOf(kind), kind, { format: 'kubernetes', report, strict: false, typeOf, nullable: true, ignored: free(kind) });
  const metadata = mapAt(root, 'metadata');
  const path = Object.hasOwn(podPaths, kind) ? podPaths[kind] : undefined;
  const template = path?.reduce<YamlMap | undefined>((map, key) => mapAt(map, key), root);
  return present({
    kind,
    apiVersion: textAt(root, 'apiVersion')?.value,
    name: textAt(metadata, 'name'),
    namespace: textAt(metadata, 'namespace'),
    labels: keyValues(entryOf(metadata, 'labels')?.value),
    annotations: keyValues(entryOf(metadata, 'annotations')?.value),
    file: root.file,
    span: root.span,
    node: root,
    pod: template && readPod(template),
    replicas: integerAt(mapAt(root, 'spec'), 'replicas'),
  });
}

const isKnown = (kind: string): boolean => Object.hasOwn(specs, kind) || kind === 'Secret' || kind === 'ConfigMap';
/** Kinds that are not in the tables may have any key at their top. */
const free = (kind: string) => (isKnown(kind) ? () => false : (key: string) => !known.has(key));
const known = new Set(['apiVersion', 'kind', 'metadata']);

const apiGroups: Record<string, string> = {
  Pod: 'v1',
  Secret: 'v1',
  ConfigMap: 'v1',
  Service: 'v1',
  Namespace: 'v1',
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  DaemonSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
};

/** `kind: deployment` and `apiVersion: v1` of a Deployment: the API has no such thing. */
function checkKind(root: YamlMap, kind: string, report: Report) {
  const kindEntry = entryOf(root, 'kind');
  const meant = Object.keys(apiGroups).find((name) => name.toLowerCase() === kind.toLowerCase());
  if (kindEntry && meant !== undefined && meant !== kind)
    report.error('kubernetes-unknown-kind', kindEntry.value, `Kinds are written with capitals: \`${meant}\`, not \`${shorten(kind)}\`.`);
  const version = textAt(root, 'apiVersion');
  const wanted = Object.hasOwn(apiGroups, kind) ? apiGroups[kind] : undefined;
  if (!version?.value || wanted === undefined || version.value === wanted) return;
  // A kind of the same name in somebody's own API group is none of ours.
  const group = version.value.includes('/') ? (version.value.split('/')[0] ?? '') : '';
  if (group.includes('.')) return;
  report.error(
    'kubernetes-wrong-api-version',
    version,
    `A ${kind} is found under \`apiVersion: ${wanted}\`; \`${shorten(version.value)}\` does not have it, or no longer.`,
  );
}

function readSecret(object: KubernetesObject): SecretObject | undefined {
  const base = { object, file: object.file, span: object.span };
  const own = object.name?.value;
  if (object.kind === 'Secret') {
    const entries = (['data', 'stringData'] as const).flatMap((key) =>
      keyValues(entryOf(object.node, key)?.value).map((entry) => ({ ...entry, key })),
    );
    return present({ ...base, name: own, entries });
  }
  const spec = mapAt(object.node, 'spec');
  if (object.kind === 'ExternalSecret') return present({ ...base, name: textAt(mapAt(spec, 'target'), 'name')?.value ?? own, entries: [] });
  if (object.kind === 'SealedSecret' || object.kind === 'SecretProviderClass') return present({ ...base, name: own, entries: [] });
  return undefined;
}

function readPodSecurityLabels(object: KubernetesObject): PodSecurity | undefined {
  if (object.kind !== 'Namespace') return undefined;
  const label = (mode: string) => object.labels.find(({ name }) => name === `pod-security.kubernetes.io/${mode}`)?.value;
  return present({
    file: object.file,
    span: object.span,
    namespace: object.name?.value,
    enforce: label('enforce'),
    audit: label('audit'),
    warn: label('warn'),
  });
}
