import { exercise, goals, yamlFiles } from '#engine';

const manifest = `{
  "name": "orders-api",
  "version": "2.0.0",
  "private": true,
  "type": "module",
  "scripts": { "build": "tsc" },
  "dependencies": { "fastify": "^5.6.0" },
  "devDependencies": { "typescript": "^6.0.0" }
}
`;

const health = `// Asks the running service; exits with 0 if it is well, else with 1.
try {
  const answer = await fetch('http://127.0.0.1:3000/health');
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
`;

const where = { port: 3000, path: '/health', compose: { file: 'compose.yaml', service: 'api' }, manifest: 'deployment.yaml' };

export default exercise({
  slug: 'check-without-a-shell',
  title: 'A health check that cannot run',
  task: `This service moved to a distroless base. Since then Docker calls every container unhealthy, while the service answers all requests.

Find the line, then repair it: some check must be able to run and tell the truth. It may stand in the image, in the Compose file or in the manifest, and no shell may come into the image.

The service answers \`/health\` on port 3000 with 200 when it is well. \`health.js\` beside the Dockerfile asks it; the service’s own program does the same when it is started as \`node dist/index.js --health\`. The image runs under both Compose and Kubernetes.`,
  kind: 'spot',
  spot: {
    file: 'Dockerfile',
    question: 'Which line makes the container unhealthy for ever?',
    lines: [19],
    feedback: 'That line works on this base. Look for the one that needs a program which distroless leaves out.',
  },
  objectives: ['work-without-shell'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['Dockerfile', 'compose.yaml', 'deployment.yaml', 'answers.json'],
  readers: [yamlFiles],
  context: [
    { path: 'health.js', bytes: health.length, text: health },
    { path: 'package-lock.json', bytes: 88_410 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'src/index.ts', bytes: 2_120 },
    { path: 'tsconfig.json', bytes: 96, text: '{ "compilerOptions": { "module": "nodenext", "outDir": "dist", "rootDir": "src" } }\n' },
  ],
  goals: [
    goals.healthCanBeAsked({ id: 'check-runs', kind: 'achieve', title: 'A check can run, and none is left that cannot', ...where }),
    goals.staysWithoutShell({ id: 'no-shell', kind: 'keep', title: 'No shell comes into the image' }),
    goals.startsItsFile({ id: 'still-starts', kind: 'keep', title: 'The service still starts' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.runsAsCheckableUser({ id: 'numeric-user', kind: 'keep', title: 'The user is still a number' }),
    goals.acceptedByCompose({ id: 'compose-accepts', kind: 'keep', title: 'Compose takes the file' }),
    goals.acceptedByKubernetes({ id: 'manifest-accepted', kind: 'keep', title: 'The API server takes the manifest' }),
    goals.leavesNoBrokenCheck({ id: 'no-broken-check', kind: 'polish', title: 'No broken check is left in the image', ...where }),
  ],
});
