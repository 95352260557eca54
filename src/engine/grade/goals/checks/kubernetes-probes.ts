/** Goals on the three probes of a container in Kubernetes: what each asks, and how long it is patient. */
import type { Container, Kubernetes, Probe } from '../../../formats/kubernetes/model.ts';
import type { Located } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { kubernetesGoal } from '../kubernetes-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { type App, type Asked, askedBy } from './probe-action.ts';

export interface ProbeGoal extends FileGoal {
  container: string;
  app: App;
}

const nameOf = ({ file, nameSpan }: Container): Located => ({ file, span: nameSpan });

function onContainer(goal: FileGoal & { container: string }, judge: (container: Container, manifest: Kubernetes) => Judgement): Goal {
  return kubernetesGoal(goal, (manifest) => {
    const container = manifest.workloads.flatMap(({ pod }) => pod.containers).find(({ name }) => name === goal.container);
    if (!container)
      return { outcome: 'fail', mistake: 'container-lost', message: `No pod of this file has a container \`${goal.container}\` any more.` };
    return judge(container, manifest);
  });
}

const titles = { startup: 'startup probe', readiness: 'readiness probe', liveness: 'liveness probe' };
const factors = ({ failureThreshold, periodSeconds, initialDelaySeconds }: Probe) =>
  `${initialDelaySeconds > 0 ? `${initialDelaySeconds} + ` : ''}${failureThreshold} × ${periodSeconds} seconds`;

/** Nothing kills the container while it starts. */
export function hasTimeToStart(goal: FileGoal & { container: string /** Cold start, seconds. */; needs: number }): Goal {
  return onContainer(goal, ({ probes: { startup, liveness } }) => {
    const first = startup ?? liveness;
    if (!first) return { outcome: 'pass', message: 'No probe can kill the container, so it has all the time it needs to start.' };
    if (first.patienceSeconds >= goal.needs)
      return {
        outcome: 'pass',
        message: `The ${titles[first.kind]} is patient for ${first.patienceSeconds} seconds, and ${goal.needs} are needed.`,
      };
    const place = first.written.failureThreshold ?? first.written.periodSeconds ?? first;
    if (startup)
      return failAt(
        'startup-too-short',
        `The startup probe gives up after ${startup.patienceSeconds} seconds (${factors(startup)}). A cold start may take ${goal.needs}: the container is killed, starts again as slowly, and never gets there.`,
        [place],
      );
    return failAt(
      'killed-while-starting',
      `The liveness probe gives up after ${first.patienceSeconds} seconds (${factors(first)}) and does not know that the container is only starting. A cold start may take ${goal.needs}, so it is killed again and again. Look at the probe that holds the others back.`,
      [place],
    );
  });
}

const otherQuestion = ({ what }: Asked) => `It asks ${what}, of which nothing is known here.`;

/** Readiness asks what the app depends on. */
export function readinessAsksDependencies(goal: ProbeGoal): Goal {
  return onContainer(goal, (container) => {
    const probe = container.probes.readiness;
    if (!probe)
      return failAt(
        'no-readiness',
        `\`${goal.container}\` has no readiness probe. Kubernetes does not read the HEALTHCHECK of an image: the pod counts as ready as soon as its process runs, and gets requests that it cannot answer.`,
        [nameOf(container)],
      );
    const asked = askedBy(probe.action, goal.app);
    if (asked.question === 'unknown') return { outcome: 'unknown', message: otherQuestion(asked) };
    if (asked.question === 'ready')
      return { outcome: 'pass', message: 'A pod without its database gets no requests, and is left alone otherwise.' };
    if (asked.question === 'alive')
      return failAt(
        'ready-without-dependencies',
        `The readiness probe asks ${asked.what}, which says that the process is alive. Without its database the pod is alive as well, and every request that it gets ends in an error.`,
        [probe],
      );
    if (asked.question === 'port')
      return failAt(
        'open-port-is-not-ready',
        'The readiness probe looks whether the port is open. It is open long before the database can be reached, and stays open when it is gone.',
        [probe],
      );
    return failAt('other-question', `The readiness probe asks ${asked.what}. Nothing there tells whether the app can work.`, [probe]);
  });
}

/** Liveness asks for the process alone. */
export function livenessAsksProcess(goal: ProbeGoal): Goal {
  return onContainer(goal, ({ probes: { liveness, readiness } }) => {
    if (!liveness)
      return {
        outcome: 'pass',
        message:
          'Without a liveness probe nothing restarts the container. That is right where the process ends by itself when it cannot go on.',
      };
    const asked = askedBy(liveness.action, goal.app);
    if (asked.question === 'unknown') return { outcome: 'unknown', message: otherQuestion(asked) };
    if (asked.question === 'alive' || asked.question === 'port')
      return { outcome: 'pass', message: 'Only a process that no longer answers is restarted.' };
    if (asked.question === 'other')
      return failAt(
        'other-question',
        `The liveness probe asks ${asked.what}. What answers there says nothing about the process, and a failure restarts it.`,
        [liveness],
      );
    const same =
      readiness && askedBy(readiness.action, goal.app).question === 'ready'
        ? ' It is the same question as that of the readiness probe, with a harder answer.'
        : '';
    return failAt(
      'restart-storm',
      `The liveness probe asks ${asked.what}, which asks the database. When the database is away for a minute, Kubernetes restarts every pod at once. That does not bring the database back, and then all of them start cold.${same}`,
      [liveness],
    );
  });
}

