import { help } from '#engine';

export default help({
  hints: [
    'The line in the log names one path. Ask what nginx writes when it starts: its process id, and folders for temporary files.',
    'A tmpfs is an empty folder in memory. Put one where nginx writes, and nowhere that holds something it reads.',
    'The official image writes to `/var/cache/nginx` and `/run`. The unprivileged image of nginx keeps both below `/tmp`, and listens on 8080.',
    'Under `tmpfs:` list `/var/cache/nginx` and `/run`. Or take `nginxinc/nginx-unprivileged`, list `/tmp`, and publish `8080:8080`.',
  ],
  why: 'The image’s files stay as they were built. What nginx writes while it runs lives in memory and goes with the container.',
  approaches: [
    {
      name: 'three-tmpfs',
      title: 'A tmpfs for each place',
      note: 'The image stays as it is. The first process is root, since this image expects that.',
    },
    {
      name: 'unprivileged-image',
      title: 'The unprivileged image',
      note: 'No root at all, and one place to write. Mind the port: it listens on 8080.',
    },
    {
      name: 'sized-volumes',
      title: 'Volumes of type tmpfs, with a size',
      note: 'A full cache cannot eat the host’s memory. More lines, each of which says what it does.',
    },
    {
      name: 'own-configuration',
      title: 'A configuration that writes to /tmp',
      note: 'Works with any image of nginx and any user. From now on the configuration is yours to keep up to date.',
    },
    {
      name: 'slim-variant',
      title: 'The slim variant, with named volumes',
      note: 'Less in the image to break into with. Named volumes outlive the container, so what nginx leaves in them stays.',
    },
    {
      name: 'owned-tmpfs',
      title: 'The official image as user 101',
      note: 'A tmpfs belongs to root and takes the mode of the folder below it, so each needs an owner or a mode.',
    },
  ],
});
