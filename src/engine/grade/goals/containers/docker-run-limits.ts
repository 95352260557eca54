/** Goals on one `docker run`: its file system, its share of the host, and that it still serves. */
import type { RunMount } from '../../../formats/commands/mounts.ts';
import type { Run } from '../../../formats/commands/run.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { listed } from '../words.ts';
import { type RunGoal, runGoal } from './docker-run.ts';

const pass = (message: string): Judgement => ({ outcome: 'pass', message });

/** The root file system cannot be written. */
export function readsOnlyItsRoot(goal: RunGoal): Goal {
  return runGoal(goal, ({ readOnly }, { missing }) =>
    readOnly
      ? pass('The image’s files cannot be changed in the container.')
      : missing(
          'writable-root',
          'The process can write everywhere that its user may. Whoever breaks in can change the program, or leave tools behind.',
        ),
  );
}

/** Where the root is read-only, each of these paths is still a place to write. */
export function leavesRoomToWrite(goal: RunGoal & { paths: string[] }): Goal {
  return runGoal(goal, (run, { wrong, missing }) => {
    if (!run.readOnly) return pass('The whole file system can be written.');
    for (const path of goal.paths) {
      const mount = run.mounts.filter(({ target }) => `${path}/`.startsWith(target === '/' ? '/' : `${target}/`)).at(-1);
      if (!mount && run.mounts.some(({ literal }) => !literal))
        return { outcome: 'unknown', message: `Whether something is mounted at \`${path}\` is up to the shell.` };
      if (!mount)
        return missing(
          'nowhere-to-write',
          `The root is read-only and nothing writable is mounted at \`${path}\`. The first temporary file of the program fails with \`EROFS: read-only file system\`.`,
        );
      if (mount.readonly)
        return wrong(
          'mounted-read-only',
          `What is mounted at \`${mount.target}\` is read-only, like the rest. The program needs one place to write.`,
          'volume',
          'mount',
          'tmpfs',
        );
      const closed = closedTo(mount, run);
      if (closed) return wrong('closed-to-the-user', closed, 'tmpfs', 'mount');
    }
    return pass(`${listed(goal.paths)} can be written, and nothing else of the image.`);
  });
}

/** A tmpfs of a mode that shuts the process out. */
function closedTo({ type, options, target }: RunMount, { user }: Run): string | undefined {
  const mode = options.find((each) => each.startsWith('mode='))?.slice(5);
  if (type !== 'tmpfs' || mode === undefined || user?.root !== 'no' || !/^[0-7]+$/.test(mode)) return undefined;
  const owner = options.find((each) => each.startsWith('uid='))?.slice(4) ?? '0';
  if (owner === user.user || (Number.parseInt(mode, 8) & 0o002) !== 0) return undefined;
  return `\`${target}\` has the mode ${mode} and belongs to user ${owner}. The process is user ${user.user} and cannot write there.`;
}

const named = (words: string[]) => words.join(', ').replace(/, ([^,]*)$/, ' and $1');

/** Memory, processors and processes are bounded. */
export function boundsContainer(goal: RunGoal): Goal {
  return runGoal(goal, (run, { wrong, missing }) => {
    const given = new Set(run.invocation.flags.map(({ name }) => name));
    const unbounded = [
      { flag: 'memory', value: run.memory, what: 'memory' },
      { flag: 'cpus', value: run.cpus, what: 'processors' },
      { flag: 'pids-limit', value: run.pidsLimit, what: 'processes' },
    ].filter(({ flag, value }) => !(flag === 'cpus' && given.has('cpu-quota')) && !(value && (!value.literal || (value.value ?? 0) > 0)));
    const zero = unbounded.find(({ value }) => value?.literal === true);
    if (zero) return wrong('no-limit', `\`--${zero.flag} ${zero.value?.text}\` sets no limit.`, zero.flag);
    if (unbounded.length === 0) return pass('The container can take its share of the host and no more.');
    return missing(
      'unbounded',
      `Nothing bounds ${named(unbounded.map(({ what }) => what))}. One leak or one loop in here takes the whole host down with it.`,
    );
  });
}

/** Host paths that give the host away: with their children where the entry says so. */
const precious = [
  '/etc',
  '/proc',
  '/sys',
  '/dev',
  '/boot',
  '/root',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/usr',
  '/lib',
  '/bin',
  '/sbin',
];
const isSocket = (path: string) => /(?:docker|containerd|podman|crio)\.sock$/.test(path) || /^(?:\/var)?\/run$/.test(path);

/** Nothing of the host reaches into the container: no socket of the engine, no system folder, no namespace, no device. */
export function keepsHostOut(goal: RunGoal): Goal {
  return runGoal(goal, (run, { wrong }) => {
    for (const { type, source, target } of run.mounts) {
      if (type !== 'bind' || source === undefined) continue;
      const path = source.length > 1 ? source.replace(/\/+$/, '') || '/' : source;
      if (isSocket(path))
        return wrong(
          'engine-socket',
          `\`${source}\` is the way to the engine itself. Whoever can write to it can start a container with the host’s disk in it: that is root on the host, read-only mount or not.`,
          'volume',
          'mount',
        );
      if (path === '/' || precious.some((each) => path === each || path.startsWith(`${each}/`)))
        return wrong(
          'host-folder',
          `\`${source}\` of the host appears at \`${target}\`. The program does not need it, and a container that holds parts of the host’s system is no longer apart from it.`,
          'volume',
          'mount',
        );
    }
    if (run.hostNamespaces.length > 0)
      return wrong(
        'host-namespace',
        `The container shares the host’s ${run.hostNamespaces.join(' and ')} namespace, so one wall between the two is gone.`,
        'network',
        'net',
        'pid',
        'ipc',
        'uts',
        'userns',
      );
    if (run.devices.length > 0)
      return wrong('device', `${listed(run.devices)} of the host is handed in. A program that serves HTTP has no use for it.`, 'device');
    return pass('Nothing of the host reaches into the container.');
  });
}

/** The program is reached at a port of the host, as before. */
export function stillPublishes(
  goal: RunGoal & { host: number /** Port of the program unless `PORT` says otherwise. */; container: number },
): Goal {
  return runGoal(goal, (run, { workspace, wrong, missing }) => {
    const given = run.env.findLast(({ name }) => name === 'PORT');
    if (given && (given.value === undefined || !given.literal))
      return { outcome: 'unknown', message: 'The value of `PORT` is up to the shell.' };
    const port = Number(given?.value ?? workspace.build()?.final?.config.env.PORT ?? goal.container);
    if (run.ports.some(({ containerPort, hostPort }) => containerPort === port && hostPort === goal.host))
      return pass(`The program still answers on port ${goal.host}.`);
    if (run.ports.some(({ containerPort, hostPort }) => containerPort === undefined || hostPort === undefined))
      if (run.ports.some(({ host, container }) => `${host}${container}`.includes('$')))
        return { outcome: 'unknown', message: 'The ports are up to the shell.' };
    const other = run.ports[0];
    if (other)
      return wrong(
        'other-port',
        `\`${other.host ?? ''}:${other.container}\` is published. The program listens on ${port}, and people call port ${goal.host}.`,
        'publish',
      );
    return missing('not-published', `Nothing publishes port ${goal.host} any more, so nobody reaches the program from outside.`);
  });
}
