/** `-p` taken apart. */
import type { Span } from '../../source.ts';
import type { FlagUse } from './argv.ts';

export interface Port {
  /** Address of the host that listens; undefined: all of them. */
  ip?: string;
  /** As written, a range stays a range; undefined: Docker picks one. */
  host?: string;
  container: string;
  protocol: string;
  /** The first port as a number, where it is written out. */
  containerPort?: number;
  hostPort?: number;
  span: Span;
}

const number = (text: string | undefined): number | undefined =>
  text && /^\d+(?:-\d+)?$/.test(text) ? Number.parseInt(text, 10) : undefined;

/** Reads `[ip:][host:]container[/protocol]`; nothing where it is no port at all. */
export function readPort(flag: FlagUse): Port[] {
  if (!flag.value) return [];
  const slash = flag.value.lastIndexOf('/');
  const protocol = slash < 0 ? 'tcp' : flag.value.slice(slash + 1).toLowerCase();
  const text = slash < 0 ? flag.value : flag.value.slice(0, slash);
  const bracket = /^\[([^\]]*)\]:(.*)$/.exec(text);
  const parts = (bracket?.[2] ?? text).split(':');
  const container = parts.pop() ?? '';
  const host = parts.pop();
  const ip = bracket?.[1] ?? (parts.length ? parts.join(':') : undefined);
  const [containerPort, hostPort] = [number(container), number(host)];
  return [
    {
      container,
      protocol,
      span: flag.valueSpan,
      ...(host ? { host } : {}),
      ...(ip ? { ip } : {}),
      ...(containerPort === undefined ? {} : { containerPort }),
      ...(hostPort === undefined ? {} : { hostPort }),
    },
  ];
}
