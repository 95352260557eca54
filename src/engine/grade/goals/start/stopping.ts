/** Goals on how a service is stopped: the time it gets, the signal it gets, and who cleans up after its children. */
import { problemOfSignal } from '../../../build/signals.ts';
import type { Workspace } from '../../../build/workspace.ts';
import type { Located } from '../../../formats/yaml/node.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { failAt } from '../manifests.ts';
import { type Deployed, deployed } from './deployed.ts';

interface ServiceGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** The service, or the container of that name in deployment.yaml. */
  service: string;
}

const onService = (goal: ServiceGoal, judge: (service: Deployed, workspace: Workspace) => Judgement): Goal => ({
  id: goal.id,
  kind: goal.kind,
  title: goal.title,
  judge(workspace) {
    const service = deployed(workspace, goal.service);
    if (!service) return { outcome: 'fail', mistake: 'service-lost', message: `There is no service \`${goal.service}\` any more.` };
    return judge(service, workspace);
  },
});

/** Time that a preStop hook takes out of the grace period, ms. */
function preStopMs({ container }: Deployed): number {
  const hook = container?.preStop;
  if (hook?.type === 'sleep') return (hook.seconds ?? 0) * 1000;
  const words =
    hook?.command
      .map(({ text }) => text)
      .join(' ')
      .split(/\s+/) ?? [];
  const sleeps = words.indexOf('sleep');
  const seconds = Number(words[sleeps + 1]);
  return sleeps >= 0 && Number.isFinite(seconds) ? seconds * 1000 : 0;
}

const seconds = (ms: number) => `${ms / 1000} seconds`;

/** The grace period is long enough for what the program may have to finish. */
export function givesTimeToStop(goal: ServiceGoal & { /** What it may need, seconds. */ needs: number }): Goal {
  return onService(goal, (service) => {
    const { grace, defaultGrace } = service;
    if (grace.state === 'unknown')
      return { outcome: 'unknown', message: `The grace period of \`${goal.service}\` comes from a variable that has no value here.` };
    const key = service.by === 'compose' ? 'stop_grace_period' : 'terminationGracePeriodSeconds';
    if (grace.state === 'invalid')
      return failAt(
        'no-duration',
        service.by === 'compose'
          ? `\`${key}: ${grace.text}\` is no duration. Compose wants a unit with the number and refuses the whole file without it.`
          : `\`${key}: ${grace.text}\` is not a number of seconds.`,
        [grace.place],
      );
    const total = grace.value ?? defaultGrace;
    const left = total - preStopMs(service);
    if (left >= goal.needs * 1000)
      return { outcome: 'pass', message: `\`${goal.service}\` has ${seconds(left)} to finish, and needs ${goal.needs} at most.` };
    const restart = service.service?.restart;
    const set =
      grace.value === undefined
        ? `Nothing sets a grace period for \`${goal.service}\`, so it gets ${seconds(defaultGrace)}`
        : `\`${goal.service}\` gets ${seconds(total)}`;
    if (restart && grace.value === undefined)
      return failAt(
        'restart-as-cure',
        `\`restart: ${restart.text}\` starts \`${goal.service}\` again after it has ended by itself. It does not give it more time to end: after ${seconds(defaultGrace)} it is killed in the middle of its work, which is then lost or done twice.`,
        [restart],
      );
    const hook =
      left < total && total >= goal.needs * 1000
        ? ` ${seconds(total - left)} of it pass in the \`preStop\` hook, before the signal is sent.`
        : '';
    return failAt(
      'too-little-time',
      `${set}.${hook} It may need ${goal.needs} to finish what it has begun; whatever still runs then is killed.`,
      [grace.place ?? service.name],
    );
  });
}

