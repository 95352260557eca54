import { exercise, goals } from '#engine';

const manifest = `{
  "name": "orders",
  "version": "2.1.0",
  "private": true,
  "type": "module",
  "dependencies": { "fastify": "^5.6.0", "pg": "^8.16.0" }
}
`;
const check = `// Ends with 0 if the server says that it is well, else with 1.
try {
  const answer = await fetch('http://127.0.0.1:3000/health');
  process.exit(answer.ok ? 0 : 1);
} catch {
  process.exit(1);
}
`;
const app = {
  port: 3000,
  path: '/health',
  bind: { variable: 'HOST', otherwise: '0.0.0.0' },
  own: { file: 'healthcheck.js', host: '127.0.0.1', port: 3000, path: '/health' },
};

export default exercise({
  slug: 'probe-that-tells-the-truth',
  title: 'A probe that tells the truth',
  task: `Docker calls this container unhealthy from the first minute on, although customers place orders in it. The line comes from a blog and works for others.

Make the health check tell the truth. It has to run in this image and reach the server, and a server that answers 500 has to count as unhealthy. \`/health\` asks the database and answers 200 or 500; no other path tells anything.

The server takes up to 40 seconds to start. A check that fails in that time must not count. Once it runs, a server that hangs has to be reported within two minutes.`,
  kind: 'edit',
  objectives: ['write-a-probe', 'tune-the-times'],
  difficulty: 'practice',
  minutes: 5,
  version: 1,
  editable: ['Dockerfile'],
  context: [
    { path: 'healthcheck.js', bytes: check.length, text: check },
    { path: 'package-lock.json', bytes: 38_200 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'server.js', bytes: 4_120 },
  ],
  goals: [
    goals.probeCanRun({ id: 'check-runs', kind: 'achieve', title: 'The image has what the check starts' }),
    goals.probeReachesApp({ id: 'reaches-server', kind: 'achieve', title: 'The check reaches the server', ...app }),
    goals.probeNoticesErrors({ id: 'sees-errors', kind: 'achieve', title: 'An error of the server makes the check fail', ...app }),
    goals.startDoesNotCount({
      id: 'start-does-not-count',
      kind: 'achieve',
      title: 'A failed check while it starts does not count',
      starts: 40,
    }),
    goals.noticesInTime({ id: 'notices-in-time', kind: 'keep', title: 'A server that hangs is noticed within two minutes', within: 120 }),
    goals.listensToOthers({ id: 'still-reachable', kind: 'keep', title: 'The server still listens to the outside', ...app }),
    goals.startsItsFile({ id: 'server-starts', kind: 'keep', title: 'The container still starts the server' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.asksGently({ id: 'gentle', kind: 'polish', title: 'The check is no load of its own', atLeast: 5 }),
  ],
});
