import { survivors } from '#engine';

export default survivors([
  {
    mutant: /healthcheck\.(?:interval|timeout)/,
    verdict: 'same',
    reason: 'Docker then takes 30 seconds: the stack comes up later, and in the same order.',
  },
  { mutant: /healthcheck\.start_interval/, verdict: 'same', reason: 'Compose then asks at the usual interval in the start period, too.' },
  {
    mutant: /api\.depends_on\.db`/,
    verdict: 'same',
    reason: 'The API waits for the migration, which has waited for the database.',
  },
  { mutant: /depends_on\.cache/, verdict: 'same', reason: 'Nobody may need the cache.' },
  { mutant: /depends_on\.db\.restart/, verdict: 'same', reason: 'What happens when the database is restarted later is not asked.' },
]);
