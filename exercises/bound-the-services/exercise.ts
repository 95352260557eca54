import { exercise, goals, readCompose, yamlFiles } from '#engine';

const services = ['api', 'report'];
const mebibyte = 2 ** 20;

export default exercise({
  slug: 'bound-the-services',
  title: 'Bound the services',
  task: `Two services share a host with 2 GB of memory and two processors. Last week \`report\` leaked, and the kernel killed the database.

Neither service may take more than 512 MB of memory, one processor and 200 processes. At its busiest each needs 256 MB and a quarter of a processor; \`report\` runs up to 60 threads, which count as processes here. What they run stays as it is, and \`report\` must not be killed for a heap that fills its limit.`,
  kind: 'edit',
  objectives: ['bound-a-container', 'size-the-runtime'],
  difficulty: 'first-steps',
  minutes: 4,
  version: 1,
  editable: ['compose.yaml'],
  readers: [yamlFiles],
  context: [
    { path: '.env', bytes: 64 },
    { path: 'Makefile', bytes: 410 },
    { path: 'README.md', bytes: 1_204 },
  ],
  goals: [
    goals.isAccepted({
      id: 'accepted',
      kind: 'keep',
      title: 'Compose takes every limit',
      file: 'compose.yaml',
      read: (text, path) => readCompose([{ path, text }]),
      reader: 'Compose',
      instead: {
        'compose-misplaced-key': (written) =>
          `\`${written}\` is no key at this place. Compose knows it, but somewhere else, so here it limits nothing. Look at where limits stand in a service.`,
        'compose-limits-conflict': (written) =>
          `\`${written}\` says something else than the other place that sets the same limit. Which one should hold? Compose will not guess.`,
        'compose-invalid-cpus': (written) =>
          `\`${written}\` is how Kubernetes counts processors, in thousandths. Compose counts whole processors, and takes decimals.`,
        'compose-invalid-size': (written) =>
          `\`${written}\` is no size here. Kubernetes has units of its own; look at which letters Compose takes after the number.`,
      },
    }),
    goals.boundsServices({
      id: 'memory-bounded',
      kind: 'achieve',
      title: 'Each service has a memory limit of at most 512 MB',
      services,
      resource: 'memory',
      atLeast: 256e6,
      atMost: 512 * mebibyte,
    }),
    goals.boundsServices({
      id: 'processors-bounded',
      kind: 'achieve',
      title: 'Each service may use at most one processor',
      services,
      resource: 'cpus',
      atLeast: 0.25,
      atMost: 1,
    }),
    goals.boundsServices({
      id: 'processes-bounded',
      kind: 'achieve',
      title: 'Each service may start at most 200 processes',
      services,
      resource: 'pids',
      atLeast: 60,
      atMost: 200,
    }),
    goals.reservationsFit({ id: 'reservations-fit', kind: 'achieve', title: 'No service reserves more than it may use', services }),
    goals.heapsFitServices({ id: 'heap-leaves-room', kind: 'achieve', title: 'The heap leaves room below the limit', services }),
    goals.keepsServiceImages({
      id: 'services-kept',
      kind: 'keep',
      title: 'Both services still run their images',
      images: { api: 'ghcr.io/acme/api:1.8.2', report: 'ghcr.io/acme/report:3.1.0' },
      ports: { api: '3000:3000' },
    }),
  ],
});
