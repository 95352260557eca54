import { survivors } from '#engine';

export default survivors([
  { mutant: /without `(?:--omit=dev|--mount=type=cache\S*)`/, verdict: 'same', reason: 'Not asked in this exercise.' },
  { mutant: /--chown/, verdict: 'same', reason: 'The files are readable for every user.' },
  { mutant: /RUN chown/, verdict: 'open', reason: 'npm may not write into the folder that root made.' },
]);
