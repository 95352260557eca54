import { exercise, goals, yamlFiles } from '#engine';

const image = 'registry.example.com/shop-api';

export default exercise({
  slug: 'refused-pod',
  title: 'The pod that never starts',
  task: `The pod stays in \`CreateContainerConfigError\`:

\`container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root\`

Make it start, and keep the promise that nothing in it runs as root: the company's policy wants \`runAsNonRoot: true\` to hold for every container.

You may change the manifest, the image, or both; the pipeline builds and pushes what the Dockerfile says. The app writes no files.`,
  kind: 'edit',
  objectives: ['fix-refused-pod'],
  difficulty: 'first-steps',
  minutes: 3,
  version: 1,
  editable: ['deployment.yaml', 'Dockerfile'],
  readers: [yamlFiles],
  context: [
    { path: 'requirements.txt', bytes: 34, text: 'fastapi==0.121.0\nuvicorn==0.38.0\n' },
    { path: 'shop/__init__.py', bytes: 0, text: '' },
    { path: 'shop/main.py', bytes: 2_730 },
  ],
  goals: [
    goals.containersStart({ id: 'pod-starts', kind: 'achieve', title: 'The kubelet starts every container', image }),
    goals.demandsNonRoot({ id: 'still-checked', kind: 'achieve', title: '`runAsNonRoot` still holds for every container' }),
    goals.runsNoRoot({ id: 'not-root', kind: 'keep', title: 'Nothing runs as root', image }),
    goals.staysUnprivileged({ id: 'unprivileged', kind: 'keep', title: 'Nothing is privileged' }),
    goals.keepsImage({ id: 'same-app', kind: 'keep', title: 'It is still the same app', image }),
    goals.acceptedByKubernetes({ id: 'manifest-accepted', kind: 'keep', title: 'The API server takes the manifest' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'The image can still be built' }),
    goals.startsProgram({ id: 'still-starts', kind: 'keep', title: 'uvicorn still starts', programs: ['uvicorn', 'fastapi'] }),
    goals.runsInOwnPodGroup({ id: 'own-group', kind: 'polish', title: 'The group is not left open', image }),
  ],
});
