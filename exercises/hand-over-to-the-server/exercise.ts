import { exercise, goals } from '#engine';

const server = `import { createServer } from 'node:http';
import { readSettings } from './check-config.js';

const server = createServer(answer);
server.listen(3000, '0.0.0.0');

// Takes no new requests, finishes those it has, then the process ends.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;
const manifest = `{
  "name": "orders",
  "version": "2.1.0",
  "private": true,
  "type": "module",
  "scripts": { "start": "node server.js" },
  "dependencies": { "fastify": "^5.6.0" }
}
`;

export default exercise({
  slug: 'hand-over-to-the-server',
  title: 'Hand over to the server',
  task: `Every deployment cuts requests off. \`server.js\` finishes them when it gets SIGTERM, and it never does: \`docker stop\` waits ten seconds and kills the container.

Make SIGTERM reach the server. If the script stays, a failed \`check-config.js\` must keep the server from starting, and what it is given to run must arrive word for word. The server checks its settings itself as well since version 2, so whether the script stays is up to you.

Nobody runs this image with \`--init\`.`,
  kind: 'edit',
  objectives: ['reach-the-app', 'hand-over'],
  difficulty: 'practice',
  minutes: 5,
  version: 1,
  editable: ['Dockerfile', 'entrypoint.sh'],
  context: [
    { path: 'check-config.js', bytes: 640 },
    { path: 'package-lock.json', bytes: 38_200 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'server.js', bytes: server.length, text: server },
  ],
  goals: [
    goals.signalReachesProgram({ id: 'signal-reaches-server', kind: 'achieve', title: 'SIGTERM reaches the server' }),
    goals.stopsAtFailedCheck({
      id: 'fails-early',
      kind: 'achieve',
      title: 'A failed check keeps the server from starting',
      check: 'check-config.js',
    }),
    goals.passesWordsUnchanged({ id: 'words-arrive', kind: 'keep', title: 'The command arrives word for word' }),
    goals.startsProgramOf({ id: 'server-starts', kind: 'keep', title: 'The container starts the server', program: 'server.js' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'Every step has what it needs' }),
    goals.takesAnotherCommand({ id: 'other-command', kind: 'polish', title: 'Another command can take the place of the server' }),
  ],
});
