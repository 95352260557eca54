import { survivors } from '#engine';

export default survivors([
  {
    mutant: /init: true|ENTRYPOINT/,
    solution: /^both-inits$/,
    verdict: 'same',
    reason: 'The worker has two inits; the other one is left.',
  },
  { mutant: /stop_signal: SIGQUIT/, verdict: 'same', reason: 'The image of nginx asks for SIGQUIT by itself.' },
  { mutant: /stop_signal: SIGTERM/, verdict: 'same', reason: 'SIGTERM is what Docker sends where nobody asks for another signal.' },
  {
    mutant: /services\.web\.stop_grace_period/,
    verdict: 'same',
    reason: 'Docker waits ten seconds by default, and a download takes eight.',
  },
  { mutant: /spec\.replicas/, verdict: 'same', reason: 'How many of them run is not asked.' },
  {
    mutant: /containers\[web\]\.lifecycle/,
    verdict: 'same',
    reason:
      'The pause before the signal, or its length, is not asked: the kubelet sends the SIGQUIT of the image, and nginx finishes its downloads.',
  },
  { mutant: /--no-install-recommends|rm -rf \/var\/lib\/apt/, verdict: 'same', reason: 'A smaller image is not asked.' },
]);
