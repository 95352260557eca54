import { exercise, questions, readCompose, type StartOptions, startup, type Workspace } from '#engine';

const dockerfile = (command: string) => `FROM node:24-slim
WORKDIR /app
COPY package.json server.js worker.js ./
USER 1000:1000
${command}
`;
const server = `import { createServer } from 'node:http';

const server = createServer((request, response) => response.end('ok'));
server.listen(3000, '0.0.0.0');

// Takes no new requests; once the open ones are answered, the process ends with 0.
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;
const worker = `import { setInterval } from 'node:timers';

// Nothing here asks for a signal.
setInterval(() => console.log('looking for work'), 1000);
`;
const manifest = `{
  "name": "orders",
  "version": "2.1.0",
  "private": true,
  "type": "module",
  "scripts": { "start": "node server.js" }
}
`;
const compose = `services:
  worker:
    build:
      context: .
      dockerfile: worker.Dockerfile
    restart: unless-stopped
`;
const given = (path: string, text: string) => ({ path, bytes: text.length, text });

/** What is the same in all of them: it is stopped on purpose, so no restart policy acts. */
const restarted = {
  id: 'restarted',
  text: 'It ends, and its restart policy starts it again',
  feedback:
    'A restart policy answers to a container that ends by itself. After `docker stop`, Docker leaves it alone, whatever the policy says.',
};

/** The ways it may end, each with what the thought behind it overlooks. */
const ways = (feedback: Record<string, string>) => [
  ...questions
    .stopOptions()
    .filter(({ id }) => id !== 'never')
    .map((option) => ({ ...option, ...(feedback[option.id] ? { feedback: feedback[option.id] } : {}) })),
  restarted,
];

const killedAtOnce =
  '`docker stop` sends the stop signal first and SIGKILL only when the grace period is over. Killing at once is what `docker kill` does.';

const start = (workspace: Workspace, dockerfile: string, options: StartOptions) => {
  const stage = workspace.build(dockerfile)?.final;
  return stage && startup(stage, { contents: workspace.contents(stage), ...options });
};

export default exercise({
  slug: 'what-docker-stop-does',
  title: 'What does docker stop do?',
  task: `Four images, started in one way or another and then stopped with \`docker stop\`. Nobody waits for a request in them, and no option is given unless the question says so.

Say how each of them ends. The given files are all there is: \`server.js\` acts on SIGTERM, \`worker.js\` does not. \`node:24-slim\` is Debian, and its npm is 11.19.1.`,
  kind: 'predict',
  objectives: ['predict-the-stop'],
  difficulty: 'first-steps',
  minutes: 4,
  version: 1,
  editable: ['answers.json'],
  context: [
    given('compose.yaml', compose),
    given('exec.Dockerfile', dockerfile('CMD ["node", "server.js"]')),
    given('npm.Dockerfile', dockerfile('CMD ["npm", "start"]')),
    given('package.json', manifest),
    given('server.js', server),
    given('shell.Dockerfile', dockerfile('CMD node server.js')),
    given('worker.Dockerfile', dockerfile('CMD ["node", "worker.js"]')),
    given('worker.js', worker),
  ],
  questions: [
    {
      id: 'shell-form',
      text: '`shell.Dockerfile`: the server, started in shell form',
      mode: 'one',
      any: true,
      options: ways({
        'at-once-0': 'A shell does not pass signals on. The server does not hear anything, so its handler cannot help.',
        'at-once-143':
          'That would be so for any other process. PID 1 is special: the kernel drops a signal for which PID 1 has no handler, and a shell sets up none.',
        'at-once-137': killedAtOnce,
      }),
      truth: (workspace) => questions.stopAnswer(workspace, { dockerfile: 'shell.Dockerfile', handlesSigterm: 'yes' }),
      because:
        'PID 1 is the shell. It neither acts on SIGTERM nor passes it on, so after ten seconds everything is killed: 128 + 9 is 137.',
    },
    {
      id: 'npm-start',
      text: '`npm.Dockerfile`: the server, started with `npm start`',
      mode: 'one',
      any: true,
      options: [
        {
          id: 'at-once-heard',
          text: 'It ends at once, and the server has finished its requests',
          feedback:
            'npm does pass the signal on, but not to the server: it started `sh -c "node server.js"`, and the shell is what gets it. On Debian that shell is still there.',
        },
        { id: 'at-once-unheard', text: 'It ends at once, and the server heard nothing' },
        {
          id: 'after-grace-unheard',
          text: 'It is killed after the grace period, and the server heard nothing',
          feedback:
            'That is how older texts put it: npm swallows the signal. This npm has a handler and passes it on to the shell it started; follow what happens to that shell.',
        },
        {
          id: 'after-grace-heard',
          text: 'It is killed after the grace period, although the server has finished',
          feedback:
            'If the server had heard the signal, it would end, and npm and the container with it. Look at who stands between npm and the server.',
        },
      ],
      truth: (workspace) => {
        const told = start(workspace, 'npm.Dockerfile', { handlesSigterm: 'yes', forwards: 'yes' });
        return told && told.ends !== 'unknown' && told.reaches !== 'unknown'
          ? [`${told.ends}-${told.reaches === 'yes' ? 'heard' : 'unheard'}`]
          : [];
      },
      because:
        'npm passes SIGTERM on to the shell that it started. The shell is not PID 1, so it dies of it; npm ends with status 1, the container with npm, and the server is gone without a word.',
    },
    {
      id: 'no-handler',
      text: '`worker.Dockerfile`: the worker, in exec form',
      mode: 'one',
      any: true,
      options: ways({
        'at-once-0':
          'Nothing in `worker.js` ends the process in good order. Exec form brings the signal to Node; somebody has to act on it.',
        'at-once-143':
          'Outside a container it would go like this. As PID 1 it does not: the kernel drops a signal for which PID 1 has no handler, and Node sets up none for SIGTERM.',
        'at-once-137': killedAtOnce,
      }),
      truth: (workspace) => questions.stopAnswer(workspace, { dockerfile: 'worker.Dockerfile', handlesSigterm: 'no' }),
      because: 'Exec form makes Node PID 1, and PID 1 without a handler never gets SIGTERM. Ten seconds later SIGKILL ends it.',
    },
    {
      id: 'no-handler-with-init',
      text: 'The same image, started with `docker run --init`',
      mode: 'one',
      any: true,
      options: ways({
        'at-once-0':
          'An init passes the signal on; it does not finish anything. The worker dies of the signal, and that shows in the exit code.',
        'after-grace-137':
          'With an init, Node is not PID 1 any more. A signal without a handler then does what it does everywhere: it ends the process.',
        'at-once-137': killedAtOnce,
      }),
      truth: (workspace) => questions.stopAnswer(workspace, { dockerfile: 'worker.Dockerfile', handlesSigterm: 'no', init: true }),
      because: 'The init is PID 1 and passes SIGTERM on. The worker dies of it: 128 + 15 is 143. Quick, and still not in good order.',
    },
    {
      id: 'handler',
      text: '`exec.Dockerfile`: the server, in exec form',
      mode: 'one',
      any: true,
      options: ways({
        'at-once-143':
          'That is the code of a process that dies of the signal. This one has a handler, which closes the server and ends with a status of its own.',
        'after-grace-137': 'Node is PID 1 and has a handler, so the signal arrives. No request is open, so there is nothing to wait for.',
        'at-once-137': killedAtOnce,
      }),
      truth: (workspace) => questions.stopAnswer(workspace, { dockerfile: 'exec.Dockerfile', handlesSigterm: 'yes' }),
      because: 'The signal comes to the server, the server closes, and it says itself that all is well: 0.',
    },
    {
      id: 'compose',
      text: '`docker compose stop` with the given Compose file: how long until `worker` is gone?',
      mode: 'one',
      any: true,
      options: [
        {
          id: '0',
          text: 'It is gone at once',
          feedback: 'The worker is PID 1 and has no handler, so SIGTERM does nothing. Compose waits before it kills.',
        },
        { id: '10000', text: '10 seconds' },
        {
          id: '30000',
          text: '30 seconds',
          feedback: 'Thirty seconds is how long Kubernetes waits. Compose has a time of its own, unless the file sets one.',
        },
        {
          id: 'never',
          text: 'It waits until the worker is done',
          feedback: 'Nobody waits without end: after the grace period comes SIGKILL, whatever the program is doing.',
        },
      ],
      truth: (workspace) => {
        const service = readCompose([{ path: 'compose.yaml', text: workspace.files['compose.yaml'] ?? '' }]).service('worker');
        const grace = service?.stopGracePeriod?.value;
        const told = start(workspace, service?.build?.dockerfile?.value ?? 'Dockerfile', {
          handlesSigterm: 'no',
          ...(service?.init?.value ? { init: true } : {}),
          ...(grace === undefined ? {} : { grace }),
        });
        return told?.afterMs === undefined ? [] : [String(told.afterMs)];
      },
      because:
        'Compose waits 10 seconds unless `stop_grace_period` says otherwise. After it has stopped the service, `restart` does not act.',
    },
  ],
  goals: [],
});
