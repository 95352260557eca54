/** Goals on who can read a Secret once it is in a pod, and on Secrets that stand in the manifest itself. */
import type { Container, Field, Kubernetes, Pod, Volume, VolumeMount } from '../../../formats/kubernetes/model.ts';
import type { YamlNode } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { kubernetesGoal } from '../kubernetes-goal.ts';
import { failAt } from '../manifests.ts';
import { described, type SecretGoal, secretVariables } from './kubernetes-secrets.ts';

const octal = (mode: number) => `0${mode.toString(8).padStart(3, '0')}`;

/** The Secret's files are closed to everybody but root and the pod's group, and the process can still read them. */
export function keepsSecretModeTight(goal: SecretGoal): Goal {
  return kubernetesGoal(goal, ({ workloads }) => {
    const pods = workloads.map(({ pod }) => pod);
    const found = pods.flatMap((pod) =>
      pod.containers.filter(({ name }) => name === goal.container).map((container) => ({ pod, container })),
    )[0];
    const mounts = found?.container.mounts.filter(({ volume }) => volume && volume.secrets.length > 0) ?? [];
    if (!found || mounts.length === 0) {
      const driver = found?.container.mounts.some(({ volume }) => volume?.type === 'csi');
      return driver
        ? { outcome: 'pass', message: 'The driver sets the mode of its files.' }
        : { outcome: 'unknown', message: 'No Secret is mounted yet, so there is no mode to look at.' };
    }
    return (
      mounts.map((mount) => modeOf(mount, found.container, found.pod)).find(({ outcome }) => outcome !== 'pass') ?? {
        outcome: 'pass',
        message: 'The process can read the file, and other users of the container cannot.',
      }
    );
  });
}

/** Modes that hold for the files of a volume: those of single items, else the volume's, else Kubernetes' 0644. */
function modesOf(volume: Volume): { mode: number; place?: Field<number> }[] {
  const items = volume.secrets.flatMap((secret) => secret.items ?? []);
  const own = items.flatMap(({ mode }) => (mode?.value === undefined ? [] : [{ mode: mode.value, place: mode }]));
  const rest = items.length > own.length || items.length === 0;
  const { defaultMode } = volume;
  return rest ? [...own, { mode: defaultMode?.value ?? 0o644, ...(defaultMode ? { place: defaultMode } : {}) }] : own;
}

function modeOf({ volume }: VolumeMount, container: Container, pod: Pod): Judgement {
  if (!volume) return { outcome: 'pass', message: '' };
  for (const { mode, place } of modesOf(volume)) {
    if (mode > 0o777)
      return failAt(
        'decimal-mode',
        `\`${place?.text}\` comes to ${octal(mode)} in octal notation. Without a leading zero YAML reads the digits as a decimal number.`,
        [place],
      );
    if ((mode & 0o007) !== 0) {
      const whose = place ? `\`${place.text}\` is ${octal(mode)}` : 'No mode is set, so Kubernetes takes 0644';
      return failAt(
        'readable-by-all',
        `${whose}: every user in the container can read the files of \`${volume.name}\`, a process that should never see them too.`,
        [place ?? volume],
      );
    }
    const unreadable = cannotRead(mode, container, pod);
    if (unreadable)
      return failAt(
        'not-readable',
        `The files of \`${volume.name}\` belong to root and have the mode ${octal(mode)}. ${unreadable} It gets \`Permission denied\`. Look at what makes a volume belong to a group of the pod.`,
        [place ?? volume],
      );
  }
  return { outcome: 'pass', message: '' };
}

/** Files of a Secret belong to root:root; with `fsGroup` to that group, which may then read them. */
function cannotRead(mode: number, { security }: Container, pod: Pod): string | undefined {
  const user = security.runAsUser?.value;
  if (user === undefined || user === 0 || pod.securityContext?.fsGroup?.value !== undefined) return undefined;
  const group = security.runAsGroup?.value;
  const groups = pod.securityContext?.supplementalGroups.map(({ value }) => value) ?? [];
  const inGroup = group === undefined || group === 0 || groups.includes(0);
  return inGroup && (mode & 0o040) !== 0
    ? undefined
    : `The process runs as user ${user}${group === undefined ? '' : ` and group ${group}`}, and the pod has no \`fsGroup\`.`;
}

