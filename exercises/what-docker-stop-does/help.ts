import { help } from '#engine';

export default help({
  hints: [
    'For each image write down the processes, PID 1 first. Who gets the signal, and does that one act on it?',
    'PID 1 is special: the kernel gives it no signal that it has no handler for. Any other process dies of SIGTERM unless it handles it.',
    'A shell as PID 1 does nothing and passes nothing on. npm starts a shell of its own. An init passes signals on to its child.',
    'Exit codes: 0 is the choice of the program, 143 is 128 + 15 for SIGTERM, 137 is 128 + 9 for SIGKILL. The grace period is 10 seconds in Docker and in Compose.',
  ],
  why: 'Two questions settle each case: who is PID 1, and does the program get the signal and act on it?',
  approaches: [
    {
      name: 'as-it-goes',
      title: 'How each of them ends',
      note: 'There is one truth here; the answers are worked out from the given files. npm was measured: 11.19.1 as PID 1 on Debian 12, with dash as the shell, on 23 November 2026.',
    },
  ],
});
