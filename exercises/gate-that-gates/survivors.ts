import { survivors } from '#engine';

export default survivors([
  { mutant: /\.name: /, verdict: 'same', reason: 'Only the name of a step is gone.' },
  {
    mutant: /TRIVY_SEVERITY/,
    solution: /^one-script$/,
    verdict: 'same',
    reason: 'The scan is made by snyk, which does not read that variable.',
  },
]);
