import { survivors } from '#engine';

export default survivors([
  {
    mutant: /target\.prod\.target/,
    solution: /^bake-group$/,
    verdict: 'same',
    reason: 'Without a target the last stage is built, and that is `prod`.',
  },
  {
    mutant: /--target test/,
    solution: /^named-target-last$/,
    verdict: 'same',
    reason: 'Without a target the last stage is built, and that is `test` in this file.',
  },
  { mutant: /--rm/, verdict: 'same', reason: 'It only leaves a stopped container behind.' },
]);
