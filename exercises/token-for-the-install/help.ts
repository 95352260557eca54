import { help } from '#engine';

export default help({
  hints: [
    'Ask for each line: does what it writes stay in a layer, and does what it is told stay in the history?',
    'Deleting and moving to another stage both come too late: by then a layer or an argument has the token. It must never be part of the file system that a step leaves behind.',
    '`RUN` takes a mount of type `secret`. It is there for that one instruction, as a file under `/run/secrets/` or wherever `target` says, or as a variable with `env`.',
    'Either mount `npmrc` where npm looks for the settings of root, or mount `npm_token` with `env=NPM_TOKEN` and copy the committed `.npmrc` before the install. Add `required=true`.',
  ],
  why: 'The token is there for the one step that needs it, as a mount, and no layer, no argument and no history knows it.',
  approaches: [
    {
      name: 'settings-as-file',
      title: 'Mount the whole .npmrc',
      note: 'npm finds it where it always looks, and the project needs no settings of its own. The id and the path must be known to whoever starts the build.',
    },
    {
      name: 'pointed-at-the-file',
      title: 'Point npm at the mounted file',
      note: 'The mount stays at its usual place, and npm is told where its settings are. No home folder has to be guessed.',
    },
    {
      name: 'token-as-variable',
      title: 'Mount the token as a variable',
      note: 'The registry stands in the committed `.npmrc`, the token nowhere. It needs Dockerfile syntax 1.10 or newer. Every process of that step sees the variable.',
    },
    {
      name: 'read-in-the-same-run',
      title: 'Read the file in the same RUN',
      note: 'Works with every BuildKit. A missing secret becomes an empty token, so `required=true` matters most here.',
    },
    {
      name: 'non-root-install',
      title: 'Install as an ordinary user',
      note: 'A mounted secret belongs to root. `uid=1000` gives it to the user that installs.',
    },
    {
      name: 'with-a-cache',
      title: 'Beside a cache mount',
      note: 'The secret is not part of the cache, and neither is part of the layer.',
    },
    {
      name: 'written-and-deleted-in-one-run',
      title: 'Write settings and delete them in one RUN',
      note: 'A layer holds what is there when its step ends, so this leaves nothing. It takes discipline: with `&&`, a failing install still leaves nothing, because then there is no layer.',
    },
    {
      name: 'in-a-stage-with-a-bind',
      title: 'A stage for the packages, settings by bind mount',
      note: 'Neither the token nor the `.npmrc` is in any layer, and the final stage copies nothing but packages.',
    },
  ],
});
