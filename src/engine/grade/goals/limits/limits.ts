/** Goals on what the services of a Compose file may use. */
import type { Workspace } from '../../../build/workspace.ts';
import type { Compose, Resources, Service, Value } from '../../../formats/compose/model.ts';
import { readCompose } from '../../../formats/compose/read.ts';
import { nodeAt } from '../../../formats/yaml/node.ts';
import type { Finding } from '../../../rules/rule.ts';
import type { Goal, Judgement, Reason } from '../../exercise.ts';
import { listed } from '../words.ts';
import { heapOption, judgeHeap, mebibytes, type OptionText } from './heap.ts';

interface ServicesGoal {
  id: string;
  kind: Goal['kind'];
  title: string;
  /** 'compose.yaml' where absent. */
  file?: string;
  /** Names of the services that are judged. */
  services: string[];
}

type Resource = keyof Resources['limits'];

const words: Record<Resource, { limit: string; show(value: number): string; without: string }> = {
  memory: {
    limit: 'memory limit',
    show: mebibytes,
    without: 'One leak takes the memory of the whole host, and the kernel then picks whom to kill.',
  },
  cpus: { limit: 'processor limit', show: (value) => `${value} CPU`, without: 'One busy loop takes the time that all others wait for.' },
  pids: {
    limit: 'limit of processes',
    show: (value) => `${value}`,
    without: 'A program that forks without end fills the process table of the host.',
  },
};

const pathOf = (goal: { file?: string }) => goal.file ?? 'compose.yaml';

function project(goal: ServicesGoal, judge: (compose: Compose, services: Service[], workspace: Workspace) => Judgement): Goal {
  const { id, kind, title } = goal;
  return {
    id,
    kind,
    title,
    judge(workspace) {
      const file = pathOf(goal);
      const compose = readCompose([{ path: file, text: workspace.files[file] ?? '' }]);
      if (compose.broken) return { outcome: 'unknown', message: `\`${file}\` cannot be read yet, so this is not judged.` };
      const services = goal.services.flatMap((name) => compose.service(name) ?? []);
      if (services.length === 0)
        return {
          outcome: 'fail',
          mistake: 'no-service',
          message: `\`${file}\` no longer has ${listed(goal.services)}, so there is nothing left to run.`,
        };
      return judge(compose, services, workspace);
    },
  };
}

/** Every service is still there, with the image it had. */
export function keepsServiceImages(
  goal: Omit<ServicesGoal, 'services'> & {
    images: Record<string, string> /** Ports that must stay published, by service: host and container. */;
    ports?: Record<string, string>;
  },
): Goal {
  return project({ ...goal, services: Object.keys(goal.images) }, (compose) => {
    for (const [name, image] of Object.entries(goal.images)) {
      const service = compose.service(name);
      if (!service)
        return {
          outcome: 'fail',
          mistake: 'service-missing',
          message: `The service \`${name}\` is gone. It has to go on running, within its limits.`,
        };
      if (service.image?.state === 'known' && service.image.value !== image) {
        const message = `\`${name}\` now runs \`${service.image.text}\`. The task is about what \`${image}\` may use.`;
        return { outcome: 'fail', mistake: 'other-image', message, findings: [{ ...service.image, message }] };
      }
    }
    for (const [name, port] of Object.entries(goal.ports ?? {})) {
      const service = compose.service(name);
      if (!service || service.partial || service.ports.some((each) => each.unknown || `${each.published}:${each.target}` === port))
        continue;
      const message = `\`${name}\` no longer publishes \`${port}\`, so nobody outside reaches it.`;
      return { outcome: 'fail', mistake: 'port-closed', message, findings: [{ file: service.file, span: service.nameSpan, message }] };
    }
    return { outcome: 'pass', message: 'Every service still runs its image.' };
  });
}

/** Rules of the reader that say why a limit has no effect: `isAccepted` speaks about those. */
export const withoutEffect = /^compose-(?:misplaced-key|limits-conflict|invalid-)/;

interface BoundGoal extends ServicesGoal {
  resource: Resource;
  /** Bytes, processors or processes; both inclusive. */
  atLeast?: number;
  atMost?: number;
}

