/** Where the processes of a container can write, and what becomes of it. Pure, for the build and for tests. */
import { actionsOf, readCommands, readCompose } from '#engine';
import { figures } from '../../course/strings/index.ts';

export interface Place {
  path: string;
  /** Whether anything can be written there. */
  open: boolean;
  /** What it is made of: the image, memory, a volume, a folder of the host. */
  of: string;
  /** Plain text with `code`. */
  says: string;
}

interface Mounted {
  type: string;
  source?: string;
  target?: string;
  readOnly: boolean;
  size?: number;
  /** Who owns an empty tmpfs, where that is said: '10001:10001'. */
  owner?: string;
}

const mebi = (bytes: number): string => (bytes % 2 ** 30 === 0 ? `${bytes / 2 ** 30} GiB` : `${Math.round(bytes / 2 ** 20)} MiB`);

function place({ type, source, target, readOnly, size, owner }: Mounted): Place {
  const words = figures.writes;
  const path = target ?? '?';
  if (type === 'tmpfs')
    return { path, open: !readOnly, of: words.memory(size === undefined ? undefined : mebi(size)), says: words.memorySays(owner) };
  if (type === 'volume') return { path, open: !readOnly, of: words.volume(source), says: readOnly ? words.reads : words.stays };
  return { path, open: !readOnly, of: words.host(source ?? '?'), says: readOnly ? words.reads : words.hostSays };
}

/** The root first, then what is mounted over it, then what Docker mounts by itself. */
const placesWith = (readOnly: boolean, mounts: readonly Mounted[]): Place[] => [
  {
    path: '/',
    open: !readOnly,
    of: readOnly ? figures.writes.image : figures.writes.layer,
    says: readOnly ? figures.writes.imageSays : figures.writes.layerSays,
  },
  ...mounts.map(place),
  // Docker mounts it whatever the root is; 64 MiB where --shm-size says nothing (docs.docker.com, docker container run).
  { path: '/dev/shm', open: true, of: figures.writes.memory('64 MiB'), says: figures.writes.shared },
];

const ownerOf = (uid: string | undefined, gid: string | undefined) => (uid === undefined ? undefined : gid ? `${uid}:${gid}` : uid);

/**
 * @param language `sh`: the first `docker run` of it counts; `yaml`: the first service of a Compose file
 * @returns no places where there is no container
 */
export function placesOf(language: string, text: string): Place[] {
  if (language === 'sh') {
    const run = actionsOf(readCommands(text, 'command.sh'), 'run')[0];
    const owner = (options: readonly string[], key: string) => options.find((option) => option.startsWith(`${key}=`))?.slice(4);
    return run
      ? placesWith(
          run.readOnly,
          run.mounts.map((mount) => ({
            ...mount,
            readOnly: mount.readonly,
            owner: ownerOf(owner(mount.options, 'uid'), owner(mount.options, 'gid')),
          })),
        )
      : [];
  }
  const service = readCompose(text).services[0];
  return service
    ? placesWith(
        service.readOnly?.value === true,
        service.mounts.map((mount) => ({ ...mount, owner: ownerOf(mount.uid, mount.gid) })),
      )
    : [];
}
