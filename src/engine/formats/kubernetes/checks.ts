import { nearest } from '../yaml/nearest.ts';
import { entryOf, shorten, type YamlMap } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { keyValues, mapAt, mapsAt } from './fields.ts';
import type { Amounts, Container, Field, KubernetesObject, Pod } from './model.ts';
import { nameOf } from './security.ts';

/** What the API server refuses, or what cannot work, though each field is right by itself. */
export function checkObject(object: KubernetesObject, report: Report): void {
  const { pod } = object;
  if (!pod) return;
  checkSelector(object, pod, report);
  checkAnnotations(pod, report);
  const claims = mapsAt(mapAt(object.node, 'spec'), 'volumeClaimTemplates').map((claim) => nameOf(mapAt(claim, 'metadata') ?? claim));
  const volumes = new Set([...pod.volumes.map(({ name }) => name), ...claims]);
  unique(pod.volumes, 'volume', report);
  unique(pod.containers, 'container', report);
  for (const container of pod.containers) {
    if (!container.image && container.role !== 'ephemeral' && !entryOf(container.node, 'image'))
      report.error(
        'kubernetes-missing-key',
        place(container),
        `The container \`${shorten(container.name)}\` needs \`image:\`, and there is none here.`,
      );
    checkMounts(container, volumes, report);
    checkResources(container, report);
    checkProbes(container, report);
  }
}

const place = (container: Container) => ({ file: container.file, span: container.nameSpan });

function unique(
  items: { name: string; file: string; span: { start: number; end: number }; node?: YamlMap }[],
  what: string,
  report: Report,
) {
  const seen = new Set<string>();
  for (const item of items) {
    if (item.name !== '' && seen.has(item.name))
      report.error(
        'kubernetes-duplicate-name',
        item,
        `There are two ${what}s named \`${shorten(item.name)}\` in this pod. Names must differ.`,
      );
    seen.add(item.name);
  }
}

/** A controller finds its pods by their labels; it must find those it makes. */
function checkSelector(object: KubernetesObject, pod: Pod, report: Report) {
  if (object.kind === 'Pod' || object.kind === 'Job' || object.kind === 'CronJob') return;
  const selector = mapAt(mapAt(object.node, 'spec'), 'selector');
  const labels = new Map(pod.labels.map(({ name, value }) => [name, value?.text]));
  for (const wanted of keyValues(entryOf(selector, 'matchLabels')?.value)) {
    if (labels.get(wanted.name) === wanted.value?.text) continue;
    const pair = `${shorten(wanted.name)}: ${shorten(wanted.value?.text ?? '')}`;
    report.error(
      'kubernetes-selector-mismatch',
      wanted,
      `The selector asks for \`${pair}\`, but the pod template does not carry that label. The API server refuses a ${object.kind} that cannot find its own pods.`,
    );
  }
}

const oldAnnotations = [
  'seccomp.security.alpha.kubernetes.io/',
  'container.seccomp.security.alpha.kubernetes.io/',
  'container.apparmor.security.beta.kubernetes.io/',
];

function checkAnnotations(pod: Pod, report: Report) {
  for (const annotation of pod.annotations) {
    if (!oldAnnotations.some((prefix) => annotation.name.startsWith(prefix))) continue;
    const field = annotation.name.includes('seccomp') ? 'seccompProfile' : 'appArmorProfile';
    report.warn(
      'kubernetes-obsolete-annotation',
      annotation,
      `\`${shorten(annotation.name)}\` is the old notation and current Kubernetes does not read it. Use \`securityContext.${field}\`.`,
    );
  }
}

function checkMounts(container: Container, volumes: ReadonlySet<string>, report: Report) {
  const paths = new Set<string>();
  for (const mount of container.mounts) {
    if (!volumes.has(mount.name) && mount.name !== '') {
      const meant = report.full ? undefined : nearest(mount.name, volumes);
      const hint = meant === undefined ? 'Declare it under `volumes:` of the pod' : `Did you mean \`${meant}\``;
      report.error(
        'kubernetes-undefined-volume',
        mount,
        `\`${shorten(container.name)}\` mounts the volume \`${shorten(mount.name)}\`, and the pod has none of that name. ${hint}${meant === undefined ? '.' : '?'}`,
      );
    }
    const path = mount.mountPath?.value;
    if (path !== undefined && paths.has(path))
      report.error('kubernetes-duplicate-mount', mount, `Two volumes are mounted at \`${shorten(path)}\`. Each path can hold one.`);
    if (path !== undefined) paths.add(path);
  }
}

function checkResources(container: Container, report: Report) {
  const { limits, requests } = container.resources;
  for (const amounts of [limits, requests]) {
    checkMemory(amounts.memory, report);
    checkCpu(amounts.cpu, report);
  }
  const labels: [keyof Amounts, string][] = [
    ['cpu', 'cpu'],
    ['memory', 'memory'],
    ['ephemeralStorage', 'ephemeral-storage'],
  ];
  for (const [key, label] of labels) {
    const [limit, request] = [limits[key], requests[key]];
    if (limit?.value === undefined || request?.value === undefined || request.value <= limit.value) continue;
    report.error(
      'kubernetes-request-above-limit',
      request,
      `The request \`${label}: ${request.text}\` is more than the limit \`${limit.text}\`. A container cannot be promised more than it may use; the API server refuses this.`,
    );
  }
}

function checkMemory(memory: Field<number> | undefined, report: Report) {
  if (memory?.value === undefined || Number.isInteger(memory.value)) return;
  const amount = /^(\d+(?:\.\d+)?)m$/.exec(memory.text)?.[1];
  const hint = amount === undefined ? 'Memory is counted in whole bytes.' : `Write \`${amount}Mi\` for ${amount} mebibytes.`;
  report.warn(
    'kubernetes-fractional-bytes',
    memory,
    `\`memory: ${shorten(memory.text)}\` comes to ${memory.value} byte: \`m\` means thousandths. ${hint}`,
  );
}

function checkCpu(cpu: Field<number> | undefined, report: Report) {
  if (cpu?.value === undefined || cpu.value === 0 || cpu.value >= 0.001 * (1 - 1e-9)) return;
  report.warn(
    'kubernetes-tiny-cpu',
    cpu,
    `\`cpu: ${shorten(cpu.text)}\` is less than a thousandth of a processor, the smallest share there is. \`500m\` and \`0.5\` both mean half a processor.`,
  );
}

function checkProbes(container: Container, report: Report) {
  for (const probe of Object.values(container.probes)) {
    const { action } = probe;
    if (action.type === 'none')
      report.error(
        'kubernetes-probe-without-action',
        probe,
        `The ${probe.kind} probe of \`${shorten(container.name)}\` does not say what to ask: it needs \`httpGet:\`, \`tcpSocket:\`, \`grpc:\` or \`exec:\`.`,
      );
    if ((action.type === 'httpGet' || action.type === 'tcpSocket') && action.portName !== undefined && action.port === undefined)
      report.warn(
        'kubernetes-undefined-port',
        action,
        `The ${probe.kind} probe asks the port named \`${shorten(action.portName)}\`, and \`${shorten(container.name)}\` has no port of that name under \`ports:\`. The probe would always fail.`,
      );
    if (probe.kind !== 'readiness' && probe.successThreshold !== 1)
      report.error(
        'kubernetes-invalid-value',
        probe.written.successThreshold ?? probe,
        `\`successThreshold\` of a ${probe.kind} probe must be 1.`,
      );
  }
}
