import { exercise, goals } from '#engine';

const manifest = `{
  "name": "orders-api",
  "version": "1.4.0",
  "private": true,
  "scripts": {
    "build": "tsc",
    "test": "vitest run",
    "start": "node dist/index.js"
  },
  "dependencies": {
    "argon2": "^0.44.0",
    "fastify": "^5.6.0"
  },
  "devDependencies": {
    "@types/node": "^24.0.0",
    "@vercel/ncc": "^0.38.0",
    "esbuild": "^0.28.0",
    "typescript": "^6.0.0",
    "vitest": "^5.0.0"
  }
}
`;

export default exercise({
  slug: 'repair-the-seed',
  title: 'Repair a two-stage build',
  task: `This service is written in TypeScript, is started with \`node dist/index.js\` and listens on port 3000. The file has two stages and yet ships far too much.

Make the final image carry only what the running service needs, installed exactly as the lockfile says, on a Node.js line that still gets fixes. It must not run as root, and nothing may stand between the container and \`node\`.

\`argon2\` has a compiled part. The repository keeps lockfiles for npm, pnpm and Yarn: use the one you like.`,
  kind: 'edit',
  objectives: ['ship-production-only', 'run-as-numeric-user'],
  difficulty: 'practice',
  minutes: 5,
  version: 1,
  editable: ['Dockerfile', '.dockerignore'],
  context: [
    { path: '.env.example', bytes: 88 },
    { path: '.git/', bytes: 6_204_000 },
    { path: '.yarnrc.yml', bytes: 25, text: 'nodeLinker: node-modules\n' },
    { path: 'README.md', bytes: 2_410 },
    { path: 'node_modules/', bytes: 148_300_000 },
    { path: 'package-lock.json', bytes: 201_440 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'pnpm-lock.yaml', bytes: 98_120 },
    { path: 'pnpm-workspace.yaml', bytes: 52, text: 'packages:\n  - "."\ninjectWorkspacePackages: true\n' },
    { path: 'src/index.ts', bytes: 1_320 },
    { path: 'src/orders.test.ts', bytes: 2_050 },
    { path: 'src/orders.ts', bytes: 4_870 },
    {
      path: 'tsconfig.json',
      bytes: 211,
      text: '{\n  "compilerOptions": {\n    "target": "es2024",\n    "module": "nodenext",\n    "outDir": "dist",\n    "rootDir": "src",\n    "strict": true\n  },\n  "include": ["src"]\n}\n',
    },
    { path: 'yarn.lock', bytes: 87_330 },
  ],
  goals: [
    goals.leavesDevDependencies({ id: 'no-dev-dependencies', kind: 'achieve', title: 'Development dependencies stay behind' }),
    goals.leavesSources({
      id: 'no-sources',
      kind: 'achieve',
      title: 'Sources and tests stay behind',
      matching: 'src\ntsconfig.json',
      why: 'The running service reads none of that. It makes the image larger and hands your code to whoever pulls it.',
    }),
    goals.installsFromLock({ id: 'locked-install', kind: 'achieve', title: 'Every install follows the lockfile' }),
    goals.supportedBase({ id: 'supported-base', kind: 'achieve', title: 'Every base image still gets fixes', on: '2026-11-23' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.startsItsFile({ id: 'app-in-image', kind: 'keep', title: 'The compiled app is in the image and is what starts' }),
    goals.nativeModulesFit({ id: 'native-modules-fit', kind: 'keep', title: 'Compiled modules fit the base image' }),
    goals.runsAsNonRoot({ id: 'not-root', kind: 'keep', title: 'The app does not run as root' }),
    goals.startsWithoutShell({ id: 'no-shell-between', kind: 'keep', title: 'The app starts without a shell in between' }),
    goals.runsAsNumber({ id: 'numeric-user', kind: 'polish', title: 'Kubernetes can tell that the user is not root' }),
    goals.documentsPort({ id: 'port-documented', kind: 'polish', title: 'Port 3000 is written down', port: '3000/tcp' }),
  ],
});
