/** Goals on the Pod Security Standard "restricted", each on all containers of a manifest: main, init and sidecar. */
import type { Container, Kubernetes, Pod } from '../../../formats/kubernetes/model.ts';
import { type Located, nodeAt } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { kubernetesGoal } from '../kubernetes-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { listed } from '../words.ts';
import { containersOf, securityPlace } from './kubernetes-security.ts';

interface Miss {
  mistake: string;
  message: string;
  place?: Located | undefined;
}

/** A goal that each container must meet by itself. */
function everyContainer(goal: FileGoal, praise: string, judge: (container: Container, pod: Pod) => Miss | undefined): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const all = containersOf(manifest);
    if (all.length === 0) return { outcome: 'fail', mistake: 'nothing-there', message: 'Nothing in this file starts a pod any more.' };
    const missed = all.flatMap(({ container, pod }) => {
      const miss = judge(container, pod);
      return miss ? [{ ...miss, place: miss.place ?? securityPlace(container), name: container.name }] : [];
    });
    const [first] = missed;
    if (!first) return { outcome: 'pass', message: praise };
    const left = all.length - missed.length;
    const others = missed.slice(1).map(({ name }) => name);
    const rest =
      others.length > 0
        ? ` ${listed(others)} ${others.length === 1 ? 'misses' : 'miss'} it too.`
        : left > 0
          ? ' The other containers pass; one that does not is enough for the pod to be refused.'
          : '';
    return failAt(
      first.mistake,
      first.message + rest,
      missed.map(({ place }) => place),
    );
  });
}

/** No container lets a process gain more privileges than its parent. */
export function restrictsEscalation(goal: FileGoal): Goal {
  return everyContainer(goal, 'No process can gain privileges that it did not start with.', ({ name, security }, pod) => {
    const { allowPrivilegeEscalation } = security;
    if (allowPrivilegeEscalation?.value === false) return undefined;
    if (allowPrivilegeEscalation)
      return {
        mistake: 'escalation-allowed',
        message: `\`${name}\` allows privilege escalation in so many words.`,
        place: allowPrivilegeEscalation,
      };
    const misplaced = nodeAt(nodeAt(pod.node, 'securityContext'), 'allowPrivilegeEscalation');
    if (misplaced)
      return {
        mistake: 'on-the-pod',
        message: `\`allowPrivilegeEscalation\` stands in the security context of the pod, where there is no such field, so \`${name}\` has none.`,
        place: misplaced,
      };
    const also = security.privileged?.value === false ? ' `privileged: false` is another matter: it is what holds anyway.' : '';
    return {
      mistake: 'escalation-open',
      message: `\`${name}\` does not forbid privilege escalation, and without a word it is allowed: a setuid program in the image still makes a process root.${also}`,
    };
  });
}

/** Every container drops all capabilities and adds at most the one for low ports. */
export function restrictsCapabilities(goal: FileGoal): Goal {
  return everyContainer(goal, 'No container keeps a capability that it does not need.', ({ name, security }, pod) => {
    const { add = [], drop = [] } = security.capabilities ?? {};
    // The admission check compares letters: `all` or `CAP_NET_BIND_SERVICE` mean the same to the runtime and are refused all the same.
    const added = add.filter(({ text }) => text !== 'NET_BIND_SERVICE');
    if (added.length > 0)
      return {
        mistake: 'adds-capability',
        message: `\`${name}\` adds ${listed(added.map(({ text }) => text))}. “restricted” lets a container have \`NET_BIND_SERVICE\` and nothing else.`,
        place: added[0],
      };
    if (drop.some(({ text }) => text === 'ALL')) return undefined;
    const spelled = drop.find(({ value }) => value === 'ALL');
    if (spelled)
      return {
        mistake: 'other-spelling',
        message: `\`${name}\` drops \`${spelled.text}\`. The runtime understands it; the check of “restricted” compares letters and knows only capitals without a prefix.`,
        place: spelled,
      };
    const misplaced = nodeAt(nodeAt(pod.node, 'securityContext'), 'capabilities');
    if (misplaced && drop.length === 0)
      return {
        mistake: 'on-the-pod',
        message: `\`capabilities\` stands in the security context of the pod, where there is no such field. Capabilities belong to a process, so each container has its own list, and \`${name}\` has none.`,
        place: misplaced,
      };
    if (drop.length > 0)
      return {
        mistake: 'drops-some',
        message: `\`${name}\` drops ${listed(drop.map(({ text }) => text))} and keeps the rest. “restricted” asks for all of them to go: a list of some misses the ones that nobody thought of.`,
        place: drop[0],
      };
    return { mistake: 'drops-nothing', message: `\`${name}\` keeps the capabilities that the runtime gives by default.` };
  });
}

