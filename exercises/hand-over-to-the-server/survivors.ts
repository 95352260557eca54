import { survivors } from '#engine';

export default survivors([
  {
    mutant: /ENTRYPOINT/,
    verdict: 'same',
    reason:
      'The command then starts the server itself, as the first process, and the server checks its settings: whether the script stays is up to the learner.',
  },
  {
    mutant: /without line `node check-config/,
    solution: /^exec-the-server$/,
    verdict: 'same',
    reason: 'The server checks its settings itself, as the task says; a check that is not run cannot fail.',
  },
  { mutant: /--no-install-recommends|rm -rf \/var\/lib\/apt/, verdict: 'same', reason: 'A smaller image is not asked.' },
]);
