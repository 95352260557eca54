/** Goals that judge one Kubernetes manifest: reading it, and whether the API server would take it. */
import type { Workspace } from '../../build/workspace.ts';
import type { Kubernetes, KubernetesObject } from '../../formats/kubernetes/model.ts';
import { readKubernetes } from '../../formats/kubernetes/read.ts';
import { entryOf, type Located, nodeAt } from '../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../exercise.ts';
import { accepted, type FileGoal, failAt, nothingThere } from './manifests.ts';

/** A goal on a manifest. */
export function kubernetesGoal(goal: FileGoal, judge: (manifest: Kubernetes, workspace: Workspace) => Judgement): Goal {
  const { id, kind, title, file = 'deployment.yaml' } = goal;
  return { id, kind, title, judge: (workspace) => judge(readKubernetes(workspace.files[file] ?? '', file), workspace) };
}

/** The API server takes the manifest, and every field stands where it is read. */
export function acceptedByKubernetes(goal: FileGoal): Goal {
  return kubernetesGoal(goal, (manifest) => {
    if (manifest.workloads.length === 0) return nothingThere('Nothing in this file starts a pod.');
    const unfinished = manifest.objects.flatMap((object) => lacks(object) ?? [])[0];
    if (unfinished) return failAt('unfinished', unfinished.message, [unfinished.place]);
    return accepted(manifest.diagnostics, 'The API server takes the manifest.', ['kubernetes-unknown-field', 'kubernetes-misplaced-field']);
  });
}

/** What the API server asks of every object, or of a controller, and this one does not have. */
function lacks(object: KubernetesObject): { message: string; place: Located } | undefined {
  const { kind, name, apiVersion, node } = object;
  const what = `\`${kind}${name ? ` ${name.text}` : ''}\``;
  const place = { file: object.file, span: entryOf(node, 'kind')?.keyNode.span ?? object.span };
  if (!apiVersion) return { message: `${what} has no \`apiVersion\`. The API server does not know what to make of it.`, place };
  if (!name && !nodeAt(node, 'metadata', 'generateName')) return { message: `A ${what} has no name under \`metadata\`.`, place };
  const selector = nodeAt(node, 'spec', 'selector');
  const selects = ['matchLabels', 'matchExpressions'].some((key) => {
    const found = nodeAt(selector, key);
    return found?.kind === 'map' ? found.entries.length > 0 : found?.kind === 'sequence' && found.items.length > 0;
  });
  if (controllers.includes(kind) && !selects)
    return { message: `${what} has no selector, so it could not tell which pods are its own. The API server refuses it.`, place };
  return undefined;
}

const controllers = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'];
