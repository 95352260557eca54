import { survivors } from '#engine';

export default survivors([
  { mutant: /--detach|` *-d`|without `-d`|--name|--remove-orphans|--stop|--force/, verdict: 'same', reason: 'Not about the log.' },
  { mutant: /max-file/, verdict: 'same', reason: 'One file of a limited size is bounded as well; more of them is advice.' },
  { mutant: /--publish|--restart/, verdict: 'open', reason: 'The rest of the command is not held in this exercise.' },
]);
