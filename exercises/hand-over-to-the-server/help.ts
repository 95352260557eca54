import { help } from '#engine';

export default help({
  hints: [
    'Write down which processes run, PID 1 first. There are two shells in front of the server. Where does each of them come from?',
    'A signal goes to PID 1 alone, and a shell does not pass it on. So either no shell is there at the end, or something is PID 1 that passes signals on.',
    'One shell comes from the form of `ENTRYPOINT`. The other is the script: a shell can give its own place to a program, and it has a word for that.',
    'Exec form for `ENTRYPOINT` and `CMD`, `set -e` at the top of the script, and `exec` before the last line. `"$@"`, with its quotes, stands for the command.',
  ],
  why: 'No shell is left between PID 1 and the server, so the server hears SIGTERM and has the whole grace period to finish.',
  approaches: [
    {
      name: 'exec-the-command',
      title: 'A script that hands over',
      note: 'The usual way. The script prepares, `exec "$@"` gives its place to whatever `CMD` or `docker run` names. One image serves for the server, a migration or a look around.',
    },
    {
      name: 'exec-the-server',
      title: 'A script for one program',
      note: 'Shorter, and the command is fixed: to run anything else you need `--entrypoint`. Fine for an image with one purpose.',
    },
    {
      name: 'init-before-the-script',
      title: 'tini as PID 1',
      note: 'tini passes signals on and cleans up processes that ended without a parent. Worth its package where the server starts programs of its own. The script still needs its `exec`.',
    },
    {
      name: 'no-script',
      title: 'No script',
      note: 'What is not there cannot stand in the way. The server does the check itself. Look for this way first.',
    },
    {
      name: 'shell-form-with-exec',
      title: 'Shell form with exec',
      note: 'Works: `exec` takes the shell away. It needs a shell in the image, ignores `CMD`, and one edit that drops the word brings the old fault back without a sound.',
    },
    {
      name: 'trap-and-wait',
      title: 'A trap that passes the signal on',
      note: 'For scripts that have to clean up after the server. The server runs in the background, and `wait` stands twice: a signal ends the first one. Most scripts do not need this.',
    },
  ],
});
