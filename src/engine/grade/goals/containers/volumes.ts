/** Goals on what a Compose service may write where something is mounted. */
import type { Workspace } from '../../../build/workspace.ts';
import { holds } from '../../../formats/compose/holds.ts';
import type { Compose, Service } from '../../../formats/compose/model.ts';
import type { Answer } from '../../../source.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { failAt } from '../manifests.ts';
import { mayWrite, type Owned } from '../users/ownership.ts';
import { ids, type MountGoal, type Outlook, octal, outlook } from './mount-outlook.ts';
import { type Who, whoRuns } from './mount-owner.ts';

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
    if (look.shallow)
      return failAt(
        'only-the-folder',
        `The folder itself is given away, and nothing in it: the files and folders in \`${look.shallow.name}\` still belong to ${ids(look.shallow)}. The service can neither replace such a file nor put one into such a folder. Look at how far the command reaches.`,
        [mount],
        reasons,
      );
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
