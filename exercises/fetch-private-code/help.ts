import { help } from '#engine';

export default help({
  hints: [
    'Two lines are dangerous in different ways: one carries a key in, one says that any server will do.',
    'A copied key stays in its layer, and the builder keeps that layer even where the stage does not ship. An agent can sign without ever giving its key away.',
    '`RUN` can mount the agent of whoever starts the build, with type `ssh`. ssh then needs to know the server: give it the file that the platform team checked. `ADD` can fetch a repository by itself.',
    'Copy `known_hosts` to `/etc/ssh/ssh_known_hosts`, put `--mount=type=ssh` before the `git clone`, and drop the key, its config and its deletion.',
  ],
  why: 'The key never enters the build, the server has to prove who it is, and the source is there when Go looks for it.',
  approaches: [
    {
      name: 'agent-and-known-hosts',
      title: 'The agent, for one RUN',
      note: 'Works with every tool that speaks ssh. The image of that stage needs git and an ssh client.',
    },
    {
      name: 'add-over-ssh',
      title: 'ADD the repository over ssh',
      note: 'No git and no client in the image, and cached by commit. BuildKit takes the server key from the network; the full hash makes up for it.',
    },
    {
      name: 'add-over-https',
      title: 'ADD over https with a token',
      note: 'BuildKit uses the secret `GIT_AUTH_TOKEN` by itself, as the password of the user `x-access-token`. Where the server wants another user, `GIT_AUTH_HEADER` takes the whole header.',
    },
    {
      name: 'go-downloads',
      title: 'Let Go download the module',
      note: 'Without the `replace`, Go resolves the version and checks it against `go.sum`. `GOPRIVATE` keeps the public proxy from hearing the name.',
    },
    {
      name: 'vendored',
      title: 'Vendor before the build',
      note: 'The build needs no credentials at all. Somebody else has to keep `vendor/` fresh, and CI must run that step first.',
    },
    {
      name: 'vendored-by-bind',
      title: 'Vendored, and only looked at',
      note: 'The step sees the whole context for as long as it runs, and no layer has a copy of it.',
    },
    {
      name: 'token-in-the-environment',
      title: 'A token by secret mount',
      note: 'git takes settings from `GIT_CONFIG_*` variables, so nothing is written. Good where the build host has no agent.',
    },
    { name: 'non-root-with-uid', title: 'As an ordinary user', note: 'The socket belongs to root unless `uid` says otherwise.' },
  ],
});
