import { survivors } from '#engine';

export default survivors([
  { mutant: /--rm/, verdict: 'same', reason: 'It only leaves a stopped container behind.' },
  { mutant: /user(?: root|: root)/, verdict: 'same', reason: 'BusyBox runs as root where nobody says otherwise.' },
]);
