import { help } from '#engine';

export default help({
  hints: [
    'Read the build log in your head: which of the first four lines said `CACHED` tonight, and which of these would come out differently if it ran today?',
    'A `RUN` is reused as long as its text is the same. What it would fetch from the network today is not part of the question. And a layer is finished when its step ends: what a later step deletes is still in it.',
    'One `RUN` has to fetch the list, install, and get rid of the list. If you write it as several lines, the shell has to be told to stop at the first that fails.',
    '`apt-get update`, `apt-get install -y --no-install-recommends …` and `rm -rf /var/lib/apt/lists/*`, joined by `&&` in one `RUN`.',
  ],
  why: 'The list is fetched by the step that uses it, so a new package name brings a new list along, and nothing of the list is left in a layer.',
  approaches: [
    {
      name: 'one-chain',
      title: 'One chain of `&&`',
      note: 'The usual shape, understood everywhere. Each part runs only if the one before worked, so the step cannot turn green half done.',
    },
    {
      name: 'heredoc',
      title: 'A here-document with `set -e`',
      note: 'Reads like a script and needs no backslashes. Without `set -e` it would go on after a failing line; and inside it, `a && b` hides a failing `a` again.',
    },
    {
      name: 'set-eux',
      title: '`set -eux` and semicolons',
      note: 'The style of the Docker Official Images. `-x` prints every command into the build log, `-u` stops at an unset variable.',
    },
    {
      name: 'cache-mounts',
      title: 'Cache mounts for apt',
      note: 'Lists and packages live beside the image and are there for the next build, so nothing has to be deleted. apt wants the mounts locked, and Debian’s `docker-clean` has to go, or it empties them.',
    },
    {
      name: 'stage-that-stays-behind',
      title: 'A stage that stays behind',
      note: 'The final image gets the file alone: no curl, no lists, nothing to delete. The best of them here, because nothing needs curl afterwards. The lesson “Only what runs” is about this.',
    },
    {
      name: 'install-use-remove',
      title: 'Install, use and remove in one step',
      note: 'The layer holds only the download. It works in a single stage, at the price of a long step that runs as a whole whenever one part of it changes.',
    },
    {
      name: 'lists-on-tmpfs',
      title: 'Lists in memory, options in a file',
      note: 'A tmpfs mount disappears with the step. Options written once for all calls cannot be forgotten in the next one, but a reader of that next line does not see them.',
    },
  ],
});
