import { survivors } from '#engine';

export default survivors([{ mutant: /NPM_CONFIG_FUND/, verdict: 'same', reason: 'It only makes npm quieter.' }]);
