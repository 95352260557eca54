/** Goals on Secrets in a manifest: as a file, for the container that needs it, readable by that container and by nobody else. */
import type {
  Container,
  EnvVar,
  Field,
  Kubernetes,
  KubernetesObject,
  Pod,
  Volume,
  VolumeMount,
} from '../../../formats/kubernetes/model.ts';
import { type Located, nodeAt } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { kubernetesGoal } from '../kubernetes-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { listed } from '../words.ts';

export interface SecretGoal extends FileGoal {
  /** The container that needs it. */
  container: string;
  /** The Secret in the cluster, the key in it and the variable that names the file. */
  secret: string;
  key: string;
  variable: string;
}

/** What a manifest must hold for any of these goals to be judged. */
function inPod(goal: SecretGoal, judge: (container: Container, pod: Pod, manifest: Kubernetes) => Judgement): Goal {
  return kubernetesGoal(goal, (manifest) => {
    for (const { pod } of manifest.workloads) {
      const container = pod.containers.find(({ name }) => name === goal.container);
      if (container) return judge(container, pod, manifest);
    }
    return { outcome: 'fail', mistake: 'container-lost', message: `There is no container \`${goal.container}\` in this file any more.` };
  });
}

/** The container has the secret as a file, at the path that its variable names. */
export function mountsSecretFile(goal: SecretGoal): Goal {
  return inPod(goal, (container, _, manifest) => {
    const variable = container.env.find(({ name }) => name === goal.variable);
    const shown = container.mounts.filter(({ volume }) => volume !== undefined && showsSecret(volume));
    if (!variable || (!variable.value && !variable.from)) return notNamed(goal, container, shown);
    const path = variable.value?.value;
    if (path === undefined)
      return {
        outcome: 'unknown',
        message: `What \`${goal.variable}\` comes to cannot be told from here. Written out in the manifest it can.`,
      };
    const mount = mountAt(container, path);
    if (!mount) return nothingAt(path, goal, container, shown, variable);
    return fileIn(mount, path, goal, manifest, variable);
  });
}

const showsSecret = ({ type, secrets }: Volume) => secrets.length > 0 || type === 'csi';
const clean = (path: string) => path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');

/** The mount that a path lies in: the longest. */
function mountAt(container: Container, path: string): VolumeMount | undefined {
  const around = container.mounts.filter(({ mountPath }) => mountPath?.value && `${clean(path)}/`.startsWith(`${clean(mountPath.value)}/`));
  return around.sort((a, b) => (b.mountPath?.text.length ?? 0) - (a.mountPath?.text.length ?? 0))[0];
}

function notNamed({ variable, container: name }: SecretGoal, container: Container, shown: VolumeMount[]): Judgement {
  const fromSecret = secretVariables(container)[0];
  if (shown.length > 0)
    return failAt(
      'not-told',
      `\`${name}\` has a Secret at ${listed(shown.map(({ mountPath }) => mountPath?.text ?? ''))}, and \`${variable}\` is not set, so the program does not look there.`,
      [shown[0]],
    );
  if (fromSecret)
    return failAt(
      'secret-in-environment',
      `${described(fromSecret)} puts the value into the environment of \`${name}\`. That works for a program that reads it there. This one reads a file, and the environment is the weaker place: child processes inherit it, crash reports quote it, and a rotated value does not arrive until the pod restarts.`,
      [fromSecret],
    );
  return failAt('no-file', `\`${name}\` gets no file with the password: no Secret is mounted, and \`${variable}\` is not set.`, [
    nameOf(container),
  ]);
}

const nameOf = ({ file, nameSpan }: Container): Located => ({ file, span: nameSpan });

function nothingAt(path: string, { variable }: SecretGoal, container: Container, shown: VolumeMount[], place: Located): Judgement {
  const paths = shown.flatMap(({ mountPath }) => mountPath?.text ?? []);
  if (paths.length > 0)
    return failAt(
      'other-path',
      `\`${variable}\` names \`${path}\`, and the Secret is mounted at ${listed(paths)}. The program finds nothing where it looks. A file's path is the mount path and the key.`,
      [place],
    );
  return failAt('no-file', `\`${variable}\` names \`${path}\`, and no volume of \`${container.name}\` puts a file there.`, [place]);
}

function fileIn(mount: VolumeMount, path: string, goal: SecretGoal, manifest: Kubernetes, place: Located): Judgement {
  const { volume } = mount;
  if (!volume) return { outcome: 'unknown', message: `There is no volume \`${mount.name}\` in this pod.` };
  if (volume.type === 'configMap' || (volume.configMaps.length > 0 && volume.secrets.length === 0))
    return failAt(
      'config-map',
      `\`${volume.name}\` is a ConfigMap. It is made for what anybody may know: whoever may read ConfigMaps reads the password, and rules on Secrets do not cover it.`,
      [volume],
    );
  if (volume.type === 'csi') return fetchedByDriver(volume);
  if (!showsSecret(volume))
    return failAt(
      'not-a-secret',
      `\`${path}\` lies in the volume \`${volume.name}\`, which is \`${volume.type}\` and shows no Secret. The file is not there.`,
      [mount],
    );
  const known = volume.secrets.filter(({ name }) => isThere(name, goal, manifest));
  const [other] = volume.secrets;
  if (known.length === 0 && !other?.name)
    return failAt('no-secret-named', `The volume \`${volume.name}\` does not say which Secret it shows.`, [volume]);
  if (known.length === 0)
    return failAt(
      'other-secret',
      `\`${volume.name}\` shows the Secret \`${other?.name?.text ?? ''}\`. The cluster has \`${goal.secret}\`; a pod that asks for a Secret that does not exist waits for it for ever.`,
      [other?.name ?? volume],
    );
  const files = known.map(({ name, items }) => filesOf(name, items, goal, manifest));
  if (files.some((each) => each === undefined)) return pass;
  const inside = insidePath(mount, path);
  const names = files.flatMap((each) => each ?? []);
  if (names.some((each) => each.key === goal.key && clean(each.path) === inside)) return pass;
  const key = names.find((each) => each.key === goal.key);
  if (!key)
    return failAt(
      'key-left-out',
      `The volume \`${volume.name}\` shows ${names.length > 0 ? `only ${listed(names.map((each) => each.key))}` : 'nothing'} of the Secret, and the key \`${goal.key}\` is not among them.`,
      [volume],
    );
  const right = mount.subPath ? 'one file of the volume' : `the file \`${key.path}\` in it`;
  return failAt(
    'other-file',
    `\`${goal.variable}\` names \`${path}\`. The mount at \`${mount.mountPath?.text}\` shows ${right}, so that path is not the file.`,
    [place, mount],
  );
}