/** Every container must not run as root, and does not ask to. */
export function restrictsRoot(goal: FileGoal): Goal {
  return everyContainer(goal, 'The kubelet refuses any image here that would run as root.', ({ name, security }) => {
    const { runAsNonRoot, runAsUser } = security;
    if (runAsUser?.value === 0) return { mistake: 'user-zero', message: `\`${name}\` asks for user 0, which is root.`, place: runAsUser };
    if (runAsNonRoot?.value === true) return undefined;
    if (runAsNonRoot)
      return {
        mistake: 'root-allowed',
        message: `\`${name}\` has \`runAsNonRoot: ${runAsNonRoot.text}\`${runAsNonRoot.from === 'container' ? '; what stands at the container wins over the pod' : ''}.`,
        place: runAsNonRoot,
      };
    const number = runAsUser ? ' A number under `runAsUser` makes it an ordinary user; “restricted” wants the promise as well.' : '';
    return {
      mistake: 'root-open',
      message: `Nothing says that \`${name}\` must not run as root, so an image that does would start.${number}`,
    };
  });
}

/** Every container has a seccomp profile: the runtime's own, or one from the node. */
export function restrictsSystemCalls(goal: FileGoal): Goal {
  return everyContainer(goal, 'Every container has a filter on system calls.', ({ name, security }, pod) => {
    const { seccompProfile } = security;
    const type = seccompProfile?.value?.type;
    if (type === 'Localhost' && !seccompProfile?.value?.localhostProfile)
      return {
        mistake: 'no-profile-named',
        message: `\`${name}\` is to have a profile from the node, and nothing says which file. The API server refuses that.`,
        place: seccompProfile,
      };
    if (type === 'RuntimeDefault' || type === 'Localhost') return undefined;
    if (seccompProfile)
      return {
        mistake: 'unconfined',
        message: `The seccomp profile of \`${name}\` is \`${type ?? seccompProfile.text}\`: no system call is filtered.`,
        place: seccompProfile,
      };
    const annotation = pod.annotations.find((each) => each.name.includes('seccomp'));
    if (annotation)
      return {
        mistake: 'seccomp-annotation',
        message: `\`${annotation.name}\` is the notation of years ago. Current Kubernetes does not read it, so \`${name}\` has no profile. There is a field for it now.`,
        place: annotation,
      };
    return {
      mistake: 'no-seccomp',
      message: `\`${name}\` has no seccomp profile. Docker applies one by default; Kubernetes applies none unless the cluster was set up to.`,
    };
  });
}

const allowedVolumes = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

/** The pod shares nothing with its node: no namespace, no folder, no port, no privileges. */
export function restrictsHost(goal: FileGoal): Goal {
  return kubernetesGoal(
    goal,
    (manifest) => sharedWithHost(manifest) ?? { outcome: 'pass', message: 'The pod shares nothing with its node.' },
  );
}

