import { survivors } from '#engine';

export default survivors([
  {
    mutant: /!\.env\.example/,
    solution: /^allow-list$/,
    verdict: 'same',
    reason: 'The pattern with ** at the end brings that file back as well.',
  },
]);
