import { help } from '#engine';

export default help({
  hints: [
    'Two lines are expensive: the one that installs and the one that compiles. Which other lines must stand above each of them, and which must not?',
    'A step that runs again takes every step below it along. So what changes with every edit, and what changes with every commit, belongs as far down as it can go.',
    'The install reads two files only. The compiler needs the sources as well. The commit id is needed by the label and by nothing else, and an argument counts for every `RUN` below it.',
    '`WORKDIR`, then the manifests, then `npm ci`, then everything else and the compiler; `ARG` and `LABEL` at the end. `USER` comes when nothing has to be written any more.',
  ],
  why: 'The install stands above everything that changes often and depends on two files alone; the commit id comes into scope when no command is left that it could make run again.',
  approaches: [
    {
      name: 'by-change',
      title: 'From rare to frequent',
      note: 'Base, manifests, sources, commit id: each line changes more often than the one above it. The file reads like a calendar.',
    },
    {
      name: 'start-command-first',
      title: 'The configuration on top',
      note: '`EXPOSE` and `CMD` write the image’s configuration and are no steps of the build, so their place costs nothing. Some teams keep what a reader looks for first on top.',
    },
    {
      name: 'user-in-the-middle',
      title: 'Metadata between other lines',
      note: 'Also right: only the `RUN` lines below an argument pay for it, and there are none left.',
    },
    {
      name: 'two-copies',
      title: 'One `COPY` for each part',
      note: 'Naming the sources instead of `COPY . .` keeps a changed README from compiling again. The price is another line whenever a new top-level file is needed.',
    },
    {
      name: 'bind-mounts',
      title: 'Manifests by bind mount',
      note: 'The install sees both files without a layer for them. They reach the image with the sources, later. Their contents are part of the step’s key, as with `COPY`.',
    },
  ],
});
