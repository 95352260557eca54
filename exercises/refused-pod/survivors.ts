import { survivors } from '#engine';

export default survivors([
  { mutant: /USER 10001|runAsUser/, solution: /^both$/, verdict: 'same', reason: 'The other of the two places still says who runs.' },
  { mutant: /runAsGroup/, verdict: 'same', reason: 'The group is advice here.' },
  { mutant: /fsGroup/, verdict: 'same', reason: 'The pod mounts no volume, so there is nothing for that group to own.' },
]);