/** A probe that asks dependencies waits for as long as the answer takes. */
export function probesWaitForAnswers(
  goal: ProbeGoal & { /** Seconds that the answer about dependencies may take. */ readyTakes: number },
): Goal {
  return onContainer(goal, ({ probes }) => {
    const asking = [probes.readiness, probes.liveness, probes.startup].filter(
      (probe): probe is Probe => probe !== undefined && askedBy(probe.action, goal.app).question === 'ready',
    );
    if (asking.length === 0) return { outcome: 'unknown', message: 'No probe asks about the dependencies yet.' };
    const hasty = asking.find(({ timeoutSeconds }) => timeoutSeconds < goal.readyTakes);
    if (!hasty) return { outcome: 'pass', message: 'The probe waits for as long as the answer may take.' };
    const { timeoutSeconds } = hasty.written;
    return failAt(
      'timeout-too-short',
      `The ${titles[hasty.kind]} waits ${hasty.timeoutSeconds} ${hasty.timeoutSeconds === 1 ? 'second' : 'seconds'}${timeoutSeconds ? '' : ', which is what Kubernetes takes where nothing is written'}. Under load the answer takes up to ${goal.readyTakes}, so pods drop out just when they are needed.`,
      [timeoutSeconds ?? hasty],
    );
  });
}

/** Every probe asks at a place where something answers. */
export function probesReachApp(goal: ProbeGoal): Goal {
  return onContainer(goal, ({ probes }) => {
    for (const probe of [probes.startup, probes.readiness, probes.liveness]) {
      const asked = probe && askedBy(probe.action, goal.app);
      if (probe && asked?.problem) return failAt(asked.problem.mistake, `The ${titles[probe.kind]}: ${asked.problem.why}`, [probe]);
      if (probe?.kind === 'startup' && asked?.question === 'other')
        return failAt(
          'never-started',
          `The startup probe asks ${asked.what}, where the app does not answer. It never passes, so the container is killed when its patience is over.`,
          [probe],
        );
    }
    return { outcome: 'pass', message: 'Every probe asks where the app answers.' };
  });
}

/** Polish: the start is awaited by asking, not by the clock, and the startup probe does not hang on others. */
export function awaitsStartByAsking(goal: ProbeGoal): Goal {
  return onContainer(goal, ({ probes: { startup, liveness, readiness } }) => {
    if (startup && askedBy(startup.action, goal.app).question === 'ready')
      return failAt(
        'startup-asks-dependencies',
        'The startup probe asks the database as well. If that is away while pods start, they are killed for it. It works as long as the database is there first.',
        [startup],
      );
    const delayed = [liveness, readiness].find((probe) => probe && probe.initialDelaySeconds >= 30);
    if (!startup && delayed)
      return failAt(
        'waits-by-the-clock',
        `\`initialDelaySeconds: ${delayed.initialDelaySeconds}\` waits that long at every start, also when the app is up after ten seconds, and not long enough on the day it is slower. A startup probe asks.`,
        [delayed.written.initialDelaySeconds ?? delayed],
      );
    return { outcome: 'pass', message: 'The probes begin as soon as the app has started.' };
  });
}

/** Polish: a liveness probe is not quick to kill; where there is none, somebody wrote down why. */
export function killsLate(goal: FileGoal & { container: string }): Goal {
  return onContainer(goal, (container, manifest) => {
    const { liveness } = container.probes;
    if (!liveness) {
      const told = manifest.comments.some(({ text }) => /\blive(?:ness)?\b/i.test(text));
      return told
        ? { outcome: 'pass', message: 'There is no liveness probe, and a comment says why.' }
        : failAt(
            'no-reason-given',
            'Without a liveness probe nobody restarts a process that hangs. That can be right. A comment that says why spares the next reader the question.',
            [nameOf(container)],
          );
    }
    const patience = liveness.periodSeconds * liveness.failureThreshold;
    return patience >= 10
      ? { outcome: 'pass', message: `The process has ${patience} seconds to answer again before it is killed.` }
      : failAt(
          'kills-quickly',
          `After ${patience} ${patience === 1 ? 'second' : 'seconds'} without an answer the container is killed. A long garbage collection or one busy node is enough for that.`,
          [liveness],
        );
  });
}
