/** What becomes of a mounted folder before a service writes to it: from its kind, from other containers, hooks and the script on the host. */
import { cleanPath } from '../../../build/paths.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Commands } from '../../../formats/commands/commands.ts';
import { readCommands } from '../../../formats/commands/read.ts';
import { holds } from '../../../formats/compose/holds.ts';
import type { Compose, Mount, Service } from '../../../formats/compose/model.ts';
import type { Reason } from '../../exercise.ts';
import type { FileGoal } from '../manifests.ts';
import type { Owned } from '../users/ownership.ts';
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

/** Where a service writes, and what is on the host already. */
export interface MountGoal extends FileGoal {
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
export interface Outlook {
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
  /** The folder alone was given away: what was in it before still belongs to somebody else. */
  shallow?: Existing;
  /** Docker makes this host folder. */
  made?: string;
  reasons: Reason[];
}

/** Undefined where nothing is mounted. */
export function outlook(goal: MountGoal, service: Service, compose: Compose, workspace: Workspace, who: Who): Outlook | undefined {
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
  const take = (next: { owned: Owned; changed: boolean; deep: boolean }) => {
    if (!next.changed) return false;
    if (look.old?.full) look.shallow = look.old;
    if (next.deep) delete look.shallow;
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

/** A mode as `chmod` would take it. */
export const octal = (mode: number | undefined) => (mode === undefined ? 'that cannot be told' : `0${mode.toString(8)}`);
/** An owner as `chown` would take it. */
export const ids = ({ uid, gid }: { uid: number | undefined; gid: number | undefined }) => `${uid ?? '?'}:${gid ?? '?'}`;
