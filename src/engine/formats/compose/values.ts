/** Compose's own notations for time, size and number, by value. Each gives undefined for text the tool would refuse. */

/** Milliseconds in each unit that a Compose duration may use (compose-spec, 11-extension: durations). */
const units: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `90s`, `1m30s`, `1.5h` → milliseconds. A bare number has no unit and is refused; `0` alone is allowed. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  // Nobody writes one this long, and a pattern that repeats may run out of stack on it.
  if (text.length > 200) return undefined;
  const parts = /^[+-]?(?:\d+(?:\.\d*)?[a-zµμ]+|\.\d+[a-zµμ]+)+$/.test(text) ? text.matchAll(/(\d*\.?\d*)([a-zµμ]+)/g) : [];
  let total: number | undefined;
  for (const [, amount, unit] of parts) {
    const scale = Object.hasOwn(units, unit ?? '') ? units[unit ?? ''] : undefined;
    if (scale === undefined) return undefined;
    total = (total ?? 0) + Number(amount) * scale;
  }
  return total === undefined ? undefined : text.startsWith('-') ? -total : round(total);
}

/** Takes away what binary fractions add: 0.1 s is 100 ms. */
const round = (value: number) => Math.round(value * 1e6) / 1e6;

const sizes: Record<string, number> = { k: 1, m: 2, g: 3, t: 4, p: 5 };

/**
 * `512m`, `512M`, `512MB`, `0.5g`, `1073741824` → bytes, powers of 1024 as Docker counts them (docker/go-units, RAMInBytes).
 * `512Mi` is Kubernetes' notation and is refused.
 */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d*)?|\.\d+) ?([a-zA-Z]{0,3})$/.exec(text);
  if (!match) return undefined;
  const amount = Number(match[1]);
  const unit = (match[2] ?? '').toLowerCase();
  if (unit === '' || unit === 'b') return Math.trunc(amount);
  const power = Object.hasOwn(sizes, unit[0] ?? '') ? sizes[unit[0] ?? ''] : undefined;
  if (power === undefined || !['', 'b', 'ib'].includes(unit.slice(1))) return undefined;
  return Math.trunc(amount * 1024 ** power);
}

/** `0.5`, `.5`, `2` → cores. `500m` is Kubernetes' notation and is refused. */
export function parseCpus(text: string): number | undefined {
  return /^\+?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** A whole number, negative allowed. */
export function parseInteger(text: string): number | undefined {
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

/** Text that Compose turns into a boolean; plain YAML booleans read the same. */
export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (['true', 'yes', 'y', 'on', '1'].includes(word)) return true;
  return ['false', 'no', 'n', 'off', '0'].includes(word) ? false : undefined;
}

/** A file mode: `0440`, `0o440` and `"0440"` are octal, as Go reads them; a plain `440` is decimal 440 where it is a number. */
export function parseMode(text: string, quoted: boolean): number | undefined {
  const octal = /^0o?([0-7]+)$/.exec(text);
  if (octal) return Number.parseInt(octal[1] ?? '', 8);
  if (quoted && /^[0-7]+$/.test(text)) return Number.parseInt(text, 8);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Why a text is no duration. */
export function durationComplaint(text: string): string | undefined {
  if (parseDuration(text) !== undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return `a duration needs its unit: \`${text}s\` for seconds, \`${text}m\` for minutes`;
  return 'this is no duration; write numbers with units, such as `30s` or `1m30s`';
}

/** Why a text is no byte size. */
export function bytesComplaint(text: string): string | undefined {
  if (parseBytes(text) !== undefined) return undefined;
  const kubernetes = /^(\d+(?:\.\d+)?)([KMGT])i$/.exec(text);
  if (kubernetes) return `this is how Kubernetes writes sizes; Compose writes \`${kubernetes[1]}${kubernetes[2]}\` for the same amount`;
  return 'this is no size; write a number with a unit, such as `512m` or `1g`';
}

/** Why a text is no number of processors. */
export function cpusComplaint(text: string): string | undefined {
  if (parseCpus(text) !== undefined) return undefined;
  const milli = /^(\d+)m$/.exec(text);
  if (milli) return `this is how Kubernetes writes processors; Compose counts whole ones, so write \`${Number(milli[1]) / 1000}\``;
  return 'this is no number of processors; write, for example, `0.5` or `2`';
}
