import { survivors } from '#engine';

export default survivors([
  {
    mutant: /startupProbe\.periodSec/,
    verdict: 'same',
    reason: 'The kubelet then asks every 10 seconds, which gives the start at least as long as before and more than 90 seconds.',
  },
  {
    mutant: /readinessProbe\.periodS/,
    verdict: 'same',
    reason: 'Every 10 seconds is the default; how often it asks is left to the learner.',
  },
  {
    mutant: /livenessProbe\.(?:timeoutS|periodSe|failureT)/,
    verdict: 'same',
    reason: 'One second, every 10 seconds, three times: the defaults do for an answer that comes at once.',
  },
]);
