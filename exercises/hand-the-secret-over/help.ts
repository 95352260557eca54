import { help } from '#engine';

export default help({
  hints: [
    'Compare two names: the id in the mount of the Dockerfile, and what the command gives.',
    'A build argument is a value in plain sight. A secret is described instead: under which id the builder gets it, and where Docker finds it.',
    '`docker build` has a flag for it. Its value is a list of `key=value`: `id`, and one of `env` (the name of a variable) or `src` (a path).',
    'Write `--secret id=npm_token,env=` with the name of the variable, not its value, and drop the build argument.',
  ],
  why: 'The command says where the token is and under which name the builder gets it. The value never stands in the command, and the Dockerfile asks for the same name.',
  approaches: [
    {
      name: 'from-a-variable',
      title: 'From a variable',
      note: 'The usual way in CI, where secrets arrive as variables. The id and the variable may have different names.',
    },
    {
      name: 'id-is-the-variable',
      title: 'The id is the variable',
      note: 'When both have one name, `env` can be left out. A file of that name is taken where no such variable is set.',
    },
    {
      name: 'settings-file',
      title: 'The whole .npmrc as a file',
      note: 'Good on your own machine, where the file is there anyway. Write `$HOME`: the shell does not expand `~` in the middle of a word.',
    },
    {
      name: 'token-file',
      title: 'A file with the token, type spelled out',
      note: '`type=file` is the default for `src`. Files suit tools that write a short-lived token to disk.',
    },
    {
      name: 'compose',
      title: 'Compose',
      note: 'The top level says where the value comes from, and the build lists what it may have. Both are needed.',
    },
    {
      name: 'workflow',
      title: 'build-push-action with secret-envs',
      note: 'The token is in the environment of one step, and the action passes it on by name.',
    },
    {
      name: 'workflow-secrets',
      title: 'build-push-action with secrets',
      note: 'Shorter. The action gets the value as an input and hands it to the builder as a file.',
    },
  ],
});
