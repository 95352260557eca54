import { exercise, goals, readKubernetes, yamlFiles } from '#engine';

const mebibyte = 2 ** 20;

export default exercise({
  slug: 'half-a-byte',
  title: 'Half a byte of memory',
  task: `The pod of \`report\` never starts. Find the line that leaves a container with less than one byte of memory, then repair the whole manifest; that line is not its only fault.

\`report\` may use half a gibibyte of memory, and should be promised half a processor. \`exporter\` may use 64 MiB and is content with less. Whether processors get a limit is up to you.`,
  kind: 'spot',
  objectives: ['bound-a-container', 'size-the-runtime'],
  difficulty: 'first-steps',
  minutes: 4,
  version: 1,
  spot: {
    file: 'deployment.yaml',
    question: 'Which line leaves a container with less than one byte of memory?',
    lines: [24],
    feedback:
      'That line does something else. Look for an amount of memory whose unit makes it smaller, not larger: in Kubernetes the letter case of a unit matters.',
  },
  editable: ['answers.json', 'deployment.yaml'],
  readers: [yamlFiles],
  context: [
    { path: 'deployment.yaml', bytes: 690 },
    { path: 'namespace.yaml', bytes: 118 },
    { path: 'service.yaml', bytes: 240 },
  ],
  goals: [
    goals.isAccepted({
      id: 'accepted',
      kind: 'keep',
      title: 'The API server can read the manifest',
      file: 'deployment.yaml',
      read: readKubernetes,
      reader: 'The API server',
      except: ['kubernetes-invalid-quantity', 'kubernetes-request-above-limit'],
    }),
    goals.givesMemory({
      id: 'half-a-gibibyte',
      kind: 'achieve',
      title: '`report` has half a gibibyte of memory',
      container: 'report',
      atLeast: 500e6,
      atMost: 512 * mebibyte,
      needs: 'the task gives it half a gibibyte',
    }),
    goals.promisesCpu({
      id: 'half-a-processor',
      kind: 'achieve',
      title: '`report` is promised half a processor',
      container: 'report',
      atLeast: 0.5,
      atMost: 0.5,
      needs: 'the task promises it half of one',
    }),
    goals.requestsFit({ id: 'requests-fit', kind: 'achieve', title: 'No container requests more than it may use' }),
    goals.heapFitsContainer({
      id: 'heap-leaves-room',
      kind: 'achieve',
      title: 'The heap of `report` leaves room below its limit',
      container: 'report',
    }),
    goals.givesMemory({
      id: 'exporter-memory',
      kind: 'keep',
      title: '`exporter` may use 64 MiB',
      container: 'exporter',
      limited: true,
      atLeast: 64e6,
      atMost: 64 * mebibyte,
      needs: 'the task gives it 64 MiB',
    }),
    goals.keepsContainerImages({
      id: 'containers-kept',
      kind: 'keep',
      title: 'Both containers still run their images',
      images: { report: 'ghcr.io/acme/report:3.1.0', exporter: 'ghcr.io/acme/exporter:0.9.4' },
    }),
    goals.limitsMemory({ id: 'memory-limited', kind: 'polish', title: '`report` has a limit, not only a request', container: 'report' }),
  ],
});
