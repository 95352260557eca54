import { survivors } from '#engine';

export default survivors([
  {
    mutant: /without `(?:adduser|RUN addgroup)/,
    solution: /^alpine-user$/,
    verdict: 'same',
    reason: 'A number needs no entry, and `chown` has numbers too.',
  },
  { mutant: /without `(?:--no-cache-dir|HOME)`/, verdict: 'same', reason: 'Not asked: a smaller layer, a home.' },
  { mutant: /USER 65532/, solution: /^user-of-the-image$/, verdict: 'same', reason: 'The tag `nonroot` has that user.' },
]);
