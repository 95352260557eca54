import { survivors } from '#engine';

export default survivors([
  {
    mutant: /without `--interval/,
    verdict: 'same',
    reason: 'Docker then asks every 30 seconds. Three misses, each with the time-out written here, still fit into two minutes.',
  },
  {
    mutant: /without `--timeout/,
    verdict: 'same',
    reason: 'Docker then waits for 30 seconds. With at most 10 seconds between the checks three misses take two minutes.',
  },
  { mutant: /without `--start-interval/, verdict: 'same', reason: 'It makes the first good answer count sooner, which is not asked.' },
  { mutant: /without `--no-cache/, verdict: 'same', reason: 'A smaller layer is not asked.' },
  { mutant: /NODE_ENV/, verdict: 'same', reason: 'The health check does not depend on it, and `--omit=dev` stands by the install.' },
]);
