/** Goals on who the containers of a manifest run as, together with the user of the image that they start. */
import { effectiveUser } from '../../../build/user.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Container, Kubernetes, Pod } from '../../../formats/kubernetes/model.ts';
import type { Answer } from '../../../source.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { kubernetesGoal } from '../kubernetes-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { listed } from '../words.ts';

interface ImageGoal extends FileGoal {
  /** Repository of the image that the workspace's Dockerfile makes: 'registry.example.com/orders'. Users of other images are not known. */
  image?: string;
}

/** Every container with its pod. Ephemeral ones are not part of what a manifest starts. */
export const containersOf = (manifest: Kubernetes): { pod: Pod; container: Container }[] =>
  manifest.workloads.flatMap(({ pod }) =>
    pod.containers.filter(({ role }) => role !== 'ephemeral').map((container) => ({ pod, container })),
  );

/** Where to point at for a container: its security context, or its name. */
export const securityPlace = ({ file, securitySpan, nameSpan }: Container) => ({ file, span: securitySpan ?? nameSpan });

const repository = (image: string) => image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');

/** The user that an image brings: of the workspace's own Dockerfile, where it is that image. */
function imageUser(container: Container, goal: ImageGoal, workspace: Workspace): { root: Answer; numeric: Answer; written?: string } {
  const written = container.image?.value;
  const stage = workspace.build()?.final;
  if (!stage || written === undefined || goal.image === undefined || repository(written) !== goal.image)
    return { root: 'unknown', numeric: 'unknown' };
  const user = effectiveUser(stage);
  return { root: user.root, numeric: user.numeric, ...(user.written === undefined ? {} : { written: user.written }) };
}

/** The kubelet starts every container: where one must not be root, its user is known to be none. */
export function containersStart(goal: ImageGoal): Goal {
  return kubernetesGoal(goal, (manifest, workspace) => {
    const containers = containersOf(manifest);
    if (containers.length === 0)
      return { outcome: 'fail', mistake: 'nothing-there', message: 'Nothing in this file starts a pod any more.' };
    const reasons: Reason[] = [];
    let open: Judgement | undefined;
    for (const { pod, container } of containers) {
      const image = imageUser(container, goal, workspace);
      reasons.push(decided(container, image.written));
      const judged = startOf(container, pod, image, reasons);
      if (judged?.outcome === 'fail') return judged;
      open ??= judged;
    }
    return open ?? { outcome: 'pass', message: 'The kubelet can check every user by its number, and starts the pod.', reasons };
  });
}

function decided({ name, file, security, nameSpan }: Container, image: string | undefined): Reason {
  const { runAsUser, runAsNonRoot } = security;
  const user = runAsUser ? `runAsUser ${runAsUser.text} (${runAsUser.from})` : `the image's user, ${image ?? 'not known here'}`;
  return { file, span: nameSpan, text: `container \`${name}\`: ${user}; runAsNonRoot ${runAsNonRoot?.text ?? 'not set'}` };
}

function startOf(container: Container, pod: Pod, image: ReturnType<typeof imageUser>, reasons: Reason[]): Judgement | undefined {
  const { runAsUser, runAsNonRoot } = container.security;
  if (runAsUser && runAsUser.value === undefined)
    return failAt(
      'user-not-a-number',
      /^\d+$/.test(runAsUser.text)
        ? `\`runAsUser\` is given in quotes, which makes a text of it. The API server takes a number alone.`
        : `\`runAsUser: ${runAsUser.text}\` is no number, and the API server takes nothing else.`,
      [runAsUser],
      reasons,
    );
  if (runAsNonRoot?.value !== true) return undefined;
  if (runAsUser?.value === 0)
    return failAt(
      'user-zero',
      `\`runAsUser: 0\` asks for root, and \`runAsNonRoot: true\` forbids it: the kubelet refuses to start \`${container.name}\`. ${runAsUser.from === 'pod' ? 'The number of the pod holds for each container that has none of its own.' : 'The number of a container wins over that of the pod.'}`,
      [runAsUser, runAsNonRoot],
      reasons,
    );
  if (runAsUser) return undefined;
  if (image.root === 'yes')
    return failAt(
      'image-root',
      `The image of \`${container.name}\` runs as root, and \`runAsNonRoot: true\` forbids it. The manifest names no other user.`,
      [runAsNonRoot],
      reasons,
    );
  if (image.numeric === 'no') return byName(container, pod, image.written ?? '', reasons);
  if (image.numeric === 'yes') return undefined;
  return {
    outcome: 'unknown',
    message: `Which user the image of \`${container.name}\` has is not known here. A number in the manifest would settle it.`,
    reasons,
  };
}

