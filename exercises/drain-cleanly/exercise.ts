import { exercise, goals, readCompose, readKubernetes, yamlFiles } from '#engine';

const manifest = `{
  "name": "worker",
  "version": "1.4.0",
  "private": true,
  "type": "module",
  "dependencies": { "pg": "^8.16.0" }
}
`;

export default exercise({
  slug: 'drain-cleanly',
  title: 'Drain cleanly',
  task: `Each release loses jobs of \`worker\`, breaks downloads that go through \`web\`, and leaves dead processes behind in the process table of \`worker\`.

On SIGTERM the worker finishes its job, which takes 45 seconds at most. It starts converters that start programs of their own and do not wait for them; whoever is PID 1 has to clean up after those. A download through \`web\` takes 8 seconds at most, and must not be cut off.

The stack runs with Compose. If you deploy to Kubernetes, add \`deployment.yaml\`: for a container in it that is called \`worker\` or \`web\`, the manifest counts, and \`worker.Dockerfile\` is its image.`,
  kind: 'edit',
  objectives: ['stop-in-time'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['compose.yaml', 'worker.Dockerfile'],
  optional: ['deployment.yaml'],
  readers: [yamlFiles],
  context: [
    { path: 'package-lock.json', bytes: 21_300 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'worker.js', bytes: 3_180 },
  ],
  goals: [
    goals.givesTimeToStop({
      id: 'worker-has-time',
      kind: 'achieve',
      title: 'The worker has time to finish its job',
      service: 'worker',
      needs: 45,
    }),
    goals.hasInit({
      id: 'worker-has-init',
      kind: 'achieve',
      title: "Something cleans up after the worker's converters",
      service: 'worker',
    }),
    goals.stopsWithSignal({
      id: 'web-finishes',
      kind: 'achieve',
      title: 'nginx is told to finish its downloads',
      service: 'web',
      graceful: ['SIGQUIT'],
      others: {
        SIGTERM: 'nginx takes that for a fast shutdown and closes every connection at once. Look at what the image asks for by itself.',
        SIGINT: 'nginx takes that for a fast shutdown and closes every connection at once. Look at what the image asks for by itself.',
      },
    }),
    goals.stopsWithSignal({
      id: 'worker-is-told',
      kind: 'keep',
      title: 'The worker gets SIGTERM',
      service: 'worker',
      graceful: ['SIGTERM'],
    }),
    goals.givesTimeToStop({ id: 'web-has-time', kind: 'keep', title: 'nginx has time for its downloads', service: 'web', needs: 8 }),
    goals.startsProgramOf({
      id: 'worker-starts',
      kind: 'keep',
      title: 'The image still starts the worker',
      dockerfile: 'worker.Dockerfile',
      program: 'worker.js',
    }),
    goals.buildSucceeds({
      id: 'worker-builds',
      kind: 'keep',
      title: 'The image of the worker can be built',
      dockerfile: 'worker.Dockerfile',
    }),
    goals.isAccepted({
      id: 'compose-takes-it',
      kind: 'keep',
      title: 'Compose takes the file',
      file: 'compose.yaml',
      read: (text, path) => readCompose([{ path, text }]),
      reader: 'Compose',
    }),
    goals.isAccepted({
      id: 'cluster-takes-it',
      kind: 'keep',
      title: 'The cluster takes the manifest, if there is one',
      file: 'deployment.yaml',
      read: readKubernetes,
      reader: 'The cluster',
    }),
    goals.keepsServices({
      id: 'still-nginx',
      kind: 'keep',
      title: 'The downloads still go through nginx',
      services: { web: { image: 'nginx' } },
    }),
    goals.hasOneInit({ id: 'one-init', kind: 'polish', title: 'One init is enough', service: 'worker' }),
  ],
});
