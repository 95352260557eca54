import { survivors } from '#engine';

export default survivors([
  {
    mutant: /services\.(?:api|report)\.(?:mem_limit|cpus|pids_limit|deploy)/,
    solution: /^both-and-equal$/,
    verdict: 'same',
    reason: 'The same limit stands in two places; the other one is left.',
  },
  {
    mutant: /JAVA_TOOL_OPTIONS|environment|NODE_OPTIONS/,
    verdict: 'same',
    reason: 'Both runtimes size their heap by the limit themselves; by default that leaves room.',
  },
  { mutant: /reservations?\.memory|mem_reservation/, verdict: 'same', reason: 'Nobody has to reserve memory.' },
  { mutant: /restart: unless-stopped/, verdict: 'same', reason: 'The task does not ask for a restart policy.' },
]);
