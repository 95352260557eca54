import { help } from '#engine';

export default help({
  hints: [
    'Count the containers first: there are three, and each has to pass. One of them runs before the others.',
    'Some fields exist for the pod and hold for all its containers. Others exist only in the security context of a container.',
    '`runAsNonRoot` and `seccompProfile` may stand at the pod. `allowPrivilegeEscalation`, `capabilities` and `readOnlyRootFilesystem` stand at each container. The folder of the node has to become a volume of the pod’s own.',
    'At the pod: `runAsNonRoot: true`, `seccompProfile` with `type: RuntimeDefault`. At each container: `allowPrivilegeEscalation: false`, `readOnlyRootFilesystem: true`, `capabilities` with `drop: [ALL]`. The volume `scratch` becomes an `emptyDir`.',
  ],
  why: 'Each of the three containers promises what “restricted” asks for, so the API server lets the pod in.',
  approaches: [
    {
      name: 'pod-and-containers',
      title: 'What the pod can say, the pod says',
      note: 'The shortest. A container that is added later inherits half of it and is refused for the rest, which is how you notice.',
    },
    {
      name: 'all-per-container',
      title: 'Everything at each container',
      note: 'Long, and each container can be read by itself. Good where a template writes them.',
    },
    {
      name: 'low-port-allowed',
      title: 'With the one capability that is allowed',
      note: '“restricted” lets a container add `NET_BIND_SERVICE`. Only some runtimes need it for a low port.',
    },
    {
      name: 'native-sidecar',
      title: 'The helper as a sidecar',
      note: 'An init container with `restartPolicy: Always` starts first and keeps running. It has to pass like all others.',
    },
    {
      name: 'scratch-in-memory',
      title: 'A /tmp in memory, with a size',
      note: 'Nothing is ever on the node’s disk, and a full `/tmp` ends this pod, not the node. It counts against the memory limit.',
    },
    {
      name: 'profile-of-your-own',
      title: 'A seccomp profile from the node',
      note: '`Localhost` names a file that must be on every node. Tighter than the default, and one more thing to roll out.',
    },
  ],
});
