import { exercise, goals, readCommands, readCompose, readWorkflow, yamlFiles } from '#engine';

const manifest = `{
  "name": "quotes-api",
  "version": "2.1.0",
  "private": true,
  "type": "module",
  "dependencies": {
    "@acme/tariffs": "^3.2.0",
    "fastify": "^5.6.0"
  }
}
`;
const settings = '@acme:registry=https://npm.acme.example/\n//npm.acme.example/:_authToken=${' + 'NPM_TOKEN}\n';
const place = {
  variables: ['NPM_TOKEN'],
  files: [
    { path: '/.npmrc', holds: 'settings' as const },
    { path: 'token.txt', holds: 'value' as const },
  ],
};

export default exercise({
  slug: 'hand-the-secret-over',
  title: 'Hand the secret over',
  task: `The Dockerfile mounts a secret for its install. The command still passes the token as a build argument, so the build stops: the mount is required and nothing fills it.

Hand the secret over, so that the token itself stands on no command line and in no file here. It is in the variable \`NPM_TOKEN\`, in \`token.txt\` outside of the repository (\`$HOME/.config/acme/token.txt\`), and with the registry around it in \`$HOME/.npmrc\`.

You may also build with Compose or in a GitHub workflow, where \`NPM_TOKEN\` is a repository secret. The Dockerfile may change its names, not its idea.`,
  kind: 'edit',
  objectives: ['pass-from-outside'],
  difficulty: 'first-steps',
  minutes: 3,
  version: 1,
  editable: ['command.sh', 'Dockerfile'],
  optional: ['compose.yaml', '.github/workflows/ci.yml'],
  readers: [yamlFiles],
  context: [
    { path: '.dockerignore', bytes: 18, text: '.git\nnode_modules\n' },
    { path: '.git/', bytes: 3_120_000 },
    { path: '.npmrc', bytes: settings.length, text: settings },
    { path: 'package-lock.json', bytes: 88_210 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/quotes.js', bytes: 3_940 },
    { path: 'src/server.js', bytes: 1_260 },
  ],
  goals: [
    goals.handsSecretOver({
      ...place,
      id: 'secret-arrives',
      kind: 'achieve',
      title: 'Each secret that is asked for is given, under its name',
    }),
    goals.keepsValueOffCommandLine({ id: 'value-not-shown', kind: 'achieve', title: 'The token itself stands nowhere' }),
    goals.isAccepted({
      id: 'docker-takes-it',
      kind: 'keep',
      title: 'Docker takes the command',
      file: 'command.sh',
      read: readCommands,
      reader: 'Docker',
      except: ['secret-source-is-value'],
      instead: {
        'invalid-flag-value': (written) =>
          `\`${written}\` is not how a secret is described. It wants to know two things, as \`key=value\` with a comma between: under which id, and from which place. The value itself is neither.`,
        'unknown-flag': (written) =>
          `\`${written}\` is no flag of a build. Variables of a running container are something else than secrets of a build.`,
      },
    }),
    goals.isAccepted({
      id: 'compose-takes-it',
      kind: 'keep',
      title: 'Compose takes its file, if there is one',
      file: 'compose.yaml',
      read: (text, path) => readCompose([{ path, text }]),
      reader: 'Compose',
    }),
    goals.isAccepted({
      id: 'github-takes-it',
      kind: 'keep',
      title: 'GitHub takes the workflow, if there is one',
      file: '.github/workflows/ci.yml',
      read: readWorkflow,
      reader: 'GitHub',
    }),
    goals.keepsSecretMount({ id: 'mount-kept', kind: 'keep', title: 'The install still asks for its secret' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.stopsWithoutSecret({ id: 'absence-noticed', kind: 'polish', title: 'A build without the secret says so at once' }),
  ],
});
