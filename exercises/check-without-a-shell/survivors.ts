import { survivors } from '#engine';

export default survivors([
  {
    mutant: /interval|timeout/,
    verdict: 'same',
    reason: 'Docker’s defaults, half a minute each, are in force then; how often it asks is not asked here.',
  },
  { mutant: /`package\.json`/, verdict: 'same', reason: 'Node 24 finds out from the text of a file that it is an ES module.' },
]);
