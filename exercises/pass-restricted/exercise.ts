import { exercise, goals, yamlFiles } from '#engine';

export default exercise({
  slug: 'pass-restricted',
  title: 'Pass “restricted”',
  task: `The namespace enforces the Pod Security Standard “restricted”. The Deployment is created, and no pod ever appears: each is refused.

Change the manifest so that its pods are let in. Two house rules come on top: every root file system is read-only, and \`api\` keeps a \`/tmp\` to write to that lives and dies with the pod.`,
  kind: 'edit',
  objectives: ['meet-restricted', 'drop-capabilities', 'run-read-only'],
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
    goals.restrictsRoot({ id: 'no-root', kind: 'achieve', title: 'No container may run as root' }),
    goals.restrictsEscalation({ id: 'no-escalation', kind: 'achieve', title: 'No container may gain privileges' }),
    goals.restrictsCapabilities({ id: 'capabilities-dropped', kind: 'achieve', title: 'Every container drops all capabilities' }),
    goals.restrictsSystemCalls({ id: 'seccomp-on', kind: 'achieve', title: 'Every container has a seccomp profile' }),
    goals.restrictsHost({ id: 'nothing-of-the-host', kind: 'achieve', title: 'The pod shares nothing with its node' }),
    goals.readsOnlyEveryRoot({ id: 'read-only-roots', kind: 'achieve', title: 'Every root file system is read-only' }),
    goals.hasScratchSpace({ id: 'room-to-write', kind: 'keep', title: '`api` can still write to `/tmp`', container: 'api', path: '/tmp' }),
    goals.keepsContainers({
      id: 'all-there',
      kind: 'keep',
      title: 'All three containers are still there',
      containers: {
        migrate: { image: 'registry.example.com/shop/migrate', runs: 'first' },
        api: { image: 'registry.example.com/shop/api', runs: 'along' },
        metrics: { image: 'registry.example.com/platform/metrics', runs: 'along' },
      },
    }),
    goals.acceptedByKubernetes({ id: 'cluster-takes-it', kind: 'keep', title: 'The cluster takes the manifest' }),
  ],
});
