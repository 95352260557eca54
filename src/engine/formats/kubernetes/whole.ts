/** What an object cannot be without, though leaving it out breaks no rule of shape: a name, pods to find, a container to run. */
import { entryOf, isNull, shorten, type YamlNode } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import { itemsAt, mapAt } from './fields.ts';
import type { Container, KubernetesObject, Pod } from './model.ts';

/** Reports what is missing from an object of a kind that is known (Kubernetes API reference v1.34; validation of the API server). */
export function checkWhole(object: KubernetesObject, report: Report): void {
  checkName(object, report);
  const { pod } = object;
  if (!pod) return;
  checkSelects(object, report);
  checkRuns(pod, report);
  for (const container of pod.containers) checkHooks(container, report);
}

const entries = (node: YamlNode | undefined, key: string) => {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'map' ? value.entries.length : value?.kind === 'sequence' ? value.items.length : 0;
};

function checkName(object: KubernetesObject, report: Report) {
  const metadata = entryOf(object.node, 'metadata');
  const named = ['name', 'generateName'].some((key) => {
    const value = entryOf(metadata?.value, key)?.value;
    return value && !isNull(value);
  });
  if (!metadata || named) return;
  const message = `This ${shorten(object.kind)} has no \`name:\` under \`metadata:\`. The API server keeps every object under its name and refuses one without.`;
  report.error('kubernetes-missing-key', { file: object.file, span: metadata.keyNode.span }, message);
}

/** A controller without labels to look for would find every pod, or none. */
function checkSelects({ kind, node, file }: KubernetesObject, report: Report) {
  if (kind === 'Pod' || kind === 'Job' || kind === 'CronJob') return;
  const selector = entryOf(mapAt(node, 'spec'), 'selector');
  if (selector?.value.kind !== 'map') return;
  if (entries(selector.value, 'matchLabels') + entries(selector.value, 'matchExpressions') > 0) return;
  const message = `This \`selector:\` asks for no label, so the ${kind} could not tell which pods are its own. The API server refuses that. Name a label that the pod template carries.`;
  report.error('kubernetes-empty-selector', { file, span: selector.keyNode.span }, message);
}

function checkRuns(pod: Pod, report: Report) {
  const containers = entryOf(pod.node, 'containers');
  if (containers?.value.kind !== 'sequence' || itemsAt(pod.node, 'containers').length > 0) return;
  const message = 'This pod has no container. The API server wants at least one that runs.';
  report.error('kubernetes-missing-key', { file: pod.file, span: containers.keyNode.span }, message);
}

function checkHooks(container: Container, report: Report) {
  const lifecycle = mapAt(container.node, 'lifecycle');
  for (const name of ['preStop', 'postStart']) {
    const hook = entryOf(lifecycle, name);
    if (hook?.value.kind !== 'map' || hook.value.entries.length > 0) continue;
    const message = `\`${name}\` does not say what to do: it needs \`exec:\`, \`httpGet:\` or \`sleep:\`. The API server refuses it as it is.`;
    report.error('kubernetes-missing-key', { file: container.file, span: hook.keyNode.span }, message);
  }
}
