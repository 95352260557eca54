/** Goals on one Dockerfile with several targets, and on the Compose services that build them. */

import type { Build, Stage } from '../../../build/build.ts';
import { chainOf } from '../../../build/chain.ts';
import type { Contents } from '../../../build/contents.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Compose, Mount, Service } from '../../../formats/compose/model.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeIn } from '../compose-goal.ts';
import { failAt } from '../manifests.ts';
import { atFrom } from '../stage.ts';
import { startCommand } from '../start/starts.ts';
import { listed } from '../words.ts';
import { failureMessage } from './failures.ts';

interface TargetGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
}

/** A service with the stage it builds, as far as that can be told. */
interface Built {
  service: Service;
  /** Path of the Dockerfile it builds. */
  dockerfile: string;
  build?: Build;
  stage?: Stage;
  contents?: Contents;
}

const clean = (path: string): string => path.replace(/^(?:\.\/)+/, '');

function builtBy(service: Service, workspace: Workspace): Built {
  const dockerfile = clean(service.build?.dockerfile?.visible ?? 'Dockerfile');
  const target = service.build?.target;
  const build = workspace.build(dockerfile, target ? { target: target.visible } : undefined);
  const stage = build?.final;
  return { service, dockerfile, ...(build ? { build } : {}), ...(stage ? { stage, contents: workspace.contents(stage) } : {}) };
}

const servicesIn = (compose: Compose, workspace: Workspace): Built[] =>
  compose.services.filter(({ build }) => build).map((service) => builtBy(service, workspace));

/** The service that is meant for development: the one whose stage has the tools, else the first that builds anything. */
function devService(compose: Compose, workspace: Workspace): Built | undefined {
  const all = servicesIn(compose, workspace);
  return all.find(({ contents }) => contents?.devDependencies().answer === 'yes') ?? all[0];
}

function onCompose(goal: TargetGoal, judge: (dev: Built | undefined, compose: Compose, workspace: Workspace) => Judgement): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const compose = composeIn(workspace);
      return judge(devService(compose, workspace), compose, workspace);
    },
  };
}

const nameOf = (stage: Stage): string => (stage.writtenName ? `\`${stage.writtenName}\`` : `stage ${stage.index}`);

/** Whether what a stage starts is meant for development: a script named `dev`, a tool that restarts, `node --watch`. */
const develops = (stage: Stage, tools: string[]): boolean => meantForDevelopment(startCommand(stage) ?? [], tools);

const meantForDevelopment = (argv: string[], tools: string[]): boolean =>
  argv
    .flatMap((word) => word.split(/\s+/))
    .some((word) => word === 'dev' || word.startsWith('--watch') || tools.includes(word.split('/').at(-1) ?? ''));

/** `docker build .` without a target makes the image that ships: no development packages in it, and no development command that starts. */
export function shipsByDefault(goal: TargetGoal & { /** Programs that only development starts: 'nodemon'. */ tools: string[] }): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const build = workspace.build();
      const stage = build?.final;
      if (!build || !stage) return { outcome: 'fail', message: 'There is no stage to build: a Dockerfile needs a `FROM`.' };
      const found = workspace.contents(stage).devDependencies();
      const fail = (mistake: string, message: string): Judgement => ({
        outcome: 'fail',
        mistake,
        message,
        findings: atFrom(stage, 'Dockerfile', message),
      });
      if (found.answer === 'yes') {
        const tools = `${listed(goal.tools)} ${goal.tools.length === 1 ? 'is' : 'are'} in it`;
        const lean = build.stages.find(
          (each) =>
            each !== stage && each.origins.cmd?.kind === 'instruction' && workspace.contents(each).devDependencies().answer === 'no',
        );
        const below = chainOf(stage)
          .slice(1)
          .find((each) => workspace.contents(each).devDependencies().answer === 'yes');
        if (below && !(lean && develops(stage, goal.tools)))
          return fail(
            'prod-from-dev',
            `${nameOf(stage)} starts from ${nameOf(below)} and stands on all of its layers: ${tools}, whatever a later line deletes.`,
          );
        if (lean)
          return fail(
            'dev-is-default',
            `The last stage is the default, and that is ${nameOf(stage)}: ${tools}. ${nameOf(lean)} would be the image to ship, and \`docker build .\` does not make it.`,
          );
        return fail(
          'tools-ship',
          `\`docker build .\` makes an image with everything that development needs: ${tools}. What ships and what you develop in have to be different stages.`,
        );
      }
      const { pieces, complete } = workspace.contents(stage);
      if (complete && !pieces.some(({ kind }) => kind === 'dependencies' || kind === 'output' || kind === 'unknown'))
        return fail(
          'packages-missing',
          `${nameOf(stage)} holds no packages at all: nothing installs them there or copies them in, and the app needs some to start.`,
        );
      if (develops(stage, goal.tools))
        return fail(
          'dev-command',
          `\`docker build .\` makes an image that starts \`${stage.config.cmd?.join(' ')}\`, which is the command of development.`,
        );
      if (found.answer === 'unknown') return { outcome: 'unknown', message: 'What the last stage installs cannot be told from here.' };
      return { outcome: 'pass', message: `\`docker build .\` makes ${nameOf(stage)}, without the tools of development.` };
    },
  };
}

