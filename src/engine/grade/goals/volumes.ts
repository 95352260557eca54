/** Goals on what a Compose service may write where something is mounted. */
import { cleanPath } from '../../build/paths.ts';
import type { Workspace } from '../../build/workspace.ts';
import type { Commands } from '../../formats/commands/commands.ts';
import { readCommands } from '../../formats/commands/read.ts';
import { holds } from '../../formats/compose/holds.ts';
import type { Compose, Mount, Service } from '../../formats/compose/model.ts';
import type { Answer } from '../../source.ts';
import type { Goal, Judgement, Reason } from '../exercise.ts';
import { composeGoal, type FileGoal, failAt } from './manifests.ts';
import {
  after,
  commandsOf,
  type Existing,
  hookCommands,
  imageFolder,
  isRootUser,
  mountAt,
  oneOffs,
  removesVolume,
  rootsOwn,
  stageOf,
  volumeName,
  type Who,
  whoRuns,
} from './mount-owner.ts';
import { mayWrite, type Owned } from './ownership.ts';

interface MountGoal extends FileGoal {
  service: string;
  /** Where the app writes, in the container. */
  path: string;
  /** Compose's project, where the file does not name it. */
  project: string;
  /** The script that is run on the host. */
  commands: string;
  volumes: Existing[];
  folders: Existing[];
}

/** What became of the mounted folder, and what has to be said about it. */
interface Outlook {
  owned: Owned;
  mount: Mount;
  /** An existing volume or folder that was not touched. */
  old?: Existing;
  /** Made anew by each start, or by each container. */
  fleeting?: true;
  /** A service that gives the volume away, and nobody waits for it. */
  early?: string;
  /** A hook gives it away after the container has started. */
  late?: true;
  /** A chown that runs without root, and as whom. */
  powerless?: { what: string; uid: number | undefined };
  /** Somebody gave the folder away. */
  given?: true;
  /** Docker makes this host folder. */
  made?: string;
  reasons: Reason[];
}

const serviceGoal = (goal: MountGoal, judge: (service: Service, compose: Compose, workspace: Workspace) => Judgement): Goal =>
  composeGoal(goal, (compose, workspace) => {
    const service = compose.service(goal.service);
    if (service) return judge(service, compose, workspace);
    return { outcome: 'fail', mistake: 'service-lost', message: `There is no service \`${goal.service}\` in this file any more.` };
  });

/** The service may write where it keeps its files, in what is mounted there. */
export function writesItsMount(goal: MountGoal): Goal {
  return serviceGoal(goal, (service, compose, workspace) => {
    const who = whoRuns(service, workspace);
    const look = outlook(goal, service, compose, workspace, who);
    if (!look) {
      const message = `Nothing is mounted at \`${goal.path}\` of \`${service.name}\`. What the service writes lies in the container's own layer then, grows there, and is gone with the container.`;
      return failAt('nothing-mounted', message, [{ file: service.file, span: service.nameSpan }]);
    }
    const { owned, mount, reasons } = look;
    if (mount.readOnly)
      return failAt(
        'mounted-read-only',
        `\`${goal.path}\` is mounted read-only: nobody may write there, whoever owns it.`,
        [mount],
        reasons,
      );
    if (look.early !== undefined && mayWriteAs(service, who, owned) !== 'no')
      return failAt(
        'not-awaited',
        `\`${look.early}\` gives the volume away, but \`${service.name}\` does not wait until it has finished: whichever is first, wins. Look at the conditions of \`depends_on\`.`,
        [mount],
        reasons,
      );
    const may: Answer = who.uid === 0 ? 'unknown' : mayWriteAs(service, who, owned);
    if (may === 'unknown') {
      const why =
        who.uid === 0
          ? 'Root may write anywhere, so this says nothing'
          : `Whether ${ids(who)} may write what is mounted at \`${goal.path}\` cannot be told from here`;
      return { outcome: 'unknown', message: `${why}.`, reasons };
    }
    if (may === 'no') return refused(goal, service, look, who);
    return { outcome: 'pass', message: `${ids(who)} may write what is mounted at \`${goal.path}\`.`, reasons };
  });
}

