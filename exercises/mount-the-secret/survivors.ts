import { survivors } from '#engine';

export default survivors([
  {
    mutant: /volumeMounts\[shop-db\].*` \([34]\)$/,
    verdict: 'same',
    reason: '`readOnly`: a Secret is mounted read-only anyway.',
  },
  { mutant: /refreshInterval/, verdict: 'same', reason: 'The operator has the same interval by default.' },
  { mutant: /spec\.target/, verdict: 'same', reason: 'The operator names the Secret after its own object by default.' },
  { mutant: /csi\.readOnly/, verdict: 'open', reason: 'The driver takes read-only volumes alone.' },
  { mutant: /secretStoreRef\.kind/, verdict: 'open', reason: 'The operator then looks for a store of the namespace.' },
]);
