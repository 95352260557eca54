import { survivors } from '#engine';

export default survivors([
  {
    mutant: /without `ENV NODE_ENV/,
    verdict: 'same',
    reason: '`--omit=dev` leaves development packages out by itself, and the app is not said to read the variable.',
  },
  {
    mutant: /without `--omit=dev/,
    verdict: 'same',
    reason: '`NODE_ENV=production` is in force there, and npm then leaves them out as well.',
  },
  { mutant: /in shell form/, verdict: 'same', reason: 'It starts the same program; how it is stopped is another exercise.' },
  { mutant: /USER node/, verdict: 'same', reason: 'The target for development. What ships may not run as root.' },
  {
    mutant: /build\.context/,
    verdict: 'same',
    reason: 'The folder of the Compose file is the context by default (Compose specification, build).',
  },
  {
    mutant: /services\.api\.build`|build\.target: prod/,
    solution: /^override-file$/,
    verdict: 'same',
    reason: 'The override file, which plain `docker compose up` reads too, names the target, and the context has a default.',
  },
  {
    mutant: /api-shipped/,
    solution: /^two-services$/,
    verdict: 'same',
    reason: 'A second service for the image that ships is not asked; without a target it gets the last stage, which is that image.',
  },
  { mutant: /watch\[1\]/, solution: /^watch$/, verdict: 'same', reason: 'A rebuild after a new lockfile is not asked.' },
]);
