import { exercise, goals } from '#engine';

const manifest = `{
  "name": "quotes-api",
  "version": "2.1.0",
  "private": true,
  "type": "module",
  "dependencies": {
    "@acme/tariffs": "^3.2.0",
    "fastify": "^5.6.0"
  },
  "devDependencies": {
    "vitest": "^5.0.0"
  }
}
`;
const settings = '@acme:registry=https://npm.acme.example/\n//npm.acme.example/:_authToken=${' + 'NPM_TOKEN}\n';

export default exercise({
  slug: 'token-for-the-install',
  title: 'A token for one step',
  task: `\`@acme/tariffs\` comes from the company's own registry, which wants a token. This file asks for the token as a build argument, writes it down, and deletes it again.

CI hands two secrets to the build, and you may use either: \`npm_token\` is the token alone, \`npmrc\` is a whole \`.npmrc\` with registry and token. The committed \`.npmrc\` names a variable where the token would be; \`.npmrc.local\` is your own, with your token in it, and git ignores it.

The install must still get the token. Nothing else may keep it: no layer, no history, no stage.`,
  kind: 'edit',
  objectives: ['mount-for-one-step', 'prove-nothing-left'],
  difficulty: 'practice',
  minutes: 5,
  version: 1,
  editable: ['Dockerfile', '.dockerignore'],
  context: [
    { path: '.git/', bytes: 3_120_000 },
    { path: '.gitignore', bytes: 26, text: 'node_modules\n.npmrc.local\n' },
    { path: '.npmrc', bytes: settings.length, text: settings },
    { path: '.npmrc.local', bytes: 122 },
    { path: 'README.md', bytes: 1_480 },
    { path: 'node_modules/', bytes: 61_200_000 },
    { path: 'package-lock.json', bytes: 88_210 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/quotes.js', bytes: 3_940 },
    { path: 'src/server.js', bytes: 1_260 },
    { path: 'test/quotes.test.js', bytes: 2_110 },
  ],
  goals: [
    goals.leavesNoSecret({
      id: 'no-secret-left',
      kind: 'achieve',
      title: 'Nothing of the token stays behind',
      what: 'token',
      secrets: ['.npmrc.local', 'NPM_TOKEN'],
    }),
    goals.givesInstallItsSecret({
      id: 'install-has-it',
      kind: 'achieve',
      title: 'The install has the token',
      given: [
        { id: 'npm_token', holds: 'token' },
        { id: 'npmrc', holds: 'npmrc' },
      ],
    }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.writesWhereItMay({ id: 'may-write', kind: 'keep', title: 'The install may write to `/app`' }),
    goals.leavesDevDependencies({ id: 'no-dev-dependencies', kind: 'keep', title: 'Development dependencies stay behind' }),
    goals.startsItsFile({ id: 'app-starts', kind: 'keep', title: 'The app is in the image and is what starts' }),
    goals.runsAsNonRoot({ id: 'not-root', kind: 'keep', title: 'The app does not run as root' }),
    goals.stopsWithoutSecret({ id: 'absence-noticed', kind: 'polish', title: 'A build without the secret says so at once' }),
  ],
});
