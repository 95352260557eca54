import { survivors } from '#engine';

export default survivors([{ mutant: /\.git/, verdict: 'same', reason: 'The task asks for node_modules alone.' }]);
