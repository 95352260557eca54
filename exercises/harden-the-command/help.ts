import { help } from '#engine';

export default help({
  hints: [
    'Take `--privileged` away first. Then go through what a process can do: privileges, users, files, and what it uses up.',
    'Each wish has its own flag: capabilities are dropped, new privileges are a security option, and the root file system has a switch.',
    'A read-only root stops the program at its first temporary file, unless `/tmp` is mounted as something that can be written.',
    'Drop `ALL` with `--cap-drop`, give `--security-opt no-new-privileges`, `--read-only` with `--tmpfs /tmp`, a number to `--user`, and a value each to `--memory`, `--cpus` and `--pids-limit`.',
  ],
  why: 'Whoever breaks into this container is an ordinary user who can change nothing, gain nothing and take no more than its share.',
  approaches: [
    {
      name: 'long-flags',
      title: 'Everything on the command line',
      note: 'It can be read and reviewed in one place. In a script of ten containers, the same ten lines stand ten times.',
    },
    {
      name: 'sized-tmpfs',
      title: 'A tmpfs with a size',
      note: '`--mount` says in words what it does, and the size keeps a full `/tmp` from eating the memory of the container.',
    },
    {
      name: 'user-in-the-image',
      title: 'The user in the image',
      note: 'Whoever starts the image gets an ordinary user without thinking of it. Add the flag as well where you start images of others.',
    },
    {
      name: 'low-port',
      title: 'Port 80 inside, one capability back',
      note: 'It was needed before Docker 20.10, and still is on some Kubernetes runtimes. Here it is harmless and does nothing.',
    },
    {
      name: 'own-seccomp-profile',
      title: 'A seccomp profile of your own',
      note: 'Allows only what the program calls. The tightest, and a profile to keep up to date with every release.',
    },
  ],
});