/** With the groups that `group_add` gives it besides its own. */
function mayWriteAs(service: Service, who: Who, owned: Owned): Answer {
  const groups = [
    who.gid,
    ...service.groupAdd.map(({ value }) => (value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined)),
  ];
  const answers = groups.map((gid) => mayWrite(owned, { uid: who.uid, gid }));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function refused(goal: MountGoal, service: Service, look: Outlook, who: Who): Judgement {
  const { owned, mount, reasons } = look;
  const fail = (mistake: string, message: string) => failAt(mistake, message, [mount], reasons);
  const state = `${ids(owned)} with mode ${octal(owned.mode)}, and \`${service.name}\` runs as ${ids(who)}`;
  if (look.powerless !== undefined)
    return fail(
      'chown-without-root',
      `${look.powerless.what} runs as ${look.powerless.uid ?? 'another user'}. Only root may give files away, so it fails with "Operation not permitted" at each start, and the folder stays as it is.`,
    );
  if (look.old && mount.type === 'volume')
    return fail(
      'old-volume',
      `The volume \`${look.old.name}\` exists already, has files in it and belongs to ${state}. What the image has at \`${goal.path}\` counts only for a volume that is new or empty, so this one keeps its old owner however often the container is made anew. Look at what happens to the volume itself.`,
    );
  if (look.old)
    return fail(
      'host-folder',
      `\`${look.old.name}\` on the host belongs to ${state}. A bind mount keeps the host's numbers, whatever the image says. One of the two has to fit the other.`,
    );
  if (look.made !== undefined)
    return fail('host-folder-made', `There is no \`${look.made}\` on the host, so Docker makes it, as root: it belongs to ${state}.`);
  if (look.given)
    return fail(
      'given-to-somebody-else',
      `What is mounted at \`${goal.path}\` is given away, but not to the one who writes there: it then belongs to ${state}. The two numbers have to be the same.`,
    );
  if (mount.type === 'tmpfs') return fail('tmpfs-owner', `This tmpfs belongs to ${state}. Its options can say whose it is.`);
  return fail(
    'fresh-volume',
    `The volume is new and takes over what the image has at \`${mount.target}\`: it belongs to ${state}. Look at which step of the Dockerfile makes that folder, and for whom.`,
  );
}

function outlook(goal: MountGoal, service: Service, compose: Compose, workspace: Workspace, who: Who): Outlook | undefined {
  const mount = mountAt(service, goal.path) ?? imageVolume(goal, service, workspace);
  if (!mount) return undefined;
  const target = mount.target ?? goal.path;
  const commands = readCommands(workspace.files[goal.commands] ?? '', goal.commands);
  const start = startOf(goal, mount, target, { service, compose, workspace, commands });
  const look: Outlook = {
    ...start,
    mount,
    reasons: [
      {
        file: mount.file,
        span: mount.span,
        text: `\`${target}\`: ${ids(start.owned)}, mode ${octal(start.owned.mode)} at first; runs as ${ids(who)}`,
      },
    ],
  };
  const own = after(look.owned, target, commandsOf(service.entrypoint, service.command), who.accounts);
  const script = workspace.files['entrypoint.sh'];
  const inScript =
    script === undefined ? undefined : after(look.owned, target, readCommands(script, 'entrypoint.sh').script.commands, who.accounts);
  if ((own.changed || inScript?.changed) && who.uid !== 0)
    look.powerless = { what: own.changed ? 'The `chown` of the service itself' : '`entrypoint.sh`', uid: who.uid };
  if (mount.type === 'volume' || mount.type === 'bind') givenAway(goal, look, { service, compose, workspace, commands, target, who });
  return look;
}

/** A `VOLUME` of the image gives each container a volume without a name. */
function imageVolume(goal: MountGoal, service: Service, workspace: Workspace): Mount | undefined {
  if (!stageOf(service, workspace)?.config.volumes.includes(goal.path)) return undefined;
  const place = { file: service.file, span: service.nameSpan };
  return { ...place, type: 'volume', target: goal.path, readOnly: false, options: [], key: 'volumes', form: 'short' };
}

interface Scene {
  service: Service;
  compose: Compose;
  workspace: Workspace;
  commands: Commands;
}

function startOf(goal: MountGoal, mount: Mount, target: string, scene: Scene): Omit<Outlook, 'mount' | 'reasons'> {
  const { service, compose, workspace, commands } = scene;
  const image = imageFolder(service, target, workspace);
  const unknown: Owned = { exists: 'yes', uid: undefined, gid: undefined, mode: undefined };
  if (mount.type === 'tmpfs') {
    // Without a mode of its own, a tmpfs is open to all; over a folder of the image it may take that folder's mode.
    const mode = mount.mode ?? (image.exists === 'no' ? 0o1777 : mount.uid === undefined ? undefined : (image.mode ?? 0o755));
    const number = (text: string | undefined) => (text === undefined ? 0 : /^\d+$/.test(text) ? Number(text) : undefined);
    return { owned: { exists: 'yes', uid: number(mount.uid), gid: number(mount.gid), mode }, fleeting: true };
  }
  if (mount.type === 'bind') {
    const path = cleanPath(mount.source ?? '');
    const old = goal.folders.find(({ name }) => name === path);
    if (old) {
      const moved = after({ exists: 'yes', ...old }, `/${path}`, commands.script.commands, whoRuns(service, workspace).accounts);
      return { owned: moved.owned, ...(moved.changed ? {} : { old }) };
    }
    const made = after(
      { exists: 'no', ...rootsOwn },
      cleanPath(`/${path}`),
      commands.script.commands,
      whoRuns(service, workspace).accounts,
    );
    if (made.changed) return { owned: made.owned };
    // What lies elsewhere on the host is not ours to know; a folder beside the file would be listed.
    return /^[/~$]/.test(path) ? { owned: unknown } : { owned: made.owned, made: path };
  }
  if (mount.type !== 'volume') return { owned: unknown };
  const name = volumeName(mount, compose, goal.project);
  const top = compose.volumes.find((each) => each.name === mount.source);
  const old = goal.volumes.find((each) => each.name === name);
  if (old && name !== undefined && !removesVolume(commands, name, compose, goal.project)) return { owned: { exists: 'yes', ...old }, old };
  if (top?.external || (top?.driverOpts.length ?? 0) > 0 || top?.realName?.state === 'unknown') return { owned: unknown };
  if (mount.options.includes('nocopy') || image.exists === 'no') return { owned: { exists: 'yes', ...rootsOwn } };
  const fleeting = mount.source === undefined ? { fleeting: true as const } : {};
  return image.exists === 'yes' ? { owned: image, ...fleeting } : { owned: unknown, ...fleeting };
}

/** What other containers, hooks and the script do to the mounted folder before the service writes to it. */
function givenAway(goal: MountGoal, look: Outlook, scene: Scene & { target: string; who: Who }): void {
  const { service, compose, workspace, commands, target, who } = scene;
  const take = (next: { owned: Owned; changed: boolean }) => {
    if (!next.changed) return false;
    look.owned = next.owned;
    look.given = true;
    delete look.old;
    delete look.made;
    return true;
  };
  const same = (mount: Mount) =>
    look.mount.type === 'volume'
      ? mount.type === 'volume' &&
        mount.source !== undefined &&
        volumeName(mount, compose, goal.project) === volumeName(look.mount, compose, goal.project)
      : mount.type === 'bind' && cleanPath(mount.source ?? '') === cleanPath(look.mount.source ?? '');
  for (const other of compose.services) {
    const shared = other === service ? undefined : other.mounts.find(same);
    if (!shared || shared.readOnly) continue;
    const next = after(look.owned, shared.target ?? target, commandsOf(other.entrypoint, other.command), who.accounts);
    if (!next.changed) continue;
    const { uid } = whoRuns(other, workspace);
    if (uid !== 0 && uid !== undefined) {
      look.powerless = { what: `The command of \`${other.name}\``, uid };
      continue;
    }
    take(next);
    const waits = service.dependsOn.find((dependency) => dependency.service === other.name);
    if (waits?.condition.value !== 'service_completed_successfully') look.early = other.name;
  }
  for (const hook of service.postStart) {
    const root = isRootUser(hook.user) || holds(hook.privileged, Boolean) === 'yes';
    if (root && take(after(look.owned, target, hookCommands(hook), who.accounts))) look.late = true;
  }
  const volume = look.mount.type === 'volume' ? volumeName(look.mount, compose, goal.project) : undefined;
  if (volume === undefined) return;
  for (const once of oneOffs(commands, volume, service, target)) take(after(look.owned, once.path, once.commands, who.accounts));
}

/** The container starts as somebody who is not root. */
export function serviceIsNotRoot(goal: MountGoal): Goal {
  return serviceGoal(goal, (service, _, workspace) => {
    const who = whoRuns(service, workspace);
    if (who.uid === undefined)
      return { outcome: 'unknown', message: `Who \`${service.name}\` runs as cannot be told from here. A number makes it plain.` };
    if (who.uid !== 0) return { outcome: 'pass', message: `\`${service.name}\` starts as ${ids(who)}.` };
    const what =
      who.from === 'service'
        ? `\`user: ${who.written}\``
        : who.written === undefined
          ? 'No user is set, so this'
          : `The image's \`USER ${who.written}\``;
    const message = `${what} is root. The error goes away because root may write anywhere, which is what the user was there to prevent. What does not fit is the owner of one folder.`;
    return failAt('root', message, [service.user ?? { file: service.file, span: service.nameSpan }]);
  });
}

/** What is mounted is not opened to every user. */
export function keepsMountClosed(goal: MountGoal): Goal {
  return serviceGoal(goal, (service, compose, workspace) => {
    const look = outlook(goal, service, compose, workspace, whoRuns(service, workspace));
    const mode = look?.owned.mode;
    // A tmpfs of one container has no other users; /tmp itself is open in the same way.
    if (!look || mode === undefined || (mode & 0o002) === 0 || look.mount.type === 'tmpfs')
      return { outcome: 'pass', message: 'Nothing is open to every user.' };
    const message = `\`${goal.path}\` ends up with mode ${octal(mode)}: every user of every container that mounts it may change what is there, and on the host as well. One owner is enough.`;
    return failAt('open-to-all', message, [look.mount]);
  });
}

/** The service is not privileged. */
export function serviceIsUnprivileged(goal: MountGoal): Goal {
  return serviceGoal(goal, (service) => {
    if (holds(service.privileged, Boolean) !== 'yes') return { outcome: 'pass', message: `\`${service.name}\` is not privileged.` };
    const message = `\`privileged: true\` gives \`${service.name}\` the host's devices and every capability to lose. A user who is not root gains nothing by it in a folder that belongs to somebody else: "permission denied" is about owners.`;
    return failAt('privileged', message, [service.privileged]);
  });
}

/** Polish: the folder is ready before the service starts. */
export function mountIsReadyInTime(goal: MountGoal): Goal {
  return serviceGoal(goal, (service, compose, workspace) => {
    const look = outlook(goal, service, compose, workspace, whoRuns(service, workspace));
    if (!look?.late) return { outcome: 'pass', message: 'Nothing has to be repaired after the start.' };
    return failAt(
      'after-the-start',
      '`post_start` runs after the container has started, at the same time as the app: a write in the first moment may still be refused. It works for an app that tries again.',
      service.postStart.slice(0, 1),
    );
  });
}

/** Polish: what was written is still there for the next container. */
export function mountLasts(goal: MountGoal): Goal {
  return serviceGoal(goal, (service, compose, workspace) => {
    const look = outlook(goal, service, compose, workspace, whoRuns(service, workspace));
    if (!look) return { outcome: 'unknown', message: 'Nothing is mounted.' };
    if (!look.fleeting) return { outcome: 'pass', message: 'What was written is there for the next container as well.' };
    const what =
      look.mount.type === 'tmpfs'
        ? 'A tmpfs lives in memory, counts against the limit of the container and is empty after each start'
        : 'A volume without a name belongs to one container, and the next one starts with a new one';
    return failAt('fleeting', `${what}. That is fine for files that can be made anew.`, [look.mount]);
  });
}

const octal = (mode: number | undefined) => (mode === undefined ? 'that cannot be told' : `0${mode.toString(8)}`);
const ids = ({ uid, gid }: { uid: number | undefined; gid: number | undefined }) => `${uid ?? '?'}:${gid ?? '?'}`;
