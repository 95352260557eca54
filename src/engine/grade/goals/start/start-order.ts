/** Goals on the order in which Compose starts services: who waits for whom, and until what. */
import type { Compose, Dependency, Service } from '../../../formats/compose/model.ts';
import type { Located } from '../../../formats/yaml/node.ts';
import { readScript } from '../../../shell/read.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';
import { listed } from '../words.ts';

/** What is waited for: that it runs, that its health check passes, that it has ended well. */
export type Until = 'started' | 'healthy' | 'completed';

const untilOf = (condition: string | undefined): Until | undefined =>
  condition === 'service_healthy'
    ? 'healthy'
    : condition === 'service_completed_successfully'
      ? 'completed'
      : condition === 'service_started'
        ? 'started'
        : undefined;
const strength: Record<Until, number> = { started: 0, healthy: 1, completed: 1 };

const nameOf = ({ file, nameSpan }: Service): Located => ({ file, span: nameSpan });

/** Whether `service` starts only after `needs` has come that far: by itself, or because what it waits for does. */
function waits(compose: Compose, service: string, needs: string, until: Until, seen = new Set<string>()): boolean {
  if (seen.has(service)) return false;
  seen.add(service);
  return (compose.service(service)?.dependsOn ?? []).some((dependency) => {
    const reached = untilOf(dependency.condition.value);
    if (reached === undefined) return false;
    if (dependency.service === needs) return reached === until || (until === 'started' && strength[reached] >= 0);
    return waits(compose, dependency.service, needs, until, seen);
  });
}

interface OrderGoal extends FileGoal {
  service: string;
  needs: string;
  until: Until;
  /** What happens otherwise, a sentence. */
  otherwise: string;
}

/** A service starts only after another has come far enough. */
export function startsAfter(goal: OrderGoal): Goal {
  return composeGoal(goal, (compose) => {
    const service = compose.service(goal.service);
    if (!service) return { outcome: 'fail', mistake: 'service-lost', message: `There is no service \`${goal.service}\` any more.` };
    if (waits(compose, goal.service, goal.needs, goal.until))
      return { outcome: 'pass', message: `\`${goal.service}\` starts only after \`${goal.needs}\` ${reached[goal.until]}.` };
    const direct = service.dependsOn.find((dependency) => dependency.service === goal.needs);
    if (service.partial || direct?.condition.state === 'unknown')
      return {
        outcome: 'unknown',
        message: `What \`${goal.service}\` waits for stands in a file or a variable that this page does not see.`,
      };
    if (waitsItself(service))
      return {
        outcome: 'unknown',
        message: `\`${goal.service}\` waits in a loop of its own. Whether that loop is right cannot be told from here.`,
      };
    return whyNot(service, direct, goal);
  });
}

const reached: Record<Until, string> = { started: 'has started', healthy: 'is healthy', completed: 'has ended well' };

function whyNot(service: Service, direct: Dependency | undefined, { needs, until, otherwise }: OrderGoal): Judgement {
  const sleep = service.command?.words.find(({ visible }) => /(?:^|\s)sleep\s/.test(`${visible} `)) ?? undefined;
  if (sleep && until !== 'started')
    return failAt(
      'sleep-is-a-guess',
      `\`${service.command?.text}\` guesses how long \`${needs}\` takes. On a slow day it is too short, on every other day too long, and nobody looks whether \`${needs}\` came up at all.`,
      [service.command],
    );
  const link = service.links.find(({ visible }) => visible.split(':')[0] === needs);
  if (link && (!direct || until !== 'started'))
    return failAt(
      'links',
      `\`links\` gives \`${needs}\` a name and makes it start first. It does not wait for anything, and on a network of today the name is there without it.`,
      [link],
    );
  if (!direct) return failAt('does-not-wait', `\`${service.name}\` does not wait for \`${needs}\`. ${otherwise}`, [nameOf(service)]);
  const written = direct.form === 'short' ? 'The short form' : `\`condition: ${direct.condition.text}\``;
  const has = untilOf(direct.condition.value);
  if (has === 'started')
    return failAt(
      'running-is-not-ready',
      `${written} makes \`${service.name}\` wait until \`${needs}\` runs${until === 'completed' ? ', and not until it is done' : ', and not until it is ready'}: its process is there, and that is all. ${otherwise}`,
      [direct],
    );
  if (has === undefined)
    return failAt('unknown-condition', `${written} is no condition that Compose knows, so it waits for nothing.`, [direct]);
  return failAt(
    'other-condition',
    until === 'completed'
      ? `${written} waits until a check on \`${needs}\` passes. \`${needs}\` does its work and ends; what matters is that it ended well. ${otherwise}`
      : `${written} waits until \`${needs}\` has ended. ${otherwise}`,
    [direct],
  );
}