/** The stop signal is one on which the program finishes its work, and it arrives. */
export function stopsWithSignal(
  goal: ServiceGoal & {
    /** Signals on which it finishes its work: 'SIGQUIT'. */
    graceful: string[];
    /** What it does on others, by signal: said when one of them is sent. */
    others?: Record<string, string>;
  },
): Goal {
  return onService(goal, (service) => {
    if (service.stopSignal.state === 'unknown')
      return { outcome: 'unknown', message: `The stop signal of \`${goal.service}\` comes from a variable that has no value here.` };
    const hook = quitsInHook(service, goal.graceful);
    if (hook) return { outcome: 'pass', message: 'The `preStop` hook tells it to finish before any signal is sent.' };
    const start = service.start({ handlesSigterm: goal.graceful.includes('SIGTERM') ? 'yes' : 'unknown' });
    const origin = service.stage?.origins.stopSignal;
    if (!start || (service.stopSignal.state === 'absent' && !origin && !knownBase(service)))
      return {
        outcome: 'unknown',
        message: `Which signal the image of \`${goal.service}\` asks for is not known here. A line that sets it makes it plain.`,
      };
    const place = service.stopSignal.place ?? fromDockerfile(service) ?? service.name;
    if (start.signal === 'SIGKILL')
      return failAt(
        'kill-signal',
        `\`${goal.service}\` is stopped with SIGKILL. No program can act on that signal, so nothing is ever finished.`,
        [place],
      );
    const written = service.stopSignal.value;
    if (written !== undefined && problemOfSignal(written) !== undefined)
      return failAt('no-signal', `\`${written}\` is not the name of a signal, so the container is not created.`, [place]);
    if (!goal.graceful.includes(start.signal)) {
      const does = goal.others?.[start.signal] ?? 'It does not finish its work on that signal.';
      return failAt('other-signal', `\`${goal.service}\` is stopped with ${start.signal}. ${does}`, [place]);
    }
    if (start.reaches === 'no' && start.shell !== 'no')
      return failAt(
        'shell-between',
        `A shell starts \`${goal.service}\` and stays in front of it. It gets ${start.signal} and does not pass it on, so nobody tells the program.`,
        [service.service?.command ?? service.service?.entrypoint ?? fromDockerfile(service, 'cmd') ?? service.name],
      );
    if (start.reaches === 'no') return failAt('not-told', `${start.signal} does not come to the program of \`${goal.service}\`.`, [place]);
    return { outcome: 'pass', message: `\`${goal.service}\` is stopped with ${start.signal}, and finishes what it has begun.` };
  });
}

const knownBase = ({ stage }: Deployed) => {
  let base = stage?.base;
  while (base?.kind === 'stage') base = base.stage.base;
  return base?.kind === 'scratch' || (base?.kind === 'image' && base.facts?.config !== undefined);
};

function fromDockerfile({ stage, service }: Deployed, field: 'stopSignal' | 'cmd' = 'stopSignal'): Located | undefined {
  const origin = stage?.origins[field];
  const file = service?.build?.dockerfile?.value ?? 'Dockerfile';
  return origin?.kind === 'instruction' && service?.build ? { file, span: origin.step.span } : undefined;
}

/** `preStop` with `nginx -s quit` or `kill -QUIT 1`. */
function quitsInHook({ container }: Deployed, graceful: string[]): boolean {
  const words =
    container?.preStop?.command
      .map(({ text }) => text)
      .join(' ')
      .split(/\s+/) ?? [];
  if (graceful.includes('SIGQUIT') && words.some((word, at) => word === '-s' && words[at + 1] === 'quit')) return true;
  return (
    words.includes('kill') &&
    graceful.some((signal) => words.some((word) => [`-${signal}`, `-${signal.replace('SIG', '')}`, signal].includes(word)))
  );
}

/** Something that cleans up is PID 1: Docker's init, or one in the image. */
export function hasInit(goal: ServiceGoal): Goal {
  return onService(goal, (service) => {
    if (service.init.state === 'unknown') return { outcome: 'unknown', message: '`init` comes from a variable that has no value here.' };
    const start = service.start();
    const first = start?.processes[0];
    if (service.init.value || first?.role === 'init')
      return {
        outcome: 'pass',
        message: `${first?.program ? `\`${first.program}\`` : 'An init'} is PID 1: it passes signals on and cleans up ended children.`,
      };
    if (!first || (start?.pid1 === undefined && first.role !== 'program'))
      return { outcome: 'unknown', message: `What is PID 1 in \`${goal.service}\` cannot be told from here.` };
    return failAt(
      'no-init',
      `\`${start?.pid1 ?? first.program ?? 'The program'}\` is PID 1 in \`${goal.service}\`. The converters that it starts are left to PID 1 when their parent is gone, and PID 1 has to collect them when they end. It does not: each leaves an entry in the process table, until there is no room for a new process.`,
      [service.service?.init ?? service.name],
    );
  });
}

/** Polish: one init is enough. */
export function hasOneInit(goal: ServiceGoal): Goal {
  return onService(goal, (service) => {
    const inits = service.start()?.processes.filter(({ role }) => role === 'init') ?? [];
    if (inits.length < 2) return { outcome: 'pass', message: 'There is one init at most.' };
    return failAt(
      'two-inits',
      `\`${inits.map(({ program }) => program).join('` starts `')}\`: one init starts another. It works. The second is not PID 1 and has nothing to clean up; decide whether the image or whoever runs it brings the init.`,
      [service.init.place ?? service.name],
    );
  });
}
