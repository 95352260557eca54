/**
 * Kubernetes quantities by value: decimal suffixes n to E, binary ones Ki to Ei, or an exponent. Source: the grammar in
 * kubernetes/apimachinery pkg/api/resource/quantity.go at 357557a, read 2026-11-28.
 */

const suffixes: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** `500m`, `0.5`, `512Mi`, `1e3` → the plain number (processors, bytes); undefined for what Kubernetes refuses, such as `512MB`. */
export function parseQuantity(text: string): number | undefined {
  const match = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(?:([eE][+-]?\d+)|([a-zA-Z]{0,2}))$/.exec(text);
  if (!match) return undefined;
  const [, amount = '', exponent, suffix = ''] = match;
  if (exponent !== undefined) return Number(`${amount}${exponent}`);
  if (!Object.hasOwn(suffixes, suffix)) return undefined;
  const scale = suffixes[suffix] ?? 1;
  const value = scale < 1 ? Number(amount) / Math.round(1 / scale) : Number(amount) * scale;
  return Number.isFinite(value) ? value : undefined;
}

/** Why a text is no quantity, a sentence without its full stop. */
export function quantityComplaint(text: string): string | undefined {
  if (parseQuantity(text) !== undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]+)$/.exec(text);
  if (!match) return 'this is no quantity; write a number with an optional unit, such as `500m` of a processor or `512Mi` of memory';
  const [, amount = '', unit = ''] = match;
  const letter = unit[0]?.toUpperCase() ?? '';
  if (/^[kmgt]i?b?$/i.test(unit))
    return `\`${unit}\` is no unit here; write \`${amount}${letter}i\` for powers of 1024, or \`${amount}${letter === 'K' ? 'k' : letter}\` for powers of 1000`;
  return `\`${unit}\` is no unit here; memory has \`Mi\` and \`Gi\`, processors have \`m\` for thousandths`;
}
