import { help } from '#engine';

export default help({
  hints: [
    'Three questions, in this order: who runs, whose is the folder of the uploads, and whose are the files in `shop`?',
    'Kubernetes reads one field of the image’s configuration and nothing in its file system. What can it check there without `/etc/passwd`?',
    'COPY makes files that belong to root, whatever `USER` says, and root’s files can be read by everybody: the code needs nothing. Only the uploads need an owner, and only root can give them one.',
    'One `RUN` before `USER` makes the folder and gives it away: `install -d -o … -g …` does both. Then `USER` with two numbers.',
  ],
  why: 'The user is a number that Kubernetes can check, the uploads belong to that number, and the code still belongs to root: the process runs it and cannot rewrite it.',
  approaches: [
    {
      name: 'install-folder',
      title: 'Two numbers, and install -d',
      note: 'The shortest: nobody needs a name. Programs that look the user up (ssh, some Python libraries, a shell prompt) find nothing.',
    },
    {
      name: 'debian-user',
      title: 'A user with a name, made on Debian',
      note: 'groupadd and useradd with explicit ids. Logs and `ls -l` show a name; the `USER` line still says the number.',
    },
    {
      name: 'alpine-user',
      title: 'A user made on Alpine',
      note: 'addgroup and adduser are BusyBox’s, with other flags. For Python, Alpine also means wheels for musl.',
    },
    {
      name: 'number-alone',
      title: 'No entry in /etc/passwd, but a HOME',
      note: 'Without an entry, HOME is `/`, and tools that keep a cache there fail. Setting HOME to a folder that can be written avoids it.',
    },
    {
      name: 'user-of-the-image',
      title: 'The user that distroless brings',
      note: '65532 is there already. There is no shell to make folders with, so an empty one is copied from the build stage and given away by `--chown`. WORKDIR makes its folder as the image’s user.',
    },
    {
      name: 'made-by-the-user',
      title: 'The user makes the folder',
      note: 'Below `/tmp` anybody may make folders, so nothing has to be given away. Uploads in `/tmp` look temporary, and often are.',
    },
    {
      name: 'made-by-workdir',
      title: 'WORKDIR below USER',
      note: 'BuildKit makes the folder of a WORKDIR as the user in force, so that it is the data folder here. Short, and easy to misread.',
    },
  ],
});
