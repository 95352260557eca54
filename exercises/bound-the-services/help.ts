import { help } from '#engine';

export default help({
  hints: [
    'Look at what each service may take today: of memory, of processor time, of processes. Nothing in the file says.',
    'A reservation is what a service should get. A limit is what it may take at most. Only the second protects the neighbours.',
    'Compose has two places for limits: under `deploy`, and as keys of the service itself. Either works with plain `docker compose up`.',
    'Under `deploy.resources.limits` stand `memory`, `cpus` and `pids`. Beside `image` they are called `mem_limit`, `cpus` and `pids_limit`. Then compare `-Xmx` and the reservation with the memory limit.',
  ],
  why: 'Each service has a ceiling for the three things a runaway process takes first, and the heap stays well below the memory limit.',
  approaches: [
    {
      name: 'deploy-limits',
      title: '`deploy.resources.limits`',
      note: 'The form of the Compose Specification. Plain `docker compose up` applies it, and so does Swarm; limits and reservations stand side by side.',
    },
    {
      name: 'service-keys',
      title: '`mem_limit`, `cpus`, `pids_limit`',
      note: 'Shorter, and close to the flags of `docker run`. Reserving processors is only possible under `deploy`.',
    },
    {
      name: 'both-and-equal',
      title: 'Both, with equal values',
      note: 'Compose accepts it as long as the two agree. It is one more thing to keep in step; use it only while you move from one form to the other.',
    },
    {
      name: 'shared-fragment',
      title: 'One fragment for all services',
      note: 'An `x-` key with an anchor keeps the numbers in one place. A merge key is shallow: a service with a `deploy` of its own replaces the whole of the fragment’s.',
    },
    {
      name: 'sized-by-share',
      title: 'A heap as a share of the limit',
      note: '`-XX:MaxRAMPercentage` follows the limit when somebody changes it. Node’s `--max-old-space-size` is a fixed number, to be changed together with the limit.',
    },
  ],
});
