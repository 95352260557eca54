import { help } from '#engine';

export default help({
  hints: [
    'There are three complaints, and each has a line of its own. How long does Compose wait? Who is PID 1 in the worker? Which signal does nginx get?',
    'A container that is stopped gets its stop signal, then time, then SIGKILL. Restarting it afterwards does not bring the time back.',
    'The time is `stop_grace_period`, with a unit. Docker can put an init before the program. The image of nginx already asks for the signal on which nginx finishes; one line here overrules it.',
    'For the worker `init: true` and a grace period of 45 seconds or more; for `web`, take `stop_signal` out or set it to the one that means *quit*.',
  ],
  why: 'The worker has time to finish and an init that cleans up, and nginx gets the signal on which it finishes what is under way.',
  approaches: [
    {
      name: 'minute-and-init',
      title: "A minute, an init, the image's own signal",
      note: 'The fewest lines. What the image says about itself stays in force, so a newer nginx image that changes its signal is followed.',
    },
    {
      name: 'signal-spelled-out',
      title: 'Everything written out',
      note: 'A reader sees the contract without knowing the image. The price is a second place that has to stay true.',
    },
    {
      name: 'tini-in-the-image',
      title: 'tini in the image',
      note: 'The image works anywhere, also where nobody can pass `--init`: Kubernetes has no such switch. It costs a package.',
    },
    {
      name: 'kubernetes-twin',
      title: 'The same for Kubernetes',
      note: '`terminationGracePeriodSeconds` counts from the start of the `preStop` hook, so the sleep is part of it. The sleep gives load balancers time to look elsewhere.',
    },
    {
      name: 'both-inits',
      title: 'An init in the image and one from Docker',
      note: 'Works, and one of them is idle. It happens when image and Compose file have different owners.',
    },
  ],
});
