/**
 * A file mode after `chmod`: `0750`, `u=rwX,go-w`, `a+w`, `g=u`. Undefined where the mode before is needed and unknown, or the
 * text is no mode. Only what a folder or plain file needs: `s` and `t` are taken and change nothing that is asked here.
 */
export function changeMode(before: number | undefined, text: string): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return Number.parseInt(text, 8);
  if (before === undefined) return undefined;
  let mode = before;
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
    if (!match) return undefined;
    const who = match[1] === '' || match[1]?.includes('a') ? 'ugo' : (match[1] ?? '');
    for (const [, operator = '', bits = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)) mode = apply(mode, who, operator, bits);
  }
  return mode;
}

const shift: Readonly<Record<string, number>> = { u: 6, g: 3, o: 0 };

function apply(mode: number, who: string, operator: string, bits: string): number {
  let next = mode;
  for (const one of who) {
    const at = shift[one] ?? 0;
    const value = bitsOf(bits, mode) << at;
    if (operator === '+') next |= value;
    else if (operator === '-') next &= ~value;
    else next = (next & ~(7 << at)) | value;
  }
  return next;
}

const bitsOf = (bits: string, mode: number): number =>
  [...bits].reduce((sum, bit) => sum | (Object.hasOwn(shift, bit) ? (mode >> (shift[bit] ?? 0)) & 7 : (letters[bit] ?? 0)), 0);

const letters: Readonly<Record<string, number>> = { r: 4, w: 2, x: 1, X: 1 };
