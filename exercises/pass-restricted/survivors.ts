import { survivors } from '#engine';

export default survivors([
  { mutant: /emptyDir\.(?:medium|sizeLimit)/, verdict: 'same', reason: 'Where a scratch folder is kept is not asked.' },
  {
    mutant: /securityContex….*\(2\)|securityContext\.ru|runAs(?:User|Group)/,
    verdict: 'same',
    reason: 'User and group: the images run as 10001 by themselves, and `runAsNonRoot` still holds.',
  },
  {
    mutant: /capabi….*\([45]\)/,
    solution: /^low-port-allowed$/,
    verdict: 'same',
    reason: '`add: [NET_BIND_SERVICE]`: the one capability that may come back is not needed on a high port.',
  },
  { mutant: /\[metrics\]\.ports/, verdict: 'same', reason: 'A `containerPort` opens nothing; it tells people and tools.' },
]);