/** Each service has a limit on one resource, and it lies in a range. */
export function boundsServices(goal: BoundGoal): Goal {
  return project(goal, (compose, services) => {
    const verdicts = services.map((service) => ({ service, ...bound(goal, service, compose) }));
    const reasons: Reason[] = verdicts.map(({ service, value }) => ({
      file: pathOf(goal),
      span: value?.span ?? service.nameSpan,
      text: `\`${service.name}\`: ${value ? `\`${value.text}\` → ${value.value ?? 'not known'}` : 'no limit'}`,
    }));
    const failed = verdicts.filter(({ mistake }) => mistake !== undefined);
    const first = failed[0];
    if (first) {
      const same = failed.filter(({ mistake }) => mistake === first.mistake).map(({ service }) => service.name);
      return {
        outcome: 'fail',
        mistake: first.mistake,
        message: `${listed(same)} ${same.length === 1 ? 'has' : 'have'} ${first.said}`,
        findings: failed.map(({ service, value, said }): Finding => {
          const place = value ?? { file: service.file, span: service.nameSpan };
          return { file: place.file, span: place.span, message: `\`${service.name}\` has ${said?.split('. ')[0]?.replace(/\.$/, '')}.` };
        }),
        reasons,
      };
    }
    if (verdicts.some(({ unknown }) => unknown))
      return {
        outcome: 'unknown',
        message: `What the ${words[goal.resource].limit} comes to cannot be told as it stands here: Compose refuses it, or it is written in a way that this page does not work out.`,
        reasons,
      };
    return { outcome: 'pass', message: `Each service has a ${words[goal.resource].limit}.`, reasons };
  });
}

interface Bound {
  value?: Value<number>;
  mistake?: string;
  /** What is wrong, to stand after "`api` has ". */
  said?: string;
  unknown?: boolean;
}

function bound({ resource, atLeast, atMost }: BoundGoal, service: Service, compose: Compose): Bound {
  const { limit, show, without } = words[resource];
  const value = service.resources.limits[resource].effective;
  const refused = compose.diagnostics.some(
    ({ rule, span, severity }) =>
      severity === 'error' &&
      withoutEffect.test(rule) &&
      span.start >= service.nameSpan.start &&
      span.end <= Math.max(service.span.end, service.nameSpan.end),
  );
  if (!value) {
    // A quota is the same limit in other words; what it comes to is not worked out here.
    const quota = resource === 'cpus' && nodeAt(service.node, 'cpu_quota') !== undefined;
    if (quota || refused || service.partial || compose.unseen.length > 0) return { unknown: true };
    const reserved = resource !== 'pids' && service.resources.reservations[resource].effective;
    if (reserved)
      return {
        value: reserved,
        mistake: 'reservation-only',
        said: `a reservation and no ${limit}. A reservation is what the service should get, not what it may take at most. ${without}`,
      };
    return { mistake: `no-${resource}-limit`, said: `no ${limit}. ${without}` };
  }
  if (value.state !== 'known' || value.value === undefined) return { value, unknown: true };
  if (value.value <= 0)
    return { value, mistake: 'unlimited', said: `\`${value.text}\` as its ${limit}, which Docker takes as "no limit". ${without}` };
  if (atMost !== undefined && value.value > atMost)
    return { value, mistake: 'too-generous', said: `a ${limit} of ${show(value.value)}, and the task allows ${show(atMost)}.` };
  if (atLeast !== undefined && value.value < atLeast)
    return {
      value,
      mistake: 'too-tight',
      said: `a ${limit} of ${show(value.value)}, and at its busiest it needs ${show(atLeast)}. A limit below that stops the work it was set for.`,
    };
  return { value };
}

/** No service reserves more than it may use. */
export function reservationsFit(goal: ServicesGoal): Goal {
  return project(goal, (_, services) => {
    for (const service of services) {
      for (const key of ['memory', 'cpus'] as const) {
        const limit = service.resources.limits[key].effective;
        const reserved = service.resources.reservations[key].effective;
        if (limit?.value === undefined || reserved?.value === undefined || limit.value <= 0 || reserved.value <= limit.value) continue;
        const message = `\`${service.name}\` reserves \`${reserved.text}\` and may use \`${limit.text}\`. Nobody can be promised more than they may take.`;
        return {
          outcome: 'fail',
          mistake: 'reservation-above-limit',
          message,
          findings: [{ file: reserved.file, span: reserved.span, message }],
        };
      }
    }
    return { outcome: 'pass', message: 'No service reserves more than it may use.' };
  });
}

/** The runtimes' heaps leave room below the memory limit. */
export function heapsFitServices(goal: ServicesGoal): Goal {
  return project(goal, (_, services) => {
    let seen: Judgement | undefined;
    for (const service of services) {
      const limit = service.resources.limits.memory.effective?.value;
      if (limit === undefined || limit <= 0) continue;
      const verdict = judgeHeap(heapOption(optionTexts(service)), limit, `\`${service.name}\``);
      if (verdict.outcome === 'fail') return verdict;
      seen = seen?.reasons ? seen : verdict;
    }
    return seen ?? { outcome: 'unknown', message: 'Without a memory limit there is nothing to measure a heap against.' };
  });
}

/** The command line comes last: it overrides what the environment says. */
function optionTexts({ environment, entrypoint, command }: Service): OptionText[] {
  const values = environment.flatMap(({ value }) => value ?? []);
  return [...values, ...(entrypoint?.words ?? []), ...(command?.words ?? [])].map(({ visible, file, span }) => ({
    text: visible,
    file,
    span,
  }));
}