/** The secret's value stands in no object of the manifest: no Secret with data, no ConfigMap, no literal. */
export function keepsValueOutOfManifest(goal: SecretGoal & { value: string }): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const filled = manifest.secrets.find(({ entries }) => entries.length > 0);
    const [entry] = filled?.entries ?? [];
    if (filled && entry) {
      const how =
        entry.key === 'data' ? 'Base64 is a spelling, not a lock: one command turns it back' : 'The value stands there in plain text';
      return failAt(
        'secret-in-the-file',
        `This file holds a Secret with its content under \`${entry.key}\`. ${how}, for everybody who can read the repository. The cluster has the Secret \`${goal.secret}\` already.`,
        [entry],
      );
    }
    const literal = manifest.objects.flatMap(({ node }) => holding(goal.value, node));
    const inMap = manifest.objects.some(({ kind, node }) => kind === 'ConfigMap' && holding(goal.value, node).length > 0);
    if (inMap)
      return failAt(
        'config-map',
        'The password stands in a ConfigMap. That is an object for settings that anybody may know, and this file is where everybody can read it.',
        literal,
      );
    if (literal.length > 0)
      return failAt(
        'value-in-the-file',
        'The password itself stands in this file. Whoever can read the repository or the Deployment can read it.',
        literal,
      );
    return plainVariable(goal, manifest) ?? { outcome: 'pass', message: 'The manifest says where the secret is, and not what it is.' };
  });
}

/** A password variable with any literal value, changed or not, is still a password in the file. */
function plainVariable(goal: SecretGoal, manifest: Kubernetes): Judgement | undefined {
  const plain = goal.variable.replace(/_FILE$/, '');
  const all = manifest.workloads.flatMap(({ pod }) => pod.containers.flatMap(({ env }) => env));
  const found = all.find(({ name, value, from }) => name === plain && !from && (value?.text ?? '') !== '');
  return (
    found &&
    failAt(
      'value-in-the-file',
      `\`${plain}\` is written out in this file. Whoever can read the repository or the Deployment can read it.`,
      [found],
    )
  );
}

function holding(value: string, node: YamlNode, found: YamlNode[] = [], depth = 0): YamlNode[] {
  if (depth > 64 || found.length > 20) return found;
  if (node.kind === 'scalar' && node.text.includes(value)) found.push(node);
  if (node.kind === 'sequence') for (const item of node.items) holding(value, item, found, depth + 1);
  if (node.kind === 'map') for (const entry of node.entries) holding(value, entry.value, found, depth + 1);
  return found;
}

/** Advice: a file mounted by `subPath` stays as it was when the Secret changes. */
export function getsUpdates(goal: SecretGoal): Goal {
  return kubernetesGoal(goal, ({ workloads }) => {
    const containers = workloads.flatMap(({ pod }) => pod.containers);
    const mount = containers.flatMap(({ mounts }) => mounts).find(({ volume, subPath }) => subPath && (volume?.secrets.length ?? 0) > 0);
    if (!mount) return { outcome: 'pass', message: 'A new value of the Secret arrives in the file without a restart.' };
    return failAt(
      'sub-path',
      `\`subPath: ${mount.subPath?.text}\` mounts one file as it is now. When the Secret changes, the file does not, until the pod is made anew.`,
      [mount],
    );
  });
}

/** Advice: the value is not in the environment as well. */
export function keepsSecretOutOfVariables(goal: SecretGoal): Goal {
  return kubernetesGoal(goal, ({ workloads }) => {
    const variable = workloads.flatMap(({ pod }) => pod.containers.flatMap(secretVariables))[0];
    if (!variable) return { outcome: 'pass', message: 'The environment holds a path and not the value.' };
    return failAt(
      'secret-in-environment',
      `${described(variable)} still puts a value of a Secret into the environment. It works. Child processes inherit it, though, and a new value does not reach it. The Kubernetes documentation prefers the file.`,
      [variable],
    );
  });
}
