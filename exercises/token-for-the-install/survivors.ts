import { survivors } from '#engine';

export default survivors([
  { mutant: /without `(?:--omit=dev|--mount=type=cache\S*)`/, verdict: 'same', reason: 'Not asked in this exercise.' },
  { mutant: /--chown/, verdict: 'same', reason: 'The files are readable for every user.' },
  {
    mutant: /without `COPY package\.json \.\/`/,
    solution: /^in-a-stage-with-a-bind$/,
    verdict: 'same',
    reason: 'Node.js 24 tells an ES module by its syntax where no manifest says what it is.',
  },
]);
