import { survivors } from '#engine';

export default survivors([
  {
    mutant: /contents: read|without `jobs\.scan\.permissions`/,
    solution: /^(?:artifact-between-jobs|empty-by-default|scanner-in-a-container|short-lived-identity)$/,
    verdict: 'same',
    reason: 'The token may do less still. A public repository is checked out without it, and the task does not say which this is.',
  },
  {
    mutant: /severity: HIGH,CRITICAL/,
    verdict: 'same',
    reason: 'The action then stops at findings of every severity, high and critical ones among them.',
  },
  {
    mutant: /without `permissions`$/,
    solution: /^(?:empty-by-default|promote-by-digest)$/,
    verdict: 'same',
    reason: 'Every job that matters says its own permissions.',
  },
  {
    mutant: /jobs\.publish\.permissions`/,
    solution: /^empty-by-default$/,
    verdict: 'same',
    reason: 'The workflow says the same for all jobs.',
  },
  {
    mutant: /jobs\.build\.permissions\.contents/,
    solution: /^promote-by-digest$/,
    verdict: 'same',
    reason: 'A public repository is fetched without it, and the task does not say which this is.',
  },
  {
    mutant: /jobs\.build\.steps\[0\]`/,
    solution: /^promote-by-digest$/,
    verdict: 'same',
    reason: 'Without a context the action fetches the repository by itself.',
  },
  {
    mutant: /jobs\.build\.steps\[1\]`/,
    solution: /^promote-by-digest$/,
    verdict: 'same',
    reason: 'The builder that Docker has by itself pushes, too, and reports the digest.',
  },
  {
    mutant: /jobs\.(?:scan|publish)\.permissions/,
    solution: /^promote-by-digest$/,
    verdict: 'same',
    reason: 'Neither job logs in to ghcr.io: it reads the staging image as everybody does, whatever its token may.',
  },
  { mutant: /` \(2\)$/, solution: /^short-lived-identity$/, verdict: 'same', reason: 'Only the name of a step is gone.' },
]);
