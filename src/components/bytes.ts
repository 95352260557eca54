const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** Bytes as people read them, in powers of a thousand as Docker prints them: 148300000 gives '148.3 MB'. */
export function showBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Math.round(value * 10) / 10} ${bytes === 1 ? 'byte' : units[unit]}`;
}
