import { survivors } from '#engine';

export default survivors([{ mutant: /--no-cache/, verdict: 'same', reason: 'A package index in a stage that stays behind.' }]);
