import { nodeAt, type YamlMap } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import type { Resource, Resources, Value } from './model.ts';
import type { Scalars } from './scalars.ts';
import { parseBytes, parseCpus, parseInteger } from './values.ts';

/** Limits and reservations from `deploy.resources` and from the service's own keys (`mem_limit`, `cpus`, …), which must agree. */
export function readResources(service: YamlMap, scalars: Scalars, report: Report): Resources {
  const read = (deployPath: string[], own: string, parse: (text: string) => number | undefined): Resource => {
    const parent = nodeAt(service, 'deploy', 'resources', ...deployPath.slice(0, -1));
    const key = deployPath.at(-1) ?? '';
    const places: Resource['places'] = [];
    const below = parent?.kind === 'map' ? scalars.at(parent, key, parse) : undefined;
    if (below) places.push({ path: `deploy.resources.${deployPath.join('.')}`, value: below });
    const beside = own === '' ? undefined : scalars.at(service, own, parse);
    if (beside) places.push({ path: own, value: beside });
    agree(places, report);
    return { ...(places[0] ? { effective: places[0].value } : {}), places };
  };
  return {
    limits: {
      memory: read(['limits', 'memory'], 'mem_limit', parseBytes),
      cpus: read(['limits', 'cpus'], 'cpus', parseCpus),
      pids: read(['limits', 'pids'], 'pids_limit', parseInteger),
    },
    reservations: {
      memory: read(['reservations', 'memory'], 'mem_reservation', parseBytes),
      cpus: read(['reservations', 'cpus'], '', parseCpus),
    },
  };
}

const known = (value: Value<number>) => value.state === 'known' && value.value !== undefined;

function agree(places: Resource['places'], report: Report) {
  const [below, beside] = places;
  if (!below || !beside || !known(below.value) || !known(beside.value) || below.value.value === beside.value.value) return;
  report.error(
    'compose-limits-conflict',
    beside.value,
    `\`${beside.path}: ${beside.value.text}\` and \`${below.path}: ${below.value.text}\` set the same thing to different values, which Compose refuses. Keep one of the two, or make them equal.`,
  );
}
