/** What one word of EXPOSE says, after BuildKit's dockerfile2llb/convert_expose.go. */
export interface Ports {
  /** The first and last port; the same where no range is written. */
  first: number;
  last: number;
  /** `tcp`, `udp` or `sctp`. */
  kind: string;
  /** The protocol as written; empty where none was. */
  protocol: string;
  /** Whether an address or a host port was given, which EXPOSE does not do. */
  mapping: boolean;
}

/** Why it cannot be read, in one sentence. */
export interface PortProblem {
  error: string;
  /** The number is above 65535. */
  tooHigh?: boolean;
}

const protocols = new Set(['tcp', 'udp', 'sctp']);

/** Reads `3000`, `3000/udp`, `8000-8010`, and the host mappings that BuildKit still lets pass. The error is one sentence. */
export function parsePorts(text: string): Ports | PortProblem {
  const parts = text.split(':');
  const container = parts.at(-1) ?? '';
  const host = parts.at(-2) ?? '';
  const address = parts.slice(0, -2).join(':');
  const slash = container.indexOf('/');
  const port = slash < 0 ? container : container.slice(0, slash);
  const protocol = slash < 0 ? '' : container.slice(slash + 1);
  if (port === '') return { error: `\`${text}\` names no port.` };
  if (protocol !== '' && !protocols.has(protocol.toLowerCase())) {
    return { error: `\`${protocol}\` is not a protocol: a port is \`tcp\`, \`udp\` or \`sctp\`.` };
  }
  if (address !== '' && !isAddress(address)) return { error: `\`${address}\` is not an IP address, and EXPOSE takes none.` };
  const range = parseRange(port);
  if (!range) return portProblem(port);
  const hostRange = host === '' ? undefined : parseRange(host);
  if (host !== '' && !hostRange) return portProblem(host);
  if (hostRange && range.last !== range.first && hostRange.last - hostRange.first !== range.last - range.first) {
    return { error: `The ranges \`${host}\` and \`${port}\` are not of the same length.` };
  }
  return { ...range, kind: protocol.toLowerCase() || 'tcp', protocol, mapping: host !== '' || address !== '' };
}

function parseRange(text: string): { first: number; last: number } | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const last = Number(match[2] ?? match[1]);
  return first <= last && last <= 65_535 ? { first, last } : undefined;
}

function portProblem(text: string): PortProblem {
  const numbers = text.split('-').map(Number);
  if (/^\d+(-\d+)?$/.test(text) && numbers.some((port) => port > 65_535)) {
    return { error: `\`${text}\` is not a port: ports go from 0 to 65535.`, tooHigh: true };
  }
  if (/^\d+-\d+$/.test(text)) return { error: `\`${text}\` is not a range of ports: the first number must be the smaller one.` };
  return { error: `\`${text}\` is not a port: write a number such as \`3000\`, or a range such as \`8000-8010\`.` };
}

const isAddress = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text)
    ? text.split('.').every((part) => Number(part) <= 255)
    : /^\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*\]?$/.test(text);
