import { nearest } from '../yaml/nearest.ts';
import { entryOf, type Located, shorten } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import type { Compose, Grant, Service } from './model.ts';

/** Names used by services that nothing declares, and services that could not start. Says nothing of what included files may declare. */
export function checkReferences(compose: Compose, included: boolean, report: Report): void {
  const names = {
    service: new Set(compose.services.map(({ name }) => name)),
    volume: new Set(compose.volumes.map(({ name }) => name)),
    network: new Set(compose.networks.map(({ name }) => name)),
    secret: new Set(compose.secrets.map(({ name }) => name)),
    config: new Set(compose.configs.map(({ name }) => name)),
  };
  const undefinedName = (kind: keyof typeof names, name: string, at: Located, service: string) => {
    if (included || names[kind].has(name) || report.full) return;
    const meant = nearest(name, names[kind]);
    const hint = meant === undefined ? '' : ` Did you mean \`${meant}\`?`;
    const declare = kind === 'service' ? '' : ` Declare it at the top level, under \`${kind}s:\`.`;
    const message = `\`${shorten(service)}\` uses the ${kind} \`${shorten(name)}\`, and there is none of that name.${hint === '' ? declare : hint}`;
    report.error(`compose-undefined-${kind}`, at, message);
  };
  for (const service of compose.services) {
    for (const { service: name, required, ...at } of service.dependsOn) if (required) undefinedName('service', name, at, service.name);
    for (const mount of service.mounts)
      if (mount.type === 'volume' && mount.source !== undefined) undefinedName('volume', mount.source, mount, service.name);
    for (const network of service.networks) if (network.name !== 'default') undefinedName('network', network.name, network, service.name);
    const grants = (list: Grant[], kind: 'secret' | 'config') => {
      for (const grant of list) {
        const name = grant.source.value;
        if (name === undefined) continue;
        grant.declared = names[kind].has(name);
        undefinedName(kind, name, grant.source, service.name);
      }
    };
    grants(service.secrets, 'secret');
    grants(service.build?.secrets ?? [], 'secret');
    grants(service.configs, 'config');
    checkService(service, report);
  }
  checkDependencies(compose, report);
}

function checkService(service: Service, report: Report) {
  const at = { file: service.file, span: service.nameSpan };
  if (!service.partial && !service.image && !service.build && !entryOf(service.node, 'provider') && !entryOf(service.node, 'image'))
    report.error(
      'compose-no-image',
      at,
      `\`${shorten(service.name)}\` has neither \`image:\` nor \`build:\`, so Compose does not know what to run.`,
    );
  if (service.networkMode && service.networks.length > 0)
    report.error(
      'compose-network-conflict',
      service.networkMode,
      `\`${shorten(service.name)}\` has \`network_mode:\` and \`networks:\`. A container that shares another network cannot join more: keep one.`,
    );
}

/** Waits that cannot end: for health that nobody checks, and in circles. */
function checkDependencies(compose: Compose, report: Report) {
  const byName = new Map(compose.services.map((service) => [service.name, service]));
  for (const service of compose.services)
    for (const { service: name, condition, ...at } of service.dependsOn) {
      const target = byName.get(name);
      if (condition.value !== 'service_healthy' || !target || target.partial) continue;
      if (target.healthcheck?.disabled)
        report.error(
          'compose-dependency-without-healthcheck',
          condition.text === '' ? at : condition,
          `\`${shorten(service.name)}\` waits until \`${shorten(name)}\` is healthy, but the health check of \`${shorten(name)}\` is switched off. It would never start.`,
        );
      else if (!target.healthcheck?.test)
        report.warn(
          'compose-dependency-without-healthcheck',
          condition.text === '' ? at : condition,
          `\`${shorten(service.name)}\` waits until \`${shorten(name)}\` is healthy, but \`${shorten(name)}\` has no \`healthcheck:\` here. Unless its image brings one, Compose stops with an error.`,
        );
    }
  for (const service of findCycle(compose.services, byName)) {
    const at = service.dependsOn[0] ?? { file: service.file, span: service.nameSpan };
    report.error(
      'compose-dependency-cycle',
      at,
      `\`${shorten(service.name)}\` waits for itself, by way of the services it depends on. None of them could start first.`,
    );
  }
}

/** A service on a circle of dependencies, if there is one. Iterative: chains may be long. */
function findCycle(services: Service[], byName: ReadonlyMap<string, Service>): Service[] {
  const state = new Map<Service, 'open' | 'done'>();
  for (const start of services) {
    const stack: { service: Service; next: number }[] = [{ service: start, next: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1);
      if (!top) break;
      if (top.next === 0) {
        if (state.get(top.service) === 'done') {
          stack.pop();
          continue;
        }
        state.set(top.service, 'open');
      }
      const dependency = top.service.dependsOn[top.next++];
      if (!dependency) {
        state.set(top.service, 'done');
        stack.pop();
        continue;
      }
      const target = byName.get(dependency.service);
      if (!target) continue;
      if (state.get(target) === 'open') return [target];
      if (state.get(target) !== 'done') stack.push({ service: target, next: 0 });
    }
  }
  return [];
}
