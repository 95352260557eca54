import { help } from '#engine';

export default help({
  hints: [
    'Put two numbers side by side: who the container runs as, and whom the thing mounted at `/data` belongs to. Each kind of mount gets its owner from somewhere else.',
    'A mount covers the folder of the image. An existing volume that has files in it keeps the owner it has; only a new or empty one takes over owner and mode from the image.',
    'So either the folder is right in the image and the volume is new (what could take the old one away, or name another?), or somebody who is root gives the volume away before the app starts, or the mount is of another kind.',
    'For the first way: `install -d -o 10001 -g 10001 /data` in the Dockerfile above `USER`, and `docker volume rm shop_cache` in deploy.sh before `up`. For the second: a service with `user: root` that runs `chown` once, and a `depends_on` that waits until it has finished.',
  ],
  why: 'The folder that is really mounted at /data belongs to the number that the container runs as; nobody is root, and nobody else got in.',
  approaches: [
    {
      name: 'right-in-the-image',
      title: 'Right in the image, and a fresh volume',
      note: 'The lasting repair: every new volume is right by itself. The old one has to go once, because Docker leaves a volume with files in it as it is.',
    },
    {
      name: 'new-volume-name',
      title: 'Right in the image, under another volume name',
      note: 'Nothing is deleted, so there is a way back. The old volume stays on the server until somebody removes it.',
    },
    {
      name: 'init-service',
      title: 'A service that gives the volume away once',
      note: 'Keeps what is in the volume, and repairs it on every server at the next start. A container that is root for a second, and a chown over all files at each start.',
    },
    {
      name: 'owner-of-the-folder',
      title: 'Run as the owner of a host folder',
      note: 'Bind mounts keep the host’s numbers, so the container takes that number. Each host may have another one.',
    },
    {
      name: 'tmpfs',
      title: 'A tmpfs with an owner',
      note: 'Nothing to give away and nothing left behind. It is empty after each start and counts against the container’s memory.',
    },
    {
      name: 'chown-once',
      title: 'Give the old volume away once, by hand',
      note: 'One line in the script, for one server. In the script it runs at each deployment; it does no harm there.',
    },
    {
      name: 'post-start-hook',
      title: 'A hook after the start',
      note: 'Compose runs post_start beside the app, as root. Short, but the first writes may come too early.',
    },
  ],
});
