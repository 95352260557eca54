/** Goals on what apt leaves behind: package lists in layers, and caches that are mounted. */
import type { Goal, Judgement } from '../../exercise.ts';
import type { StageGoal } from '../stage.ts';
import { aptGoal, markStep, shown } from './apt-goal.ts';
import { archiveFolder, chainSteps, commandsOf, type KeptLists, keepsArchives, listFolder, mountOver, removal } from './apt-use.ts';

/** No layer of the final image holds package lists, or packages that apt has fetched. */
export function shipsNoPackageLists(goal: StageGoal): Goal {
  return aptGoal(goal, ({ shipped, stage, file }) => {
    const kept = shipped.find((each) => each.kept === 'yes');
    if (kept) return listsShip(kept, file);
    const archives = keepsArchives(chainSteps(stage));
    if (archives) {
      const message = `The layer of line ${archives.line} keeps every package file that apt has fetched. Debian's image deletes them after an install, and \`docker-clean\`, which does that, is gone here. It may go where \`${archiveFolder}\` is no part of the layer: look at what is mounted, and over which folder.`;
      return { outcome: 'fail', mistake: 'packages-left', message, findings: [markStep(file, archives, message)] };
    }
    const unsure = shipped.find((each) => each.kept === 'unknown');
    if (unsure)
      return {
        outcome: 'unknown',
        message: `Whether line ${unsure.update.step.line} leaves package lists behind cannot be told from here. It does not count against you.`,
      };
    return { outcome: 'pass', message: 'No layer of the image holds package lists.' };
  });
}

function listsShip({ update, tried, removedBy }: KeptLists, file: string): Judgement {
  const { step } = update;
  const fetched = markStep(file, step, 'The layer of this step holds the package lists.');
  if (tried === 'rm-without-r') {
    const message = `\`rm\` without an option for folders stops at the first folder in \`${listFolder}\`, and with it the build.`;
    return { outcome: 'fail', mistake: 'rm-without-r', message, findings: [markStep(file, step, message)] };
  }
  if (removedBy) {
    const message = `Line ${removedBy.line} deletes the lists in a step of its own. That hides them; the layer of line ${step.line} is finished by then and still holds them, so the image gets no smaller. Look at when a layer is closed.`;
    return { outcome: 'fail', mistake: 'removed-too-late', message, findings: [markStep(file, removedBy, message), fetched] };
  }
  const clean = tried === 'clean' ? ` \`${update.tool} clean\` empties \`${archiveFolder}\`; the lists are in \`${listFolder}\`.` : '';
  const message = `The layer of line ${step.line} keeps the package lists that ${shown(update)} has fetched. They are of no use in a running container, age from today on, and travel with every pull.${clean} Look at what the same step leaves behind.`;
  return { outcome: 'fail', mistake: tried === 'clean' ? 'clean-keeps-lists' : 'lists-left', message, findings: [fetched] };
}

/** No step deletes what it has mounted a cache for. */
export function keepsMountedCache(goal: StageGoal): Goal {
  return aptGoal(goal, ({ steps, file }) => {
    for (const step of steps) {
      const folder = [listFolder, archiveFolder].find(
        (each) => mountOver(step, each)?.type === 'cache' && removal(step, undefined, each) === 'yes',
      );
      if (!folder) continue;
      const message = `Line ${step.line} mounts a cache over \`${folder}\` and empties it at the end. What is in a mount is in no layer anyway, so this deletes the very thing that the next build was to find there.`;
      return { outcome: 'fail', mistake: 'emptied-mount', message, findings: [markStep(file, step, message)] };
    }
    return { outcome: 'pass', message: 'Nothing deletes a cache that it has mounted.' };
  });
}

/** Polish: lists in a stage that stays behind cost room in the cache only. */
export const leavesNoListsBehind = (goal: StageGoal): Goal =>
  aptGoal(goal, ({ behind, file }) => {
    const kept = behind.find((each) => each.kept === 'yes');
    if (!kept) return { outcome: 'pass', message: 'Stages that stay behind hold no lists either.' };
    const message = `Line ${kept.update.step.line} leaves package lists in a stage that does not ship. That costs some room in the build cache and nothing else; the day somebody builds on that stage, it ships.`;
    return { outcome: 'fail', mistake: 'lists-in-build-stage', message, findings: [markStep(file, kept.update.step, message)] };
  });

/** Polish: cache mounts for apt are locked, and what Debian's images delete after each install is kept. */
export const mountsForApt = (goal: StageGoal): Goal =>
  aptGoal(goal, ({ steps, file, calls }) => {
    const with_ = steps.filter((step) => calls.some((call) => call.step === step));
    for (const step of with_) {
      const mount = [listFolder, archiveFolder]
        .map((folder) => mountOver(step, folder))
        .find((each) => each?.type === 'cache' && each.sharing !== 'locked');
      if (!mount) continue;
      const message =
        'Two builds at once share this cache mount, and apt cannot: the second stops because the first holds the lock. `sharing=locked` lets it wait.';
      return { outcome: 'fail', mistake: 'shared-apt-cache', message, findings: [{ file, span: mount.span, message }] };
    }
    const cached = with_.find((step) => mountOver(step, archiveFolder)?.type === 'cache');
    if (!cached) return { outcome: 'pass', message: 'No cache mount needs a second look.' };
    const kept = steps.some((step) =>
      commandsOf(step).some(({ args, redirects }) =>
        [...args, ...redirects.flatMap(({ target }) => target ?? [])].some(({ text }) =>
          /docker-clean|keep-cache|Keep-Downloaded/.test(text),
        ),
      ),
    );
    if (kept) return { outcome: 'pass', message: 'Downloaded packages stay in the mounted cache.' };
    const message = `The images of Debian delete every downloaded package after an install (\`/etc/apt/apt.conf.d/docker-clean\`), from the mounted \`${archiveFolder}\` too. The mount then saves nothing of the download.`;
    return { outcome: 'fail', mistake: 'docker-clean', message, findings: [markStep(file, cached, message)] };
  });