/** `sh -c 'until …; do sleep 1; done; …'` */
const waitsItself = ({ command, entrypoint }: Service) =>
  [...(command?.words ?? []), ...(entrypoint?.words ?? [])].some(({ visible }) =>
    readScript(visible, 0).commands.some(({ within }) => within.some(({ kind }) => kind === 'loop')),
  );

interface ConditionGoal extends FileGoal {
  /** Services that do their work and end. */
  ending: string[];
  /** Services whose image brings a health check. */
  checked?: string[];
}

/** Every condition that is waited for can come true. */
export function conditionsCanHold(goal: ConditionGoal): Goal {
  return composeGoal(goal, (compose) => {
    for (const service of compose.services) {
      for (const dependency of service.dependsOn) {
        const problem = cannotHold(compose, service, dependency, goal);
        if (problem) return problem;
      }
    }
    return { outcome: 'pass', message: 'Everything that is waited for can happen.' };
  });
}

function cannotHold(
  compose: Compose,
  service: Service,
  { service: name, condition, file, span }: Dependency,
  goal: ConditionGoal,
): Judgement | undefined {
  const needed = compose.service(name);
  const until = untilOf(condition.value);
  if (!needed || needed.partial) return undefined;
  const check = needed.healthcheck;
  const has = check
    ? !check.disabled && check.test?.form !== 'NONE' && (check.test !== undefined || goal.checked?.includes(name))
    : goal.checked?.includes(name);
  if (until === 'healthy' && !has) {
    const elsewhere = compose.services.filter(({ healthcheck }) => healthcheck?.test && !healthcheck.disabled).map((each) => each.name);
    const others = elsewhere.length > 0 ? ` There is one on ${listed(elsewhere)}, which tells nothing about \`${name}\`.` : '';
    return failAt(
      'no-check-to-wait-for',
      `\`${service.name}\` waits until \`${name}\` is healthy, and \`${name}\` has no health check. Compose stops with an error, for nobody could ever say so.${others}`,
      [{ file, span }],
    );
  }
  if (until === 'completed' && !goal.ending.includes(name))
    return failAt(
      'never-ends',
      `\`${service.name}\` waits until \`${name}\` has ended, and \`${name}\` runs for as long as the stack does.`,
      [{ file, span }],
    );
  return undefined;
}

/** A service under a profile is not made a must by somebody who waits for it. */
export function staysOptional(goal: FileGoal & { service: string }): Goal {
  return composeGoal(goal, (compose) => {
    const optional = compose.service(goal.service);
    if (!optional) return { outcome: 'pass', message: `Nobody waits for \`${goal.service}\`.` };
    const user = compose.services.find(
      ({ name, dependsOn, profiles }) =>
        name !== goal.service && profiles.length === 0 && dependsOn.some(({ service, required }) => service === goal.service && required),
    );
    if (user && optional.profiles.length > 0)
      return failAt(
        'optional-made-a-must',
        `\`${user.name}\` cannot start without \`${goal.service}\`, which only runs with its profile. Without the profile Compose stops with an error.`,
        [user.dependsOn.find(({ service }) => service === goal.service)],
      );
    if (optional.profiles.length === 0)
      return failAt('always-started', `\`${goal.service}\` has lost its profile, so it always starts.`, [nameOf(optional)]);
    return { outcome: 'pass', message: `\`${goal.service}\` is still optional.` };
  });
}

/** Polish: no command waits by the clock. */
export function leavesNoSleep(goal: FileGoal): Goal {
  return composeGoal(goal, (compose) => {
    const found = compose.services.find(
      (service) => service.command?.words.some(({ visible }) => /(?:^|\s)sleep\s+\d/.test(visible)) && !waitsItself(service),
    );
    return found
      ? failAt('sleep-left', `\`${found.command?.text}\` still sleeps first. With the conditions it has nothing to wait for.`, [
          found.command,
        ])
      : { outcome: 'pass', message: 'Nothing waits by the clock.' };
  });
}