/** A Compose service builds a stage that has the tools of development, and every step of it can work. */
export function developsInItsTarget(goal: TargetGoal & { tools: string[] }): Goal {
  return onCompose(goal, (dev) => {
    const place = dev?.service.build;
    if (!dev || !place)
      return failAt('no-service', 'No service of the Compose file builds anything, so there is nothing to develop in.', []);
    const { service, build, stage, contents, dockerfile } = dev;
    const target = place.target;
    if (target && target.state !== 'known')
      return { outcome: 'unknown', message: `Which stage \`${service.name}\` builds depends on \`${target.text}\`.` };
    if (!build)
      return failAt('no-dockerfile', `\`${service.name}\` builds \`${dockerfile}\`, and there is no such file.`, [
        place.dockerfile ?? place,
      ]);
    if (!stage || !contents)
      return failAt(
        'no-such-stage',
        `\`${service.name}\` asks for the target \`${target?.visible}\`, and no stage of \`${dockerfile}\` has that name.`,
        [target ?? place],
      );
    const failure = chainOf(stage).flatMap((each) => (each === stage ? contents.failures : []))[0];
    if (failure)
      return {
        outcome: 'fail',
        mistake: failure.reason,
        message: `Line ${failure.step.line} stops the build of ${nameOf(stage)}. ${failureMessage(failure)}`,
        findings: [{ file: dockerfile, span: failure.span, message: failureMessage(failure) }],
      };
    const found = contents.devDependencies();
    if (found.answer === 'yes') {
      const own = service.command?.words.map(({ visible }) => visible) ?? stage.config.cmd ?? [];
      if (own[0] === 'node' && own.length > 1 && !meantForDevelopment(own, goal.tools))
        return failAt(
          'not-the-dev-command',
          `\`${service.name}\` starts \`${own.join(' ')}\`. The tools are there, and nothing starts the one that restarts the app on every edit.`,
          [service.command ?? target ?? place],
        );
      return { outcome: 'pass', message: `\`${service.name}\` builds ${nameOf(stage)}, which has the tools.` };
    }
    if (found.answer === 'unknown') return { outcome: 'unknown', message: `What ${nameOf(stage)} installs cannot be told from here.` };
    const message = target
      ? `\`${service.name}\` builds ${nameOf(stage)}, and no development package is installed there. The command that restarts the app on every edit is one of them.`
      : `\`${service.name}\` names no target, so it builds the default, ${nameOf(stage)}: the image that ships, without the tools of development.`;
    return failAt(target ? 'no-tools-in-dev' : 'no-target', message, [target ?? place]);
  });
}

const within = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);

