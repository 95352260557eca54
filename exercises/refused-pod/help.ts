import { help } from '#engine';

export default help({
  hints: [
    'Read the message as two halves: what the pod demands, and what the image says about itself. Which of the two is wrong?',
    'The kubelet decides before anything runs. It has the manifest and the image’s configuration; it does not open the image’s files. `app` could be anybody there.',
    'A number can come from two places: the security context (of the pod or of the container), or the last `USER` of the Dockerfile.',
    'In the manifest the field is `runAsUser`, beside `runAsNonRoot`. In the Dockerfile the user was made with `--uid 10001`: write that number where the name stands.',
  ],
  why: 'The kubelet now sees a number that is not 0, so it can keep the promise of runAsNonRoot, and the promise still stands.',
  approaches: [
    {
      name: 'pod-level',
      title: 'runAsUser for the whole pod',
      note: 'Works without a new image, for every container that has no number of its own. The number has to fit what is in the image, and nothing checks that.',
    },
    {
      name: 'container-level',
      title: 'runAsUser for one container',
      note: 'Needed when containers of one pod have different users. A container that is added later has none.',
    },
    {
      name: 'user-group-and-volumes',
      title: 'With a group, and one for volumes',
      note: 'runAsGroup keeps the process out of group 0; fsGroup makes volumes writable for a group. Neither says who the user is, so runAsUser stays.',
    },
    {
      name: 'number-in-the-image',
      title: 'The number in the image',
      note: 'Repairs it for everybody who runs the image, in every cluster. It takes a build and a rollout.',
    },
    {
      name: 'both',
      title: 'Both',
      note: 'The image is right by itself, and the manifest says what it expects. If the two numbers drift apart, the manifest wins.',
    },
  ],
});
