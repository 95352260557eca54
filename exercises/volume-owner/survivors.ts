import { survivors } from '#engine';

export default survivors([{ mutant: /--rm/, verdict: 'same', reason: 'It only leaves a stopped container behind.' }]);
