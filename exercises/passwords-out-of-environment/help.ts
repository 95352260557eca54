import { help } from '#engine';

export default help({
  hints: [
    'Two services carry the value, and each carries it where `docker inspect` shows it. Look for what reads a path instead.',
    'A secret needs three lines that agree: where its content comes from, which service gets it, and a variable that names the path inside the container.',
    'Declare it under `secrets:` at the top level of the file. List it under `secrets:` of each service. Unless you say otherwise it lies at `/run/secrets/` and its name.',
    'With `db_password` declared with `file: ./secrets/db_password.txt` and granted to both, the path for both variables is `/run/secrets/db_password`. Remove the two variables that carry the value.',
  ],
  why: 'What Docker stores and shows of the two containers is now a path. The value is in a file that only they can see.',
  approaches: [
    {
      name: 'from-a-file',
      title: 'A secret from a file',
      note: 'The usual way on one host. It is a bind mount, so owner and mode are those of the file: protect it there.',
    },
    {
      name: 'from-the-environment',
      title: 'A secret from the environment of Compose',
      note: 'Fits CI and secret managers that export variables. Compose copies the value into a file of the container, and here `mode` and `uid` do count.',
    },
    {
      name: 'long-syntax',
      title: 'Long syntax with a target',
      note: 'For a program that expects the file at a path of its own. Name and path part ways, so keep the variable beside the target.',
    },
    {
      name: 'target-for-each',
      title: 'Another target in each service',
      note: 'One secret, two paths. Useful when an image fixes the path; otherwise one path for all is easier to check.',
    },
    {
      name: 'held-by-the-platform',
      title: 'An external secret',
      note: 'Swarm keeps it encrypted and hands it out. `docker compose up` alone refuses it, so this is for a stack that is deployed elsewhere.',
    },
    {
      name: 'read-only-mount',
      title: 'A read-only bind mount',
      note: 'What Compose does with a file secret, spelled out. It works; a reader has to notice that this mount is a secret.',
    },
  ],
});