/** No mount of the development service hides the packages that its image installed. */
export function keepsInstalledPackages(goal: TargetGoal): Goal {
  return onCompose(goal, (dev) => {
    if (!dev?.contents) return { outcome: 'unknown', message: 'What the service for development holds cannot be told yet.' };
    const { service, contents } = dev;
    const folders = contents.pieces
      .filter(({ kind, path }) => kind === 'dependencies' && path.endsWith('/node_modules'))
      .map(({ path }) => path);
    for (const folder of folders) {
      const hiding = nearest(service.mounts, folder);
      if (!hiding || hiding.type === 'volume') continue;
      if (hiding.target === folder && hiding.type === 'bind')
        return failAt(
          'packages-of-the-host',
          `\`${hiding.source}\` of your machine takes the place of \`${folder}\`. What was installed there for another system, or not at all, is what the app finds.`,
          [hiding],
        );
      const message =
        hiding.type === 'tmpfs'
          ? `An empty file system is mounted over \`${folder}\`, so the app finds no packages.`
          : `\`${hiding.source}\` is mounted over \`${hiding.target}\` and hides what the image has there, \`${folder}\` included. The app sees the folder of your machine: no packages, or those of another system.`;
      return failAt('packages-hidden', message, [hiding]);
    }
    return { outcome: 'pass', message: 'The packages of the image stay in view.' };
  });
}

/** The mount with the longest target at or above a path: the one that decides what is seen there. */
function nearest(mounts: readonly Mount[], path: string): Mount | undefined {
  const over = mounts.filter(({ target }) => target !== undefined && within(path, target));
  return over.sort((a, b) => (b.target?.length ?? 0) - (a.target?.length ?? 0))[0];
}

/** An edit of the sources reaches the development container without a new build by hand. */
export function seesEdits(goal: TargetGoal & { /** Folder of the context with the sources: 'src'. */ sources: string }): Goal {
  return onCompose(goal, (dev) => {
    if (!dev) return { outcome: 'unknown', message: 'There is no service for development yet.' };
    const { service } = dev;
    const covers = (path: string) => clean(path) === '.' || clean(path) === '' || within(goal.sources, clean(path).replace(/\/$/, ''));
    const bound = service.mounts.some(({ type, source }) => type === 'bind' && source !== undefined && covers(source));
    if (
      bound ||
      service.watch.some(({ path, action, target }) => path && covers(path.visible) && (target || !action?.visible.startsWith('sync')))
    )
      return { outcome: 'pass', message: `An edit in \`${goal.sources}/\` reaches \`${service.name}\`.` };
    return failAt(
      'no-live-edits',
      `Nothing carries an edit in \`${goal.sources}/\` into \`${service.name}\`: no mount shows the folder and no watch rule follows it. Every change would need a new build by hand.`,
      [service.build ?? service],
    );
  });
}

/** Polish: one Dockerfile, and the stages for shipping and for developing stand on a stage that both share. */
export function sharesOneFile(goal: TargetGoal): Goal {
  return onCompose(goal, (dev, _, workspace) => {
    const final = workspace.build()?.final;
    if (dev && dev.dockerfile !== 'Dockerfile')
      return failAt(
        'two-files',
        `\`${dev.service.name}\` builds \`${dev.dockerfile}\`. Two files for one app drift apart: the next change of the base image, or of a system package, reaches only one of them.`,
        [dev.service.build?.dockerfile],
      );
    if (!dev?.stage || !final || dev.stage.index === final.index)
      return { outcome: 'unknown', message: 'There is no stage for development of its own yet.' };
    const below = chainOf(dev.stage).map(({ index }) => index);
    const shared = chainOf(final).find(({ index }) => below.includes(index));
    if (shared && shared.index !== final.index) return { outcome: 'pass', message: `Both stages stand on ${nameOf(shared)}.` };
    const message = 'The two stages start apart, so base image, folder and system packages stand in the file twice, and can differ.';
    return { outcome: 'fail', mistake: 'nothing-shared', message, findings: atFrom(final, 'Dockerfile', message) };
  });
}

/** Polish: no `version:`, which Compose ignores. */
export function namesNoVersion(goal: TargetGoal): Goal {
  return onCompose(goal, (_, compose) =>
    compose.version
      ? failAt(
          'obsolete-version',
          '`version:` is obsolete. Compose prints a warning and ignores it; readers still believe that it chooses something.',
          [compose.version],
        )
      : { outcome: 'pass', message: 'The file has no obsolete parts.' },
  );
}
