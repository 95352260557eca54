/** What a Compose file must not lose while something else in it is repaired. */
import type { Compose, Service } from '../../../formats/compose/model.ts';
import type { Goal, Judgement } from '../../exercise.ts';
import { composeGoal } from '../compose-goal.ts';
import { type FileGoal, failAt } from '../manifests.ts';

interface KeptService {
  /** Repository of the image: 'postgres'. */
  image?: string;
  /** Variables with the values they must keep. */
  environment?: Record<string, string>;
  /** Paths in the container at which a named volume or a host folder is mounted. */
  mounts?: string[];
  /** Ports: of the host, then of the container. */
  ports?: [string, string][];
  /** Services that it waits for until they are healthy. */
  waitsFor?: string[];
}

interface KeepGoal extends FileGoal {
  services: Record<string, KeptService>;
}

/** The services are still there, with their images, the settings that the task is not about, and their data. */
export function keepsServices(goal: KeepGoal): Goal {
  return composeGoal(goal, (compose) => {
    for (const [name, kept] of Object.entries(goal.services)) {
      const lost = whatIsLost(name, kept, compose);
      if (lost) return lost;
    }
    return { outcome: 'pass', message: 'What worked before is still there.' };
  });
}

function whatIsLost(name: string, kept: KeptService, compose: Compose): Judgement | undefined {
  const service = compose.service(name);
  if (!service) {
    if (compose.unseen.length > 0) return undefined;
    return {
      outcome: 'fail',
      mistake: 'service-lost',
      message: `The service \`${name}\` is gone. The task is about its settings, not about removing it.`,
    };
  }
  return (
    lostImage(service, kept) ??
    lostVariable(service, kept) ??
    lostMount(service, kept) ??
    lostPort(service, kept) ??
    lostOrder(service, kept, compose)
  );
}

const place = ({ file, nameSpan }: Service) => ({ file, span: nameSpan });

function lostImage(service: Service, { image }: KeptService): Judgement | undefined {
  const written = service.image?.value;
  if (image === undefined || service.partial || (service.image && written === undefined)) return undefined;
  if (written !== undefined && repository(written) === repository(image)) return undefined;
  return failAt(
    'other-image',
    `\`${service.name}\` ran \`${image}\`, and now ${written === undefined ? 'names no image' : `it is \`${written}\``}. Another program may not read the same settings.`,
    [service.image ?? place(service)],
  );
}

/** `docker.io/library/postgres:18@sha256:…` and `postgres` are one repository. */
const repository = (image: string) =>
  image
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '');

function lostVariable(service: Service, { environment = {} }: KeptService): Judgement | undefined {
  for (const [name, value] of Object.entries(environment)) {
    const found = service.environment.find((variable) => variable.name === name);
    if (!found && (service.envFiles.length > 0 || service.partial)) continue;
    if (found && (!found.value || found.value.state === 'unknown' || found.value.value === value)) continue;
    const now = found ? `is now \`${found.value?.visible}\`` : 'is gone';
    return failAt(
      'setting-lost',
      `\`${name}\` of \`${service.name}\` was \`${value}\` and ${now}. It is no secret, and the service needs it.`,
      [found ?? place(service)],
    );
  }
  return undefined;
}

function lostMount(service: Service, { mounts = [] }: KeptService): Judgement | undefined {
  const missing = mounts.find(
    (path) =>
      !service.mounts.some(
        ({ target, type, source }) =>
          (target === path || target === undefined) && type !== 'tmpfs' && (source !== undefined || type !== 'volume'),
      ),
  );
  if (missing === undefined || service.partial) return undefined;
  return failAt(
    'data-lost',
    `Nothing that lasts is mounted at \`${missing}\` of \`${service.name}\` any more, so its data goes with the container.`,
    [place(service)],
  );
}

function lostPort(service: Service, { ports = [] }: KeptService): Judgement | undefined {
  if (service.partial || service.ports.some(({ unknown }) => unknown)) return undefined;
  const missing = ports.find(([host, inside]) => !service.ports.some(({ published, target }) => published === host && target === inside));
  if (!missing) return undefined;
  const [host, inside] = missing;
  return failAt('port-lost', `Port ${host} of the host no longer leads to port ${inside} of \`${service.name}\`, so nobody reaches it.`, [
    service.ports[0] ?? place(service),
  ]);
}

function lostOrder(service: Service, { waitsFor = [] }: KeptService, compose: Compose): Judgement | undefined {
  for (const name of waitsFor) {
    const wait = service.dependsOn.find((each) => each.service === name);
    if (service.partial || wait?.condition.state === 'unknown') continue;
    if (wait?.condition.value !== 'service_healthy')
      return failAt(
        'order-lost',
        `\`${service.name}\` waited until \`${name}\` was healthy, and no longer does. It starts before the other side can answer.`,
        [wait ?? place(service)],
      );
    const other = compose.service(name);
    const check = other?.healthcheck;
    const works = check && !check.disabled && check.test && check.test.words.length > 0;
    if (other && !other.partial && !works)
      return failAt(
        'check-lost',
        `\`${service.name}\` waits until \`${name}\` is healthy, and \`${name}\` has no working health check any more.`,
        [check ?? place(other)],
      );
  }
  return undefined;
}