function sharedWithHost(manifest: Kubernetes): Judgement | undefined {
  for (const { pod } of manifest.workloads) {
    const { hostNetwork, hostPID, hostIPC } = pod;
    for (const [key, field] of Object.entries({ hostNetwork, hostPID, hostIPC }))
      if (field?.value === true)
        return failAt('host-namespace', `\`${key}: true\` puts the pod into a namespace of its node, where it sees what is not its own.`, [
          field,
        ]);
    const volume = pod.volumes.find(({ type }) => !allowedVolumes.includes(type) && type !== 'none');
    if (volume?.type === 'hostPath')
      return failAt(
        'host-path',
        `\`${volume.name}\` is the folder \`${volume.path?.text ?? ''}\` of the node. Whatever the container writes there is on the node, and stays when the pod is gone.`,
        [volume],
      );
    if (volume)
      return failAt('volume-type', `\`${volume.name}\` is a volume of type \`${volume.type}\`, which “restricted” does not allow.`, [
        volume,
      ]);
    for (const { name, security, ports } of pod.containers) {
      if (security.privileged?.value === true)
        return failAt('privileged', `\`${name}\` is privileged: it has the node’s devices and all capabilities.`, [security.privileged]);
      const port = ports.find(({ hostPort }) => hostPort?.value);
      if (port) return failAt('host-port', `\`${name}\` takes port ${port.hostPort?.text} of the node for itself.`, [port.hostPort]);
      if (security.procMount && security.procMount.value !== 'Default')
        return failAt(
          'proc-mount',
          `\`procMount: ${security.procMount.text}\` shows \`${name}\` parts of /proc that are hidden for good reason.`,
          [security.procMount],
        );
      if (security.appArmorProfile?.value === 'Unconfined')
        return failAt('unconfined', `The AppArmor profile of \`${name}\` is switched off.`, [security.appArmorProfile]);
    }
  }
  return undefined;
}

/** Every container has a read-only root file system. Not part of "restricted", and as much worth. */
export function readsOnlyEveryRoot(goal: FileGoal): Goal {
  return everyContainer(goal, 'No container can change its own program.', ({ name, security }) => {
    const { readOnlyRootFilesystem } = security;
    if (readOnlyRootFilesystem?.value === true) return undefined;
    return {
      mistake: 'writable-root',
      message: `The root file system of \`${name}\` can be written${readOnlyRootFilesystem ? '' : ', since nothing says otherwise'}: whoever breaks in can change the program.`,
      place: readOnlyRootFilesystem,
    };
  });
}

/** Volumes that a container can write to and that do not outlive its pod by design; a folder of the node is another goal's matter. */
const writable = ['emptyDir', 'ephemeral', 'csi', 'hostPath'];

interface WritableGoal extends FileGoal {
  container: string;
  path: string;
}

/** A container has an emptyDir to write to. */
export function hasScratchSpace(goal: WritableGoal): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const container = containersOf(manifest).find(({ container: { name } }) => name === goal.container)?.container;
    if (!container)
      return { outcome: 'fail', mistake: 'container-lost', message: `There is no container \`${goal.container}\` in this file any more.` };
    const around = container.mounts.filter(
      ({ mountPath }) => mountPath?.value && `${goal.path}/`.startsWith(`${mountPath.value.replace(/\/+$/, '')}/`),
    );
    const mount = around.at(-1);
    if (!mount)
      return container.security.readOnlyRootFilesystem?.value === true
        ? failAt(
            'nowhere-to-write',
            `\`${goal.container}\` writes to \`${goal.path}\`. Its root is read-only and nothing is mounted there, so its first temporary file fails with \`EROFS\`.`,
            [securityPlace(container)],
          )
        : { outcome: 'pass', message: 'The whole file system can be written.' };
    if (mount.readOnly)
      return failAt(
        'mounted-read-only',
        `\`${mount.name}\` is mounted read-only at \`${goal.path}\`, which is where \`${goal.container}\` writes.`,
        [mount],
      );
    const type = mount.volume?.type;
    if (type === undefined || writable.includes(type))
      return { outcome: 'pass', message: `\`${goal.container}\` can write to \`${goal.path}\`.` };
    if (type === 'persistentVolumeClaim')
      return failAt(
        'outlives-the-pod',
        `\`${mount.name}\` is a claim: what \`${goal.container}\` leaves in \`${goal.path}\` is there for the next pod as well.`,
        [mount],
      );
    return failAt(
      'not-writable',
      `\`${mount.name}\` is a volume of type \`${type}\`. It shows what others put there; nobody can write to it.`,
      [mount],
    );
  });
}
