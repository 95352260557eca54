import type { YamlMap } from '../yaml/node.ts';
import { fieldAt, integerAt, mapAt, textAt, textsAt } from './fields.ts';
import type { ContainerPort, Field, LifecycleHook, Probe, ProbeAction } from './model.ts';

/** Seconds and counts that hold where nothing is written. */
const defaults = { initialDelaySeconds: 0, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3, successThreshold: 1 };

/** A probe of a container; `ports` are the container's, for probes that name one. */
export function readProbe(container: YamlMap, kind: Probe['kind'], ports: readonly ContainerPort[]): Probe | undefined {
  const map = mapAt(container, `${kind}Probe`);
  if (!map) return undefined;
  const written: Record<string, Field<number>> = {};
  const timings = { ...defaults };
  for (const key of Object.keys(defaults) as (keyof typeof defaults)[]) {
    const field = integerAt(map, key);
    if (!field) continue;
    written[key] = field;
    // Zero means "the default" to the API, except where zero is the default.
    timings[key] = field.value || defaults[key];
  }
  const patienceSeconds = timings.initialDelaySeconds + timings.periodSeconds * timings.failureThreshold;
  return { kind, file: map.file, span: map.span, action: readAction(map, ports), ...timings, patienceSeconds, written };
}

function readAction(map: YamlMap, ports: readonly ContainerPort[]): ProbeAction {
  const http = mapAt(map, 'httpGet');
  if (http) {
    const host = textAt(http, 'host')?.value;
    return {
      type: 'httpGet',
      ...placeOf(http),
      path: textAt(http, 'path')?.value ?? '/',
      ...portOf(http, ports),
      scheme: textAt(http, 'scheme')?.value ?? 'HTTP',
      ...(host === undefined ? {} : { host }),
    };
  }
  const tcp = mapAt(map, 'tcpSocket');
  if (tcp) return { type: 'tcpSocket', ...placeOf(tcp), ...portOf(tcp, ports) };
  const grpc = mapAt(map, 'grpc');
  if (grpc) {
    const port = integerAt(grpc, 'port')?.value;
    const service = textAt(grpc, 'service')?.value;
    return { type: 'grpc', ...placeOf(grpc), ...(port === undefined ? {} : { port }), ...(service === undefined ? {} : { service }) };
  }
  const exec = mapAt(map, 'exec');
  if (exec) return { type: 'exec', ...placeOf(exec), command: textsAt(exec, 'command') };
  return { type: 'none', ...placeOf(map) };
}

const placeOf = ({ file, span }: YamlMap) => ({ file, span });

/** A port by number, or by the name one of the container's ports has. */
function portOf(map: YamlMap, ports: readonly ContainerPort[]): { port?: number; portName?: string } {
  const number = integerAt(map, 'port')?.value;
  if (number !== undefined) return { port: number };
  const portName = fieldAt(map, 'port', (node) => node.text)?.value;
  if (portName === undefined) return {};
  const port = ports.find(({ name }) => name === portName)?.containerPort?.value;
  return { portName, ...(port === undefined ? {} : { port }) };
}

export function readHook(container: YamlMap, key: 'preStop' | 'postStart'): LifecycleHook | undefined {
  const map = mapAt(mapAt(container, 'lifecycle'), key);
  if (!map) return undefined;
  const place = placeOf(map);
  const exec = mapAt(map, 'exec');
  if (exec) return { ...place, type: 'exec', command: textsAt(exec, 'command') };
  const sleep = mapAt(map, 'sleep');
  const seconds = integerAt(sleep, 'seconds')?.value;
  if (sleep) return { ...place, type: 'sleep', command: [], ...(seconds === undefined ? {} : { seconds }) };
  const type = mapAt(map, 'httpGet') ? 'httpGet' : mapAt(map, 'tcpSocket') ? 'tcpSocket' : 'none';
  return { ...place, type, command: [] };
}
