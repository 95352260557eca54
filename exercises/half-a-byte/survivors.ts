import { survivors } from '#engine';

export default survivors([{ mutant: /limits\.cp/, verdict: 'same', reason: 'The task leaves a processor limit to the learner.' }]);
