import { survivors } from '#engine';

export default survivors([
  { mutant: /emptyDir\.(?:medium|sizeLimit)/, verdict: 'same', reason: 'Where a scratch folder is kept is not asked.' },
]);
