import { survivors } from '#engine';

export default survivors([
  { mutant: /\.git/, verdict: 'same', reason: 'The task asks for node_modules alone.' },
  {
    mutant: /RUN npm ci|COPY|package/,
    solution: /^build-stage$/,
    verdict: 'open',
    reason: 'The build in the first stage would fail, and no goal of this exercise looks at it.',
  },
]);