function byName(container: Container, pod: Pod, written: string, reasons: Reason[]): Judgement {
  const { runAsGroup, runAsNonRoot } = container.security;
  const groups = [pod.securityContext?.fsGroup && '`fsGroup`', runAsGroup && '`runAsGroup`'].filter((each) => typeof each === 'string');
  if (groups.length > 0)
    return failAt(
      'group-for-user',
      `${groups.join(' and ')} ${groups.length > 1 ? 'say' : 'says'} something about groups: ${pod.securityContext?.fsGroup ? 'whom the files of volumes belong to' : 'which group the process has'}. Who the user of \`${container.name}\` is stays open, and the image names it \`${written}\`, which the kubelet cannot look up.`,
      [pod.securityContext?.fsGroup ?? runAsGroup],
      reasons,
    );
  const pair = written.includes(':') ? ' A colon and a group do not change that.' : '';
  return failAt(
    'named-user',
    `\`runAsNonRoot: true\` makes the kubelet check the user of \`${container.name}\` before it starts. The image names it \`${written}\`: a name, which says nothing without the image's \`/etc/passwd\`, and that is not opened.${pair} Look at where a number could come from: there are two places.`,
    [runAsNonRoot],
    reasons,
  );
}

/** Every container still says that it must not be root: for itself or by its pod. */
export function demandsNonRoot(goal: FileGoal): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const without = containersOf(manifest).filter(({ container }) => container.security.runAsNonRoot?.value !== true);
    const first = without[0]?.container;
    if (!first) return { outcome: 'pass', message: 'The kubelet goes on checking that nothing runs as root.' };
    const names = listed(without.map(({ container }) => container.name));
    const written = first.security.runAsNonRoot;
    const what = written
      ? `\`runAsNonRoot: ${written.text}\` switches the check off for ${names}`
      : `Nothing demands \`runAsNonRoot: true\` of ${names} any more`;
    return failAt(
      'check-removed',
      `${what}. The error is gone, and so is the guarantee: the next image that runs as root starts without a word. The message complains of what it cannot verify, not of the check.`,
      [written ?? securityPlace(first)],
    );
  });
}

/** No container runs as root by what the manifest says. */
export function runsNoRoot(goal: ImageGoal): Goal {
  return kubernetesGoal(goal, (manifest, workspace) => {
    for (const { container } of containersOf(manifest)) {
      const { runAsUser } = container.security;
      const root = runAsUser ? runAsUser.value === 0 : imageUser(container, goal, workspace).root === 'yes';
      if (!root) continue;
      const why = runAsUser ? `\`runAsUser: ${runAsUser.text}\` is root` : `The image of \`${container.name}\` runs as root`;
      return failAt('runs-as-root', `${why}. A process that is root in its container has one wall less between it and the node.`, [
        runAsUser ?? securityPlace(container),
      ]);
    }
    return { outcome: 'pass', message: 'No container runs as root.' };
  });
}

/** No container is privileged. */
export function staysUnprivileged(goal: FileGoal): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const found = containersOf(manifest).find(({ container }) => container.security.privileged?.value === true)?.container;
    if (!found) return { outcome: 'pass', message: 'No container is privileged.' };
    return failAt(
      'privileged',
      `\`privileged: true\` hands \`${found.name}\` the node's devices and every capability. It has nothing to do with the user's name, which is what the kubelet complains of.`,
      [found.security.privileged],
    );
  });
}

/** The workload still starts its image. */
export function keepsImage(goal: FileGoal & { /** Repository, without tag. */ image: string }): Goal {
  return kubernetesGoal(goal, (manifest) => {
    if (
      containersOf(manifest).some(
        ({ container }) => container.image?.value !== undefined && repository(container.image.value) === goal.image,
      )
    )
      return { outcome: 'pass', message: `\`${goal.image}\` is still what runs.` };
    return {
      outcome: 'fail',
      mistake: 'image-gone',
      message: `No container of this file runs \`${goal.image}\` any more. The app has to start, not to go.`,
    };
  });
}

/** Polish: a group of its own, too. */
export function runsInOwnPodGroup(goal: ImageGoal): Goal {
  return kubernetesGoal(goal, (manifest, workspace) => {
    for (const { container } of containersOf(manifest)) {
      const { runAsUser, runAsGroup } = container.security;
      if (!runAsUser && imageUser(container, goal, workspace).written?.includes(':')) continue;
      if (runAsGroup?.value !== undefined && runAsGroup.value !== 0) continue;
      if (!runAsUser) return { outcome: 'unknown', message: 'Which group the process has is up to the image.' };
      return failAt(
        'group-open',
        `\`runAsUser: ${runAsUser.text}\` says nothing about the group. If the image's \`/etc/passwd\` does not know that number, the process runs with group 0, root's.`,
        [runAsUser],
      );
    }
    return { outcome: 'pass', message: 'The group is set as well.' };
  });
}
