import { survivors } from '#engine';

export default survivors([{ mutant: /uid: 999|mode: 0400/, verdict: 'same', reason: 'By default the file is readable in its container.' }]);
