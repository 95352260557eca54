/** Goals that judge one Compose file or Kubernetes manifest: reading it, and whether its tool would take it. */
import type { Workspace } from '../../build/workspace.ts';
import type { Diagnostic } from '../../diagnostic.ts';
import type { Compose } from '../../formats/compose/model.ts';
import { readCompose } from '../../formats/compose/read.ts';
import type { Kubernetes, KubernetesObject } from '../../formats/kubernetes/model.ts';
import { readKubernetes } from '../../formats/kubernetes/read.ts';
import { entryOf, type Located, nodeAt } from '../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../exercise.ts';

/** What every goal on one file is given. */
export interface FileGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** 'compose.yaml' or 'deployment.yaml' where absent. */
  file?: string;
}

/** The Compose file of a workspace as Compose reads it: an override file beside it is merged in. */
export function composeIn(workspace: Workspace, file = 'compose.yaml'): Compose {
  const override = file.replace(/\.(ya?ml)$/, '.override.$1');
  const paths = [file, ...(override !== file && workspace.files[override]?.trim() ? [override] : [])];
  return readCompose(paths.map((path) => ({ path, text: workspace.files[path] ?? '' })));
}

/** A goal on a Compose file. */
export function composeGoal(goal: FileGoal, judge: (compose: Compose, workspace: Workspace) => Judgement): Goal {
  const { id, kind, title } = goal;
  return { id, kind, title, judge: (workspace) => judge(composeIn(workspace, goal.file), workspace) };
}

/** A goal on a manifest. */
export function kubernetesGoal(goal: FileGoal, judge: (manifest: Kubernetes, workspace: Workspace) => Judgement): Goal {
  const { id, kind, title, file = 'deployment.yaml' } = goal;
  return { id, kind, title, judge: (workspace) => judge(readKubernetes(workspace.files[file] ?? '', file), workspace) };
}

/** Compose starts from the file: what it refuses is said in the reader's words. */
export function acceptedByCompose(goal: FileGoal): Goal {
  return composeGoal(goal, (compose) => {
    if (compose.services.length === 0) return nothingThere('There is no service in this file, so Compose has nothing to start.');
    return accepted(compose.diagnostics, 'Compose takes the file.');
  });
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

const nothingThere = (message: string): Judgement => ({ outcome: 'fail', mistake: 'nothing-there', message });

/** A field that is only dropped counts too where `alsoWarned` names its rule: it does not do what its author believes. */
function accepted(diagnostics: Diagnostic[], praise: string, alsoWarned: string[] = []): Judgement {
  const bad = diagnostics.filter(({ severity, rule }) => severity === 'error' || alsoWarned.includes(rule));
  const first = bad[0];
  if (!first) return { outcome: 'pass', message: praise };
  const more = bad.length > 1 ? ` ${bad.length - 1} more ${bad.length === 2 ? 'place is' : 'places are'} marked.` : '';
  return {
    outcome: 'fail',
    mistake: first.rule,
    message: `Line ${first.line}: ${first.message}${more}`,
    findings: bad.map(({ file, span, line, message }) => ({ file, span, line, message })),
  };
}

/** A failed judgement that marks places; the first is the one its message is about. */
export function failAt(mistake: string, message: string, places: (Located | undefined)[], reasons: Judgement['reasons'] = []): Judgement {
  const findings = places.flatMap((place) => (place ? [{ file: place.file, span: place.span, message }] : []));
  return { outcome: 'fail', mistake, message, findings, reasons };
}
