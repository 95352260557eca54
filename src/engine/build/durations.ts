/** Units of Go's time.ParseDuration, in milliseconds. */
const units: Record<string, number> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** The longest time that Go can hold. */
const longest = 9_223_372_036_854.775;

/** Reads a duration as Go does (`1h30m`, `500ms`, `1.5s`, `-2s`, `0`). Milliseconds, or undefined where Go would refuse it. */
export function parseDuration(text: string): number | undefined {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const rest = text.slice(sign.length);
  if (rest === '0') return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
  let total = 0;
  while (part.lastIndex < rest.length) {
    const match = part.exec(rest);
    if (!match) return undefined;
    total += Number(match[1]) * (units[match[2] ?? ''] ?? 0);
  }
  if (rest === '' || total > longest) return undefined;
  return sign === '-' ? -total : total;
}
