import { exercise, goals } from '#engine';

const image = 'registry.example.com/orders-api:1.4.0';
const script = 'command.sh';
const manifest = `{
  "name": "orders-api",
  "version": "1.4.0",
  "private": true,
  "type": "module",
  "scripts": {
    "build": "tsc",
    "test": "vitest run",
    "start": "node dist/index.js"
  },
  "dependencies": {
    "fastify": "^5.6.0"
  },
  "devDependencies": {
    "@types/node": "^24.0.0",
    "typescript": "^6.0.0",
    "vitest": "^5.0.0"
  }
}
`;
const release = { script, image };

export default exercise({
  slug: 'tests-that-count',
  title: 'Tests that count',
  task: `CI runs \`command.sh\` for every release. Last week a release went out with a failing test, and the log was green.

Make sure that a failing test keeps the image from being pushed. The image that is pushed must hold no tests and nothing that only tests need. The rest of the image is right: the compiled app, \`package.json\` and the production packages, all in \`/app\`.

You may change the Dockerfile, the script, or both, and add a \`docker-bake.json\`.`,
  kind: 'edit',
  objectives: ['make-tests-count'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['Dockerfile', script],
  optional: ['docker-bake.json'],
  context: [
    { path: '.dockerignore', bytes: 27, text: '.git\n**/node_modules\ndist\n' },
    { path: '.git/', bytes: 6_204_000 },
    { path: 'node_modules/', bytes: 121_800_000 },
    { path: 'package-lock.json', bytes: 148_200 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/index.ts', bytes: 1_320 },
    { path: 'src/orders.test.ts', bytes: 2_050 },
    { path: 'src/orders.ts', bytes: 4_870 },
    {
      path: 'tsconfig.json',
      bytes: 168,
      text: '{\n  "compilerOptions": { "module": "nodenext", "outDir": "dist", "rootDir": "src" },\n  "include": ["src"],\n  "exclude": ["**/*.test.ts"]\n}\n',
    },
  ],
  goals: [
    goals.failingTestStopsRelease({
      id: 'failing-test-stops',
      kind: 'achieve',
      title: 'No image is pushed while a test fails',
      ...release,
    }),
    goals.pushesNoTestStage({
      id: 'no-test-stage',
      kind: 'keep',
      title: 'What is pushed is not the image in which the tests ran',
      ...release,
    }),
    goals.onReleased(
      release,
      goals.leavesDevDependencies({ id: 'no-test-tools', kind: 'keep', title: 'The pushed image holds nothing that only tests need' }),
    ),
    goals.onReleased(
      release,
      goals.leavesSources({
        id: 'no-tests',
        kind: 'keep',
        title: 'The pushed image holds no tests',
        matching: 'src',
        why: 'Tests and sources are for the stages that build.',
      }),
    ),
    goals.onReleased(release, goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' })),
    goals.onReleased(
      release,
      goals.shipsFiles({
        id: 'rest-in-image',
        kind: 'keep',
        title: 'The rest of the image is as before',
        paths: ['/app/dist/index.js', '/app/package.json', '/app/node_modules/fastify'],
        why: 'The service needs it to start.',
      }),
    ),
    goals.onReleased(release, goals.startsItsFile({ id: 'app-starts', kind: 'keep', title: 'The pushed image starts the compiled app' })),
    goals.onReleased(
      release,
      goals.startsWithoutShell({ id: 'no-shell-between', kind: 'keep', title: 'The app starts without a shell in between' }),
    ),
    goals.onReleased(release, goals.runsAsNonRoot({ id: 'not-root', kind: 'keep', title: 'The app does not run as root' })),
    goals.releasesImage({ id: 'still-released', kind: 'keep', title: 'The image is built and pushed under its name', ...release }),
  ],
});
