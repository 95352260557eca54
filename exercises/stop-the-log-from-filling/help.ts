import { help } from '#engine';

export default help({
  hints: [
    'Which driver keeps the log of this container, and what does that driver do when its file grows?',
    'Without settings it is `json-file`, and that one does not rotate. The bound can be set for one service, for one `docker run`, or as the default of the whole daemon.',
    'Log settings are fixed when a container is created. Follow your setting through the script: who reads it, and is a container created after that?',
    'A change in `compose.yaml` is seen by `docker compose up`. A change in `daemon.json` needs the daemon to start anew, and then containers that are created anew although Compose sees no change.',
  ],
  why: 'The log has a bound, somebody can still read it, and the container that runs was created after the bound was set.',
  approaches: [
    {
      name: 'in-the-compose-file',
      title: 'A `logging` block in the Compose file',
      note: 'Travels with the service, and `docker compose up` notices it by itself. Every other container on the host keeps the old default.',
    },
    {
      name: 'local-driver',
      title: 'The `local` driver for the whole host',
      note: 'Rotates and compresses without any option. Tools that read Docker’s JSON files behind its back no longer find them; `docker logs` works.',
    },
    {
      name: 'rotated-json-files',
      title: '`json-file` with a size and a count',
      note: 'Keeps the default format, bounded. Both options are text in `daemon.json`, even the count.',
    },
    {
      name: 'flags-of-run',
      title: '`--log-opt` for one container',
      note: 'Good for a single container that no Compose file describes. Here it takes one out of Compose’s hands, which the next `docker compose up` will not know.',
    },
    {
      name: 'sent-away',
      title: 'To a log server, without blocking',
      note: 'The lines outlive the host. In non-blocking mode a full buffer drops lines instead of stopping the app; decide which of the two you can bear.',
    },
  ],
});
