import { exercise, goals, yamlFiles } from '#engine';

const manifest = `{
  "name": "slots-api",
  "version": "0.9.0",
  "private": true,
  "type": "module",
  "scripts": {
    "dev": "nodemon src/server.js",
    "start": "node src/server.js",
    "test": "vitest run"
  },
  "dependencies": {
    "fastify": "^5.6.0"
  },
  "devDependencies": {
    "nodemon": "^3.1.0",
    "vitest": "^5.0.0"
  }
}
`;

export default exercise({
  slug: 'one-file-two-targets',
  title: 'One file, two targets',
  task: `The image that your team develops in is also the one that ships, with nodemon, vitest and everything else. And on a fresh clone \`docker compose up\` finds no packages.

Make two targets of the one Dockerfile. Plain \`docker build .\` must give the image that ships: production packages only, started with \`node src/server.js\`. \`docker compose up\` must build and start the one for development, with \`npm run dev\`, and an edit in \`src/\` must still reach it. The packages installed in the image must be the ones that the app sees.`,
  kind: 'edit',
  objectives: ['share-a-base'],
  difficulty: 'challenge',
  minutes: 5,
  version: 1,
  editable: ['compose.yaml', 'Dockerfile'],
  optional: ['compose.override.yaml', 'Dockerfile.dev'],
  readers: [yamlFiles],
  context: [
    { path: '.dockerignore', bytes: 34, text: '.git\nnode_modules\ncompose*.yaml\n' },
    { path: '.git/', bytes: 1_870_000 },
    { path: 'README.md', bytes: 1_120 },
    { path: 'package-lock.json', bytes: 102_330 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/server.js', bytes: 1_410 },
    { path: 'src/slots.js', bytes: 3_060 },
    { path: 'test/slots.test.js', bytes: 1_980 },
  ],
  goals: [
    goals.shipsByDefault({
      id: 'ships-by-default',
      kind: 'achieve',
      title: 'Plain `docker build .` makes the image that ships',
      tools: ['nodemon', 'vitest'],
    }),
    goals.developsInItsTarget({
      tools: ['nodemon', 'vitest'],
      id: 'develops-in-its-target',
      kind: 'achieve',
      title: 'Compose builds the target for development',
    }),
    goals.keepsInstalledPackages({ id: 'packages-in-view', kind: 'achieve', title: 'The packages of the image stay in view' }),
    goals.seesEdits({ id: 'edits-arrive', kind: 'keep', title: 'Edits reach the development container', sources: 'src' }),
    goals.acceptedByCompose({ id: 'compose-takes-it', kind: 'keep', title: 'Compose takes the file' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.startsItsFile({ id: 'app-starts', kind: 'keep', title: 'The app is in the image and is what starts' }),
    goals.runsAsNonRoot({ id: 'not-root', kind: 'keep', title: 'The app does not run as root' }),
    goals.sharesOneFile({ id: 'one-file', kind: 'polish', title: 'Both targets share a base in one file' }),
    goals.namesNoVersion({ id: 'nothing-obsolete', kind: 'polish', title: 'The Compose file has no obsolete parts' }),
  ],
});
