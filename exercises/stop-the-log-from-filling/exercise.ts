import { exercise, goals, readCommands, readCompose, readDaemonJson, yamlFiles } from '#engine';

const files = { service: 'api' };

export default exercise({
  slug: 'stop-the-log-from-filling',
  title: 'Stop the log from filling the disk',
  task: `\`api\` writes 2 GB of log a day, and on Sunday the disk of its host was full. See to it that the log of the container stays within bounds, and that its latest lines can still be read after an incident.

You may change the daemon's settings, the Compose file and the script that rolls them out. The script runs on the host, after \`daemon.json\` and \`compose.yaml\` were put in their places. When it is done, the container that runs must follow the new settings.`,
  kind: 'edit',
  objectives: ['bound-the-log'],
  difficulty: 'practice',
  minutes: 4,
  version: 1,
  editable: ['daemon.json', 'compose.yaml', 'roll-out.sh'],
  readers: [yamlFiles],
  context: [
    { path: '.env', bytes: 88 },
    { path: 'README.md', bytes: 930 },
  ],
  goals: [
    goals.isAccepted({
      id: 'daemon-starts',
      kind: 'keep',
      title: 'The daemon starts with its settings',
      file: 'daemon.json',
      read: readDaemonJson,
      reader: 'The daemon',
      instead: {
        'daemon-log-opt-not-text': (written) =>
          `\`${written}\` is not text, and the daemon wants every log option as text. It does not start, so no container on this host runs.`,
      },
    }),
    goals.isAccepted({
      id: 'compose-accepts',
      kind: 'keep',
      title: 'Compose can read its file',
      file: 'compose.yaml',
      read: (text, path) => readCompose([{ path, text }]),
      reader: 'Compose',
    }),
    goals.isAccepted({
      id: 'script-runs',
      kind: 'keep',
      title: 'The script can be run',
      file: 'roll-out.sh',
      read: readCommands,
      reader: 'Docker',
    }),
    goals.boundsLogs({ ...files, id: 'log-bounded', kind: 'achieve', title: 'The log of `api` cannot fill the disk' }),
    goals.appliesLogSettings({
      ...files,
      id: 'settings-applied',
      kind: 'achieve',
      title: 'The container that runs follows the new settings',
    }),
    goals.keepsLogs({
      ...files,
      id: 'log-kept',
      kind: 'keep',
      title: 'The log can be read after an incident',
      variable: 'LOG_FILE',
    }),
    goals.keepsServiceImages({
      id: 'service-kept',
      kind: 'keep',
      title: '`api` still runs its image',
      images: { api: 'ghcr.io/acme/api:1.8.2' },
    }),
    goals.keepsServiceUp({
      ...files,
      id: 'runs-as-before',
      kind: 'keep',
      title: '`api` can be reached, and comes back by itself',
      compose: 'compose.yaml',
      script: 'roll-out.sh',
      port: '3000:3000',
    }),
    goals.keepsOlderLogs({ ...files, id: 'older-logs', kind: 'polish', title: 'Rotation leaves older lines to read' }),
    goals.neverBlocks({ ...files, id: 'never-blocks', kind: 'polish', title: 'The app never waits for a log server' }),
  ],
});
