import { survivors } from '#engine';

export default survivors([
  {
    mutant: /without `(?:--auto-remove`|apt-get purge|apt-get clean)/,
    verdict: 'same',
    reason: 'Not asked; and Docker’s Debian images clean after each install.',
  },
  {
    mutant: /docker-clean/,
    solution: /^cache-mounts$/,
    verdict: 'same',
    reason: 'Packages are then deleted from the cache after each install: slower, and the image is the same.',
  },
]);
