import { exercise, goals, readCommands } from '#engine';

const manifest = `{
  "name": "shop-app",
  "private": true,
  "scripts": { "start": "node server.js" },
  "dependencies": { "fastify": "^5.6.0" }
}
`;
const image = 'shop-app';

export default exercise({
  slug: 'harden-the-command',
  title: 'Harden the command',
  task: `Somebody added \`--privileged\` when the container would not start, years ago. The program needs none of it.

Start \`shop-app\` so that a break-in stays small: no privileges, no capability that it does not need, no way to gain new ones, an ordinary user, a root file system that nobody can write, and bounds on memory, processors and processes. The program must still start, and answer on port 8080.

What the program needs stands in \`command.sh\`. You may change the Dockerfile, too.`,
  kind: 'edit',
  objectives: ['drop-capabilities', 'keep-the-filters', 'run-read-only'],
  difficulty: 'practice',
  minutes: 5,
  version: 1,
  editable: ['command.sh', 'Dockerfile'],
  context: [
    { path: 'package-lock.json', bytes: 88_410 },
    { path: 'package.json', bytes: manifest.length, text: manifest },
    { path: 'seccomp.json', bytes: 14_200 },
    { path: 'server.js', bytes: 3_020 },
  ],
  goals: [
    goals.isNotPrivileged({ id: 'not-privileged', kind: 'achieve', title: 'The container is not privileged', image }),
    goals.dropsCapabilities({
      id: 'capabilities-dropped',
      kind: 'achieve',
      title: 'No capability is left that is not needed',
      image,
      allowed: ['NET_BIND_SERVICE'],
    }),
    goals.forbidsNewPrivileges({ id: 'no-new-privileges', kind: 'achieve', title: 'A process cannot gain privileges', image }),
    {
      ...goals.runsAsOrdinaryUser({ id: 'ordinary-user', kind: 'achieve', title: 'The process is not root', image }),
      covers: ['run-as-non-root'],
    },
    goals.readsOnlyItsRoot({ id: 'read-only-root', kind: 'achieve', title: 'The root file system is read-only', image }),
    goals.boundsContainer({ id: 'bounded', kind: 'achieve', title: 'Memory, processors and processes are bounded', image }),
    goals.leavesRoomToWrite({ id: 'room-to-write', kind: 'keep', title: 'The program can still write to `/tmp`', image, paths: ['/tmp'] }),
    goals.keepsFilters({ id: 'filters-on', kind: 'keep', title: 'The filters that Docker applies stay on', image }),
    goals.keepsHostOut({ id: 'host-kept-out', kind: 'keep', title: 'Nothing of the host reaches in', image }),
    goals.stillPublishes({ id: 'still-answers', kind: 'keep', title: 'It still answers on port 8080', image, host: 8080, container: 8080 }),
    goals.buildSucceeds({ id: 'image-builds', kind: 'keep', title: 'The image can still be built' }),
    goals.installsFromLock({ id: 'packages-installed', kind: 'keep', title: 'Its packages are installed by the lockfile' }),
    goals.startsItsFile({ id: 'image-starts', kind: 'keep', title: 'The image still starts `server.js`' }),
    goals.isAccepted({
      id: 'docker-takes-it',
      kind: 'keep',
      title: 'Docker takes the command',
      file: 'command.sh',
      read: readCommands,
      reader: 'Docker',
    }),
    goals.addsNoCapability({ id: 'no-capability-added', kind: 'polish', title: 'Nothing is added back', image }),
  ],
});
