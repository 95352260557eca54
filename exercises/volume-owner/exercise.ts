import { exercise, goals, yamlFiles } from '#engine';

const mount = {
  service: 'thumbs',
  path: '/data',
  project: 'shop',
  commands: 'deploy.sh',
  volumes: [{ name: 'shop_cache', uid: 0, gid: 0, mode: 0o755, full: true as const }],
  folders: [{ name: 'thumbs', uid: 1000, gid: 1000, mode: 0o755 }],
};

export default exercise({
  slug: 'volume-owner',
  title: 'Permission denied on a volume',
  task: `\`thumbs\` scales pictures and keeps the results in \`/data\`. Since the image has a user of its own, it dies with \`PermissionError: [Errno 13] Permission denied: '/data/1f'\`.

On the server, the volume \`shop_cache\` is left from a release that ran as root: it is full of files, and root owns it. Its content may be thrown away, since thumbnails can be made anew. The folder \`./thumbs\` on the host belongs to 1000:1000.

Make the service write to \`/data\`. The container has to start as a user other than root, nothing may be open to everybody, and something has to stay mounted at \`/data\`. \`deploy.sh\` is what the server runs.`,
  kind: 'edit',
  objectives: ['fix-volume-owner'],
  difficulty: 'challenge',
  minutes: 4,
  version: 1,
  editable: ['compose.yaml', 'Dockerfile', 'deploy.sh'],
  optional: ['entrypoint.sh'],
  readers: [yamlFiles],
  context: [
    { path: 'requirements.txt', bytes: 51, text: 'fastapi==0.121.0\npillow==12.0.0\nuvicorn==0.38.0\n' },
    { path: 'scale/__init__.py', bytes: 0, text: '' },
    { path: 'scale/main.py', bytes: 1_960 },
  ],
  goals: [
    goals.writesItsMount({ id: 'writes-data', kind: 'achieve', title: 'The service may write to `/data`', ...mount }),
    goals.serviceIsNotRoot({ id: 'not-root', kind: 'achieve', title: 'The container does not start as root', ...mount }),
    goals.keepsMountClosed({ id: 'not-for-everybody', kind: 'keep', title: 'Nothing is open to everybody', ...mount }),
    goals.serviceIsUnprivileged({ id: 'unprivileged', kind: 'keep', title: 'The service is not privileged', ...mount }),
    goals.acceptedByCompose({ id: 'compose-accepts', kind: 'keep', title: 'Compose takes the file' }),
    goals.buildSucceeds({ id: 'build-works', kind: 'keep', title: 'The image can still be built', except: ['refused-to-user'] }),
    goals.preparesAsRoot({ id: 'prepared-as-root', kind: 'keep', title: 'What needs root in the build is done before it is given up' }),
    goals.mountIsReadyInTime({ id: 'ready-in-time', kind: 'polish', title: 'The folder is ready before the service starts', ...mount }),
    goals.mountLasts({ id: 'data-lasts', kind: 'polish', title: 'Thumbnails are still there for the next container', ...mount }),
  ],
});
