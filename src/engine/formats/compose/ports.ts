import { entryOf, type YamlMap, type YamlScalar } from '../yaml/node.ts';
import type { Report } from '../yaml/report.ts';
import type { Port } from './model.ts';
import { lastOfEach } from './mounts.ts';
import type { Scalars } from './scalars.ts';

/** The ports of a service; the same mapping written twice counts once. */
export function readPorts(service: YamlMap, scalars: Scalars, report: Report): Port[] {
  const list = entryOf(service, 'ports')?.value;
  const ports: Port[] = [];
  for (const item of list?.kind === 'sequence' ? list.items : []) {
    const port =
      item.kind === 'map' ? longPort(item, scalars, report) : item.kind === 'scalar' ? shortPort(item, scalars, report) : undefined;
    if (port) ports.push(port);
  }
  return lastOfEach(ports, (port) =>
    port.unknown ? undefined : `${port.hostIp ?? ''}|${port.published ?? ''}|${port.target}|${port.protocol}`,
  );
}

const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) <= 65535;
/** A port or a rising range of them. */
function isPortOrRange(text: string): boolean {
  const [from, to, more] = text.split('-', 3);
  if (more !== undefined || !isPort(from ?? '')) return false;
  return to === undefined || (isPort(to) && Number(from) <= Number(to));
}

/** `80`, `8080:80`, `127.0.0.1:8080:80/tcp`, `[::1]:8080:80`, `3000-3005:3000-3005`. */
function shortPort(node: YamlScalar, scalars: Scalars, report: Report): Port | undefined {
  const value = scalars.text(node);
  if (!value || node.type === 'null') return undefined;
  const base = { file: node.file, span: node.span, text: node.text };
  if (value.state !== 'known') return { ...base, ...guess(value.visible), unknown: true };
  const slash = value.visible.indexOf('/');
  const protocol = slash < 0 ? 'tcp' : value.visible.slice(slash + 1).toLowerCase();
  const rest = slash < 0 ? value.visible : value.visible.slice(0, slash);
  const lastColon = rest.lastIndexOf(':');
  const target = rest.slice(lastColon + 1);
  const host = lastColon < 0 ? '' : rest.slice(0, lastColon);
  const cut = host.startsWith('[') ? host.indexOf(']') + 1 : host.lastIndexOf(':');
  const hasIp = host.startsWith('[') || cut >= 0;
  const published = hasIp ? host.slice(cut + (host.startsWith('[') ? 1 : 1)) : host;
  const hostIp = hasIp ? host.slice(0, cut).replace(/^\[|\]$/g, '') : '';
  const ok = isPortOrRange(target) && (published === '' || isPortOrRange(published)) && ['tcp', 'udp', 'sctp'].includes(protocol);
  if (!ok) {
    const message = `\`${value.text}\` is no port mapping. Write \`host:container\`, for example \`"8080:80"\`; ports go from 0 to 65535.`;
    report.error('compose-invalid-port', node, message);
    return undefined;
  }
  return { ...base, target, ...(published === '' ? {} : { published }), ...(hostIp === '' ? {} : { hostIp }), protocol, unknown: false };
}

/** Of a mapping with open variables the part after the last colon is still the container's port. */
function guess(visible: string): { target?: string; protocol: string } {
  const [mapping = '', protocol = 'tcp'] = visible.split('/', 2);
  const target = mapping.slice(mapping.lastIndexOf(':') + 1);
  return isPortOrRange(target) ? { target, protocol } : { protocol };
}

function longPort(map: YamlMap, scalars: Scalars, report: Report): Port {
  const read = (key: string) => scalars.textAt(map, key);
  const [target, published, hostIp, protocol] = [read('target'), read('published'), read('host_ip'), read('protocol')];
  for (const port of [target, published])
    if (port?.state === 'known' && !isPortOrRange(port.value ?? ''))
      report.error(
        'compose-invalid-port',
        port,
        `\`${port.text}\` is no port: a number from 0 to 65535, or a range such as \`3000-3005\`.`,
      );
  return {
    file: map.file,
    span: map.span,
    text: target?.text ?? '',
    ...(target?.value === undefined ? {} : { target: target.value }),
    ...(published?.value ? { published: published.value } : {}),
    ...(hostIp?.value ? { hostIp: hostIp.value } : {}),
    protocol: protocol?.value?.toLowerCase() ?? 'tcp',
    unknown: [target, published, hostIp, protocol].some((value) => value?.state === 'unknown'),
  };
}
