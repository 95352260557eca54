import { survivors } from '#engine';

export default survivors([
  { mutant: /web\.user/, verdict: 'same', reason: 'As root nginx starts just as well; that is advice here.' },
  { mutant: /tmpfs\[\/tmp\]/, verdict: 'same', reason: 'This nginx writes nothing to /tmp.' },
  { mutant: /\.tmpfs/, verdict: 'same', reason: 'A size is not asked.' },
  { mutant: /cap_drop|security_opt/, verdict: 'same', reason: 'The task asks what may be written, not for fewer capabilities.' },
]);
