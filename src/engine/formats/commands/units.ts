/** Quantities as Docker's command line writes them. Every reader gives undefined for what Docker would refuse. */

const powers: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40, p: 2 ** 50 };

/** Bytes of `512m`, `1.5g`, `64MiB`, `1024`: units are powers of 1024 whatever their case (docker/go-units 0.5, RAMInBytes). `512Mi` is Kubernetes' notation. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d{1,30}(?:\.\d{1,30})?) ?(?:([kmgtp])(?:i?b)?|b)?$/i.exec(text);
  if (!match) return undefined;
  return Math.floor(Number(match[1]) * (powers[(match[2] ?? '').toLowerCase()] ?? 1));
}

const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a Go duration: `90s`, `1m30s`, `1.5h`, `0`. A number without a unit is no duration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = /^([+-]?)((?:\d{0,30}\.?\d{0,30}(?:ns|us|µs|μs|ms|s|m|h)){1,20})$/.exec(text);
  if (!match?.[2]) return undefined;
  let total = 0;
  for (const [, number, unit] of match[2].matchAll(/(\d*\.?\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    if (!number || number === '.') return undefined;
    total += Number(number) * (units[unit ?? ''] ?? 0);
  }
  return match[1] === '-' ? -total : total;
}

/** Number of CPUs of `0.5`, `2`, `1/2`. */
export function parseCpus(text: string): number | undefined {
  const match = /^(\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:\/(\d{1,20}))?$/.exec(text);
  if (!match) return undefined;
  const value = Number(match[1]) / (match[2] === undefined ? 1 : Number(match[2]));
  return Number.isFinite(value) ? value : undefined;
}

/** A whole number, with a sign or without. */
export const parseInteger = (text: string): number | undefined => (/^[+-]?\d{1,18}$/.test(text) ? Number(text) : undefined);

/** Go's booleans: `1 t T TRUE true True` and `0 f F FALSE false False`. */
export function parseBoolean(text: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}
