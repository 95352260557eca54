import { survivors } from '#engine';

export default survivors([
  {
    mutant: /volumeMounts\[shop-db\].*` \([34]\)$/,
    verdict: 'same',
    reason: '`readOnly`: a Secret is mounted read-only anyway.',
  },
  { mutant: /refreshInterval/, verdict: 'same', reason: 'The operator has the same interval by default.' },
  { mutant: /spec\.target/, verdict: 'same', reason: 'The operator names the Secret after its own object by default.' },
  {
    mutant: /secretStoreRef\.kind/,
    verdict: 'same',
    reason: 'It then names a store of the namespace. No file here shows which stores there are, so it cannot be told.',
  },
  {
    mutant: /remoteRef\.property/,
    verdict: 'same',
    reason: 'The key then gives all that the store holds under it; what that is stands in no file here, so it cannot be told.',
  },
]);
