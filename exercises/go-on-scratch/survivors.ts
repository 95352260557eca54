import { survivors } from '#engine';

export default survivors([
  { mutant: /--no-cache/, verdict: 'same', reason: 'A package index in a stage that stays behind.' },
  { mutant: /COPY --from=build \/rates/, verdict: 'open', reason: 'The program itself is not in the image.' },
]);
