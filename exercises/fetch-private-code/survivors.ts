import { survivors } from '#engine';

export default survivors([
  {
    mutant: /without `USER build`/,
    solution: /^non-root-with-uid$/,
    verdict: 'same',
    reason: 'Then root fetches, and root may open every socket.',
  },
  { mutant: /`USER root` at the end/, verdict: 'same', reason: 'Who the service runs as is not asked here.' },
  { mutant: /--no-cache/, verdict: 'same', reason: 'A package index in a stage that stays behind.' },
  {
    mutant: /id_\*/,
    solution: /^vendored-by-bind$/,
    verdict: 'same',
    reason: 'A bind mount leaves nothing in a layer: the key is seen by one step and gone after it.',
  },
]);
