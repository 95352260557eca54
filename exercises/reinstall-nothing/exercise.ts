import { exercise, goals } from '#engine';

const manifest = `{
  "name": "shop-prices",
  "version": "2.3.0",
  "private": true,
  "scripts": {
    "build": "tsc",
    "start": "node dist/index.js"
  },
  "dependencies": {
    "fastify": "^5.6.0"
  },
  "devDependencies": {
    "@types/node": "^24.0.0",
    "typescript": "^6.0.0"
  }
}
`;

export default exercise({
  slug: 'reinstall-nothing',
  title: 'Reinstall nothing',
  task: `These are the right lines in the wrong order. The service is compiled to \`dist\` and listens on port 3000. CI builds every commit with \`--build-arg GIT_SHA=<commit>\`.

Put the lines in order, so that an edit in \`src\` installs nothing, a new commit id neither installs nor compiles anything, and the label still carries the id. The app lives in \`/app\`, and that folder belongs to root.`,
  kind: 'order',
  objectives: ['order-by-change', 'keep-metadata-late'],
  difficulty: 'first-steps',
  minutes: 3,
  version: 1,
  editable: ['Dockerfile'],
  order: { file: 'Dockerfile' },
  context: [
    { path: '.dockerignore', bytes: 38, text: '.git\n**/node_modules\ndist\n**/*.log\n' },
    { path: '.git/', bytes: 2_840_000 },
    { path: 'README.md', bytes: 1_900 },
    { path: 'node_modules/', bytes: 61_200_000 },
    { path: 'package-lock.json', bytes: 61_900 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/index.ts', bytes: 1_460 },
    { path: 'src/prices.ts', bytes: 5_220 },
    {
      path: 'tsconfig.json',
      bytes: 178,
      text: '{\n  "compilerOptions": { "module": "nodenext", "outDir": "dist", "rootDir": "src" },\n  "include": ["src"]\n}\n',
    },
  ],
  goals: [
    goals.editReinstallsNothing({
      id: 'edit-installs-nothing',
      kind: 'achieve',
      title: 'An edit in `src` installs nothing',
      edited: 'src/prices.ts',
    }),
    goals.argumentCostsNothing({
      id: 'commit-costs-nothing',
      kind: 'achieve',
      title: 'A new commit id neither installs nor compiles anything',
      argument: 'GIT_SHA',
      when: 'Every commit',
    }),
    goals.installsInFolder({ id: 'install-in-app', kind: 'achieve', title: 'Packages are installed in the folder of the app' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.installsFromLock({ id: 'locked-install', kind: 'keep', title: 'The install follows the lockfile' }),
    goals.writesWhereItMay({ id: 'may-write', kind: 'keep', title: 'Install and compiler may write to `/app`' }),
    goals.labelsWith({
      id: 'label-says-commit',
      kind: 'keep',
      title: 'The label carries the commit id',
      label: 'org.opencontainers.image.revision',
      argument: 'GIT_SHA',
    }),
    goals.startsItsFile({ id: 'app-starts', kind: 'keep', title: 'The compiled app is in the image and is what starts' }),
    goals.startsWithoutShell({ id: 'no-shell-between', kind: 'keep', title: 'The app starts without a shell in between' }),
    goals.runsAsNonRoot({ id: 'not-root', kind: 'keep', title: 'The app does not run as root' }),
  ],
});