/** Files that a driver fetches. The secrets-store driver answers a request that is not read-only with an error (its nodeserver.go). */
function fetchedByDriver(volume: Volume): Judgement {
  if (volume.driver?.value !== 'secrets-store.csi.k8s.io') return pass;
  if (!volume.secretProviderClass)
    return failAt(
      'no-secret-named',
      `The volume \`${volume.name}\` asks the driver for secrets and does not say which: it names no class.`,
      [volume],
    );
  if (volume.readOnly && volume.readOnly.value !== false) return pass;
  return failAt(
    'driver-refuses',
    `The volume \`${volume.name}\` is not declared read-only, and the driver \`secrets-store.csi.k8s.io\` mounts no other. The pod waits for its volume for ever. \`readOnly\` of the mount does not stand in for it: look at what the volume itself says.`,
    [volume],
  );
}

const pass: Judgement = { outcome: 'pass', message: 'The program finds the password in a file that only its container has.' };

/** A Secret that the cluster has, or that an object of this file makes. */
function isThere(name: Field<string> | undefined, { secret }: SecretGoal, manifest: Kubernetes): boolean {
  return name?.value === secret || manifest.secrets.some((each) => each.name !== undefined && each.name === name?.value);
}

/** Files that a Secret comes to in its volume; undefined where its keys are not known. */
function filesOf(
  name: Field<string> | undefined,
  items: Volume['secrets'][number]['items'],
  goal: SecretGoal,
  manifest: Kubernetes,
): { key: string; path: string }[] | undefined {
  const made = manifest.secrets.find((each) => each.name === name?.value && each.object.kind === 'ExternalSecret');
  const keys = made ? fetchedKeys(made.object) : [goal.key];
  if (items && items.length > 0)
    return items
      .filter(({ key }) => key !== undefined && (!keys || !made || keys.includes(key)))
      .map(({ key = '', path = '' }) => ({ key, path }));
  return name?.value === goal.secret || made ? keys?.map((key) => ({ key, path: key })) : undefined;
}

/** Keys that an ExternalSecret fetches one by one; undefined where it takes whatever the store holds. */
function fetchedKeys({ node }: KubernetesObject): string[] | undefined {
  if (nodeAt(node, 'spec', 'dataFrom')) return undefined;
  const data = nodeAt(node, 'spec', 'data');
  const items = data?.kind === 'sequence' ? data.items : [];
  return items.flatMap((item) => {
    const key = nodeAt(item, 'secretKey');
    const store = nodeAt(node, 'spec', 'secretStoreRef', 'name') ?? nodeAt(item, 'sourceRef');
    return key?.kind === 'scalar' && store && nodeAt(item, 'remoteRef', 'key') ? key.text : [];
  });
}

/** A path as the volume knows it. */
function insidePath(mount: VolumeMount, path: string): string {
  const below = clean(path)
    .slice(clean(mount.mountPath?.value ?? '').length)
    .replace(/^\//, '');
  return [mount.subPath?.value, below].filter(Boolean).join('/');
}

/** Variables of a container that come out of a Secret, one by one or all together. */
export const secretVariables = (container: Container): (EnvVar | Container['envFrom'][number])[] => [
  ...container.env.filter(({ from }) => from?.kind === 'secretKeyRef'),
  ...container.envFrom.filter(({ kind }) => kind === 'secretRef'),
];

/** What a variable is called in a message. */
export const described = (variable: EnvVar | Container['envFrom'][number]) =>
  'kind' in variable ? `\`envFrom\` with \`${variable.name?.text ?? 'a Secret'}\`` : `\`${variable.name}\` with \`secretKeyRef\``;

/** No other container of the pod gets at the Secret. */
export function keepsSecretFromOthers(goal: SecretGoal): Goal {
  return inPod(goal, (_, pod) => {
    for (const other of pod.containers.filter(({ name }) => name !== goal.container)) {
      const mount = other.mounts.find(({ volume }) => volume !== undefined && showsSecret(volume));
      const variable = secretVariables(other)[0];
      const what = mount
        ? `mounts \`${mount.name}\` at \`${mount.mountPath?.text}\``
        : variable
          ? `takes ${described(variable)}`
          : undefined;
      if (what)
        return failAt(
          'given-to-others',
          `\`${other.name}\` ${what}. It does not need the password, and whoever breaks into it now has it too.`,
          [mount ?? variable],
        );
    }
    return { outcome: 'pass', message: `Only \`${goal.container}\` has the Secret.` };
  });
}
