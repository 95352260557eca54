import { exercise, goals, yamlFiles } from '#engine';

const secret = { container: 'api', secret: 'shop-db', key: 'password', variable: 'DB_PASSWORD_FILE', value: 'heron-42-quay-lantern' };

export default exercise({
  slug: 'mount-the-secret',
  title: 'Mount the secret',
  task: `The database password stands in a ConfigMap, in the repository, and in the environment of a container that has no use for it.

Give it to \`api\` as a file, out of the Secret \`shop-db\` that the cluster already holds, and tell the program where the file lies. Only \`api\` gets it. Other users in the container must not be able to read the file, and the process, which is user 10001, must.`,
  kind: 'edit',
  objectives: ['deliver-as-file', 'wire-file-variables', 'rotate-a-secret'],
  difficulty: 'challenge',
  minutes: 5,
  version: 1,
  editable: ['deployment.yaml'],
  readers: [yamlFiles],
  context: [
    { path: 'README.md', bytes: 1_240 },
    { path: 'src/server.ts', bytes: 4_410 },
  ],
  goals: [
    goals.keepsValueOutOfManifest({ ...secret, id: 'no-value-in-the-file', kind: 'achieve', title: 'The password is not in the manifest' }),
    goals.mountsSecretFile({
      ...secret,
      id: 'secret-as-file',
      kind: 'achieve',
      title: '`api` has the password as a file and knows its path',
    }),
    goals.keepsSecretModeTight({
      ...secret,
      id: 'tight-mode',
      kind: 'achieve',
      title: 'The process can read the file, other users cannot',
    }),
    goals.keepsSecretFromOthers({ ...secret, id: 'only-where-needed', kind: 'keep', title: 'No other container gets it' }),
    goals.restrictsRoot({ id: 'not-root', kind: 'keep', title: 'No container may run as root' }),
    goals.keepsContainers({
      id: 'both-there',
      kind: 'keep',
      title: 'Both containers are still there',
      containers: {
        api: { image: 'registry.example.com/shop/api', runs: 'along' },
        'log-shipper': { image: 'registry.example.com/platform/log-shipper', runs: 'along' },
      },
    }),
    goals.keepsSetting({
      id: 'host-still-set',
      kind: 'keep',
      title: '`api` still knows its database host',
      container: 'api',
      variable: 'DB_HOST',
      value: 'db.shop.svc',
    }),
    goals.acceptedByKubernetes({ id: 'cluster-takes-it', kind: 'keep', title: 'The cluster takes the manifest' }),
    goals.keepsSecretOutOfVariables({
      ...secret,
      id: 'no-copy-in-environment',
      kind: 'polish',
      title: 'The value is not in the environment as well',
    }),
    goals.getsUpdates({ ...secret, id: 'new-values-arrive', kind: 'polish', title: 'A new value arrives without a restart' }),
  ],
});
